#include "catalog/ddlscript.h"

#include "catalog/ddlwriter.h"

#include <QCryptographicHash>

#include <algorithm>
#include <map>
#include <queue>
#include <set>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

namespace {

/// Something that is written at one place: an object, or a part of one that must come later.
enum class Part : quint8 { Shell, Whole, OwnedBy, Attach, Replacement, Comment, Grant, Last };

struct Node
{
    ObjectId id;
    Part part = Part::Whole;

    friend auto operator<=>(const Node &, const Node &) = default;
};

/// Orders all statements: by kind and name as far as dependencies leave the choice, so that equal
/// databases are written equally; circles are broken as pg_dump breaks them (shell types, empty
/// views, separate defaults).
class ScriptMaker final
{
public:
    explicit ScriptMaker(const Snapshot &snapshot)
        : m_s(snapshot)
        , m_writer(snapshot)
    {}
    DdlScript make();

private:
    struct Place
    {
        QString key;
        std::set<int> needs;
        std::vector<int> neededBy;
    };

    void collect();
    void add(const Node &node);
    void addTable(const Relation &relation);
    void connect();
    [[nodiscard]] bool reachesPartitions(const Node &node) const;
    void depend(const Node &from, const Node &needed);
    [[nodiscard]] bool wanted(const ObjectId &id) const;
    [[nodiscard]] std::optional<Node> nodeOf(Oid catalog, Oid oid, qint16 number) const;
    [[nodiscard]] bool needsUserCode(Oid catalog, Oid oid, Oid table) const;
    [[nodiscard]] QString keyOf(const Node &node) const;
    [[nodiscard]] QStringList statements(const Node &node) const;
    void emitAll();
    int breakCircle(const std::vector<int> &open);
    void tellWhatIsMissing();

    const Snapshot &m_s;
    DdlWriter m_writer;
    DdlScript m_script;
    std::map<Node, int> m_numbers;
    std::vector<Node> m_nodes;
    std::vector<Place> m_places;
    std::map<Oid, DdlWriter::TableParts> m_parts;
    std::set<Oid> m_stubs; // views that were emitted empty
    std::map<Oid, Oid> m_constraintOfIndex;
    std::multimap<Oid, Dependencies::DefaultPlace> m_defaults; // by relation
};

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
    for (const Dependency &d : std::ranges::equal_range(items, std::pair(catalog, oid), {}, key)) {
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
        if (constraint.type == 'f' && constraint.parent == 0)
            add({{.kind = Kind::Constraint, .oid = constraint.oid}});
    }
    add({id});
    if (relation.isPartition)
        add({id, Part::Attach});
    for (const Index &index : m_s.indexes(relation.oid)) {
        if (m_constraintOfIndex.contains(index.oid))
            continue;
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
    std::vector<ObjectId> described;
    // Constructors of ranges and casts to multiranges come with their type.
    std::set<std::pair<Oid, Oid>> internal;
    for (const Dependency &d : m_s.dependencies()->items) {
        if (d.type == 'i' &&
            (Catalog(d.catalog) == Catalog::Proc || Catalog(d.catalog) == Catalog::Cast))
            internal.emplace(d.catalog, d.oid);
    }
    const auto take = [&](const ObjectId &id) {
        if (wanted(id) && !internal.contains({Snapshot::catalogOf(id.kind), id.oid})) {
            add({id});
            described.push_back(id);
        }
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
    described.erase(std::ranges::unique(described).begin(), described.end());
    for (const ObjectId &id : described) {
        if (!m_writer.comments(id).isEmpty() || !m_writer.securityLabels(id).isEmpty())
            add({id, Part::Comment});
        if (!m_writer.grants(id).isEmpty())
            add({id, Part::Grant});
    }
}

std::optional<Node> ScriptMaker::nodeOf(Oid catalog, Oid oid, qint16 number) const
{
    const auto known = [&](const Node &node) -> std::optional<Node> {
        return m_numbers.contains(node) ? std::optional(node) : std::nullopt;
    };
    auto id = m_s.resolve(catalog, oid, number);
    if (!id) {
        // An array of rows, a multirange, a member of an operator class: what it belongs to.
        const auto &items = m_s.dependencies()->items;
        const auto key = [](const Dependency &d) { return std::pair(d.catalog, d.oid); };
        for (const Dependency &d :
             std::ranges::equal_range(items, std::pair(catalog, oid), {}, key)) {
            const bool owner = d.type == 'i' || (d.type == 'a' && Catalog(d.neededCatalog) ==
                                                                      Catalog::OperatorFamily);
            if (owner && (d.neededCatalog != catalog || d.neededOid != oid))
                return nodeOf(d.neededCatalog, d.neededOid, d.neededNumber);
        }
        return {};
    }
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
            return {};
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
    return known({*id});
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
            depend(node, {node.id});
            break;
        default:
            break;
        }
    }
}

