// What must come before what.
#include "catalog/scriptmaker.h"

#include "base/equalrange.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::catalog::script {

std::optional<Node> ScriptMaker::nodeOf(Oid catalog, Oid oid, qint16 number) const
{
    const auto known = [&](const Node &node) -> std::optional<Node> {
        return m_numbers.contains(node) ? std::optional(node) : std::nullopt;
    };
    // An array of rows, a multirange, a member of an operator class: what it belongs to.
    const auto whole = [&]() -> std::optional<Node> {
        const auto &items = m_s.dependencies()->items;
        const auto key = [](const Dependency &d) { return std::pair(d.catalog, d.oid); };
        for (const Dependency &d : equalRange(items, std::pair(catalog, oid), key)) {
            const bool owner = d.type == 'i' || (d.type == 'a' && Catalog(d.neededCatalog) ==
                                                                      Catalog::OperatorFamily);
            if (owner && (d.neededCatalog != catalog || d.neededOid != oid))
                return nodeOf(d.neededCatalog, d.neededOid, d.neededNumber);
        }
        return {};
    };
    const auto id = m_s.resolve(catalog, oid, number);
    if (!id)
        return whole();
    if (id->kind == Kind::Column) {
        if (Catalog(catalog) == Catalog::AttributeDefault) {
            if (const auto separate = known({*id}))
                return separate;
        }
        const Relation *relation = m_s.relation(id->oid);
        return relation ? known({Snapshot::idOf(*relation)}) : std::nullopt;
    }
    if (id->kind == Kind::Index) {
        const auto constraint = m_constraintOfIndex.find(id->oid);
        if (constraint != m_constraintOfIndex.end())
            return known({{.kind = Kind::Constraint, .oid = constraint->second}});
    }
    if (id->kind == Kind::Constraint) {
        if (const auto separate = known({*id}))
            return separate;
        const Constraint *constraint = m_s.constraint(id->oid);
        // A partition's copy of a foreign key is made by the parent's.
        if (constraint && constraint->type == 'f')
            return constraint->parent == 0
                       ? std::nullopt
                       : nodeOf(Oid(Catalog::Constraint), constraint->parent, 0);
        const Relation *relation = constraint ? m_s.relation(constraint->relation) : nullptr;
        if (relation)
            return known({Snapshot::idOf(*relation)});
        return constraint ? known({{.kind = Kind::Type, .oid = constraint->domain}}) : std::nullopt;
    }
    if (id->kind == Kind::Sequence) {
        const Sequence *sequence = m_s.sequence(id->oid);
        const Relation *table =
            sequence && sequence->isIdentity ? m_s.relation(sequence->ownerTable) : nullptr;
        if (table)
            return known({Snapshot::idOf(*table)});
    }
    const auto own = known({*id});
    return own ? own : whole();
}

void ScriptMaker::depend(const Node &from, const Node &needed)
{
    const auto a = m_numbers.find(from);
    const auto b = m_numbers.find(needed);
    if (a == m_numbers.end() || b == m_numbers.end() || a->second == b->second)
        return;
    if (m_places[size_t(a->second)].needs.insert(b->second).second)
        m_places[size_t(b->second)].neededBy.push_back(a->second);
}

bool ScriptMaker::reachesPartitions(const Node &node) const
{
    const auto isPartitioned = [&](Oid oid) {
        const Relation *relation = m_s.relation(oid);
        return relation && relation->isPartitioned();
    };
    if (node.id.kind == Kind::Trigger) {
        const Trigger *trigger = m_s.trigger(node.id.oid);
        return trigger && isPartitioned(trigger->relation);
    }
    const Constraint *constraint =
        node.id.kind == Kind::Constraint ? m_s.constraint(node.id.oid) : nullptr;
    return constraint && constraint->type == 'f' &&
           (isPartitioned(constraint->relation) || isPartitioned(constraint->referenced));
}

