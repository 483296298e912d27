#include "gui/protect/statechipdelegate.h"

#include "gui/protect/backupmodel.h"
#include "gui/protect/backupwording.h"

#include <QPainter>

namespace howdah::gui {

namespace {

constexpr int padding = 6;
constexpr int iconSize = 14;
constexpr int margin = 3;
/// The ground under a chip is its own colour, faintly.
constexpr double groundOpacity = 0.14;

} // namespace

StateChipDelegate::StateChipDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

void StateChipDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    // Selection and focus as everywhere; the text is ours.
    QStyleOptionViewItem ground(option);
    initStyleOption(&ground, index);
    ground.text.clear();
    const QWidget *widget = option.widget;
    widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, widget);

    const auto look = lookOf(backup::State(index.data(BackupModel::SortRole).toInt()));
    const QColor color = m_theme.color(look.role);
    const int width = option.fontMetrics.horizontalAdvance(look.word) + iconSize + 3 * padding;
    const QRect chip(option.rect.left() + padding, option.rect.top() + margin,
                     qMin(width, option.rect.width() - 2 * padding),
                     option.rect.height() - 2 * margin);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QColor tint = color;
    tint.setAlphaF(float(groundOpacity));
    painter->setPen(Qt::NoPen);
    painter->setBrush(tint);
    painter->drawRoundedRect(chip, chip.height() / 2.0, chip.height() / 2.0);
    m_theme.icon(look.iconName, look.role)
        .paint(painter, QRect(chip.left() + padding, chip.center().y() - iconSize / 2 + 1, iconSize,
                              iconSize));
    painter->setPen(color);
    const QRect words = chip.adjusted(iconSize + 2 * padding - 2, 0, -padding, 0);
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      option.fontMetrics.elidedText(look.word, Qt::ElideRight, words.width()));
    painter->restore();
}

QSize StateChipDelegate::sizeHint(const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    const QString word = index.data().toString();
    return {option.fontMetrics.horizontalAdvance(word) + iconSize + 5 * padding,
            option.fontMetrics.height() + 2 * (margin + 2)};
}

} // namespace howdah::gui
