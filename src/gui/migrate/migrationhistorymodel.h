#pragma once

#include "planner/plan.h"

#include <QAbstractTableModel>

namespace howdah::gui {

/// What the tool's history table says, newest first.
class MigrationHistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        VersionColumn,
        DescriptionColumn,
        AppliedColumn,
        DurationColumn,
        ByColumn,
        ChecksumColumn,
        OutcomeColumn,
        ColumnCount
    };
    /// The raw value of a cell, for sorting.
    static constexpr int SortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setHistory(const planner::History &history);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    QList<planner::HistoryRow> m_rows;
};

} // namespace howdah::gui
