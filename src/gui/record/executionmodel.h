#pragma once

#include "store/executionrecord.h"

#include <QAbstractTableModel>

namespace howdah::gui {

/// What Howdah executed, newest first, as a table; replaced by each search.
class ExecutionModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        StartedColumn,
        ConnectionColumn,
        DatabaseColumn,
        RoleColumn,
        SourceColumn,
        StatementColumn,
        OutcomeColumn,
        RowsColumn,
        DurationColumn,
        ColumnCount
    };
    /// The raw value of a cell, for sorting.
    static constexpr int SortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setExecutions(const QList<store::Execution> &executions);
    void append(const QList<store::Execution> &older);
    [[nodiscard]] const store::Execution &at(int row) const { return m_executions.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    QList<store::Execution> m_executions;
};

/// "Succeeded", "Failed" …, translated.
[[nodiscard]] QString outcomeText(store::Outcome outcome);

} // namespace howdah::gui
