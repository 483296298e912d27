#include "gui/browse/objecttreemodel.h"

#include "gui/browse/kindtext.h"
#include "gui/browse/objecttreenode.h"

#include <QFont>
#include <QLocale>
#include <QMimeData>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

using catalog::Kind;
using catalog::ObjectId;
using catalog::Oid;

namespace {

QString oneLine(QString text)
{
    return text.replace(u'\n', u'\u23CE').replace(u'\r', u'\u23CE').replace(u'\t', u' ');
}

// Separates the parts of a key; no name can hold it.
constexpr QChar separator{u'\0'};

/// Between the steps of a way; a step without a schema holds two in a row.
QString stepSeparator()
{
    return QString(3, separator);
}

} // namespace

ObjectTreeModel::ObjectTreeModel(const Theme &theme, QObject *parent)
    : QAbstractItemModel(parent)
    , m_theme(theme)
    , m_root(std::make_unique<Node>())
{
    connect(&theme, &Theme::changed, this, [this] {
        emit layoutAboutToBeChanged();
        emit layoutChanged();
    });
}

ObjectTreeModel::~ObjectTreeModel() = default;

void ObjectTreeModel::rebuild()
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    endResetModel();
}

void ObjectTreeModel::setSnapshot(catalog::SnapshotPtr snapshot,
                                  std::shared_ptr<const catalog::Directory> directory)
{
    // The same objects with more known about them: nothing moves, nothing closes.
    if (m_snapshot && &m_snapshot->objects() == &snapshot->objects()) {
        m_snapshot = std::move(snapshot);
        m_directory = std::move(directory);
        m_filter.setSnapshot(m_snapshot, m_directory);
        emit layoutAboutToBeChanged();
        emit layoutChanged();
        return;
    }
    beginResetModel();
    m_root = std::make_unique<Node>();
    m_snapshot = std::move(snapshot);
    m_directory = std::move(directory);
    m_filter.setSnapshot(m_snapshot, m_directory);
    m_pinned.clear();
    m_changedObjects.clear();
    endResetModel();
}

void ObjectTreeModel::setChanged(const QSet<QString> &keys)
{
    m_changed = keys;
    // Nothing moves; this makes what is on the screen ask again, wherever in the tree it stands.
    emit layoutAboutToBeChanged();
    emit layoutChanged();
}

QList<ObjectId> &ObjectTreeModel::shelved(Shelf shelf)
{
    return shelf == Shelf::Pinned ? m_pinned : m_changedObjects;
}

void ObjectTreeModel::setShelf(Shelf shelf, const QList<ObjectId> &objects)
{
    if (shelved(shelf) == objects)
        return;
    shelved(shelf) = objects;
    if (!m_root->populated || !filter().isEmpty())
        return;
    auto &rows = m_root->children;
    const auto renumber = [&] {
        for (size_t row = 0; row < rows.size(); ++row)
            rows[row]->row = int(row);
    };
    const auto at = std::ranges::find(rows, shelf, [](const auto &node) { return node->shelf; });
    if (at != rows.end()) {
        const int row = (*at)->row;
        beginRemoveRows({}, row, row);
        rows.erase(at);
        renumber();
        endRemoveRows();
    }
    if (objects.isEmpty())
        return;
    const int row = shelf == Shelf::Changed && !m_pinned.isEmpty() ? 1 : 0;
    beginInsertRows({}, row, row);
    auto node = std::make_unique<Node>();
    node->sort = Node::Sort::Shelf;
    node->shelf = shelf;
    node->parent = m_root.get();
    node->count = objects.size();
    rows.insert(rows.begin() + row, std::move(node));
    renumber();
    endInsertRows();
}

void ObjectTreeModel::setFilter(const QString &text)
{
    if (text == filter())
        return;
    m_filter.setText(text);
    rebuild();
}

void ObjectTreeModel::setSystemVisible(bool visible)
{
    if (visible == m_filter.isSystemVisible())
        return;
    m_filter.setSystemVisible(visible);
    rebuild();
}

void ObjectTreeModel::setMembersVisible(bool visible)
{
    if (visible == m_filter.areMembersVisible())
        return;
    m_filter.setMembersVisible(visible);
    rebuild();
}

