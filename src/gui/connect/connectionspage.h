#pragma once

#include "connections/profilelist.h"
#include "gui/connect/connectactions.h"
#include "gui/shell/page.h"
#include "gui/shell/theme.h"

#include <memory>

namespace Ui {
class ConnectionsPage;
}

namespace howdah::gui {

class ConnectionModel;
class EnvironmentChip;
class FactsView;

/// The saved connections: find one, open it, test it, add, import, edit and remove. Front page
/// while nothing is connected.
class ConnectionsPage final : public Page
{
    Q_OBJECT

public:
    ConnectionsPage(const Address &address, connections::ProfileList &profiles,
                    ConnectActions actions, const Theme &theme, QWidget *parent = nullptr);
    ~ConnectionsPage() override;

    void refresh() override;
    void find() override;
    [[nodiscard]] QString helpText() const override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

    void add();
    void importConnections();
    /// The lock or the sessions of a connection changed.
    void showLive();
    /// Somebody typed a password: a test that failed for the lack of it is run again.
    void passwordGiven(const QString &id);

signals:
    /// Somebody wants to work with it.
    void connectionChosen(const QString &id);

private:
    void buildActions();
    void connectWidgets();
    void applyTheme();
    void showProfiles();
    void showPage();
    void select(const QString &id);
    [[nodiscard]] std::optional<connections::Profile> selected() const;
    void showDetail();
    void showMenu(const QPoint &position);
    void showNotice(const QString &message);

    void open();
    void edit();
    void duplicate();
    void askToRemove();
    void remove(const connections::Profile &profile);
    void toggleFavourite();
    void startTest();
    void showReport(const Result<connections::ServerReport> &report);
    void exportAll();
    void writeExport(const QString &path);
    void openDialog(const connections::Profile &profile);

    std::unique_ptr<Ui::ConnectionsPage> m_ui;
    connections::ProfileList &m_profiles;
    ConnectActions m_actions;
    const Theme &m_theme;
    ConnectionModel *m_model;
    EnvironmentChip *m_chip;
    FactsView *m_facts;
    FactsView *m_report;
    QAction *m_favouriteAction = nullptr;
    QAction *m_searchIcon = nullptr; ///< data() of the page's other actions names their icon
    QList<QAction *> m_selectionActions;
    std::shared_ptr<void> m_testSession;
    QString m_testedId;
    bool m_testNeedsPassword = false;
    int m_testNumber = 0; ///< answers of tests before it are dropped
    QString m_wanted;     ///< to be selected once it is in the list
};

} // namespace howdah::gui
