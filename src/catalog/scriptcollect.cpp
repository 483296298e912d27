// What is written, and at how many places.
#include "catalog/scriptmaker.h"

#include "base/equalrange.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::catalog::script {

bool ScriptMaker::wanted(const ObjectId &id) const
{
    if (m_s.isSystem(id) || m_s.extensionOf(id) != 0)
        return false;
    const Schema *schema = m_s.schema(m_s.schemaOf(id));
    return !schema || !m_s.utf8(schema->name).startsWith("pg_");
}

QString ScriptMaker::keyOf(const Node &node) const
{
    int rank = int(node.id.kind) * 4 + 1;
    if (node.part == Part::Shell)
        rank = int(Kind::Schema) * 4 + 3;
    else if (node.part == Part::Attach && node.id.kind == Kind::Index)
        rank = int(Kind::Constraint) * 4 + 1;
    else if (node.part == Part::Attach || node.part == Part::OwnedBy)
        rank = int(Kind::View) * 4;
    else if (node.part == Part::Replacement)
        rank = int(Kind::View) * 4 + 3;
    else if (node.part >= Part::Comment)
        rank = 1000 + int(node.part) * 100 + int(node.id.kind);
    else if (node.id.kind == Kind::Constraint) {
        const Constraint *constraint = m_s.constraint(node.id.oid);
        rank = int(Kind::Constraint) * 4 + (constraint && constraint->type == 'f' ? 2 : 0);
        if (constraint && (constraint->type == 'c'))
            rank = int(Kind::View) * 4 - 1;
    } else if (node.id.kind == Kind::Column) {
        rank = int(Kind::View) * 4 - 2;
    } else if (node.id.kind == Kind::EventTrigger) {
        rank = 900; // its comment follows
    }
    return QString::number(rank).rightJustified(6, u'0') + m_s.schemaName(m_s.schemaOf(node.id)) +
           QChar(1) + m_s.name(node.id) + QChar(1) + m_s.sqlName(node.id) + QChar(1) +
           QString::number(node.id.number).rightJustified(5, u'0');
}
void ScriptMaker::add(const Node &node)
{
    if (m_numbers.contains(node))
        return;
    m_numbers.emplace(node, int(m_nodes.size()));
    m_nodes.push_back(node);
    m_places.push_back({.key = keyOf(node), .needs = {}, .neededBy = {}});
}

/// True when @p oid (a default or a check of @p table) calls or reads something people made, other
/// than its table, a sequence or type.
bool ScriptMaker::needsUserCode(Oid catalog, Oid oid, Oid table) const
{
    const auto &items = m_s.dependencies()->items;
    const auto key = [](const Dependency &d) { return std::pair(d.catalog, d.oid); };
    for (const Dependency &d : equalRange(items, std::pair(catalog, oid), key)) {
        if (d.neededOid < firstUserOid ||
            (Catalog(d.neededCatalog) == Catalog::Class && d.neededOid == table))
            continue;
        if (Catalog(d.neededCatalog) == Catalog::Proc ||
            Catalog(d.neededCatalog) == Catalog::Operator)
            return true;
        const Relation *relation =
            Catalog(d.neededCatalog) == Catalog::Class ? m_s.relation(d.neededOid) : nullptr;
        if (relation && relation->kind != 'S' && d.type == 'n')
            return true;
    }
    return false;
}

