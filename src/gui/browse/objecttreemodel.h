#pragma once

#include "catalog/directory.h"
#include "gui/shell/theme.h"

#include <QAbstractItemModel>
#include <QSet>

#include <memory>
#include <vector>

namespace howdah::gui {

/// A database as a tree: schemas, in them kinds as folders with counts, tables with what belongs to
/// them. Nodes are made when somebody looks at them, so 100,000 objects cost nothing until then.
/// Holds an immutable Snapshot.
class ObjectTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        ObjectRole = Qt::UserRole + 1, ///< catalog::ObjectId of an object; invalid for folders
        KeyRole,                       ///< stays the same over a refresh; see indexOf()
        CountRole,                     ///< of a folder
        LockedRole,                    ///< another session holds it exclusively
        SqlNameRole,                   ///< what dragging puts into the console
        ChangedRole,                   ///< new or changed, and not looked at
    };

    explicit ObjectTreeModel(const Theme &theme, QObject *parent = nullptr);
    ~ObjectTreeModel() override;

    void setSnapshot(catalog::SnapshotPtr snapshot,
                     std::shared_ptr<const catalog::Directory> directory);
    /// Marks these objects (stableKey()) as new or changed.
    void setChanged(const QSet<QString> &keys);
    /// Shows only objects whose name contains @p text, without regard to case; empty shows all.
    void setFilter(const QString &text);
    [[nodiscard]] const QString &filter() const { return m_filter; }
    void setSystemVisible(bool visible);
    [[nodiscard]] bool isSystemVisible() const { return m_systemVisible; }
    /// Where the object or folder with this KeyRole is now; invalid when it is gone.
    [[nodiscard]] QModelIndex indexOf(const QString &key) const;
    /// Where an object stands below its schema; invalid when it is not shown there.
    [[nodiscard]] QModelIndex indexOfObject(const catalog::ObjectId &id) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

private:
    struct Node;

    [[nodiscard]] Node *nodeOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexFor(const Node *node) const;
    void populate(Node &node) const;
    void populateRoot(Node &node) const;
    void populateObject(Node &node) const;
    Node &append(Node &parent) const;
    void appendObject(Node &parent, const catalog::ObjectId &id) const;
    [[nodiscard]] bool passes(const catalog::ObjectId &id) const;
    [[nodiscard]] qsizetype countOf(catalog::Oid schema, catalog::Kind kind) const;
    [[nodiscard]] bool mayHaveChildren(const Node &node) const;
    [[nodiscard]] QString text(const Node &node) const;
    [[nodiscard]] QString toolTip(const Node &node) const;
    [[nodiscard]] QString key(const Node &node) const;
    void rebuild();

    const Theme &m_theme;
    catalog::SnapshotPtr m_snapshot;
    std::shared_ptr<const catalog::Directory> m_directory;
    QString m_filter;
    QSet<QString> m_changed;
    bool m_systemVisible = false;
    std::unique_ptr<Node> m_root;
};

} // namespace howdah::gui
