#include "gui/browse/objecttreemodel.h"

#include "gui/browse/kindtext.h"

#include <QFont>
#include <QLocale>
#include <QMimeData>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace howdah::gui {

using catalog::Kind;
using catalog::ObjectId;
using catalog::Oid;

namespace {

/// What people come for stands first; the rest stays in the catalog's order.
QList<Kind> inTreeOrder(QList<Kind> kinds)
{
    static constexpr std::array first{
        Kind::Table,    Kind::ForeignTable, Kind::View,     Kind::MaterializedView,
        Kind::Function, Kind::Procedure,    Kind::Sequence, Kind::Type};
    std::ranges::stable_sort(kinds, {}, [](Kind kind) {
        return std::distance(first.begin(), std::ranges::find(first, kind));
    });
    return kinds;
}

} // namespace

struct ObjectTreeModel::Node
{
    enum class Sort : quint8 { Root, Folder, Object };
    Sort sort = Sort::Root;
    Kind kind = Kind::Database; ///< of a folder: what is in it
    bool populated = false;
    int row = 0;
    Oid schema = 0; ///< of a folder
    ObjectId id;
    qsizetype count = 0; ///< of a folder
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;
};

ObjectTreeModel::ObjectTreeModel(const Theme &theme, QObject *parent)
    : QAbstractItemModel(parent)
    , m_theme(theme)
    , m_root(std::make_unique<Node>())
{
    connect(&theme, &Theme::changed, this, [this] {
        if (rowCount() > 0)
            emit dataChanged(index(0, 0), index(rowCount() - 1, 0), {Qt::DecorationRole});
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
        emit layoutAboutToBeChanged();
        emit layoutChanged();
        return;
    }
    beginResetModel();
    m_root = std::make_unique<Node>();
    m_snapshot = std::move(snapshot);
    m_directory = std::move(directory);
    endResetModel();
}

void ObjectTreeModel::setChanged(const QSet<QString> &keys)
{
    m_changed = keys;
    // Nothing moves; this makes what is on the screen ask again, wherever in the tree it stands.
    emit layoutAboutToBeChanged();
    emit layoutChanged();
}

void ObjectTreeModel::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    m_filter = text;
    rebuild();
}

void ObjectTreeModel::setSystemVisible(bool visible)
{
    if (visible == m_systemVisible)
        return;
    m_systemVisible = visible;
    rebuild();
}

bool ObjectTreeModel::passes(const ObjectId &id) const
{
    if (!m_systemVisible && m_snapshot->isSystem(id))
        return false;
    return m_filter.isEmpty() || m_snapshot->name(id).contains(m_filter, Qt::CaseInsensitive);
}

qsizetype ObjectTreeModel::countOf(Oid schema, Kind kind) const
{
    const auto objects = m_directory->objects(schema, kind);
    const bool mixed = schema == 0 && !m_systemVisible;
    if (m_filter.isEmpty() && !mixed)
        return qsizetype(objects.size());
    return std::ranges::count_if(objects, [this](const ObjectId &id) { return passes(id); });
}

ObjectTreeModel::Node &ObjectTreeModel::append(Node &parent) const
{
    Node &node = *parent.children.emplace_back(std::make_unique<Node>());
    node.parent = &parent;
    node.row = int(parent.children.size()) - 1;
    return node;
}

void ObjectTreeModel::appendObject(Node &parent, const ObjectId &id) const
{
    Node &node = append(parent);
    node.sort = Node::Sort::Object;
    node.id = id;
}

void ObjectTreeModel::populateRoot(Node &root) const
{
    for (const Oid schema : m_directory->schemas()) {
        if (!m_systemVisible && m_snapshot->isSystemSchema(schema))
            continue;
        const ObjectId id{.kind = Kind::Schema, .oid = schema};
        bool wanted = passes(id);
        if (!wanted) {
            const auto kinds = m_directory->kinds(schema);
            wanted =
                std::ranges::any_of(kinds, [&](Kind kind) { return countOf(schema, kind) > 0; });
        }
        if (wanted)
            appendObject(root, id);
    }
    for (const Kind kind : inTreeOrder(m_directory->kinds(0))) {
        const qsizetype count = countOf(0, kind);
        if (count == 0)
            continue;
        Node &folder = append(root);
        folder.sort = Node::Sort::Folder;
        folder.kind = kind;
        folder.count = count;
    }
}

