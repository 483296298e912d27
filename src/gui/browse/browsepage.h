#pragma once

#include "gui/browse/catalogstate.h"
#include "gui/shell/page.h"
#include "gui/shell/theme.h"

#include <QSet>

#include <memory>

namespace Ui {
class BrowsePage;
}
class QMenu;
class QTimer;

namespace howdah::gui {

class ObjectActions;
class ObjectPane;
class ObjectTreeModel;
class StatePane;

/// The tree of a database and, beside it, the object that is chosen in it. With an object in its
/// address it shows that object alone.
class BrowsePage final : public Page
{
    Q_OBJECT

public:
    BrowsePage(const Address &address, std::shared_ptr<CatalogState> state, const Theme &theme,
               QWidget *parent = nullptr);
    ~BrowsePage() override;

    void refresh() override;
    void find() override;
    [[nodiscard]] QString helpText() const override;
    [[nodiscard]] QString unsavedWork() const override;
    [[nodiscard]] QJsonObject saveState() const override;
    /// "object" may name what to choose as objectPath() does, instead of "selected" with the tree's
    /// key.
    void restoreState(const QJsonObject &state) override;
    [[nodiscard]] bool isBusy() const override;

signals:
    /// Statements to look at in a console; nothing has run.
    void consoleRequested(const QString &sql);

private:
    void takeSnapshot();
    void fillShelves();
    void showChanges();
    void showPhase();
    void applyFilter();
    void expandFound();
    void choose(const QModelIndex &index);
    void openObject(const catalog::ObjectId &id);
    void showContextMenu(const QPoint &position);
    void addDiagram(QMenu &menu, const catalog::ObjectId &id);
    [[nodiscard]] QString stateText() const;
    void collectExpanded(const QModelIndex &parent, QStringList &keys) const;
    void expandAgain(const QModelIndex &parent, const QSet<QString> &keys,
                     const QSet<QString> &above);
    void rememberExpanded();
    void restoreExpanded();
    void chooseWanted();

    std::shared_ptr<CatalogState> m_state;
    const Theme &m_theme;
    std::unique_ptr<Ui::BrowsePage> m_ui;
    ObjectTreeModel *m_tree;
    ObjectPane *m_object;
    ObjectActions *m_actions;
    StatePane *m_pane;
    QTimer *m_filterDelay;
    QStringList m_expanded;
    QString m_selected;
    QStringList m_wanted; ///< objectPath() of what is chosen when the first snapshot is there
};

} // namespace howdah::gui
