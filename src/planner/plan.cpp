#include "planner/plan.h"

#include "planner/historywriter.h"
#include "planner/planparts.h"
#include "planner/readers.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

using change::Finding;
using change::Severity;

bool isPending(const Plan &plan, const Step &step)
{
    switch (step.state) {
    case StepState::Pending:
    case StepState::Outdated:
    case StepState::Undone:
        return true;
    case StepState::OutOfOrder:
        return plan.options.outOfOrder;
    default:
        return false;
    }
}

bool isIn(const Step &step)
{
    return step.state == StepState::Applied || step.state == StepState::Changed;
}

void makeSteps(Plan &plan)
{
    for (qsizetype i = 0; i < plan.folder.migrations.size(); ++i) {
        const Migration &migration = plan.folder.migrations.at(i);
        Step step;
        step.id = migration.id;
        step.description = migration.description;
        step.file = migration.file;
        step.migration = i;
        const bool down = plan.options.direction == Direction::Down && migration.hasDown;
        step.change = change::makeChange(migration.id, down ? migration.down : migration.up);
        plan.steps.append(step);
    }
}

/// The step that a person means by @p target; -1 when there is none.
qsizetype findTarget(const Plan &plan, const QString &target)
{
    for (qsizetype i = 0; i < plan.steps.size(); ++i) {
        if (plan.steps.at(i).id == target)
            return i;
    }
    if (plan.folder.format == Format::Alembic) {
        // As alembic does: the beginning of a revision is enough when only one begins so.
        qsizetype found = -1;
        for (qsizetype i = 0; i < plan.steps.size(); ++i) {
            if (plan.steps.at(i).id.startsWith(target)) {
                if (found >= 0)
                    return -1;
                found = i;
            }
        }
        return found;
    }
    static const QRegularExpression version(u"^[0-9]+([._][0-9]+)*$"_s);
    const bool isVersion = version.match(target).hasMatch();
    for (qsizetype i = 0; isVersion && i < plan.steps.size(); ++i) {
        const Step &step = plan.steps.at(i);
        if (step.migration >= 0 &&
            plan.folder.migrations.at(step.migration).kind == Migration::Kind::Versioned &&
            compareVersions(step.id, target) == 0)
            return i;
    }
    return -1;
}

Error noSuchTarget(const Plan &plan)
{
    return {.kind = Error::Kind::NotFound,
            .message = u"The folder has no version \"%1\", or more than one that begins so."_s.arg(
                plan.options.target)};
}

Result<void> selectUp(Plan &plan)
{
    const QString &target = plan.options.target;
    const bool all = target.isEmpty() || target == "head"_L1 || target == "heads"_L1;
    const qsizetype end = all ? plan.steps.size() - 1 : findTarget(plan, target);
    if (!all && end < 0)
        return noSuchTarget(plan);
    QSet<QString> wanted;
    if (!all && plan.folder.format == Format::Alembic) {
        const QStringList closure = alembicApplied(plan.folder, {plan.steps.at(end).id});
        wanted = QSet<QString>(closure.begin(), closure.end());
    }
    for (qsizetype i = 0; i <= end; ++i) {
        Step &step = plan.steps[i];
        if (!isPending(plan, step) || (!wanted.isEmpty() && !wanted.contains(step.id)))
            continue;
        step.selected = true;
        plan.toRun.append(i);
    }
    return {};
}

/// Alembic: the revisions that a downgrade to @p target takes out, as the real one chooses them:
/// those that build on it, and whatever builds or depends on those. One that only depends on @p
/// target itself stays (alembic/script/revision.py, _collect_downgrade_revisions).
QSet<QString> descendants(const Plan &plan, const QString &target)
{
    QSet<QString> found;
    for (const Migration &migration : plan.folder.migrations) {
        const auto below = migration.parents + migration.dependencies;
        if (migration.parents.contains(target) ||
            std::ranges::any_of(below, [&](const QString &id) { return found.contains(id); }))
            found.insert(migration.id);
    }
    return found;
}

