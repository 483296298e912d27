#include "gui/browse/pagetabs.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace howdah::gui {

PageTabs::PageTabs(QWidget *side, QWidget *parent)
    : QWidget(parent)
    , m_bar(new QTabBar(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_stack(new QStackedWidget(m_splitter))
{
    m_bar->setDocumentMode(true);
    m_bar->setDrawBase(false);
    m_bar->setExpanding(false);
    m_bar->setUsesScrollButtons(true);
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(side);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_splitter, 1);
    setFocusProxy(m_bar);
    connect(m_bar, &QTabBar::currentChanged, this, [this](int index) {
        if (QWidget *page = widget(index))
            m_stack->setCurrentWidget(page);
        emit currentChanged(index);
    });
}

int PageTabs::count() const
{
    return int(m_pages.size());
}

QWidget *PageTabs::widget(int index) const
{
    return m_pages.value(index);
}

int PageTabs::indexOf(const QWidget *page) const
{
    return int(m_pages.indexOf(page));
}

QString PageTabs::tabText(int index) const
{
    return m_bar->tabText(index);
}

void PageTabs::setTabText(int index, const QString &text)
{
    m_bar->setTabText(index, text);
}

void PageTabs::insertTab(int index, QWidget *page, const QString &text)
{
    if (const int before = indexOf(page); before >= 0)
        removeTab(before);
    index = qBound(0, index, count());
    m_stack->addWidget(page);
    m_pages.insert(index, page);
    // The bar may make the first one current here, and tells of it.
    m_bar->insertTab(index, text);
    if (QWidget *current = widget(m_bar->currentIndex()))
        m_stack->setCurrentWidget(current);
}

void PageTabs::removeTab(int index)
{
    QWidget *page = widget(index);
    if (!page)
        return;
    m_pages.removeAt(index);
    m_stack->removeWidget(page);
    page->hide();
    m_bar->removeTab(index);
}

int PageTabs::currentIndex() const
{
    return m_bar->currentIndex();
}

QWidget *PageTabs::currentWidget() const
{
    return widget(m_bar->currentIndex());
}

void PageTabs::setCurrentIndex(int index)
{
    m_bar->setCurrentIndex(index);
    // Also while the bar's word is blocked.
    if (QWidget *page = widget(m_bar->currentIndex()))
        m_stack->setCurrentWidget(page);
}

} // namespace howdah::gui
