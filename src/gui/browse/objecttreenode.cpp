#include "gui/browse/objecttreenode.h"

#include <algorithm>
#include <array>
#include <map>

/// How ObjectTreeModel makes its nodes.
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

ObjectTreeModel::Node &ObjectTreeModel::append(Node &parent) const
{
    Node &node = *parent.children.emplace_back(std::make_unique<Node>());
    node.parent = &parent;
    node.row = int(parent.children.size()) - 1;
    return node;
}

ObjectTreeModel::Node &ObjectTreeModel::appendFolder(Node &parent, Kind kind, qsizetype count) const
{
    Node &folder = append(parent);
    folder.sort = Node::Sort::Folder;
    folder.kind = kind;
    folder.count = count;
    folder.id = parent.id;
    return folder;
}

void ObjectTreeModel::appendObject(Node &parent, const ObjectId &id) const
{
    Node &node = append(parent);
    node.sort = Node::Sort::Object;
    node.id = id;
}

void ObjectTreeModel::sortChildren(Node &node) const
{
    std::vector<std::pair<QString, std::unique_ptr<Node>>> named;
    named.reserve(node.children.size());
    for (auto &child : node.children)
        named.emplace_back(m_snapshot->name(child->id), std::move(child));
    std::ranges::stable_sort(named, {},
                             [](const auto &entry) -> const QString & { return entry.first; });
    for (size_t row = 0; row < named.size(); ++row) {
        node.children[row] = std::move(named[row].second);
        node.children[row]->row = int(row);
    }
}

void ObjectTreeModel::populateRoot(Node &root) const
{
    // What was typed is looked for in its own place.
    if (filter().isEmpty()) {
        for (const auto &[shelf, objects] :
             {std::pair(Shelf::Pinned, &m_pinned), std::pair(Shelf::Changed, &m_changedObjects)}) {
            if (objects->isEmpty())
                continue;
            Node &node = append(root);
            node.sort = Node::Sort::Shelf;
            node.shelf = shelf;
            node.count = objects->size();
        }
    }
    for (const Oid schema : m_directory->schemas()) {
        if (m_filter.showsSchema(schema))
            appendObject(root, {.kind = Kind::Schema, .oid = schema});
    }
    for (const Kind kind : inTreeOrder(m_directory->kinds(0))) {
        if (const qsizetype count = m_filter.count(0, kind); count > 0)
            appendFolder(root, kind, count);
    }
}

void ObjectTreeModel::populateObject(Node &node) const
{
    if (node.id.kind == Kind::Schema) {
        for (const Kind kind : inTreeOrder(m_directory->kinds(node.id.oid))) {
            if (const qsizetype count = m_filter.count(node.id.oid, kind); count > 0)
                appendFolder(node, kind, count).schema = node.id.oid;
        }
        return;
    }
    if (node.id.kind == Kind::Extension)
        return populateExtension(node);
    const catalog::Relation *relation = m_snapshot->relation(node.id.oid);
    if (!relation || catalog::Snapshot::idOf(*relation) != node.id)
        return;
    const auto folder = [&](Kind kind, qsizetype count) {
        if (count > 0)
            appendFolder(node, kind, count);
    };
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

void ObjectTreeModel::populateExtension(Node &node) const
{
    std::map<Kind, qsizetype> counts;
    for (const catalog::Membership &member : m_snapshot->objects().memberships) {
        if (member.extension != node.id.oid)
            continue;
        if (const auto id = m_snapshot->resolve(member.catalog, member.oid, 0))
            ++counts[id->kind];
    }
    QList<Kind> kinds;
    for (const auto &[kind, count] : counts)
        kinds.append(kind);
    for (const Kind kind : inTreeOrder(kinds))
        appendFolder(node, kind, counts[kind]);
}

void ObjectTreeModel::populate(Node &node) const
{
    if (node.populated)
        return;
    node.populated = true;
    if (!m_snapshot)
        return;
    switch (node.sort) {
    case Node::Sort::Root:
        return populateRoot(node);
    case Node::Sort::Shelf:
        for (const ObjectId &id : node.shelf == Shelf::Pinned ? m_pinned : m_changedObjects)
            appendObject(node, id);
        return;
    case Node::Sort::Object:
        return populateObject(node);
    case Node::Sort::Folder:
        break;
    }
    if (node.id.oid == 0 || node.id.kind == Kind::Schema) {
        for (const ObjectId &id : m_directory->objects(node.schema, node.kind)) {
            if (m_filter.shows(node.schema, id))
                appendObject(node, id);
        }
        return;
    }
    if (node.id.kind == Kind::Extension) {
        for (const catalog::Membership &member : m_snapshot->objects().memberships) {
            const auto id = member.extension == node.id.oid
                                ? m_snapshot->resolve(member.catalog, member.oid, 0)
                                : std::nullopt;
            if (id && id->kind == node.kind)
                appendObject(node, *id);
        }
        return sortChildren(node);
    }
    populateTablePart(node);
}

void ObjectTreeModel::populateTablePart(Node &node) const
{
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
    default: {
        const bool all = m_filter.matches(node.id) || !m_filter.leadsToMatch(table);
        for (const Oid child : m_snapshot->children(table)) {
            const catalog::Relation *relation = m_snapshot->relation(child);
            if (!relation)
                continue;
            const ObjectId id = catalog::Snapshot::idOf(*relation);
            if (all || m_filter.matches(id) || m_filter.leadsToMatch(child))
                appendObject(node, id);
        }
        sortChildren(node);
        node.count = qsizetype(node.children.size());
    }
    }
}

} // namespace howdah::gui
