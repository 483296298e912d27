#pragma once

#include "gui/migrate/migrateactions.h"
#include "jobs/joblist.h"

#include <QWidget>

#include <optional>

namespace howdah::gui {

class RunDialog;
struct RunQuestion;

/// How a run ended, in words for people.
struct MigrationRunEnd final
{
    std::optional<Error> error;
    QString text;
    std::optional<std::pair<QString, int>> blamed; ///< step and line of what failed
    std::optional<planner::SeedReport> seeds;      ///< when it was seeds that ran
};

/// What changes the database from the migrate page: asks once more, has it permitted, runs it as a
/// job and tells how that ends. The job goes on when this is gone.
class MigrationRuns final : public QObject
{
    Q_OBJECT

public:
    /// Questions are asked over @p page, which owns it.
    MigrationRuns(const MigrateActions &actions, jobs::JobList &jobs, QWidget *page);

    [[nodiscard]] bool isRunning() const { return m_running; }
    void apply(const std::shared_ptr<const planner::Plan> &plan);
    void loadSeeds(const planner::SeedFolder &folder, const QString &environment);

signals:
    void started();
    /// What the job does now.
    void stepChanged(const QString &step);
    void ended(const howdah::gui::MigrationRunEnd &end);
    /// Nothing was permitted, so nothing was changed.
    void refused(const howdah::Error &error);

private:
    void runPlan(const std::shared_ptr<const planner::Plan> &plan,
                 const planner::ApplyOptions &options, const std::shared_ptr<void> &permission);
    void runSeeds(const planner::SeedFolder &folder, const QString &environment,
                  const std::shared_ptr<void> &permission);
    /// Asks, has it permitted, goes on.
    void ask(const RunQuestion &question,
             const std::function<void(const RunDialog &, const std::shared_ptr<void> &)> &go);
    void follow(jobs::Job *job, const std::function<MigrationRunEnd()> &end);

    const MigrateActions &m_actions;
    jobs::JobList &m_jobs;
    QWidget *m_page;
    bool m_running = false;
};

} // namespace howdah::gui
