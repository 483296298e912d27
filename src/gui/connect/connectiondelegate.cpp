#include "gui/connect/connectiondelegate.h"

#include "gui/connect/connectionmodel.h"
#include "gui/shell/environmentchip.h"

#include <QApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {
constexpr int rowPadding = 6;
constexpr int gap = 6;
constexpr int iconSize = 14;
constexpr int swatchWidth = 4;
} // namespace

ConnectionDelegate::ConnectionDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

QSize ConnectionDelegate::sizeHint(const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + 2 * rowPadding);
    if (index.column() == ConnectionModel::NameColumn)
        size.rwidth() += 2 * iconSize + 3 * gap;
    else if (index.column() == ConnectionModel::EnvironmentColumn)
        size.rwidth() += iconSize + 4 * gap;
    return size;
}

void ConnectionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    const bool connection = index.data(ConnectionModel::EnvironmentRole).isValid();
    if (connection && index.column() == ConnectionModel::NameColumn) {
        paintName(painter, option, index);
    } else if (connection && index.column() == ConnectionModel::EnvironmentColumn) {
        paintChip(painter, option, index);
    } else if (connection) {
        paintBackground(painter, option, index);
        painter->save();
        painter->setPen(m_theme.color(Role::SecondaryText));
        painter->setFont(option.font);
        const QRect inside = option.rect.adjusted(gap, 0, -gap, 0);
        painter->drawText(
            inside, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
            option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, inside.width()));
        painter->restore();
    } else {
        QStyleOptionViewItem group = option;
        group.font.setWeight(QFont::DemiBold);
        QStyledItemDelegate::paint(painter, group, index);
    }
}

void ConnectionDelegate::paintBackground(QPainter *painter, const QStyleOptionViewItem &option,
                                         const QModelIndex &index) const
{
    QStyleOptionViewItem background = option;
    initStyleOption(&background, index);
    background.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);
}

void ConnectionDelegate::paintName(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    paintBackground(painter, option, index);

    painter->save();
    QRect rest = option.rect.adjusted(gap, 0, -gap, 0);
    if (const int colour = index.data(ConnectionModel::ColourRole).toInt(); colour > 0) {
        const QRect swatch(rest.left(), rest.top() + 4, swatchWidth, rest.height() - 8);
        painter->fillRect(swatch, m_theme.series(colour - 1));
    }
    rest.setLeft(rest.left() + swatchWidth + gap);
    const bool favourite = index.data(ConnectionModel::FavouriteRole).toBool();
    const QRect star(rest.left(), rest.center().y() - iconSize / 2, iconSize, iconSize);
    m_theme
        .icon(favourite ? u"star-filled"_s : u"database"_s,
              favourite ? Role::Staging : Role::SecondaryText)
        .paint(painter, star);
    rest.setLeft(star.right() + gap);
    painter->setPen(m_theme.color(Role::Text));
    painter->setFont(option.font);
    const QString name =
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, rest.width());
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, name);
    painter->restore();
}

void ConnectionDelegate::paintChip(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    paintBackground(painter, option, index);

    const Role role =
        environmentRole(Environment(index.data(ConnectionModel::EnvironmentRole).toInt()));
    const bool readOnly = index.data(ConnectionModel::ReadOnlyRole).toBool();
    const QString text = index.data().toString();
    const int height = option.fontMetrics.height() + 4;
    const int width =
        option.fontMetrics.horizontalAdvance(text) + 2 * gap + (readOnly ? iconSize + 4 : 0);
    const QRect chip(option.rect.left() + gap, option.rect.center().y() - height / 2,
                     std::min(width, option.rect.width() - gap), height);
    QColor fill = m_theme.color(role);
    fill.setAlphaF(m_theme.isDark() ? 0.22F : 0.12F);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(fill);
    painter->drawRoundedRect(chip, 4, 4);
    QRect inside = chip.adjusted(gap, 0, -gap, 0);
    if (readOnly) {
        m_theme.icon(u"lock"_s, role)
            .paint(painter,
                   QRect(inside.left(), inside.center().y() - iconSize / 2, iconSize, iconSize));
        inside.setLeft(inside.left() + iconSize + 4);
    }
    painter->setPen(m_theme.color(role));
    painter->setFont(option.font);
    painter->drawText(inside, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    painter->restore();
}

} // namespace howdah::gui
