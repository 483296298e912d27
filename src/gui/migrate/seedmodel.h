#pragma once

#include "planner/seeds.h"

#include <QAbstractTableModel>

namespace howdah::gui {

/// The seed files of a folder and whether they load in the chosen environment.
class SeedModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        FileColumn,
        DescriptionColumn,
        EnvironmentsColumn,
        StatementsColumn,
        LoadsColumn,
        ColumnCount
    };
    /// The raw value of a cell, for sorting.
    static constexpr int SortRole = Qt::UserRole;

    using QAbstractTableModel::QAbstractTableModel;

    void setSeeds(const planner::SeedFolder &folder, const QString &environment);
    void setEnvironment(const QString &environment);
    [[nodiscard]] const planner::Seed &seed(int row) const { return m_seeds.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    QList<planner::Seed> m_seeds;
    QString m_environment;
};

} // namespace howdah::gui
