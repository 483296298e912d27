#pragma once

#include "connections/importers.h"

#include <QAbstractTableModel>

namespace howdah::gui {

/// What an importer found, each with a tick: the ticked ones are taken over.
class CandidateModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        AddressColumn,
        EnvironmentColumn,
        PasswordColumn,
        SourceColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setCandidates(const QList<connections::Candidate> &candidates);
    [[nodiscard]] const connections::Candidate &at(int row) const
    {
        return m_rows.at(row).candidate;
    }
    [[nodiscard]] QList<connections::Candidate> chosen() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] bool setData(const QModelIndex &index, const QVariant &value,
                               int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

signals:
    void chosenChanged();

private:
    struct Row
    {
        connections::Candidate candidate;
        bool chosen = true;
    };
    QList<Row> m_rows;
};

} // namespace howdah::gui
