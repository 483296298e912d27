#include "gui/migrate/words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace howdah::gui {

using change::Severity;
using planner::StepState;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(howdah::gui::MigrateWords)
};

} // namespace

QString stateText(StepState state)
{
    switch (state) {
    case StepState::Applied:
        return Words::tr("Applied", "state of a migration");
    case StepState::Pending:
        return Words::tr("Pending", "state of a migration");
    case StepState::Changed:
        return Words::tr("Changed since", "state of a migration: the file is another one now");
    case StepState::Outdated:
        return Words::tr("Runs again", "state of a repeatable migration whose file changed");
    case StepState::OutOfOrder:
        return Words::tr("Out of order", "state of a migration");
    case StepState::Missing:
        return Words::tr("File missing", "state of a migration");
    case StepState::Ahead:
        return Words::tr("Ahead", "state of a migration that only the database knows");
    case StepState::Failed:
        return Words::tr("Failed", "state of a migration");
    case StepState::Dirty:
        return Words::tr("Dirty", "state of a migration that began and never ended");
    case StepState::Undone:
        return Words::tr("Undone", "state of a migration");
    case StepState::Superseded:
        return Words::tr("Superseded", "state of a migration");
    case StepState::Below:
        return Words::tr("Below baseline", "state of a migration");
    case StepState::Skipped:
        return Words::tr("Not needed", "state of a baseline migration");
    }
    Q_UNREACHABLE();
}

QString stateIcon(StepState state)
{
    switch (state) {
    case StepState::Applied:
        return u"check"_s;
    case StepState::Pending:
    case StepState::Outdated:
        return u"clock"_s;
    case StepState::Changed:
    case StepState::OutOfOrder:
        return u"warning"_s;
    case StepState::Missing:
    case StepState::Ahead:
    case StepState::Failed:
    case StepState::Dirty:
        return u"error"_s;
    case StepState::Undone:
        return u"undo"_s;
    case StepState::Superseded:
    case StepState::Below:
    case StepState::Skipped:
        return u"minus"_s;
    }
    Q_UNREACHABLE();
}

Role stateRole(StepState state)
{
    switch (state) {
    case StepState::Applied:
        return Role::Development;
    case StepState::Pending:
    case StepState::Outdated:
    case StepState::Undone:
        return Role::Accent;
    case StepState::Changed:
    case StepState::OutOfOrder:
        return Role::Staging;
    case StepState::Missing:
    case StepState::Ahead:
    case StepState::Failed:
    case StepState::Dirty:
        return Role::Production;
    case StepState::Superseded:
    case StepState::Below:
    case StepState::Skipped:
        return Role::SecondaryText;
    }
    Q_UNREACHABLE();
}

QString severityIcon(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return u"info"_s;
    case Severity::Warning:
        return u"warning"_s;
    case Severity::Error:
        return u"error"_s;
    }
    Q_UNREACHABLE();
}

Role severityRole(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return Role::Accent;
    case Severity::Warning:
        return Role::Staging;
    case Severity::Error:
        return Role::Production;
    }
    Q_UNREACHABLE();
}

QString modeText(change::Change::Mode mode)
{
    switch (mode) {
    case change::Change::Mode::OneTransaction:
        return Words::tr(
            "In one transaction with its entry in the history: all of it is in, or nothing.");
    case change::Change::Mode::StatementByStatement:
        return Words::tr("Each statement commits by itself: a failure leaves those before it.");
    case change::Change::Mode::AsWritten:
        return Words::tr(
            "In the transactions its script begins: a failure leaves what it committed.");
    }
    Q_UNREACHABLE();
}

qsizetype statementCount(const planner::Plan &plan)
{
    qsizetype count = 0;
    for (const qsizetype index : plan.toRun)
        count += plan.steps.at(index).change.statements.size();
    return count;
}

} // namespace howdah::gui
