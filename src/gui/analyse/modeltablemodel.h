#pragma once

#include "metrics/dashboard.h"

#include <QAbstractTableModel>

namespace howdah::gui {

/// One row a model: what it cost, how much it was used, how fast it was.
class ModelTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        CostColumn,
        ShareColumn,
        RequestsColumn,
        TokensColumn,
        ErrorRateColumn,
        P50Column,
        P95Column,
        P99Column,
        ColumnCount
    };
    static constexpr int SortRole = Qt::UserRole;
    static constexpr int DimensionRole =
        Qt::UserRole + 1; ///< the model as the table has it, null for none

    explicit ModelTableModel(QObject *parent = nullptr);
    void setDashboard(const metrics::Dashboard &dashboard);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString raw(const metrics::AnswerRow &row, Column column) const;
    [[nodiscard]] QString text(const metrics::AnswerRow &row, Column column) const;
    [[nodiscard]] double share(const metrics::AnswerRow &row) const;

    metrics::Answer m_answer;
    QString m_currency;
    QString m_total;
};

} // namespace howdah::gui