QStringList ScriptMaker::statements(const Node &node) const
{
    const Relation *relation = m_s.relation(node.id.oid);
    switch (node.part) {
    case Part::Shell:
        if (const Type *type = m_s.type(node.id.oid))
            return {m_writer.shellType(*type)};
        return {};
    case Part::Whole:
        if (node.id.kind == Kind::Table || node.id.kind == Kind::ForeignTable) {
            if (!relation)
                return {};
            QStringList all = m_writer.createTable(*relation, m_parts.at(relation->oid));
            const QString owner = m_writer.owner(node.id);
            if (!owner.isNull())
                all.append(owner);
            return all;
        }
        if (node.id.kind == Kind::Column) {
            const Column *column = relation ? m_s.column(*relation, node.id.number) : nullptr;
            return column ? QStringList{m_writer.setDefault(*relation, *column)} : QStringList();
        }
        return m_writer.create(node.id);
    case Part::OwnedBy:
        if (const Sequence *sequence = m_s.sequence(node.id.oid))
            return {m_writer.sequenceOwnedBy(*sequence)};
        return {};
    case Part::Attach: {
        const QString text = m_writer.attach(node.id.oid);
        return text.isNull() ? QStringList() : QStringList{text};
    }
    case Part::Replacement: {
        QStringList all = m_writer.create(node.id);
        if (!all.isEmpty())
            all.first().replace(0, qstrlen("CREATE VIEW"), u"CREATE OR REPLACE VIEW"_s);
        return all;
    }
    case Part::Comment:
        return m_writer.comments(node.id) + m_writer.securityLabels(node.id);
    case Part::Grant:
        return m_writer.grants(node.id);
    case Part::Last:
        break;
    }
    return {};
}

/// Picks a view inside a circle and lets it stand empty for now; without one the circle is cut
/// anywhere.
int ScriptMaker::breakCircle(const std::vector<int> &open)
{
    // Walking from need to need must come back to something that was seen.
    std::map<int, int> seen;
    std::vector<int> way;
    int at = open.front();
    while (!seen.contains(at)) {
        seen.emplace(at, int(way.size()));
        way.push_back(at);
        at = *m_places[size_t(at)].needs.begin();
    }
    const std::vector<int> circle(way.begin() + seen.at(at), way.end());
    for (const int place : circle) {
        if (m_nodes[size_t(place)].id.kind == Kind::View &&
            m_nodes[size_t(place)].part == Part::Whole)
            return place;
    }
    return *std::ranges::min_element(circle, {},
                                     [&](int place) { return m_places[size_t(place)].key; });
}

void ScriptMaker::emitAll()
{
    using Ready = std::pair<QString, int>;
    std::set<Ready> ready;
    std::set<int> waiting;
    std::set<Ready> last;
    for (size_t i = 0; i < m_places.size(); ++i) {
        const Kind kind = m_nodes[i].id.kind;
        // Event triggers would fire on what follows, default privileges would change it.
        if ((kind == Kind::EventTrigger || kind == Kind::DefaultPrivileges)) {
            last.emplace(m_places[i].key, int(i));
            m_places[i].needs.clear();
        } else if (m_places[i].needs.empty())
            ready.emplace(m_places[i].key, int(i));
        else
            waiting.insert(int(i));
    }
    const auto finished = [&](int place) {
        for (const int other : std::vector<int>(m_places[size_t(place)].neededBy)) {
            Place &waits = m_places[size_t(other)];
            if (waits.needs.erase(place) > 0 && waits.needs.empty() && waiting.erase(other) > 0)
                ready.emplace(waits.key, other);
        }
    };
    while (!ready.empty() || !waiting.empty()) {
        if (ready.empty()) {
            const int place = breakCircle({waiting.begin(), waiting.end()});
            const Node node = m_nodes[size_t(place)];
            waiting.erase(place);
            const Relation *view = node.id.kind == Kind::View ? m_s.relation(node.id.oid) : nullptr;
            if (view && node.part == Part::Whole && !m_stubs.contains(node.id.oid)) {
                m_stubs.insert(node.id.oid);
                m_script.entries.append({node.id, {m_writer.viewStub(*view)}});
                const std::set<int> needs = m_places[size_t(place)].needs;
                add({node.id, Part::Replacement});
                const int later = int(m_nodes.size()) - 1;
                for (const int need : needs) {
                    m_places[size_t(later)].needs.insert(need);
                    m_places[size_t(need)].neededBy.push_back(later);
                }
                waiting.insert(later);
            } else {
                m_script.missing.append(
                    m_s.sqlName(node.id) +
                    u": depends on itself through others; its place in the script is a guess"_s);
                m_script.entries.append({node.id, statements(node)});
            }
            m_places[size_t(place)].needs.clear();
            finished(place);
            continue;
        }
        const int place = ready.begin()->second;
        ready.erase(ready.begin());
        const Node &node = m_nodes[size_t(place)];
        const QStringList text = statements(node);
        if (!text.isEmpty())
            m_script.entries.append({node.id, text});
        finished(place);
    }
    for (const auto &[key, place] : last) {
        const QStringList text = statements(m_nodes[size_t(place)]);
        if (!text.isEmpty())
            m_script.entries.append({m_nodes[size_t(place)].id, text});
    }
}

