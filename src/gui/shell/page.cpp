#include "gui/shell/page.h"

namespace howdah::gui {

Page::Page(const Address &address, QWidget *parent)
    : QWidget(parent)
    , m_address(address)
{}

void Page::setTitle(const QString &title)
{
    if (m_title == title)
        return;
    m_title = title;
    emit titleChanged();
}

void Page::setIconName(const QString &name)
{
    m_iconName = name;
    emit titleChanged();
}

} // namespace howdah::gui
