#include "gui/browse/objecttreedelegate.h"

#include "gui/browse/objecttreemodel.h"

#include <QApplication>
#include <QPainter>

namespace howdah::gui {

namespace {
constexpr int gap = 8;
}

ObjectTreeDelegate::ObjectTreeDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

void ObjectTreeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QString detail = index.data(ObjectTreeModel::DetailRole).toString();
    if (detail.isEmpty())
        return;
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    QRect rect = style->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, item.widget) + 1;
    rect.setLeft(rect.left() + margin + item.fontMetrics.horizontalAdvance(item.text) + gap);
    if (rect.width() < gap)
        return;
    painter->save();
    painter->setFont(option.font);
    painter->setPen(m_theme.color(gui::Role::SecondaryText));
    painter->drawText(rect, int(Qt::AlignVCenter | Qt::AlignLeft),
                      option.fontMetrics.elidedText(detail, Qt::ElideRight, rect.width()));
    painter->restore();
}

QSize ObjectTreeDelegate::sizeHint(const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    const QString detail = index.data(ObjectTreeModel::DetailRole).toString();
    if (!detail.isEmpty())
        size.rwidth() += gap + option.fontMetrics.horizontalAdvance(detail);
    size.setHeight(option.fontMetrics.height() + 6);
    return size;
}

} // namespace howdah::gui