void ScriptMaker::addTable(const Relation &relation)
{
    const ObjectId id = Snapshot::idOf(relation);
    DdlWriter::TableParts &parts = m_parts[relation.oid];
    const auto [first, last] = m_defaults.equal_range(relation.oid);
    for (auto each = first; each != last; ++each) {
        const Dependencies::DefaultPlace &place = each->second;
        const Column *column = m_s.column(relation, place.number);
        if (column && column->generated == '\0' &&
            (relation.kind == 'v' ||
             needsUserCode(Oid(Catalog::AttributeDefault), place.oid, relation.oid))) {
            parts.laterDefaults.insert(place.number);
            add({{.kind = Kind::Column, .oid = relation.oid, .number = place.number}});
        }
    }
    for (const Constraint &constraint : m_s.constraints(relation.oid)) {
        const bool own = constraint.isLocal || relation.isPartition;
        if (constraint.type == 'c' && own &&
            (!constraint.isValidated || !constraint.isEnforced ||
             needsUserCode(Oid(Catalog::Constraint), constraint.oid, relation.oid))) {
            parts.laterConstraints.insert(constraint.oid);
            add({{.kind = Kind::Constraint, .oid = constraint.oid}});
        }
        if (constraint.type == 'p' || constraint.type == 'u' || constraint.type == 'x') {
            m_constraintOfIndex.emplace(constraint.index, constraint.oid);
            add({{.kind = Kind::Constraint, .oid = constraint.oid}});
            if (!m_s.parents(constraint.index).empty())
                add({{.kind = Kind::Index, .oid = constraint.index}, Part::Attach});
        }
        if (m_writer.isForeignKeyOfItsOwn(constraint))
            add({{.kind = Kind::Constraint, .oid = constraint.oid}});
    }
    add({id});
    if (relation.isPartition)
        add({id, Part::Attach});
    for (const Index &index : m_s.indexes(relation.oid)) {
        if (m_constraintOfIndex.contains(index.oid))
            continue;
        // What an interrupted CREATE INDEX CONCURRENTLY left would come back whole.
        if (!index.isReady || (!index.isValid && !relation.isPartitioned())) {
            miss({.kind = Kind::Index, .oid = index.oid}, u"the index is not valid"_s);
            continue;
        }
        add({{.kind = Kind::Index, .oid = index.oid}});
        if (!m_s.parents(index.oid).empty())
            add({{.kind = Kind::Index, .oid = index.oid}, Part::Attach});
    }
    for (const Rule &rule : m_s.rules(relation.oid)) {
        if (!rule.isView)
            add({{.kind = Kind::Rule, .oid = rule.oid}});
    }
    for (const Trigger &trigger : m_s.triggers(relation.oid)) {
        const Trigger *parent = m_s.trigger(trigger.parent);
        if (!parent || parent->enabled != trigger.enabled)
            add({{.kind = Kind::Trigger, .oid = trigger.oid}});
    }
    for (const Policy &policy : m_s.policies(relation.oid))
        add({{.kind = Kind::Policy, .oid = policy.oid}});
}

