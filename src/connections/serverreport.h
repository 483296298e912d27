#pragma once

#include "pg/connection.h"

#include <QList>

#include <chrono>

namespace howdah::connections {

/// What testing a connection finds out.
struct ServerReport final
{
    struct Extension
    {
        QString name;
        QString version;
    };

    QString version; ///< "15.4 (Debian 15.4-1)"
    int versionNumber = 0;
    QString address;          ///< the one that answered
    bool localSocket = false; ///< a Unix socket: nothing travels over a network
    QString database;
    qint64 databaseBytes = -1; ///< -1: not allowed to know
    QString encoding;

    std::chrono::microseconds
        connectTime{}; ///< until the session was ready, password look-up included
    std::chrono::microseconds roundTrip{}; ///< the fastest of three

    pg::TlsInfo tls; ///< as pg_stat_ssl sees it, where it may be asked

    QString loginRole;
    QString currentRole; ///< differs after SET ROLE
    bool superuser = false;
    bool createDatabase = false;
    bool createRole = false;
    bool replication = false;
    bool bypassRls = false;
    bool inMonitorRole = false; ///< pg_monitor: sees everybody's statements

    bool standby = false;
    bool readOnly = false; ///< transactions start read-only here, whoever decided so
    int connectionsUsed = 0;
    int connectionsMost = 0; ///< max_connections

    QList<Extension> extensions; ///< installed in this database
    QStringList
        availableExtensions; ///< of those Howdah has a use for, the ones that could be installed
};

/// Asks a server who it is and what we may do there. @p connectTime is passed through.
[[nodiscard]] Result<ServerReport> examine(pg::Connection &connection,
                                           std::chrono::microseconds connectTime,
                                           const pg::CallLimits &limits);

} // namespace howdah::connections
