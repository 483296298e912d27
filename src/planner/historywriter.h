#pragma once

#include "planner/history.h"
#include "planner/plan.h"

#include <chrono>
#include <memory>

namespace howdah::planner {

/// Writes a tool's own history table the way the tool does, so that it agrees afterwards. Calls
/// inside a transaction take part in it.
class HistoryWriter
{
public:
    virtual ~HistoryWriter() = default;

    /// Creates the table when it is not there, exactly as the tool would.
    [[nodiscard]] virtual Result<void> createTable(pg::Connection &connection) = 0;
    /// What the tool notes before it runs something that cannot be undone by a rollback.
    [[nodiscard]] virtual Result<void> announce(pg::Connection &connection,
                                                const Migration &migration, Direction direction);
    [[nodiscard]] virtual Result<void> recordUp(pg::Connection &connection,
                                                const Migration &migration,
                                                std::chrono::microseconds took) = 0;
    [[nodiscard]] virtual Result<void> recordDown(pg::Connection &connection,
                                                  const Migration &migration,
                                                  std::chrono::microseconds took) = 0;
    /// What the tool notes when something that cannot be rolled back failed half way.
    [[nodiscard]] virtual Result<void> recordFailure(pg::Connection &connection,
                                                     const Migration &migration,
                                                     std::chrono::microseconds took);
    /// The key of the session-level advisory lock that the tool takes; nothing for tools without
    /// one.
    [[nodiscard]] virtual std::optional<qint64> lockKey(const QString &database) const;
};

/// For the first four kinds; @p folder and @p history must stay as they are while the writer is
/// used.
[[nodiscard]] std::unique_ptr<HistoryWriter> makeHistoryWriter(const MigrationFolder &folder,
                                                               const History &history);

/// What Alembic's table holds when exactly @p applied is in: the revisions that no other applied
/// one builds or depends on. Dependencies that an ancestor has too do not count
/// (alembic/script/revision.py).
[[nodiscard]] QStringList alembicHeads(const MigrationFolder &folder, const QStringList &applied);
/// The revisions that are in when the table holds @p heads: they and all they build and depend on.
/// Heads that the folder does not know are kept.
[[nodiscard]] QStringList alembicApplied(const MigrationFolder &folder, const QStringList &heads);

} // namespace howdah::planner
