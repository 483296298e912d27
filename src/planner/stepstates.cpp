#include "planner/historywriter.h"
#include "planner/planparts.h"
#include "planner/readers.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

using change::Finding;
using change::Severity;

void addFinding(Step &step, const QString &rule, Severity severity, const QString &message)
{
    step.findings.append(
        {.rule = rule, .severity = severity, .message = message, .file = step.file});
}

/// A step for a row that has no file.
Step orphan(const HistoryRow &row, StepState state)
{
    Step step;
    step.id = row.version.isEmpty() ? row.description : row.version;
    step.description = row.description;
    step.state = state;
    step.row = row;
    return step;
}

void alembicStates(Plan &plan)
{
    QStringList rows;
    for (const HistoryRow &row : std::as_const(plan.history.rows))
        rows += row.version;
    const QStringList applied = alembicApplied(plan.folder, rows);
    const QSet<QString> in(applied.begin(), applied.end());
    for (Step &step : plan.steps) {
        if (in.contains(step.id))
            step.state = StepState::Applied;
    }
    for (const HistoryRow &row : std::as_const(plan.history.rows)) {
        if (plan.folder.indexOf(row.version) >= 0)
            continue;
        plan.steps.append(orphan(row, StepState::Ahead));
        addFinding(plan.steps.last(), u"ahead"_s, Severity::Error,
                   u"The database stands at revision %1, which no file of the folder is. Is the "
                   u"folder older than the "
                   u"database?"_s.arg(row.version));
    }
}

void golangMigrateStates(Plan &plan)
{
    if (plan.history.rows.isEmpty())
        return;
    const HistoryRow row = plan.history.rows.constLast();
    bool known = false;
    for (Step &step : plan.steps) {
        const int order = compareVersions(step.id, row.version);
        if (order <= 0)
            step.state = StepState::Applied;
        if (order != 0)
            continue;
        known = true;
        step.row = row;
        if (row.dirty) {
            step.state = StepState::Dirty;
            addFinding(step, u"dirty"_s, Severity::Error,
                       u"Version %1 was begun and never ended. Look at what it left, put it right, "
                       u"and set the version "
                       u"(migrate force %1) before anything else runs."_s.arg(row.version));
        }
    }
    if (!known) {
        const auto after = std::ranges::find_if(plan.steps, [&](const Step &step) {
            return compareVersions(step.id, row.version) > 0;
        });
        auto step = orphan(row, after == plan.steps.end() ? StepState::Ahead : StepState::Missing);
        addFinding(step, u"ahead"_s, Severity::Error,
                   u"The database stands at version %1, which no file of the folder is."_s.arg(
                       row.version));
        plan.steps.insert(after, step);
    }
}

/// What the rows of one version amount to, oldest first.
struct Verdict
{
    bool applied = false;
    bool undone = false;
    bool failed = false;
    std::optional<HistoryRow> row;
};

Verdict judge(const QList<HistoryRow> &rows)
{
    Verdict verdict;
    for (const HistoryRow &row : rows) {
        const bool undo = row.type.startsWith("UNDO"_L1);
        const bool deleted = row.type == "DELETE"_L1;
        verdict.row = row;
        verdict.failed = !row.success;
        if (!row.success)
            continue;
        verdict.applied = !undo && !deleted;
        verdict.undone = undo;
    }
    return verdict;
}

/// Where an applied file is no longer the one that ran.
void compareChecksum(Step &step, const Migration &migration, const PlanOptions &options)
{
    const QString recorded = step.row->checksum;
    if (recorded.isEmpty() || migration.checksums.matches(recorded))
        return;
    if (!Checksums::canVerify(recorded)) {
        addFinding(step, u"unverified"_s, Severity::Info,
                   u"The history's checksum (%1) is of a kind that cannot be computed here; "
                   u"whether the file has "
                   u"changed is not known."_s.arg(recorded.left(40)));
        return;
    }
    step.state = StepState::Changed;
    addFinding(
        step, u"changed-after-apply"_s, options.acceptChanged ? Severity::Warning : Severity::Error,
        u"The file is not the one that was applied: the history says checksum %1."_s.arg(recorded));
}

