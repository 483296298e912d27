#pragma once

#include "data/resultstore.h"

#include <QAbstractTableModel>

namespace howdah::gui {

/// The rows of one result, as far as they have come. The store grows on another thread; refresh()
/// makes what is new visible.
class ResultModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        NullRole = Qt::UserRole, ///< bool: SQL NULL
        KindRole,                ///< int: data::ValueKind
    };

    explicit ResultModel(std::shared_ptr<const data::ResultStore> store, QObject *parent = nullptr);

    [[nodiscard]] const data::ResultStore &store() const { return *m_store; }
    [[nodiscard]] std::shared_ptr<const data::ResultStore> sharedStore() const { return m_store; }
    void refresh();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const data::ResultStore> m_store;
    QList<data::Column> m_columns;
    int m_rows = 0;
};

/// A value on one line, as a cell of a grid shows it.
[[nodiscard]] QString cellText(const data::Cell &cell, data::ValueKind kind);

} // namespace howdah::gui
