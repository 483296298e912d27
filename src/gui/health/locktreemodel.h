#pragma once

#include "activity/overview.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace howdah::gui {

/// Who stands in whose way: sessions that wait for nobody on top, those that wait for them below.
class LockTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { SessionColumn, WantsColumn, ObjectColumn, ColumnCount };
    static constexpr int PidRole = Qt::UserRole;

    explicit LockTreeModel(QObject *parent = nullptr);
    ~LockTreeModel() override;

    /// Nothing is reset when the tree stays the same, so that what is unfolded stays unfolded.
    void setOverview(const activity::Overview &overview);
    [[nodiscard]] bool isEmpty() const { return m_roots.empty(); }

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Node;
    using Nodes = std::vector<std::unique_ptr<Node>>;

    [[nodiscard]] std::unique_ptr<Node> grow(const activity::Overview &overview, int pid,
                                             Node *parent) const;
    [[nodiscard]] static bool same(const Nodes &a, const Nodes &b);
    [[nodiscard]] const Nodes &childrenOf(const QModelIndex &index) const;

    Nodes m_roots;
};

} // namespace howdah::gui
