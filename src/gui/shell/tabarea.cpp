#include "gui/shell/tabarea.h"

#include <QJsonArray>
#include <QMenu>
#include <QMouseEvent>
#include <QSet>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr qsizetype mostClosedKept = 20;

/// Closes a tab on a click of the middle button, as browsers and editors do.
class TabBar final : public QTabBar
{
public:
    using QTabBar::QTabBar;

protected:
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        if (event->button() == Qt::MiddleButton && tabAt(event->pos()) >= 0)
            emit tabCloseRequested(tabAt(event->pos()));
        QTabBar::mouseReleaseEvent(event);
    }
};

} // namespace

TabArea::TabArea(const Theme &theme, QWidget *parent)
    : QTabWidget(parent)
    , m_theme(theme)
{
    setObjectName(u"tabs"_s);
    setTabBar(new TabBar(this));
    setDocumentMode(true);
    setTabsClosable(true);
    setMovable(true);
    setElideMode(Qt::ElideMiddle);
    tabBar()->setExpanding(false);
    tabBar()->setUsesScrollButtons(true);
    // Who drags a name from the tree into a console rests on the console's tab for a moment.
    tabBar()->setAcceptDrops(true);
    tabBar()->setChangeCurrentOnDrag(true);
    setIconSize({14, 14});
    connect(this, &QTabWidget::currentChanged, this, [this](int index) {
        if (m_restoring)
            return;
        materialize(index);
        emit currentPageChanged();
        emit stateChanged();
    });
    connect(this, &QTabWidget::tabCloseRequested, this, &TabArea::closeRequested);
    connect(tabBar(), &QTabBar::tabMoved, this, &TabArea::stateChanged);
    tabBar()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(tabBar(), &QWidget::customContextMenuRequested, this, &TabArea::showTabMenu);
    connect(&theme, &Theme::changed, this, &TabArea::showTitles);
}

void TabArea::addPlace(const Place &place)
{
    m_places.insert(place.id, place);
}

void TabArea::setConnectionNames(const QHash<QString, QString> &names)
{
    m_connectionNames = names;
    showTitles();
}

Page *TabArea::open(const Address &address)
{
    const int existing = indexOfAddress(address);
    if (existing >= 0) {
        setCurrentIndex(existing);
        materialize(existing);
        return currentPage();
    }
    Page *page = make(address);
    if (!page)
        return nullptr;
    const int index = addTabFor(page, page->title(), page->iconName());
    adopt(page);
    showTitles();
    setCurrentIndex(index);
    page->setFocus();
    emit stateChanged();
    return page;
}

Page *TabArea::currentPage() const
{
    return qobject_cast<Page *>(currentWidget());
}

QList<Address> TabArea::addresses() const
{
    QList<Address> all;
    for (int i = 0; i < count(); ++i) {
        const auto *page = qobject_cast<const Page *>(widget(i));
        all += page ? page->address() : m_waiting.value(widget(i)).address;
    }
    return all;
}

QList<Page *> TabArea::pages() const
{
    QList<Page *> all;
    for (int i = 0; i < count(); ++i) {
        if (auto *page = qobject_cast<Page *>(widget(i)))
            all += page;
    }
    return all;
}

void TabArea::closeTab(int index)
{
    QWidget *content = widget(index);
    Waiting closed = described(index);
    if (const auto *page = qobject_cast<const Page *>(content))
        closed.state = page->stateToReopen();
    m_closed.append(closed);
    if (m_closed.size() > mostClosedKept)
        m_closed.removeFirst();
    m_waiting.remove(content);
    removeTab(index);
    content->deleteLater();
    showTitles();
    emit stateChanged();
}

void TabArea::reopenClosed()
{
    if (m_closed.isEmpty())
        return;
    const Waiting last = m_closed.takeLast();
    // Opened again by other means meanwhile: what is in it now is newer.
    if (indexOfAddress(last.address) < 0)
        listWaiting(last);
    open(last.address);
}

void TabArea::closeConnection(const QString &connectionId)
{
    const auto all = addresses();
    for (qsizetype i = all.size() - 1; i >= 0; --i) {
        if (all.at(i).connection == connectionId)
            closeTab(int(i));
    }
    m_closed.removeIf(
        [&](const Waiting &closed) { return closed.address.connection == connectionId; });
}

QJsonObject TabArea::save() const
{
    QJsonArray tabs;
    for (int i = 0; i < count(); ++i) {
        const Waiting waiting = described(i);
        tabs += QJsonObject{{u"address"_s, waiting.address.toString()},
                            {u"title"_s, waiting.title},
                            {u"icon"_s, waiting.iconName},
                            {u"state"_s, waiting.state}};
    }
    return {{u"tabs"_s, tabs}, {u"current"_s, currentIndex()}};
}

