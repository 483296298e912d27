#pragma once

#include "activity/figures.h"
#include "pg/connection.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace howdah::activity {

/// One row of pg_stat_activity.
struct ServerSession final
{
    int pid = 0;
    QString backendType; ///< "client backend", "autovacuum worker" …
    QString database;
    QString user;
    QString application;
    QString client; ///< "10.0.0.7:51234"; "local" for a Unix socket, empty for background processes
    QString state;  ///< "active", "idle", "idle in transaction" …; empty when it may not be seen
    QString waitType;
    QString waitEvent;
    QDateTime startedAt;
    QDateTime transactionAt; ///< invalid outside a transaction
    QDateTime statementAt;   ///< when the statement started, the last one if idle
    QDateTime stateAt;
    QString statement;
    QList<int> blockedBy;  ///< pids, only when it waits for a lock
    bool isOwn = false;    ///< this is us
    bool isHidden = false; ///< this role may see no more than that it exists

    [[nodiscard]] bool isClient() const { return !client.isEmpty(); }
    [[nodiscard]] bool isActive() const { return state == QLatin1String("active"); }
    [[nodiscard]] bool isBlocked() const { return !blockedBy.isEmpty(); }
};

/// What a waiting session wants and who has it.
struct LockWait final
{
    int pid = 0;
    int holder = 0;     ///< a session it waits for
    QString kind;       ///< "relation", "transactionid", "tuple", "advisory" …
    QString wantedMode; ///< "AccessExclusiveLock"
    QString heldMode;   ///< the holder's; empty when the holder only stands before it in the queue
    QString object;     ///< "public.llm_metrics", "transaction 4711" …
};

/// The server at one moment.
struct Overview final
{
    QDateTime takenAt; ///< by the server's clock
    QList<ServerSession> sessions;
    QList<LockWait> waits;
    Figures figures;

    [[nodiscard]] const ServerSession *session(int pid) const;
    /// Sessions that wait for nobody but are waited for, worst first (by the number of sessions
    /// behind them).
    [[nodiscard]] QList<int> rootBlockers() const;
    /// Those that wait directly for @p pid.
    [[nodiscard]] QList<int> waitingFor(int pid) const;
};

[[nodiscard]] Result<Overview> loadOverview(pg::Connection &connection,
                                            const pg::CallLimits &limits = {});

/// The two ways to stop somebody.
enum class Stop {
    Statement, ///< pg_cancel_backend: the statement ends with an error, the session stays
    Session,   ///< pg_terminate_backend: the session ends, its transaction is rolled back
};

/// Exactly what stopSession() sends, its values filled in, for people to read first.
[[nodiscard]] QString stopSql(Stop what, int pid, const QDateTime &startedAt);

/// Stops the session with @p pid that began at @p startedAt; NotFound when it has gone meanwhile,
/// even if another session got its pid; PermissionDenied when this role may not.
[[nodiscard]] Result<void> stopSession(pg::Connection &connection, Stop what, int pid,
                                       const QDateTime &startedAt,
                                       const pg::CallLimits &limits = {});

} // namespace howdah::activity
