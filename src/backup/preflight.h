#pragma once

#include "backup/create.h"
#include "pg/connection.h"

namespace howdah::backup {

/// One thing that was looked at before a backup, worth saying.
struct Finding final
{
    enum class Level {
        Note,    ///< good to know
        Warning, ///< may fail or hold less than expected
        Blocker, ///< would fail
    };
    Level level = Level::Note;
    QString text;   ///< one sentence
    QString advice; ///< what to do; may be empty

    friend bool operator==(const Finding &, const Finding &) = default;
};

/// What is known before a backup begins.
struct Preflight final
{
    QString database;
    QString server; ///< "PostgreSQL 15.20"
    QString
        tool; ///< "pg_dump 15.20 (/usr/lib/postgresql/15/bin/pg_dump)"; empty when there is none
    QString commandLine;
    QStringList schemas; ///< of the database, for choosing
    qint64 databaseBytes = 0;
    qint64 estimatedBytes = 0; ///< of the backup; a guess from typical compression
    qint64 estimatedMs = 0;    ///< likewise
    qint64 freeBytes = -1;     ///< where it would go, -1 when unknown
    qint64 tables = 0;
    QList<Finding> findings; ///< worst first

    [[nodiscard]] bool isBlocked() const;
};

/// Looks at server, tools and folder: rights, row security, locks, connections, disk space,
/// versions with known holes, and what a logical backup leaves out. Changes nothing.
[[nodiscard]] Result<Preflight> preflight(pg::Connection &connection, const CreateOptions &options,
                                          const pg::CallLimits &limits);

/// Holes in PostgreSQL's client programs that a later minor version closes; nothing when @p tool
/// has none that we know.
[[nodiscard]] std::optional<Finding> knownHole(const process::Tool &tool);

} // namespace howdah::backup
