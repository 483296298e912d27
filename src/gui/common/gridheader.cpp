#include "gui/common/gridheader.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr int margin = 8;
constexpr int gap = 4;
constexpr int arrowSize = 12;

} // namespace

GridHeader::GridHeader(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void GridHeader::setSortKeys(const QList<data::SortKey> &keys)
{
    m_keys = keys;
    viewport()->update();
}

QFont GridHeader::nameFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

int GridHeader::widthOf(int section) const
{
    const QString name =
        model() ? model()->headerData(section, orientation()).toString() : QString();
    return QFontMetrics(nameFont()).horizontalAdvance(name) + 2 * margin + gap + arrowSize;
}

int GridHeader::keyOf(int section, bool *descending) const
{
    // Keys have the name itself, not what is fit to be shown.
    const QString name = model()->headerData(section, orientation(), Qt::EditRole).toString();
    for (int i = 0; i < m_keys.size(); ++i) {
        if (m_keys.at(i).column == name) {
            *descending = m_keys.at(i).descending;
            return i + 1;
        }
    }
    if (!isSortIndicatorShown() || sortIndicatorSection() != section)
        return 0;
    *descending = sortIndicatorOrder() == Qt::DescendingOrder;
    return 1;
}

void GridHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    if (!rect.isValid() || !model())
        return;
    painter->save();
    painter->fillRect(rect, m_theme.color(Role::Window));
    painter->setPen(m_theme.color(Role::Hairline));
    painter->drawLine(rect.topRight(), rect.bottomRight());
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());

    bool descending = false;
    const int key = keyOf(section, &descending);
    QRect inner = rect.adjusted(margin, 0, -margin, -1);
    if (key > 0) {
        const QString place = m_keys.size() > 1 ? QString::number(key) : QString();
        const int placeWidth = painter->fontMetrics().horizontalAdvance(place);
        const QRect arrow(inner.right() - arrowSize + 1, inner.center().y() - arrowSize / 2,
                          arrowSize, arrowSize);
        m_theme.icon(descending ? u"chevron-down"_s : u"chevron-up"_s, Role::Accent)
            .paint(painter, arrow);
        inner.setRight(arrow.left() - 1);
        painter->setPen(m_theme.color(Role::Accent));
        painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, place);
        inner.setRight(inner.right() - placeWidth - gap);
    }
    const QVariant alignment = model()->headerData(section, orientation(), Qt::TextAlignmentRole);
    const auto align = alignment.isValid() ? Qt::Alignment(alignment.toInt()) : defaultAlignment();
    painter->setFont(nameFont());
    painter->setPen(m_theme.color(key > 0 ? Role::Text : Role::SecondaryText));
    const QString name = model()->headerData(section, orientation()).toString();
    painter->drawText(inner, int(align) | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(name, Qt::ElideRight, inner.width()));
    painter->restore();
}

} // namespace howdah::gui
