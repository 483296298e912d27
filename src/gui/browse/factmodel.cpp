#include "gui/browse/factmodel.h"

#include "gui/browse/objecttreemodel.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace howdah::gui {

FactModel::FactModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void FactModel::setFacts(const QStringList &headings, const QList<Row> &rows)
{
    beginResetModel();
    m_headings = headings;
    m_rows = rows;
    endResetModel();
}

int FactModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int FactModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_headings.size());
}

QVariant FactModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[index.row()];
    const Fact fact = row.facts.value(index.column());
    switch (role) {
    case Qt::DisplayRole:
        if (fact.isNull)
            return u"NULL"_s;
        // A long text is for the tool tip and the clipboard, a cell shows its first line.
        return fact.text.size() > 500 || fact.text.contains(u'\n')
                   ? QString(fact.text.section(u'\n', 0, 0).left(500) + u" …"_s)
                   : fact.text;
    case Qt::ToolTipRole: {
        const QString text = fact.toolTip.isEmpty() ? fact.text : fact.toolTip;
        return text.size() < 40 && !text.contains(u'\n')
                   ? QVariant()
                   : QVariant(u"<qt>"_s +
                              text.left(2000).toHtmlEscaped().replace(u'\n', u"<br>"_s) +
                              u"</qt>"_s);
    }
    case Qt::TextAlignmentRole:
        return fact.isNumber ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case Qt::ForegroundRole:
        return fact.isNull ? QVariant(QGuiApplication::palette().color(QPalette::PlaceholderText))
                           : QVariant();
    case Qt::FontRole:
        if (fact.isNull) {
            QFont font;
            font.setItalic(true);
            return font;
        }
        return {};
    case SortRole:
        return fact.sortValue.isValid() ? fact.sortValue : QVariant(fact.text);
    case ObjectRole:
        return row.leads ? QVariant::fromValue(row.leadsTo) : QVariant();
    default:
        return {};
    }
}

QVariant FactModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return m_headings.value(section);
    // Numbers and what stands above them share their edge.
    if (role == Qt::TextAlignmentRole && !m_rows.isEmpty() &&
        m_rows.constFirst().facts.value(section).isNumber)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

} // namespace howdah::gui
