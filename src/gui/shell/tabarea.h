#pragma once

#include "gui/shell/place.h"
#include "gui/shell/theme.h"

#include <QHash>
#include <QTabWidget>

namespace howdah::gui {

/// The tabs. A restored tab is listed at once and made when it comes to the front, so that a start
/// with forty tabs costs one page.
class TabArea final : public QTabWidget
{
    Q_OBJECT

public:
    explicit TabArea(const Theme &theme, QWidget *parent = nullptr);

    void addPlace(const Place &place);
    /// By id. Where tabs of several connections stand side by side, each says whose it is.
    void setConnectionNames(const QHash<QString, QString> &names);

    /// Brings the tab of @p address to the front, making it if there is none. Null when no place
    /// has that id.
    Page *open(const Address &address);
    /// The page in front; null while there is no tab.
    [[nodiscard]] Page *currentPage() const;
    [[nodiscard]] QList<Address> addresses() const;
    /// Pages made so far; restored tabs nobody looked at are not among them.
    [[nodiscard]] QList<Page *> pages() const;
    /// Closes without asking; reopenClosed() brings it back as it was.
    void closeTab(int index);
    [[nodiscard]] bool hasClosed() const { return !m_closed.isEmpty(); }
    /// The tab closed last, with what was in it.
    void reopenClosed();
    /// Closes every tab of a connection, e.g. one that was deleted.
    void closeConnection(const QString &connectionId);

    /// Addresses, titles and page states of all tabs, as restore() takes them.
    [[nodiscard]] QJsonObject save() const;
    void restore(const QJsonObject &state);

signals:
    void currentPageChanged();
    void stateChanged();
    /// The person clicked a tab's close button; closeTab() has not happened yet.
    void closeRequested(int index);
    /// The same for several, from the tab's menu.
    void closeSeveralRequested(const QList<howdah::gui::Address> &addresses);

private:
    struct Waiting
    {
        Address address;
        QString title;
        QString iconName;
        QJsonObject state;
    };

    [[nodiscard]] Waiting described(int index) const;
    void listWaiting(const Waiting &waiting);
    void showTabMenu(const QPoint &position);
    int addTabFor(QWidget *content, const QString &title, const QString &iconName);
    [[nodiscard]] int indexOfAddress(const Address &address) const;
    Page *make(const Address &address);
    void materialize(int index);
    void adopt(Page *page);
    void showTitles();

    const Theme &m_theme;
    QHash<QString, Place> m_places;
    QHash<QWidget *, Waiting> m_waiting;
    QList<Waiting> m_closed; ///< the newest last
    QHash<QString, QString> m_connectionNames;
    bool m_restoring = false;
};

} // namespace howdah::gui