void TabArea::restore(const QJsonObject &state)
{
    m_restoring = true;
    const auto tabs = state.value("tabs"_L1).toArray();
    for (const auto &value : tabs) {
        const auto tab = value.toObject();
        const Waiting waiting{Address::fromString(tab.value("address"_L1).toString()),
                              tab.value("title"_L1).toString(), tab.value("icon"_L1).toString(),
                              tab.value("state"_L1).toObject()};
        if (!m_places.contains(waiting.address.place) || indexOfAddress(waiting.address) >= 0)
            continue;
        listWaiting(waiting);
    }
    if (count() > 0)
        setCurrentIndex(qBound(0, state.value("current"_L1).toInt(), count() - 1));
    m_restoring = false;
    materialize(currentIndex());
    showTitles();
    emit currentPageChanged();
}

TabArea::Waiting TabArea::described(int index) const
{
    const auto *page = qobject_cast<const Page *>(widget(index));
    return page ? Waiting{page->address(), page->title(), page->iconName(), page->saveState()}
                : m_waiting.value(widget(index));
}

void TabArea::listWaiting(const Waiting &waiting)
{
    auto *content = new QWidget(this);
    m_waiting.insert(content, waiting);
    addTabFor(content, waiting.title, waiting.iconName);
}

void TabArea::showTabMenu(const QPoint &position)
{
    const int index = tabBar()->tabAt(position);
    if (index < 0)
        return;
    const auto all = addresses();
    QList<Address> others = all;
    others.removeAt(index);
    const QList<Address> right = all.mid(index + 1);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Close")), &QAction::triggered, this,
            [this, one = QList<Address>{all.at(index)}] { emit closeSeveralRequested(one); });
    QAction *closeOthers = menu->addAction(tr("Close the others"));
    closeOthers->setEnabled(!others.isEmpty());
    connect(closeOthers, &QAction::triggered, this,
            [this, others] { emit closeSeveralRequested(others); });
    QAction *closeRight = menu->addAction(tr("Close those to the right"));
    closeRight->setEnabled(!right.isEmpty());
    connect(closeRight, &QAction::triggered, this,
            [this, right] { emit closeSeveralRequested(right); });
    menu->popup(tabBar()->mapToGlobal(position));
}

int TabArea::addTabFor(QWidget *content, const QString &title, const QString &iconName)
{
    const int index = addTab(content, m_theme.icon(iconName, Role::SecondaryText),
                             QString(title).replace(u'&', u"&&"_s));
    setTabToolTip(index, title.toHtmlEscaped());
    return index;
}

int TabArea::indexOfAddress(const Address &address) const
{
    return int(addresses().indexOf(address));
}

Page *TabArea::make(const Address &address)
{
    const auto place = m_places.constFind(address.place);
    return place == m_places.constEnd() ? nullptr : place->create(address, this);
}

void TabArea::materialize(int index)
{
    QWidget *content = widget(index);
    const auto found = m_waiting.constFind(content);
    if (found == m_waiting.constEnd())
        return;
    const Waiting waiting = *found;
    m_waiting.erase(found);
    Page *page = make(waiting.address);
    page->restoreState(waiting.state);
    const bool before = m_restoring;
    m_restoring = true;
    removeTab(index);
    insertTab(index, page, m_theme.icon(page->iconName(), Role::SecondaryText), QString());
    setCurrentIndex(index);
    m_restoring = before;
    content->deleteLater();
    adopt(page);
    showTitles();
}

void TabArea::adopt(Page *page)
{
    connect(page, &Page::titleChanged, this, &TabArea::showTitles);
    connect(page, &Page::stateChanged, this, &TabArea::stateChanged);
    connect(page, &Page::openRequested, this, [this](const Address &address) { open(address); });
}

void TabArea::showTitles()
{
    const QList<Address> all = addresses();
    QSet<QString> connections;
    for (const Address &address : all)
        connections.insert(address.connection);
    connections.remove({});
    for (int i = 0; i < count(); ++i) {
        const auto *page = qobject_cast<const Page *>(widget(i));
        QString title = page ? page->title() : m_waiting.value(widget(i)).title;
        const QString name = m_connectionNames.value(all.at(i).connection);
        if (connections.size() > 1 && !name.isEmpty() && !title.contains(name))
            title += u" · "_s + name;
        setTabText(i, QString(title).replace(u'&', u"&&"_s));
        setTabToolTip(i, title.toHtmlEscaped());
        setTabIcon(i, m_theme.icon(page ? page->iconName() : m_waiting.value(widget(i)).iconName,
                                   Role::SecondaryText));
    }
}

} // namespace howdah::gui