void ObjectTreeModel::populateObject(Node &node) const
{
    const auto folder = [&](Kind kind, qsizetype count) {
        if (count == 0)
            return;
        Node &child = append(node);
        child.sort = Node::Sort::Folder;
        child.kind = kind;
        child.count = count;
        child.id = node.id;
    };
    if (node.id.kind == Kind::Schema) {
        for (const Kind kind : inTreeOrder(m_directory->kinds(node.id.oid))) {
            const qsizetype count = countOf(node.id.oid, kind);
            folder(kind, count);
            if (count > 0)
                node.children.back()->schema = node.id.oid;
        }
        return;
    }
    const catalog::Relation *relation = m_snapshot->relation(node.id.oid);
    if (!relation || catalog::Snapshot::idOf(*relation) != node.id)
        return;
    folder(Kind::Column, relation->columnCount);
    folder(Kind::Constraint, qsizetype(m_snapshot->constraints(relation->oid).size()));
    folder(Kind::Index, qsizetype(m_snapshot->indexes(relation->oid).size()));
    folder(Kind::Trigger, qsizetype(m_snapshot->triggers(relation->oid).size()));
    folder(Kind::Rule,
           std::ranges::count_if(m_snapshot->rules(relation->oid),
                                 [](const catalog::Rule &rule) { return !rule.isView; }));
    folder(Kind::Policy, qsizetype(m_snapshot->policies(relation->oid).size()));
    folder(Kind::Table, m_snapshot->children(relation->oid).size());
}

void ObjectTreeModel::populate(Node &node) const
{
    if (node.populated)
        return;
    node.populated = true;
    if (!m_snapshot)
        return;
    if (node.sort == Node::Sort::Root)
        return populateRoot(node);
    if (node.sort == Node::Sort::Object)
        return populateObject(node);
    if (node.id.oid == 0 || node.id.kind == Kind::Schema) {
        for (const ObjectId &id : m_directory->objects(node.schema, node.kind)) {
            if (passes(id))
                appendObject(node, id);
        }
        return;
    }
    // What belongs to a table is shown whole, whatever the filter says: the table was found.
    const Oid table = node.id.oid;
    const auto each = [&](const auto &items, Kind kind) {
        for (const auto &item : items)
            appendObject(node, {.kind = kind, .oid = item.oid});
    };
    switch (node.kind) {
    case Kind::Column:
        for (const catalog::Column &column : m_snapshot->columns(*m_snapshot->relation(table)))
            appendObject(node, {.kind = Kind::Column, .oid = table, .number = column.number});
        break;
    case Kind::Constraint:
        each(m_snapshot->constraints(table), Kind::Constraint);
        break;
    case Kind::Index:
        each(m_snapshot->indexes(table), Kind::Index);
        break;
    case Kind::Trigger:
        each(m_snapshot->triggers(table), Kind::Trigger);
        break;
    case Kind::Rule:
        for (const catalog::Rule &rule : m_snapshot->rules(table)) {
            if (!rule.isView)
                appendObject(node, {.kind = Kind::Rule, .oid = rule.oid});
        }
        break;
    case Kind::Policy:
        each(m_snapshot->policies(table), Kind::Policy);
        break;
    default:
        for (const Oid child : m_snapshot->children(table)) {
            if (const catalog::Relation *relation = m_snapshot->relation(child))
                appendObject(node, catalog::Snapshot::idOf(*relation));
        }
        std::ranges::sort(node.children, {},
                          [this](const auto &child) { return m_snapshot->name(child->id); });
        for (size_t row = 0; row < node.children.size(); ++row)
            node.children[row]->row = int(row);
        node.count = qsizetype(node.children.size());
    }
}