void ScriptMaker::collect()
{
    const Objects &o = m_s.objects();
    for (const Dependencies::DefaultPlace &place : m_s.dependencies()->defaults)
        m_defaults.emplace(place.relation, place);
    std::vector<ObjectId> &described = m_described;
    // Constructors of ranges and casts to multiranges come with their type.
    std::set<std::pair<Oid, Oid>> internal;
    for (const Dependency &d : m_s.dependencies()->items) {
        if (d.type == 'i' &&
            (Catalog(d.catalog) == Catalog::Proc || Catalog(d.catalog) == Catalog::Cast))
            internal.emplace(d.catalog, d.oid);
    }
    const auto take = [&](const ObjectId &id) {
        if (!wanted(id))
            return;
        if (!internal.contains({Snapshot::catalogOf(id.kind), id.oid}))
            add({id});
        described.push_back(id);
    };
    for (const Schema &schema : o.schemas) {
        const ObjectId id{.kind = Kind::Schema, .oid = schema.oid};
        if (schema.oid >= firstUserOid)
            take(id);
        else if (m_s.utf8(schema.name) == QByteArrayView("public"))
            described.push_back(id);
    }
    for (const Type &type : o.types) {
        const ObjectId id{.kind = Kind::Type, .oid = type.oid};
        if (type.kind == 'm' && wanted(id))
            described.push_back(id); // comes with its range
        if (type.kind == 'm' || (type.kind == 'p' && type.isDefined))
            continue;
        take(id);
        if (wanted(id) && type.isDefined && (type.kind == 'b' || type.kind == 'r'))
            add({id, Part::Shell});
    }
    for (const Function &function : o.functions)
        take(Snapshot::idOf(function));
    for (const Relation &relation : o.relations) {
        const ObjectId id = Snapshot::idOf(relation);
        if (relation.kind == 'c' || relation.persistence == 't' || !wanted(id))
            continue;
        if (relation.kind == 'S') {
            const Sequence *sequence = m_s.sequence(relation.oid);
            described.push_back(id);
            if (sequence && sequence->isIdentity)
                continue;
            add({id});
            if (sequence && sequence->ownerTable != 0)
                add({id, Part::OwnedBy});
            continue;
        }
        described.push_back(id);
        addTable(relation);
    }
    for (const OtherObject &object : o.others) {
        switch (object.kind) {
        case Kind::Database:
        case Kind::Role:
        case Kind::RoleMembership:
        case Kind::RoleSetting:
        case Kind::Tablespace:
        case Kind::ReplicationSlot:
        case Kind::ParameterPrivileges:
        case Kind::AvailableExtension:
        case Kind::LargeObject:  // data
        case Kind::Aggregate:    // with its function
        case Kind::ForeignTable: // with its table
            continue;
        case Kind::Extension:
            if (object.oid >= firstUserOid)
                take(Snapshot::idOf(object));
            continue;
        default:
            take(Snapshot::idOf(object));
        }
    }
    // Comments and privileges of everything come after everything.
    const auto childrenOf = [&](const std::vector<Node> &nodes) {
        for (const Node &node : nodes) {
            if (node.part == Part::Whole && node.id.kind != Kind::Column &&
                (node.id.kind == Kind::Constraint || node.id.kind == Kind::Index ||
                 node.id.kind == Kind::Trigger || node.id.kind == Kind::Rule ||
                 node.id.kind == Kind::Policy)) {
                described.push_back(node.id);
            }
        }
    };
    childrenOf(std::vector<Node>(m_nodes));
    // Checks that stand inside CREATE TABLE, foreign keys of partitions and NOT NULL have comments
    // as well, and so have the indexes of keys.
    for (const Constraint &constraint : o.constraints) {
        if (constraint.relation != 0)
            described.push_back({.kind = Kind::Constraint, .oid = constraint.oid});
    }
    for (const auto &[index, constraint] : m_constraintOfIndex)
        described.push_back({.kind = Kind::Index, .oid = index});
    std::ranges::sort(described);
    described.erase(std::unique(described.begin(), described.end()), described.end());
    for (const ObjectId &id : described) {
        if (!m_writer.comments(id).isEmpty() || !m_writer.securityLabels(id).isEmpty())
            add({id, Part::Comment});
        if (!m_writer.grants(id).isEmpty())
            add({id, Part::Grant});
    }
    // initdb and extensions gave privileges; what people made of them since is theirs.
    const auto offer = [&](const ObjectId &id) {
        const bool changeable = m_s.isSystem(id) || m_s.extensionOf(id) != 0;
        if (changeable && !std::ranges::binary_search(described, id) &&
            !m_writer.grants(id).isEmpty())
            add({id, Part::Grant});
    };
    for (const Schema &schema : o.schemas)
        offer({.kind = Kind::Schema, .oid = schema.oid});
    for (const Type &type : o.types)
        offer({.kind = Kind::Type, .oid = type.oid});
    for (const Function &function : o.functions)
        offer(Snapshot::idOf(function));
    for (const Relation &relation : o.relations) {
        if (relation.kind != 'c' && relation.persistence != 't')
            offer(Snapshot::idOf(relation));
    }
    for (const Kind kind : {Kind::Language, Kind::ForeignDataWrapper, Kind::ForeignServer}) {
        for (const OtherObject &object : m_s.others(kind))
            offer(Snapshot::idOf(object));
    }
}

} // namespace howdah::catalog::script
