#pragma once

#include "base/result.h"
#include "pg/calllimits.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace howdah::pg {

/// Where to dial instead of a server's own address, because a tunnel leads there. The server's name
/// stays what it is, so that certificates and pass files still match.
struct Route final
{
    QString address; ///< numeric
    QString port;
    std::shared_ptr<void> tunnel; ///< kept as long as the connection lives
};

/// Opens the way to one server; blocks within the limits.
using RouteFinder = std::function<Result<Route>(const QString &host, const QString &port,
                                                const CallLimits &limits)>;

/// What every statement of a connection should find: applied right after connecting.
struct SessionSetup final
{
    QString applicationName = QStringLiteral("howdah");
    QString role;       ///< SET ROLE, empty for none
    QString searchPath; ///< literally after SET search_path TO, null for the server's default
    bool readOnly =
        false; ///< default_transaction_read_only: a seat belt, no security boundary for superusers
    int connectTimeoutMs = 10'000;      ///< for all hosts together
    int statementTimeoutMs = 0;         ///< 0: none
    int lockTimeoutMs = 0;              ///< 0: none
    int idleInTransactionTimeoutMs = 0; ///< 0: none
    QStringList listen;                 ///< channels to LISTEN on, again after every reconnect
    RouteFinder route;                  ///< empty: straight to the server
};

} // namespace howdah::pg