void ScriptMaker::tellWhatIsMissing()
{
    m_script.missing += m_writer.missing();
    for (const Text line : m_s.objects().unreadable)
        m_script.missing.append(m_s.text(line));
    const auto &failed = m_s.definitions().failed;
    for (const Text line : failed)
        m_script.missing.append(m_s.definitions().texts.string(line));
    for (const Oid oid : m_s.definitions().locked) {
        if (const Relation *relation = m_s.relation(oid))
            m_script.missing.append(m_s.sqlName(*relation) + u": locked by another session"_s);
    }
    for (const Relation &relation : m_s.objects().relations) {
        if (relation.persistence == 't')
            m_script.missing.append(m_s.sqlName(relation) + u": temporary, belongs to a session"_s);
    }
    if (const auto objects = m_s.others(Kind::LargeObject); !objects.empty())
        m_script.missing.append(QString::number(objects.size()) +
                                u" large objects: they are data"_s);
}

DdlScript ScriptMaker::make()
{
    collect();
    connect();
    const bool hasPublic = std::ranges::any_of(m_s.objects().schemas, [&](const Schema &s) {
        return m_s.utf8(s.name) == QByteArrayView("public");
    });
    if (!hasPublic)
        m_script.entries.append({{.kind = Kind::Schema}, {u"DROP SCHEMA public"_s}});
    emitAll();
    tellWhatIsMissing();
    return std::move(m_script);
}

} // namespace

QString DdlScript::toText(const Snapshot &snapshot) const
{
    QString text =
        u"-- Schema of database "_s + snapshot.text(snapshot.objects().database).simplified() +
        u", server version "_s + QString::number(snapshot.serverVersion() / 10000) + u".\n"_s;
    text += u"-- Restore into an empty database made from template0.\n"_s;
    for (const QString &line : missing)
        text += u"-- NOT IN HERE: "_s + QString(line).replace(u'\n', u' ') + u'\n';
    text += u"\nSET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n"
            u"SET check_function_bodies = false;\nSET client_min_messages = warning;\n"
            u"SELECT pg_catalog.set_config('search_path', '', false);\n\n"_s;
    for (const Entry &entry : entries) {
        for (const QString &statement : entry.statements)
            text += statement + u";\n\n"_s;
    }
    return text;
}

DdlScript writeDatabase(const Snapshot &snapshot)
{
    return ScriptMaker(snapshot).make();
}

namespace {

template<typename Use>
void eachObject(const Snapshot &s, Use use)
{
    const Objects &o = s.objects();
    const auto offer = [&](const ObjectId &id) {
        if (!s.isSystem(id) && s.extensionOf(id) == 0)
            use(id);
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
    for (const OtherObject &object : o.others) {
        const bool ofCluster =
            object.kind <= Kind::Tablespace || object.kind == Kind::RoleMembership ||
            object.kind == Kind::RoleSetting || object.kind == Kind::ReplicationSlot ||
            object.kind == Kind::ParameterPrivileges || object.kind == Kind::AvailableExtension ||
            object.kind == Kind::LargeObject || object.kind == Kind::Aggregate ||
            object.kind == Kind::ForeignTable;
        if (!ofCluster)
            offer(Snapshot::idOf(object));
    }
}

QByteArray hashOf(const DdlWriter &writer, const ObjectId &id)
{
    // The order in which keys, indexes and grants were made says nothing.
    QStringList statements = writer.everything(id);
    statements.sort();
    return QCryptographicHash::hash(statements.join(u'\0').toUtf8(), QCryptographicHash::Sha256);
}

} // namespace

Fingerprints fingerprints(const Snapshot &snapshot)
{
    const DdlWriter writer(snapshot);
    Fingerprints hashes;
    eachObject(snapshot, [&](const ObjectId &id) {
        hashes.insert(snapshot.stableKey(id), hashOf(writer, id));
    });
    return hashes;
}

QByteArray schemaHash(const Snapshot &snapshot, const QStringList &withoutSchemas)
{
    const DdlWriter writer(snapshot);
    std::vector<QByteArray> hashes;
    eachObject(snapshot, [&](const ObjectId &id) {
        if (!withoutSchemas.contains(snapshot.schemaName(snapshot.schemaOf(id))))
            hashes.push_back(hashOf(writer, id));
    });
    std::ranges::sort(hashes);
    QCryptographicHash all(QCryptographicHash::Sha256);
    for (const QByteArray &hash : hashes)
        all.addData(hash);
    return all.result();
}

} // namespace howdah::catalog
