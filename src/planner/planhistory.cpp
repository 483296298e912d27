#include "planner/planparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

using change::Severity;

bool createsTable(const change::Change &change, const QString &name)
{
    return std::ranges::any_of(change.statements, [&](const change::Statement &statement) {
        const auto &targets = statement.classification.targets;
        return statement.classification.command == "CREATE TABLE"_L1 &&
               std::ranges::any_of(
                   targets, [&](const sql::ObjectName &target) { return target.name == name; });
    });
}

/// Whether a script of the folder creates a table of that name itself.
bool createsTable(const Plan &plan, const QString &name)
{
    return std::ranges::any_of(plan.steps,
                               [&](const Step &step) { return createsTable(step.change, name); });
}

QString defaultTable(HistoryKind kind)
{
    switch (kind) {
    case HistoryKind::Alembic:
        return u"alembic_version"_s;
    case HistoryKind::Flyway:
        return u"flyway_schema_history"_s;
    default:
        return u"schema_migrations"_s;
    }
}

/// The kinds that a format may be kept in, the preferred one first.
QList<HistoryKind> kindsFor(Format format)
{
    switch (format) {
    case Format::Alembic:
        return {HistoryKind::Alembic};
    case Format::Versioned:
        return {HistoryKind::Flyway, HistoryKind::Recorded};
    case Format::UpDown:
        return {HistoryKind::GolangMigrate};
    case Format::Numbered:
        return {HistoryKind::Recorded};
    }
    Q_UNREACHABLE();
}

} // namespace

qsizetype Plan::historyFromStep() const
{
    const auto found = std::ranges::find_if(toRun, [this](qsizetype index) {
        return createsTable(steps.at(index).change, history.table);
    });
    return found == toRun.end() ? -1 : found - toRun.begin();
}

void chooseHistory(Plan &plan)
{
    const auto kinds = kindsFor(plan.folder.format);
    for (const HistoryKind kind : kinds) {
        const auto found = std::ranges::find_if(
            plan.facts.histories, [&](const History &history) { return history.kind == kind; });
        if (found != plan.facts.histories.end()) {
            plan.history = *found;
            return;
        }
    }
    auto kind = kinds.constFirst();
    const bool mayBringItsOwn = kinds.contains(HistoryKind::Recorded);
    if (mayBringItsOwn && createsTable(plan, defaultTable(HistoryKind::Recorded))) {
        kind = HistoryKind::Recorded;
        plan.folderCreatesHistory = true;
    }
    plan.history = {.kind = kind,
                    .schema = plan.facts.schema,
                    .table = defaultTable(kind),
                    .exists = false,
                    .columns = {},
                    .rows = {}};
    for (const HistoryTable &table : std::as_const(plan.facts.historyTables)) {
        if (table.name != plan.history.table || table.schema != plan.history.schema)
            continue;
        plan.findings.append(
            {.rule = u"foreign-history"_s,
             .severity = Severity::Error,
             .message = u"%1 is the history of another tool (%2), so this folder's cannot be kept "
                        u"there. Is this the right database for the folder?"_s.arg(
                            table.qualifiedName(), historyKindName(table.kind)),
             .file = {}});
    }
}

} // namespace howdah::planner
