#pragma once

#include "gui/browse/objectfilter.h"
#include "gui/shell/theme.h"

#include <QAbstractItemModel>
#include <QSet>

#include <memory>
#include <vector>

namespace howdah::gui {

/// A database as a tree: what is pinned, what changed, schemas, in them kinds as folders with
/// counts, tables with what belongs to them. Nodes are made when somebody looks at them, so 100,000
/// objects cost nothing until then. Holds an immutable Snapshot.
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
        DetailRole,                    ///< what stands after the name: a column's type …
        ShelfRole,                     ///< Shelf of a folder at the top; else invalid
    };
    /// The folders at the top that hold objects from everywhere.
    enum class Shelf { None, Pinned, Changed };

    explicit ObjectTreeModel(const Theme &theme, QObject *parent = nullptr);
    ~ObjectTreeModel() override;

    void setSnapshot(catalog::SnapshotPtr snapshot,
                     std::shared_ptr<const catalog::Directory> directory);
    /// Marks these objects (stableKey()) as new or changed.
    void setChanged(const QSet<QString> &keys);
    /// What stands in a folder at the top, in this order; without anything there is no such folder.
    void setShelf(Shelf shelf, const QList<catalog::ObjectId> &objects);
    /// See ObjectFilter::setText().
    void setFilter(const QString &text);
    [[nodiscard]] const QString &filter() const { return m_filter.text(); }
    void setSystemVisible(bool visible);
    /// What extensions brought stands among the rest; else only below its extension.
    void setMembersVisible(bool visible);
    /// Where the object or folder with this KeyRole is now; invalid when it is gone.
    [[nodiscard]] QModelIndex indexOf(const QString &key) const;
    /// Where an object stands below its schema; invalid when it is not shown there.
    [[nodiscard]] QModelIndex indexOfObject(const catalog::ObjectId &id) const;
    /// The key of what stands above; empty at the top.
    [[nodiscard]] static QString keyAbove(const QString &key);

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
    void populateExtension(Node &node) const;
    void populateTablePart(Node &node) const;
    Node &append(Node &parent) const;
    Node &appendFolder(Node &parent, catalog::Kind kind, qsizetype count) const;
    void appendObject(Node &parent, const catalog::ObjectId &id) const;
    void sortChildren(Node &node) const;
    [[nodiscard]] QList<catalog::ObjectId> &shelved(Shelf shelf);
    [[nodiscard]] bool mayHaveChildren(const Node &node) const;
    [[nodiscard]] bool isMarked(const Node &node) const;
    [[nodiscard]] QString text(const Node &node) const;
    [[nodiscard]] QString detail(const Node &node) const;
    [[nodiscard]] QString toolTip(const Node &node) const;
    [[nodiscard]] QString ownKey(const Node &node) const;
    [[nodiscard]] QString key(const Node &node) const;
    void rebuild();

    const Theme &m_theme;
    catalog::SnapshotPtr m_snapshot;
    std::shared_ptr<const catalog::Directory> m_directory;
    ObjectFilter m_filter;
    QSet<QString> m_changed;
    QList<catalog::ObjectId> m_pinned;
    QList<catalog::ObjectId> m_changedObjects;
    std::unique_ptr<Node> m_root;
};

} // namespace howdah::gui
