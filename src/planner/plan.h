#pragma once

#include "change/change.h"
#include "planner/databasefacts.h"

namespace howdah::planner {

/// What a migration is to this database.
enum class StepState {
    Applied,
    Pending,
    Changed,    ///< applied, and the file is another one now
    Outdated,   ///< a repeatable whose file changed: runs again
    OutOfOrder, ///< not applied, though a later one is
    Missing,    ///< applied, and the folder has no such file
    Ahead,      ///< the same, and later than everything the folder has
    Failed,     ///< begun and failed, says the tool's history
    Dirty,      ///< begun, and never said to have ended
    Undone,     ///< applied once and undone since
    Superseded, ///< an older form of a repeatable
    Below,      ///< at or below the baseline: counts as applied
    Skipped,    ///< a baseline that this database does not need
};

/// "applied", "pending", "out of order" …: for JSON and the command line.
[[nodiscard]] QString stepStateName(StepState state);

struct Step final
{
    QString id;
    QString description;
    QString file; ///< empty when the folder has none
    StepState state = StepState::Pending;
    qsizetype migration = -1;      ///< index in the folder, -1 when it has none
    std::optional<HistoryRow> row; ///< what the history says
    bool selected = false;         ///< part of this plan
    change::Change change; ///< what would run: up, or down in a rollback. Also filled for steps
                           ///< that are not selected, so that they can be looked at
    QList<change::Finding> findings; ///< all about this step, those of the change included
};

enum class Direction { Up, Down };

struct PlanOptions final
{
    Direction direction = Direction::Up;
    QString
        target; ///< version to reach; empty: everything up, one step down; "base": everything down
    bool outOfOrder = false;    ///< apply also what is older than the newest applied
    bool acceptChanged = false; ///< go on though applied files have changed
};

/// What would be done to one database to bring it where the folder, or the target, says.
struct Plan final
{
    MigrationFolder folder;
    PlanOptions options;
    History history;
    DatabaseFacts facts;
    QList<Step> steps; ///< everything known, in the folder's order, missing ones where they belong
    QList<qsizetype> toRun;          ///< indexes into steps, in the order in which they run
    QList<change::Finding> findings; ///< about the plan as a whole
    QString
        fingerprint; ///< "sha256:…" of what runs and in which order; equal plans have equal ones
    bool folderCreatesHistory = false; ///< one of the steps creates the history table by itself

    /// True when an Error stands in the way: one of the plan, of a step that would run, or of one
    /// whose state is not as it should be.
    [[nodiscard]] bool isBlocked() const;
    [[nodiscard]] qsizetype count(StepState state) const;
    /// Position in toRun of the step that creates the history table itself; -1 when none does.
    [[nodiscard]] qsizetype historyFromStep() const;
    /// The plan's findings, then those of the steps that would run or are in trouble.
    [[nodiscard]] QList<change::Finding> allFindings() const;
};

/// Pure: the same folder and facts always give the same plan. NotFound when the target is no
/// version of the folder.
[[nodiscard]] Result<Plan> makePlan(const MigrationFolder &folder, const DatabaseFacts &facts,
                                    const PlanOptions &options = {});

} // namespace howdah::planner
