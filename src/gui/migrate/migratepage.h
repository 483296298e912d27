#pragma once

#include "gui/migrate/migrateactions.h"
#include "gui/shell/page.h"
#include "gui/shell/theme.h"
#include "jobs/joblist.h"

class QTableView;

namespace Ui {
class MigratePage;
}

namespace howdah::gui {

class MigrationHistoryModel;
class MigrationPlanView;
class RunDialog;
struct RunQuestion;
class SeedsView;
class StatePane;

/// The migrations of one connection: what a folder and the database's history say together, the SQL
/// that would run, and the button that runs it.
class MigratePage final : public Page
{
    Q_OBJECT

public:
    MigratePage(const Address &address, MigrateActions actions, jobs::JobList &jobs,
                const Theme &theme, QWidget *parent = nullptr);
    ~MigratePage() override;

    void refresh() override;
    [[nodiscard]] QString helpText() const override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;
    [[nodiscard]] bool isBusy() const override { return m_waiting; }

    /// Looks at @p folder and remembers it.
    void openFolder(const QString &folder);

private:
    void buildViews();
    void listFolders();
    void chooseFolder();
    void showPlan(const Result<planner::Plan> &answer);
    void listTargets();
    void showSummary();
    void loadSeedFiles();
    void exportPlan();
    void applyPlan();
    void runPlan(const planner::ApplyOptions &options, const std::shared_ptr<void> &permission);
    void loadSeeds();
    void runSeeds(const std::shared_ptr<void> &permission);
    /// Asks, has it permitted, goes on.
    void ask(const RunQuestion &question,
             const std::function<void(const RunDialog &, const std::shared_ptr<void> &)> &go);
    void follow(jobs::Job *job, const std::function<void()> &ended);
    void showOutcome(const Error *error, const QString &text);
    void updateActions();
    [[nodiscard]] planner::Direction direction() const;

    std::unique_ptr<Ui::MigratePage> m_ui;
    MigrateActions m_actions;
    jobs::JobList &m_jobs;
    const Theme &m_theme;
    MigrationPlanView *m_planView = nullptr;
    StatePane *m_planState = nullptr;
    MigrationHistoryModel *m_historyModel = nullptr;
    QTableView *m_historyTable = nullptr;
    StatePane *m_historyState = nullptr;
    SeedsView *m_seedsView = nullptr;

    QString m_folder;
    std::shared_ptr<const planner::Plan> m_plan;
    std::optional<std::pair<QString, int>> m_reveal; ///< step and line to show with the next plan
    quint64 m_request = 0;
    quint64 m_seedRequest = 0;
    bool m_waiting = false;
    bool m_running = false;
};

} // namespace howdah::gui
