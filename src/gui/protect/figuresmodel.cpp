#include "gui/protect/figuresmodel.h"

#include "base/format.h"

namespace howdah::gui {

void FiguresModel::setTables(const QList<backup::TableFigures> &tables)
{
    beginResetModel();
    m_tables = tables;
    endResetModel();
}

int FiguresModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tables.size());
}

int FiguresModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant FiguresModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &table = m_tables.at(index.row());
    const bool isText = role == Qt::DisplayRole;
    if (role == Qt::TextAlignmentRole && index.column() != TableColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (!isText && role != SortRole)
        return {};
    switch (Column(index.column())) {
    case TableColumn:
        return table.relation.toText();
    case RowsColumn:
        if (isText)
            return table.rows < 0 ? tr("not counted") : format::count(table.rows);
        return table.rows;
    case SizeColumn:
        return isText ? QVariant(format::bytes(table.bytes)) : QVariant(table.bytes);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant FiguresModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case TableColumn:
        return tr("Table", "column heading");
    case RowsColumn:
        return tr("Rows", "column heading");
    case SizeColumn:
        return tr("On the server", "size of a table, column heading");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace howdah::gui
