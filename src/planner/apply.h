#pragma once

#include "change/runner.h"
#include "planner/plan.h"

namespace howdah::planner {

struct ApplyOptions final
{
    int lockTimeoutMs = 0; ///< how long a statement may wait for a lock; 0: as long as it takes
    /// Looks at the database again, on a new connection, after the one that applied was lost during
    /// a COMMIT; may be empty.
    std::function<Result<DatabaseFacts>()> lookAgain;
};

/// What applying tells while it runs, on the thread that runs it. Any of them may be empty.
struct ApplyObserver final
{
    std::function<void(qsizetype number, qsizetype count, const Step &step)>
        stepStarted; ///< number from 1
    std::function<void(const Step &step, std::chrono::microseconds took)> stepDone;
    std::function<void(const change::Statement &statement)> statementStarted;
    std::function<void(const change::Statement &statement, std::chrono::microseconds took)>
        statementDone;
};

/// What became of a plan.
struct ApplyReport final
{
    QStringList done;              ///< ids of the steps that are in (or, going down, out), in order
    QStringList left;              ///< ids of the steps that were not begun, or left no trace
    std::optional<QString> broken; ///< id of a step that is in only partly, or nobody can tell
    std::optional<Error> error;    ///< why it stopped; nothing when all went well
    QString standing;              ///< whole sentences: what is in now, and what to do next
    QString errorFile;             ///< the place to blame, when there is one
    change::Place errorPlace;
    std::chrono::microseconds took{0};
};

/// Runs the selected steps of @p plan and writes the tool's history. Other runners (of Howdah, and
/// of the tool where it locks) are kept out meanwhile. Refuses (Conflict) when the history is no
/// longer what the plan was made from, and a blocked plan (InvalidInput). Each step is one
/// transaction where it can be.
[[nodiscard]] ApplyReport applyPlan(pg::Connection &connection, const Plan &plan,
                                    const ApplyOptions &options = {},
                                    const ApplyObserver &observer = {},
                                    const pg::CallLimits &limits = {});

} // namespace howdah::planner