bool ObjectTreeModel::mayHaveChildren(const Node &node) const
{
    if (node.populated)
        return !node.children.empty();
    if (node.sort != Node::Sort::Object)
        return true;
    switch (node.id.kind) {
    case Kind::Schema:
    case Kind::Table:
    case Kind::ForeignTable:
    case Kind::View:
    case Kind::MaterializedView:
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
    if (node.sort == Node::Sort::Folder) {
        const bool partitions =
            node.kind == Kind::Table && node.id.oid != 0 && node.id.kind != Kind::Schema;
        const catalog::Relation *table = partitions ? m_snapshot->relation(node.id.oid) : nullptr;
        const QString name = !table                   ? kindFolder(node.kind)
                             : table->isPartitioned() ? tr("Partitions")
                                                      : tr("Inheriting tables");
        return tr("%1 (%2)", "folder, how many are in it")
            .arg(name, QLocale().toString(node.count));
    }
    const QString name = m_snapshot->name(node.id);
    if (node.id.kind == Kind::Column) {
        const catalog::Relation *table = m_snapshot->relation(node.id.oid);
        const catalog::Column *column =
            table ? m_snapshot->column(*table, node.id.number) : nullptr;
        if (column)
            return name + u"  " + m_snapshot->typeName(column->type, column->typeModifier);
    }
    if (const catalog::Function *function = m_snapshot->function(node.id.oid);
        function && catalog::Snapshot::idOf(*function) == node.id) {
        return name + u'(' + m_snapshot->argumentTypes(*function) + u')';
    }
    return name;
}

QString ObjectTreeModel::toolTip(const Node &node) const
{
    if (node.sort != Node::Sort::Object)
        return {};
    QStringList lines{kindTitle(node.id.kind) + u' ' + m_snapshot->sqlName(node.id)};
    if (m_snapshot->isLocked(node.id.oid))
        lines.append(tr("Locked by another session: its definition could not be read yet."));
    if (m_changed.contains(m_snapshot->stableKey(node.id)))
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
        return QString(
            (isObject && !m_changed.isEmpty() && m_changed.contains(m_snapshot->stableKey(node.id))
                 ? u"\u25CF "_s
                 : QString()) +
            text(node).replace(u'\n', u'\u23CE').replace(u'\r', u'\u23CE').replace(u'\t', u' '));
    case Qt::AccessibleTextRole:
        return isObject ? QVariant(kindTitle(node.id.kind) + u' ' + text(node))
                        : QVariant(text(node));
    case Qt::DecorationRole:
        if (isObject && m_snapshot->isLocked(node.id.oid) && node.id.kind != Kind::Column)
            return m_theme.icon(u"lock"_s, gui::Role::Staging);
        return m_theme.icon(isObject ? kindIcon(node.id.kind) : kindIcon(node.kind),
                            isObject ? gui::Role::Text : gui::Role::SecondaryText);
    case Qt::FontRole:
        if (isObject && !m_changed.isEmpty() &&
            m_changed.contains(m_snapshot->stableKey(node.id))) {
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
        return isObject && m_changed.contains(m_snapshot->stableKey(node.id));
    case CountRole:
        return isObject ? QVariant() : QVariant(qlonglong(node.count));
    case LockedRole:
        return isObject && m_snapshot->isLocked(node.id.oid);
    case SqlNameRole:
        return isObject ? QVariant(m_snapshot->sqlName(node.id)) : QVariant();
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

namespace {

// Separates the parts of a key; no name can hold it.
constexpr QChar separator{u'\0'};

/// Between the steps of a way; a step without a schema holds two in a row.
QString stepSeparator()
{
    return QString(3, separator);
}

} // namespace

QString ObjectTreeModel::key(const Node &node) const
{
    QString own;
    if (node.sort == Node::Sort::Object)
        own = m_snapshot->stableKey(node.id);
    else
        own = u"folder"_s + separator + kindWord(node.kind);
    // The way down, so that it can be walked again.
    const Node *above = node.parent;
    return above && above != m_root.get() ? key(*above) + stepSeparator() + own : own;
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
    QModelIndex at;
    QString path;
    for (const QString &step : wanted.split(stepSeparator())) {
        path = path.isEmpty() ? step : path + stepSeparator() + step;
        QModelIndex next;
        const int rows = rowCount(at);
        for (int row = 0; row < rows && !next.isValid(); ++row) {
            const QModelIndex child = index(row, 0, at);
            if (key(*nodeOf(child)) == path)
                next = child;
        }
        if (!next.isValid())
            return {};
        at = next;
    }
    return at;
}

} // namespace howdah::gui
