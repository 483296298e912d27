#pragma once

#include "change/change.h"
#include "pg/connection.h"

#include <chrono>

namespace howdah::change {

/// What a run tells while it runs, on the thread that runs it. Any of them may be empty.
struct RunObserver final
{
    std::function<void(qsizetype index, const Statement &statement)> statementStarted;
    std::function<void(qsizetype index, const Statement &statement, std::chrono::microseconds took)>
        statementDone;
};

struct RunOptions final
{
    /// Gives up when a lock is not granted in this time; 0 waits. Never set for CONCURRENTLY, which
    /// would leave an invalid index behind.
    int lockTimeoutMs = 0;
    /// Before the first statement of a change that cannot be one transaction, committed at once.
    std::function<Result<void>(pg::Connection &)> announce;
    /// Writes down that the change is in: inside its transaction, or right after its last
    /// statement.
    std::function<Result<void>(pg::Connection &, std::chrono::microseconds took)> record;
};

/// What is in after a run.
struct RunOutcome final
{
    enum class State {
        Done,       ///< everything, and the record
        Untouched,  ///< nothing: rolled back, or never begun
        Partly,     ///< the first `completed` statements
        Unrecorded, ///< everything but the record
        Unknown,    ///< the connection was lost during COMMIT: only the database knows
    };

    State state = State::Untouched;
    qsizetype completed =
        0; ///< statements that ended well, whether or not they were rolled back after
    std::optional<Error> error;     ///< set unless Done
    qsizetype failedStatement = -1; ///< index, when one statement is to blame
    Place failedPlace;              ///< where in its file, when failedStatement >= 0
    std::chrono::microseconds took{0};
};

/// Runs @p change on @p connection, which must be outside a transaction and is left outside one. A
/// cancelled run is an error of kind Cancelled with the state it left.
[[nodiscard]] RunOutcome run(pg::Connection &connection, const Change &change,
                             const RunOptions &options = {}, const RunObserver &observer = {},
                             const pg::CallLimits &limits = {});

/// The settings of a session, so that what one script SETs does not reach the next.
class SessionSettings final
{
public:
    [[nodiscard]] static Result<SessionSettings> capture(pg::Connection &connection);
    /// Puts back what differs now.
    [[nodiscard]] Result<void> restore(pg::Connection &connection) const;

private:
    QMap<QString, QString> m_values;
};

} // namespace howdah::change
