#include "gui/charts/charttablemodel.h"

namespace howdah::gui {

ChartTableModel::ChartTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void ChartTableModel::setData(const ChartData &data)
{
    beginResetModel();
    m_data = data;
    endResetModel();
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_data.categories.size());
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_data.series.size()) + 1;
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.column() == 0) {
        return role == Qt::DisplayRole || role == SortRole
                   ? QVariant(m_data.categories.at(index.row()))
                   : QVariant();
    }
    const QString value = m_data.series.at(index.column() - 1).values.value(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return m_data.format(value);
    case Qt::ToolTipRole:
        return value;
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case SortRole:
        return value.toDouble();
    default:
        return {};
    }
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section > 0)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return section == 0 ? m_data.categoryHeading : m_data.series.at(section - 1).name;
}

} // namespace howdah::gui
