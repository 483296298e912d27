#pragma once

#include "backup/catalogue.h"

#include <QAbstractTableModel>

namespace howdah::gui {

/// The backups of a folder, newest first; replaced by each scan.
class BackupModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StateColumn,
        DatabaseColumn,
        TakenColumn,
        SizeColumn,
        RowsColumn,
        ContentColumn,
        ColumnCount
    };
    /// The raw value of a cell, for sorting; a backup::State as int in the first column.
    static constexpr int SortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setBackups(const QList<backup::Backup> &backups);
    [[nodiscard]] const backup::Backup &at(int row) const { return m_backups.at(row); }
    /// -1 when it is not there.
    [[nodiscard]] int rowOf(const QString &path) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString text(const backup::Backup &backup, Column column) const;
    [[nodiscard]] QVariant sortValue(const backup::Backup &backup, Column column) const;
    [[nodiscard]] QString toolTip(const backup::Backup &backup, Column column) const;

    QList<backup::Backup> m_backups;
};

} // namespace howdah::gui