bool ObjectTreeModel::mayHaveChildren(const Node &node) const
{
    if (node.populated)
        return !node.children.empty();
    if (node.sort != Node::Sort::Object)
        return true;
    switch (node.id.kind) {
    case Kind::Schema:
        return m_filter.hasContent(node.id.oid);
    case Kind::Table:
    case Kind::ForeignTable:
    case Kind::View:
    case Kind::MaterializedView:
    case Kind::Extension:
        return true;
    default:
        return false;
    }
}

ObjectTreeModel::Node *ObjectTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex ObjectTreeModel::indexFor(const Node *node) const
{
    return !node || node == m_root.get() ? QModelIndex() : createIndex(node->row, 0, node);
}

QModelIndex ObjectTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column != 0 || (parent.isValid() && parent.column() != 0))
        return {};
    Node *node = nodeOf(parent);
    populate(*node);
    return row < int(node->children.size()) ? createIndex(row, 0, node->children[size_t(row)].get())
                                            : QModelIndex();
}

QModelIndex ObjectTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexFor(nodeOf(index)->parent) : QModelIndex();
}

int ObjectTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    Node *node = nodeOf(parent);
    populate(*node);
    return int(node->children.size());
}

int ObjectTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool ObjectTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return false;
    Node *node = nodeOf(parent);
    // A root asks once; everything else only guesses, so that a folder of 30,000 tables is not made
    // to draw an arrow.
    if (node == m_root.get())
        populate(*node);
    return mayHaveChildren(*node);
}

QString ObjectTreeModel::text(const Node &node) const
{
    const auto counted = [&node](const QString &name) {
        return tr("%1 (%2)", "folder, how many are in it")
            .arg(name, QLocale().toString(node.count));
    };
    if (node.sort == Node::Sort::Shelf)
        return counted(node.shelf == Shelf::Pinned ? tr("Pinned") : tr("Changed"));
    if (node.sort == Node::Sort::Folder) {
        const bool ofTable =
            node.id.oid != 0 && node.id.kind != Kind::Schema && node.id.kind != Kind::Extension;
        const catalog::Relation *table =
            ofTable && node.kind == Kind::Table ? m_snapshot->relation(node.id.oid) : nullptr;
        return counted(!table                   ? kindFolder(node.kind)
                       : table->isPartitioned() ? tr("Partitions")
                                                : tr("Inheriting tables"));
    }
    const QString name = m_snapshot->name(node.id);
    if (const catalog::Function *function = m_snapshot->function(node.id.oid);
        function && catalog::Snapshot::idOf(*function) == node.id) {
        return name + u'(' + m_snapshot->argumentTypes(*function) + u')';
    }
    return name;
}

QString ObjectTreeModel::detail(const Node &node) const
{
    if (node.sort != Node::Sort::Object)
        return {};
    if (node.id.kind == Kind::Column) {
        const catalog::Relation *table = m_snapshot->relation(node.id.oid);
        const catalog::Column *column =
            table ? m_snapshot->column(*table, node.id.number) : nullptr;
        return column ? m_snapshot->typeName(column->type, column->typeModifier) : QString();
    }
    if (node.parent->sort == Node::Sort::Shelf) {
        const Oid schema = m_snapshot->schemaOf(node.id);
        return schema != 0 && node.id.kind != Kind::Schema ? m_snapshot->schemaName(schema)
                                                           : kindTitle(node.id.kind);
    }
    return {};
}

bool ObjectTreeModel::isMarked(const Node &node) const
{
    return node.sort == Node::Sort::Object && !m_changed.isEmpty() &&
           m_changed.contains(m_snapshot->stableKey(node.id));
}

QString ObjectTreeModel::toolTip(const Node &node) const
{
    if (node.sort == Node::Sort::Shelf)
        return node.shelf == Shelf::Pinned
                   ? tr("What you pinned on this connection; it is kept over restarts.")
                   : tr("What the last refresh found new or changed.");
    if (node.sort != Node::Sort::Object)
        return {};
    QStringList lines{kindTitle(node.id.kind) + u' ' + m_snapshot->sqlName(node.id)};
    if (m_snapshot->isLocked(node.id.oid))
        lines.append(tr("Locked by another session: its definition could not be read yet."));
    if (isMarked(node))
        lines.append(tr("New or changed since the refresh before; not looked at yet."));
    if (const QString comment = m_snapshot->comment(node.id); !comment.isEmpty())
        lines.append(comment);
    // Tool tips guess at rich text; a name must not become markup.
    return u"<qt>"_s + lines.join(u'\n').toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</qt>"_s;
}

