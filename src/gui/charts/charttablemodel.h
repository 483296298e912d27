#pragma once

#include "gui/charts/chartdata.h"

#include <QAbstractTableModel>

namespace howdah::gui {

/// A chart read as a table: a row a category, a column a series.
class ChartTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int SortRole = Qt::UserRole;

    explicit ChartTableModel(QObject *parent = nullptr);
    void setData(const ChartData &data);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    using QAbstractTableModel::setData;
    ChartData m_data;
};

} // namespace howdah::gui
