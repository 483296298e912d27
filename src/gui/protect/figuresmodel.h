#pragma once

#include "backup/manifest.h"

#include <QAbstractTableModel>

namespace howdah::gui {

/// The tables in a backup with their rows and size at its instant.
class FiguresModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TableColumn, RowsColumn, SizeColumn, ColumnCount };
    /// The raw value of a cell, for sorting.
    static constexpr int SortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setTables(const QList<backup::TableFigures> &tables);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    QList<backup::TableFigures> m_tables;
};

} // namespace howdah::gui
