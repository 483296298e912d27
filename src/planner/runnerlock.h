#pragma once

#include "base/result.h"
#include "pg/connection.h"

namespace howdah::planner {

/// Session-level advisory locks that keep other runners out while it lives.
class RunnerLock final
{
public:
    /// Conflict, naming the session that holds one of @p keys, when that is not free within @p
    /// patienceMs.
    [[nodiscard]] static Result<RunnerLock> take(pg::Connection &connection,
                                                 const QList<qint64> &keys, int patienceMs = 5000,
                                                 const pg::CallLimits &limits = {});
    RunnerLock(RunnerLock &&other) noexcept;
    RunnerLock &operator=(RunnerLock &&) = delete;
    ~RunnerLock();

    /// Howdah's own key for a history table.
    [[nodiscard]] static qint64 ownKey(const QString &schema, const QString &table);

private:
    explicit RunnerLock(pg::Connection &connection)
        : m_connection(&connection)
    {}

    pg::Connection *m_connection;
    QList<qint64> m_keys;
};

} // namespace howdah::planner
