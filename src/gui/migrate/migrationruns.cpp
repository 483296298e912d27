#include "gui/migrate/migrationruns.h"

#include "base/format.h"
#include "gui/migrate/rundialog.h"
#include "gui/migrate/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr qsizetype mostStepsNamed = 6;

bool goesUp(const planner::Plan &plan)
{
    return plan.options.direction == planner::Direction::Up;
}

} // namespace

MigrationRuns::MigrationRuns(const MigrateActions &actions, jobs::JobList &jobs, QWidget *page)
    : QObject(page)
    , m_actions(actions)
    , m_jobs(jobs)
    , m_page(page)
{}

void MigrationRuns::ask(
    const RunQuestion &question,
    const std::function<void(const RunDialog &, const std::shared_ptr<void> &)> &go)
{
    auto *dialog = new RunDialog(question, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, go] {
        const auto permission = m_actions.permit(dialog->typedName());
        if (permission)
            go(*dialog, *permission);
        else
            emit refused(permission.error());
    });
    dialog->open();
}

void MigrationRuns::apply(const std::shared_ptr<const planner::Plan> &plan)
{
    const bool up = goesUp(*plan);
    const auto steps = int(plan->toRun.size());
    QStringList ids;
    for (const qsizetype index : plan->toRun)
        ids += plan->steps.at(index).id;
    if (ids.size() > mostStepsNamed) {
        ids = ids.mid(0, mostStepsNamed - 1) +
              QStringList(tr("and %n more", nullptr, int(ids.size() - mostStepsNamed + 1)));
    }
    RunQuestion question;
    question.title = up ? tr("Apply migrations") : tr("Roll back migrations");
    question.heading =
        up ? tr("Apply %n step(s) to %1?", nullptr, steps).arg(m_actions.connectionName)
           : tr("Roll back %n step(s) of %1?", nullptr, steps).arg(m_actions.connectionName);
    question.detail = ids.join(u", "_s) + u"\n\n"_s +
                      tr("Each step is one transaction where PostgreSQL allows it, and is written "
                         "into %1.%2.")
                          .arg(plan->history.schema, plan->history.table);
    question.verb = up ? tr("Apply") : tr("Roll back");
    question.nameToType = m_actions.production ? m_actions.database : QString();
    ask(question, [this, plan](const RunDialog &dialog, const std::shared_ptr<void> &permission) {
        runPlan(plan, {.lockTimeoutMs = dialog.lockTimeoutMs(), .lookAgain = {}}, permission);
    });
}

void MigrationRuns::runPlan(const std::shared_ptr<const planner::Plan> &plan,
                            const planner::ApplyOptions &options,
                            const std::shared_ptr<void> &permission)
{
    if (m_running)
        return;
    const auto report = std::make_shared<planner::ApplyReport>();
    const bool up = goesUp(*plan);
    auto work = [run = m_actions.prepareApply(*plan, options), plan, report, permission,
                 up](jobs::JobControl &control) -> Result<QString> {
        const double all = double(std::max<qsizetype>(1, statementCount(*plan)));
        double done = 0;
        planner::ApplyObserver observer;
        observer.stepStarted = [&](qsizetype number, qsizetype count, const planner::Step &step) {
            control.setStep(tr("Step %1 of %2: %3").arg(number).arg(count).arg(step.id));
        };
        observer.stepDone = [&](const planner::Step &step, std::chrono::microseconds took) {
            control.log(up ? tr("%1 is in (%2)").arg(step.id, format::duration(took))
                           : tr("%1 is rolled back (%2)").arg(step.id, format::duration(took)));
        };
        observer.statementDone = [&](const change::Statement &, std::chrono::microseconds) {
            control.setProgress(++done / all);
        };
        *report = run(observer, control.token());
        control.log(report->standing);
        if (report->error)
            return *report->error;
        return report->standing;
    };
    auto *job = m_jobs.start(up ? tr("Apply migrations") : tr("Roll back migrations"),
                             m_actions.connectionName, std::move(work));
    follow(job, [report] {
        MigrationRunEnd end;
        end.error = report->error;
        end.text = report->standing;
        if (report->error) {
            end.blamed = {report->broken ? *report->broken : report->left.value(0),
                          report->errorPlace.line};
        }
        return end;
    });
}

void MigrationRuns::loadSeeds(const planner::SeedFolder &folder, const QString &environment)
{
    RunQuestion question;
    question.title = tr("Load seeds");
    question.heading =
        tr("Load the seeds for %1 into %2?").arg(environment, m_actions.connectionName);
    question.detail =
        tr("Each file is one transaction. Seeds change nothing that is there already.");
    question.verb = tr("Load");
    question.nameToType = m_actions.production ? m_actions.database : QString();
    question.asksLock = false;
    ask(question,
        [this, folder, environment](const RunDialog &, const std::shared_ptr<void> &permission) {
            runSeeds(folder, environment, permission);
        });
}

void MigrationRuns::runSeeds(const planner::SeedFolder &folder, const QString &environment,
                             const std::shared_ptr<void> &permission)
{
    if (m_running)
        return;
    const auto report = std::make_shared<planner::SeedReport>();
    auto work = [run = m_actions.prepareSeeds(folder, environment), report,
                 permission](jobs::JobControl &control) -> Result<QString> {
        planner::SeedObserver observer;
        observer.seedStarted = [&](qsizetype number, qsizetype count, const planner::Seed &seed) {
            control.setStep(tr("File %1 of %2: %3").arg(number).arg(count).arg(seed.file));
            control.setProgress(double(number - 1) / double(count));
        };
        *report = run(observer, control.token());
        if (report->error)
            return *report->error;
        return tr("%n seed file(s) loaded", nullptr, int(report->done.size()));
    };
    auto *job = m_jobs.start(tr("Load seeds"), m_actions.connectionName, std::move(work));
    follow(job, [report] {
        const auto files = int(report->done.size());
        MigrationRunEnd end;
        end.error = report->error;
        end.seeds = *report;
        end.text = report->error
                       ? tr("%n file(s) are in; the one that failed left no trace. Mend the cause "
                            "and load again: seeds may be repeated.",
                            nullptr, files)
                       : tr("%n seed file(s) loaded in %1.", nullptr, files)
                             .arg(format::duration(report->took));
        return end;
    });
}

void MigrationRuns::follow(jobs::Job *job, const std::function<MigrationRunEnd()> &end)
{
    m_running = true;
    emit started();
    const auto tell = [this, job] {
        emit stepChanged(job->step().isEmpty() ? job->title() : job->step());
    };
    tell();
    connect(job, &jobs::Job::changed, this, tell);
    connect(job, &jobs::Job::finished, this, [this, job, end] {
        disconnect(job, nullptr, this, nullptr);
        m_running = false;
        emit ended(end());
    });
}

} // namespace howdah::gui
