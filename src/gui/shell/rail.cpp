#include "gui/shell/rail.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace howdah::gui {

Rail::Rail(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
{
    setObjectName(u"rail"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_layout->setContentsMargins(6, 8, 6, 8);
    m_layout->setSpacing(4);
    m_layout->addStretch();
    // Not exclusive: a page of no place (connections) leaves every button unchecked.
    m_group.setExclusive(false);
    connect(&theme, &Theme::changed, this, &Rail::updateIcons);
}

void Rail::addPlace(const Place &place)
{
    auto *button = new QToolButton(this);
    button->setObjectName(u"rail_"_s + place.id);
    button->setText(place.title);
    button->setAccessibleName(place.title);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setIconSize({20, 20});
    button->setCheckable(true);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setMinimumWidth(72);
    QFont small = button->font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    button->setFont(small);
    m_group.addButton(button);
    m_layout->insertWidget(m_layout->count() - 1, button);
    m_entries.append({place, button});
    const QKeySequence shortcut(Qt::ALT | Qt::Key(Qt::Key_0 + m_entries.size()));
    button->setShortcut(shortcut);
    button->setToolTip(u"%1 (%2)"_s.arg(place.title, shortcut.toString(QKeySequence::NativeText)));
    connect(button, &QToolButton::clicked, this, [this, button, id = place.id] {
        // What is checked follows the page in front, not the click.
        button->setChecked(!button->isChecked());
        emit placeActivated(id);
    });
    updateIcons();
}

void Rail::setCurrent(const QString &placeId)
{
    for (const Entry &entry : std::as_const(m_entries))
        entry.button->setChecked(entry.place.id == placeId);
    updateIcons();
}

void Rail::setConnected(bool connected)
{
    for (const Entry &entry : std::as_const(m_entries))
        entry.button->setEnabled(connected || !entry.place.needsConnection);
}

void Rail::updateIcons()
{
    for (const Entry &entry : std::as_const(m_entries)) {
        entry.button->setIcon(m_theme.icon(
            entry.place.iconName, entry.button->isChecked() ? Role::Accent : Role::SecondaryText));
    }
}

} // namespace howdah::gui