void ScriptMaker::connect()
{
    const auto &items = m_s.dependencies()->items;
    // I/O functions need the shell of a type, the type needs the functions.
    std::set<std::pair<Oid, Oid>> typeNeedsFunction;
    for (const Dependency &d : items) {
        if (Catalog(d.catalog) == Catalog::Type && Catalog(d.neededCatalog) == Catalog::Proc)
            typeNeedsFunction.emplace(d.oid, d.neededOid);
    }
    for (const Dependency &d : items) {
        // OWNED BY is said afterwards.
        const Relation *sequence =
            Catalog(d.catalog) == Catalog::Class ? m_s.relation(d.oid) : nullptr;
        if (sequence && sequence->kind == 'S' && d.type == 'a')
            continue;
        const auto from = nodeOf(d.catalog, d.oid, d.number);
        auto needed = nodeOf(d.neededCatalog, d.neededOid, d.neededNumber);
        if (!from || !needed)
            continue;
        // A partition's own foreign key is there before the parent's, which then takes it over.
        const Constraint *key =
            from->id.kind == Kind::Constraint ? m_s.constraint(from->id.oid) : nullptr;
        if (key && key->type == 'f' && key->parent != 0 &&
            needed->id == ObjectId{.kind = Kind::Constraint, .oid = key->parent}) {
            depend(*needed, *from);
            continue;
        }
        if (Catalog(d.catalog) == Catalog::Proc && needed->id.kind == Kind::Type &&
            typeNeedsFunction.contains({needed->id.oid, d.oid})) {
            needed->part = Part::Shell;
        }
        depend(*from, *needed);
    }
    std::vector<Node> attached;
    for (const Node &node : m_nodes) {
        if (node.part == Part::Attach)
            attached.push_back(node);
    }
    for (const Node &node : std::vector<Node>(m_nodes)) {
        switch (node.part) {
        case Part::Whole:
            if (node.id.kind == Kind::Type)
                depend(node, {node.id, Part::Shell});
            // Foreign keys and triggers of a partitioned table reach its partitions, so these
            // hang on it first.
            if (reachesPartitions(node)) {
                for (const Node &part : attached)
                    depend(node, part);
            }
            break;
        case Part::OwnedBy:
            depend(node, {node.id});
            if (const Sequence *sequence = m_s.sequence(node.id.oid)) {
                if (const Relation *table = m_s.relation(sequence->ownerTable))
                    depend(node, {Snapshot::idOf(*table)});
            }
            break;
        case Part::Attach: {
            const Oid parent = m_s.parents(node.id.oid).front().parent;
            const auto own = nodeOf(Oid(Catalog::Class), node.id.oid, 0);
            const auto other = nodeOf(Oid(Catalog::Class), parent, 0);
            if (own)
                depend(node, *own);
            if (other)
                depend(node, *other);
            if (node.id.kind == Kind::Index) {
                // The tables first, or the index would have no place in the tree.
                if (const Index *index = m_s.index(node.id.oid)) {
                    if (const Relation *table = m_s.relation(index->relation))
                        depend(node, {Snapshot::idOf(*table), Part::Attach});
                }
                // A tree is complete from its leaves up.
                for (const Oid child : m_s.children(node.id.oid))
                    depend(node, {{.kind = Kind::Index, .oid = child}, Part::Attach});
            } else {
                // Checks must be on both before they meet; keys of the child must not be made by
                // the parent.
                for (const Oid table : {node.id.oid, parent}) {
                    for (const Constraint &constraint : m_s.constraints(table)) {
                        if (constraint.type == 'c')
                            depend(node, {{.kind = Kind::Constraint, .oid = constraint.oid}});
                    }
                }
                for (const Constraint &constraint : m_s.constraints(parent)) {
                    if (constraint.type == 'p' || constraint.type == 'u' || constraint.type == 'x')
                        depend({{.kind = Kind::Constraint, .oid = constraint.oid}}, node);
                }
                for (const Index &index : m_s.indexes(parent))
                    depend({{.kind = Kind::Index, .oid = index.oid}}, node);
            }
            break;
        }
        case Part::Comment:
        case Part::Grant:
            // The object, or what brings it: a table its checks, a range its functions, an
            // extension its members.
            if (const auto maker = nodeOf(Snapshot::catalogOf(node.id.kind), node.id.oid, 0))
                depend(node, *maker);
            else if (const Oid extension = m_s.extensionOf(node.id))
                depend(node, {{.kind = Kind::Extension, .oid = extension}});
            break;
        default:
            break;
        }
    }
}

} // namespace howdah::catalog::script