Result<void> selectDown(Plan &plan)
{
    const QString &target = plan.options.target;
    const bool alembic = plan.folder.format == Format::Alembic;
    qsizetype stop = -1;
    if (!target.isEmpty() && target != "base"_L1) {
        stop = findTarget(plan, target);
        if (stop < 0)
            return noSuchTarget(plan);
    }
    const auto above =
        alembic && stop >= 0 ? descendants(plan, plan.steps.at(stop).id) : QSet<QString>();
    for (qsizetype i = plan.steps.size() - 1; i > stop || (alembic && i >= 0); --i) {
        Step &step = plan.steps[i];
        const bool reversible =
            step.migration >= 0 &&
            plan.folder.migrations.at(step.migration).kind == Migration::Kind::Versioned;
        if (!isIn(step) || !reversible || (alembic && stop >= 0 && !above.contains(step.id)))
            continue;
        step.selected = true;
        plan.toRun.append(i);
        if (target.isEmpty())
            break;
    }
    if (alembic && target.isEmpty() && plan.history.rows.size() > 1) {
        plan.findings.append(
            {.rule = u"several-heads"_s,
             .severity = Severity::Error,
             .message = u"The database stands at several heads (%1): say with a target what is to "
                        u"remain."_s.arg(plan.history.rows.size()),
             .file = {}});
    }
    return {};
}

/// What reading the selected direction found, and what is missing in it.
void addReadingFindings(Plan &plan)
{
    for (qsizetype i = 0; i < plan.steps.size(); ++i) {
        Step &step = plan.steps[i];
        if (step.migration < 0)
            continue;
        const Migration &migration = plan.folder.migrations.at(step.migration);
        const bool down = plan.options.direction == Direction::Down;
        if (down && !migration.hasDown && step.selected) {
            step.findings.append(
                {.rule = u"no-way-back"_s,
                 .severity = Severity::Error,
                 .message = u"%1 has no way back: there is no down script for it."_s.arg(step.id),
                 .file = step.file});
        }
        // A step that is in already stays as it is, whatever its file cannot say.
        if (step.selected || !isIn(step))
            step.findings += down ? migration.downFindings : migration.upFindings;
        step.findings += step.change.findings;
    }
}

/// The selection in the order in which it runs, so that what changes the outcome changes it.
QString fingerprintOf(const Plan &plan)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QString &text) {
        const QByteArray bytes = text.toUtf8();
        hash.addData(QByteArray::number(bytes.size()));
        hash.addData(":");
        hash.addData(bytes);
    };
    add(formatName(plan.folder.format));
    add(plan.options.direction == Direction::Up ? u"up"_s : u"down"_s);
    for (const qsizetype index : plan.toRun) {
        const Step &step = plan.steps.at(index);
        add(step.id);
        for (const auto &statement : step.change.statements) {
            add(statement.text);
            if (statement.copyData)
                add(QString::fromUtf8(*statement.copyData));
        }
    }
    return u"sha256:"_s + QString::fromLatin1(hash.result().toHex());
}

} // namespace

QString stepStateName(StepState state)
{
    switch (state) {
    case StepState::Applied:
        return u"applied"_s;
    case StepState::Pending:
        return u"pending"_s;
    case StepState::Changed:
        return u"changed"_s;
    case StepState::Outdated:
        return u"outdated"_s;
    case StepState::OutOfOrder:
        return u"out of order"_s;
    case StepState::Missing:
        return u"missing"_s;
    case StepState::Ahead:
        return u"ahead"_s;
    case StepState::Failed:
        return u"failed"_s;
    case StepState::Dirty:
        return u"dirty"_s;
    case StepState::Undone:
        return u"undone"_s;
    case StepState::Superseded:
        return u"superseded"_s;
    case StepState::Below:
        return u"below baseline"_s;
    case StepState::Skipped:
        return u"skipped"_s;
    }
    Q_UNREACHABLE();
}

bool Plan::isBlocked() const
{
    return change::hasErrors(allFindings());
}

qsizetype Plan::count(StepState state) const
{
    return std::ranges::count(steps, state, &Step::state);
}

QList<Finding> Plan::allFindings() const
{
    auto all = findings;
    for (const Step &step : steps) {
        // What is wrong with the history concerns every plan; what a file holds only the one that
        // runs it.
        const bool trouble = step.state != StepState::Applied && step.state != StepState::Pending &&
                             step.state != StepState::Skipped && step.state != StepState::Below;
        if (step.selected || trouble)
            all += step.findings;
    }
    return all;
}

Result<Plan> makePlan(const MigrationFolder &folder, const DatabaseFacts &facts,
                      const PlanOptions &options)
{
    Plan plan{.folder = folder,
              .options = options,
              .history = {},
              .facts = facts,
              .steps = {},
              .toRun = {},
              .findings = folder.findings,
              .fingerprint = {}};
    makeSteps(plan);
    chooseHistory(plan);
    decideStates(plan);
    if (const auto selected =
            options.direction == Direction::Up ? selectUp(plan) : selectDown(plan);
        !selected)
        return selected.error();
    addReadingFindings(plan);
    checkDatabase(plan);
    plan.fingerprint = fingerprintOf(plan);
    return plan;
}

} // namespace howdah::planner
