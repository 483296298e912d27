#pragma once

#include "data/gridedit.h"
#include "data/resultstore.h"

#include <QAbstractTableModel>

namespace howdah::gui {

/// The rows of one result, as far as they have come, and below them the rows that somebody added
/// and has not committed. The store grows on another thread; refresh() makes what is new visible.
class ResultModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        NullRole = Qt::UserRole, ///< bool: SQL NULL
        KindRole,                ///< int: data::ValueKind
        ChangedRole,             ///< bool: changed and not committed
        RemovedRole,             ///< bool: its row is to go
        DefaultRole,             ///< bool: of a new row, left to the server
    };

    explicit ResultModel(std::shared_ptr<const data::ResultStore> store, QObject *parent = nullptr);

    [[nodiscard]] const data::ResultStore &store() const { return *m_store; }
    [[nodiscard]] std::shared_ptr<const data::ResultStore> sharedStore() const { return m_store; }
    [[nodiscard]] const QList<data::Column> &columns() const { return m_columns; }
    /// How many rows came from the server; those after them are new.
    [[nodiscard]] int storedRows() const { return m_rows; }
    void refresh();

    /// From now on cells of that table can be changed; the changes stay here until somebody commits
    /// them.
    void setEditTarget(const data::EditTarget &target);
    [[nodiscard]] const std::optional<data::EditTarget> &editTarget() const { return m_target; }
    [[nodiscard]] const data::PendingChanges &changes() const { return m_changes; }
    void setNull(const QModelIndex &index);
    void setEmpty(const QModelIndex &index);
    /// Leaves a cell of a new row to the server.
    void setDefault(const QModelIndex &index);
    /// Adds a row that says nothing yet; answers where it stands.
    int addRow();
    /// Adds one like @p row, without its key where the server makes one, and without what only the
    /// server may fill. -1 when a value is too large to be held by hand.
    int duplicateRow(int row);
    /// Marks rows as to be removed, or takes the mark off when all have it. New ones just go.
    void toggleRemoved(const QList<int> &rows);
    void discardChanges();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

signals:
    void changesChanged();

private:
    [[nodiscard]] bool isNew(int row) const { return row >= m_rows; }
    [[nodiscard]] QVariant newRowData(const QModelIndex &index, int role) const;
    [[nodiscard]] QVariant rowHeader(int row, int role) const;
    void change(const QModelIndex &index, const QString &value);
    void changed(int firstRow, int lastRow);

    std::shared_ptr<const data::ResultStore> m_store;
    QList<data::Column> m_columns;
    int m_rows = 0;
    std::optional<data::EditTarget> m_target;
    data::PendingChanges m_changes;
};

/// A value on one line, as a cell of a grid shows it.
[[nodiscard]] QString cellText(const data::Cell &cell, data::ValueKind kind);

} // namespace howdah::gui
