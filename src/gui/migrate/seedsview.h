#pragma once

#include "gui/shell/theme.h"
#include "planner/seeds.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace howdah::gui {

class CodeView;
class SeedModel;
class StatePane;

/// The seed files beside a migration folder: which load where, their SQL, and the button that loads
/// them.
class SeedsView final : public QWidget
{
    Q_OBJECT

public:
    explicit SeedsView(const Theme &theme, QWidget *parent = nullptr);

    void showBusy();
    void showSeeds(const Result<planner::SeedFolder> &answer);
    /// What to offer first; a production connection offers "production", which loads nothing.
    void setEnvironment(const QString &environment);
    void setLoading(bool loading);
    void showReport(const planner::SeedReport &report);

    [[nodiscard]] const planner::SeedFolder &folder() const { return m_folder; }
    [[nodiscard]] QString environment() const;

signals:
    void loadRequested();
    void refreshRequested();

private:
    void followEnvironment();
    void showSeed();

    planner::SeedFolder m_folder;
    SeedModel *m_model;
    QComboBox *m_environment;
    QPushButton *m_load;
    QLabel *m_summary;
    QLabel *m_report; ///< what the last run brought; hidden before the first
    QTableView *m_table;
    CodeView *m_code;
    StatePane *m_state;
    bool m_loading = false;
};

} // namespace howdah::gui
