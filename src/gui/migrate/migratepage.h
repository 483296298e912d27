#pragma once

#include "gui/migrate/migrateactions.h"
#include "gui/shell/page.h"
#include "gui/shell/theme.h"
#include "jobs/joblist.h"

namespace Ui {
class MigratePage;
}

namespace howdah::gui {

class MigrationHistoryView;
class MigrationOutcomeBar;
class MigrationPlanView;
class MigrationRuns;
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
    void connectRuns();
    void updateActions();
    [[nodiscard]] planner::Direction direction() const;

    std::unique_ptr<Ui::MigratePage> m_ui;
    MigrateActions m_actions;
    const Theme &m_theme;
    MigrationRuns *m_runs;
    MigrationOutcomeBar *m_outcome;
    MigrationPlanView *m_planView = nullptr;
    StatePane *m_planState = nullptr;
    MigrationHistoryView *m_historyView = nullptr;
    StatePane *m_historyState = nullptr;
    SeedsView *m_seedsView = nullptr;

    QString m_folder;
    std::shared_ptr<const planner::Plan> m_plan;
    std::optional<std::pair<QString, int>> m_reveal; ///< step and line to show with the next plan
    quint64 m_request = 0;
    quint64 m_seedRequest = 0;
    bool m_waiting = false;
};

} // namespace howdah::gui
