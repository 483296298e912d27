#pragma once

#include "gui/shell/commandpalette.h"
#include "gui/shell/connectionentry.h"
#include "gui/shell/place.h"
#include "gui/shell/statestore.h"
#include "gui/shell/theme.h"
#include "jobs/joblist.h"

#include <QMainWindow>
#include <QTimer>

class QActionGroup;
class QMenu;
class QSplitter;
class QToolButton;

namespace howdah::gui {

class EmptyWindow;
class EnvironmentChip;
class JobsPanel;
class NoticeBar;
class Rail;
class TabArea;

/// The window: rail, connection switcher, tabs, jobs, palettes. It knows pages only as Page and
/// connections only as ConnectionEntry; what fills them is registered by app.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Theme &theme, jobs::JobList &jobs, StateStore &state, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Before restore(). Places with a title stand in the rail, in this order.
    void addPlace(const Place &place);
    /// Address::place of the page that shows when there is no tab and no connection.
    void setHomePlace(const QString &placeId);
    /// What the switcher offers; the current one stays if it is still among them.
    void setConnections(const QList<ConnectionEntry> &entries);
    void setCurrentConnection(const QString &id);
    [[nodiscard]] QString currentConnection() const { return m_current; }
    /// Answers Ctrl+P for the current connection.
    void setQuickOpen(CommandPalette::Source source);
    void showQuickOpen();
    /// Asks the source again, when it learned something while Ctrl+P is open.
    void reloadQuickOpen();
    /// A menu entry that also stands in the command palette.
    QAction *addCommand(QMenu *menu, const QString &text, const QKeySequence &shortcut = {});
    [[nodiscard]] QMenu *connectionMenu() const { return m_connectionMenu; }

    /// Geometry, theme, connection and tabs of the last time.
    void restore();
    void openAddress(const Address &address);
    [[nodiscard]] TabArea &tabs() { return *m_tabs; }
    /// For what should be known and may be acted on without a dialog.
    [[nodiscard]] NoticeBar &notices() { return *m_notices; }
    /// One line at the bottom for a few seconds; for what needs no answer.
    void notify(const QString &message);

signals:
    void connectionActivated(const QString &id);
    /// The lock beside the switcher was clicked: unlock production, or lock it again.
    void lockToggleRequested(const QString &id);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildMenus();
    void buildTopBar();
    void activatePlace(const QString &placeId);
    void showCommandPalette();
    void followCurrentPage();
    void showConnection();
    void showJobs();
    void saveState();
    void closeTabAsking(int index);
    void goHome();
    [[nodiscard]] const ConnectionEntry *entry(const QString &id) const;

    Theme &m_theme;
    jobs::JobList &m_jobs;
    StateStore &m_state;
    QList<Place> m_places;
    QList<ConnectionEntry> m_connections;
    QString m_current;
    QString m_home;
    CommandPalette::Source m_quickOpenSource;

    Rail *m_rail = nullptr;
    TabArea *m_tabs = nullptr;
    EmptyWindow *m_emptyWindow = nullptr;
    JobsPanel *m_jobsPanel = nullptr;
    QSplitter *m_split = nullptr;
    CommandPalette *m_palette = nullptr;
    QWidget *m_topBar = nullptr;
    QWidget *m_environmentLine = nullptr;
    NoticeBar *m_notices = nullptr;
    QToolButton *m_switcher = nullptr;
    QMenu *m_switcherMenu = nullptr;
    EnvironmentChip *m_chip = nullptr;
    QToolButton *m_lockButton = nullptr;
    QToolButton *m_quickOpenButton = nullptr;
    QToolButton *m_jobsButton = nullptr;
    QAction *m_jobsAction = nullptr;
    QActionGroup *m_themeActions = nullptr;
    QMenu *m_goMenu = nullptr;
    QMenu *m_connectionMenu = nullptr;
    QTimer m_saveTimer;
    bool m_restored = false;
    /// What the person chose, and what is remembered; app may show another for one run.
    Theme::Mode m_chosenTheme;
};

} // namespace howdah::gui