QVariant ObjectTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_snapshot)
        return {};
    const Node &node = *nodeOf(index);
    const bool isObject = node.sort == Node::Sort::Object;
    switch (role) {
    case Qt::DisplayRole:
        // One line a row, whatever the name holds.
        return QString((isMarked(node) ? u"\u25CF "_s : QString()) + oneLine(text(node)));
    case DetailRole:
        return oneLine(detail(node));
    case Qt::AccessibleTextRole:
        return isObject ? QString(kindTitle(node.id.kind) + u' ' + text(node) + u' ' + detail(node))
                        : text(node);
    case Qt::DecorationRole:
        if (node.sort == Node::Sort::Shelf)
            return m_theme.icon(node.shelf == Shelf::Pinned ? u"star-filled"_s : u"refresh"_s,
                                gui::Role::Accent);
        if (isObject && m_snapshot->isLocked(node.id.oid) && node.id.kind != Kind::Column)
            return m_theme.icon(u"lock"_s, gui::Role::Staging);
        return m_theme.icon(isObject ? kindIcon(node.id.kind) : kindIcon(node.kind),
                            isObject ? gui::Role::Text : gui::Role::SecondaryText);
    case Qt::FontRole:
        if (isMarked(node)) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    case Qt::ForegroundRole:
        if (!isObject)
            return m_theme.color(gui::Role::SecondaryText);
        return {};
    case Qt::ToolTipRole:
        return toolTip(node);
    case ObjectRole:
        return isObject ? QVariant::fromValue(node.id) : QVariant();
    case KeyRole:
        return key(node);
    case ChangedRole:
        return isMarked(node);
    case CountRole:
        return isObject ? QVariant() : QVariant(qlonglong(node.count));
    case LockedRole:
        return isObject && m_snapshot->isLocked(node.id.oid);
    case SqlNameRole:
        return isObject ? QVariant(m_snapshot->sqlName(node.id)) : QVariant();
    case ShelfRole:
        return node.sort == Node::Sort::Shelf ? QVariant::fromValue(node.shelf) : QVariant();
    default:
        return {};
    }
}

Qt::ItemFlags ObjectTreeModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (nodeOf(index)->sort == Node::Sort::Object)
        flags |= Qt::ItemIsDragEnabled;
    return flags;
}

QStringList ObjectTreeModel::mimeTypes() const
{
    return {u"text/plain"_s};
}

QMimeData *ObjectTreeModel::mimeData(const QModelIndexList &indexes) const
{
    QStringList names;
    for (const QModelIndex &index : indexes) {
        const QString name = index.data(SqlNameRole).toString();
        if (!name.isEmpty())
            names.append(name);
    }
    auto *data = new QMimeData;
    data->setText(names.join(u", "_s));
    return data;
}

QString ObjectTreeModel::ownKey(const Node &node) const
{
    switch (node.sort) {
    case Node::Sort::Object:
        return m_snapshot->stableKey(node.id);
    case Node::Sort::Shelf:
        return u"shelf"_s + separator + QString::number(int(node.shelf));
    case Node::Sort::Folder:
    case Node::Sort::Root:
        return u"folder"_s + separator + kindWord(node.kind);
    }
    return {};
}

QString ObjectTreeModel::key(const Node &node) const
{
    // The way down, so that it can be walked again.
    const Node *above = node.parent;
    return above && above != m_root.get() ? key(*above) + stepSeparator() + ownKey(node)
                                          : ownKey(node);
}

QString ObjectTreeModel::keyAbove(const QString &key)
{
    const qsizetype last = key.lastIndexOf(stepSeparator());
    return last < 0 ? QString() : key.left(last);
}

QModelIndex ObjectTreeModel::indexOfObject(const catalog::ObjectId &id) const
{
    const catalog::ObjectId schema{.kind = catalog::Kind::Schema, .oid = m_snapshot->schemaOf(id)};
    return indexOf(QStringList{m_snapshot->stableKey(schema),
                               u"folder"_s + separator + kindWord(id.kind),
                               m_snapshot->stableKey(id)}
                       .join(stepSeparator()));
}

QModelIndex ObjectTreeModel::indexOf(const QString &wanted) const
{
    Node *at = m_root.get();
    for (const QString &step : wanted.split(stepSeparator())) {
        populate(*at);
        const auto next = std::ranges::find_if(
            at->children, [&](const auto &child) { return ownKey(*child) == step; });
        if (next == at->children.end())
            return {};
        at = next->get();
    }
    return indexFor(at);
}

} // namespace howdah::gui