/// Flyway's history and the recorded one: a row per migration.
void recordedStates(Plan &plan)
{
    QString baseline;
    QString newest;
    for (const HistoryRow &row : std::as_const(plan.history.rows)) {
        if (row.version.isEmpty() || !row.success || row.type.startsWith("UNDO"_L1))
            continue;
        if (row.type.contains("BASELINE"_L1))
            baseline = row.version;
        if (newest.isEmpty() || compareVersions(row.version, newest) > 0)
            newest = row.version;
    }
    QSet<qsizetype> used;
    const auto rowsOf = [&](const Step &step, const Migration &migration) {
        QList<HistoryRow> rows;
        for (qsizetype i = 0; i < plan.history.rows.size(); ++i) {
            const HistoryRow &row = plan.history.rows.at(i);
            const bool same = migration.kind == Migration::Kind::Repeatable
                                  ? row.version.isEmpty() && row.description == step.id
                              : migration.kind == Migration::Kind::Init
                                  ? row.version == "init"_L1 || row.script == "init.sql"_L1
                                  : !row.version.isEmpty() && row.script != "init.sql"_L1 &&
                                        compareVersions(row.version, step.id) == 0;
            const bool mark = row.type.contains("BASELINE"_L1);
            const bool fits = migration.kind == Migration::Kind::Baseline    ? mark
                              : migration.kind == Migration::Kind::Versioned ? !mark
                                                                             : true;
            if (same && fits) {
                rows.append(row);
                used.insert(i);
            }
        }
        return rows;
    };
    for (Step &step : plan.steps) {
        const Migration &migration = plan.folder.migrations.at(step.migration);
        const auto verdict = judge(rowsOf(step, migration));
        step.row = verdict.row;
        switch (migration.kind) {
        case Migration::Kind::Init:
            // Nothing comes before it, so whatever is recorded came after.
            if (verdict.applied || !newest.isEmpty())
                step.state = StepState::Applied;
            break;
        case Migration::Kind::Repeatable:
            if (verdict.applied)
                step.state = migration.checksums.matches(verdict.row->checksum)
                                 ? StepState::Applied
                                 : StepState::Outdated;
            break;
        case Migration::Kind::Baseline:
            step.state = verdict.applied ? StepState::Applied : StepState::Skipped;
            break;
        case Migration::Kind::Versioned:
            if (verdict.applied) {
                step.state = StepState::Applied;
                compareChecksum(step, migration, plan.options);
            } else if (verdict.undone) {
                step.state = StepState::Undone;
            } else if (!baseline.isEmpty() && compareVersions(step.id, baseline) <= 0) {
                step.state = StepState::Below;
            } else if (!newest.isEmpty() && compareVersions(step.id, newest) < 0) {
                step.state = StepState::OutOfOrder;
                addFinding(
                    step, u"out-of-order"_s,
                    plan.options.outOfOrder ? Severity::Warning : Severity::Error,
                    u"Version %1 is not applied, though %2 is. Give it a higher number, or allow "
                    u"out-of-order steps."_s.arg(step.id, newest));
            }
            break;
        }
        if (verdict.failed) {
            step.state = StepState::Failed;
            addFinding(
                step, u"failed"_s, Severity::Error,
                u"The history says that this step failed. Put right what it left, then remove its row."_s);
        }
    }
    // Nothing recorded and a baseline there: it stands for all versions up to its own.
    const auto last = std::find_if(plan.steps.rbegin(), plan.steps.rend(), [](const Step &step) {
        return step.state == StepState::Skipped;
    });
    if (plan.history.rows.isEmpty() && last != plan.steps.rend()) {
        last->state = StepState::Pending;
        for (Step &step : plan.steps) {
            const auto kind = plan.folder.migrations.at(step.migration).kind;
            if (kind == Migration::Kind::Versioned && compareVersions(step.id, last->id) <= 0)
                step.state = StepState::Below;
        }
    }
    for (qsizetype i = 0; i < plan.history.rows.size(); ++i) {
        const HistoryRow row = plan.history.rows.at(i);
        const bool marker = row.type == "SCHEMA"_L1 || row.type == "BASELINE"_L1 ||
                            row.type.startsWith("UNDO"_L1) || row.type == "DELETE"_L1;
        if (used.contains(i) || marker)
            continue;
        if (row.version.isEmpty()) {
            auto step = orphan(row, StepState::Missing);
            addFinding(
                step, u"missing"_s, Severity::Warning,
                u"The repeatable migration \"%1\" was applied; the folder has no such file."_s.arg(
                    row.description));
            plan.steps.append(step);
            continue;
        }
        const auto after = std::ranges::find_if(plan.steps, [&](const Step &step) {
            return step.migration >= 0 &&
                   (plan.folder.migrations.at(step.migration).kind == Migration::Kind::Repeatable ||
                    (plan.folder.migrations.at(step.migration).kind != Migration::Kind::Init &&
                     compareVersions(step.id, row.version) > 0));
        });
        const bool ahead =
            after == plan.steps.end() ||
            (after->migration >= 0 &&
             plan.folder.migrations.at(after->migration).kind == Migration::Kind::Repeatable);
        auto step = orphan(row, ahead ? StepState::Ahead : StepState::Missing);
        addFinding(step, ahead ? u"ahead"_s : u"missing"_s, Severity::Error,
                   u"Version %1 was applied (%2); the folder has no such file."_s.arg(row.version,
                                                                                      row.script));
        plan.steps.insert(after, step);
    }
}

} // namespace

void decideStates(Plan &plan)
{
    switch (plan.history.kind) {
    case HistoryKind::Alembic:
        return alembicStates(plan);
    case HistoryKind::GolangMigrate:
        return golangMigrateStates(plan);
    default:
        return recordedStates(plan);
    }
}

} // namespace howdah::planner
