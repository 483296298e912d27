#include "gui/migrate/stepdelegate.h"

#include "gui/migrate/stepmodel.h"
#include "gui/migrate/words.h"

#include <QApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {
constexpr int margin = 8;
constexpr int barWidth = 3;
constexpr int iconSize = 16;
} // namespace

StepDelegate::StepDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

void StepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyleOptionViewItem background(option);
    initStyleOption(&background, index);
    background.text.clear();
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);

    painter->save();
    const auto state = planner::StepState(index.data(StepModel::StateRole).toInt());
    const bool planned = index.data(StepModel::SelectedRole).toBool();
    const QRect inner = option.rect.adjusted(barWidth + margin, margin / 2, -margin, -margin / 2);
    if (planned) {
        painter->fillRect(
            QRect(option.rect.left(), option.rect.top() + 2, barWidth, option.rect.height() - 4),
            m_theme.color(Role::Accent));
    }
    const int lineHeight = option.fontMetrics.height();

    // State on the right of the first line, trouble beside it.
    QFont small(option.font);
    const QString word = stateText(state);
    const int wordWidth = option.fontMetrics.horizontalAdvance(word);
    int right = inner.right() - wordWidth;
    painter->setPen(m_theme.color(stateRole(state)));
    painter->drawText(QRect(right, inner.top(), wordWidth + 1, lineHeight), Qt::AlignVCenter, word);
    right -= iconSize + 4;
    m_theme.icon(stateIcon(state), stateRole(state))
        .paint(painter,
               QRect(right, inner.top() + (lineHeight - iconSize) / 2, iconSize, iconSize));
    const int severity = index.data(StepModel::SeverityRole).toInt();
    if (severity >= int(change::Severity::Warning)) {
        right -= iconSize + 4;
        m_theme
            .icon(severityIcon(change::Severity(severity)),
                  severityRole(change::Severity(severity)))
            .paint(painter,
                   QRect(right, inner.top() + (lineHeight - iconSize) / 2, iconSize, iconSize));
    }

    QFont bold(option.font);
    bold.setBold(planned);
    painter->setFont(bold);
    painter->setPen(m_theme.color(Role::Text));
    const QRect title(inner.left(), inner.top(), right - inner.left() - margin, lineHeight);
    painter->drawText(title, Qt::AlignVCenter,
                      QFontMetrics(bold).elidedText(index.data(StepModel::IdRole).toString(),
                                                    Qt::ElideMiddle, title.width()));
    painter->setFont(small);
    painter->setPen(m_theme.color(Role::SecondaryText));
    const QRect second(inner.left(), inner.top() + lineHeight + 2, inner.width(), lineHeight);
    painter->drawText(
        second, Qt::AlignVCenter,
        option.fontMetrics.elidedText(index.data(StepModel::DescriptionRole).toString(),
                                      Qt::ElideRight, second.width()));
    painter->restore();
}

QSize StepDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {220, 2 * option.fontMetrics.height() + 2 + margin};
}

} // namespace howdah::gui
