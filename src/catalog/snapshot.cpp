#include "catalog/snapshot.h"

#include "sql/quote.h"

#include <algorithm>
#include <array>
#include <charconv>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

namespace {

using OidAndPlace = std::pair<Oid, quint32>;

template<typename T, typename Key>
std::span<const T> allWith(const std::vector<T> &items, Oid wanted, Key key)
{
    const auto range = std::ranges::equal_range(items, wanted, {}, key);
    return {range.begin(), range.end()};
}

template<typename T, typename Key>
const T *oneWith(const std::vector<T> &items, Oid wanted, Key key)
{
    const auto found = std::ranges::lower_bound(items, wanted, {}, key);
    return found != items.end() && std::invoke(key, *found) == wanted ? &*found : nullptr;
}

template<typename T>
std::vector<OidAndPlace> placesByOid(const std::vector<T> &items)
{
    std::vector<OidAndPlace> places;
    places.reserve(items.size());
    for (size_t i = 0; i < items.size(); ++i)
        places.emplace_back(items[i].oid, quint32(i));
    std::ranges::sort(places);
    return places;
}

template<typename T>
const T *atOid(const std::vector<T> &items, const std::vector<OidAndPlace> &places, Oid oid)
{
    const auto found = std::ranges::lower_bound(places, oid, {}, &OidAndPlace::first);
    return found != places.end() && found->first == oid ? &items[found->second] : nullptr;
}

} // namespace

/// Orders that the vectors themselves do not have.
struct Snapshot::Lookup final
{
    explicit Lookup(const Objects &objects);

    const Objects &objects;
    std::vector<OidAndPlace> indexes, constraints, triggers, rules, policies;
    std::vector<quint32> relationNames, indexNames, functionNames, typeNames;
    std::vector<OidAndPlace> children;    // parent → child
    std::vector<OidAndPlace> referencing; // referenced table → place of constraint
    std::vector<OidAndPlace> owned;       // table → place of sequence
    std::vector<OidAndPlace> rowTypes;    // type → relation

    template<typename T>
    std::vector<quint32> namesOf(const std::vector<T> &items) const
    {
        std::vector<quint32> places(items.size());
        for (size_t i = 0; i < places.size(); ++i)
            places[i] = quint32(i);
        std::ranges::sort(places, [&](quint32 a, quint32 b) {
            if (items[a].schema != items[b].schema)
                return items[a].schema < items[b].schema;
            if (items[a].name != items[b].name)
                return objects.texts.utf8(items[a].name) < objects.texts.utf8(items[b].name);
            return a < b;
        });
        return places;
    }

    template<typename T>
    std::span<const quint32> named(const std::vector<T> &items, const std::vector<quint32> &places,
                                   Oid schema, QStringView name) const
    {
        const QByteArray wanted = name.toUtf8();
        const auto before = [&](quint32 place) {
            const T &item = items[place];
            return item.schema < schema || (item.schema == schema &&
                                            objects.texts.utf8(item.name) < QByteArrayView(wanted));
        };
        const auto first = std::ranges::partition_point(places, before);
        auto last = first;
        while (last != places.end() && items[*last].schema == schema &&
               objects.texts.utf8(items[*last].name) == QByteArrayView(wanted)) {
            ++last;
        }
        return {first, last};
    }
};

Snapshot::Lookup::Lookup(const Objects &all)
    : objects(all)
    , indexes(placesByOid(all.indexes))
    , constraints(placesByOid(all.constraints))
    , triggers(placesByOid(all.triggers))
    , rules(placesByOid(all.rules))
    , policies(placesByOid(all.policies))
    , relationNames(namesOf(all.relations))
    , indexNames(namesOf(all.indexes))
    , functionNames(namesOf(all.functions))
    , typeNames(namesOf(all.types))
{
    children.reserve(all.inheritance.size());
    for (const Inheritance &i : all.inheritance)
        children.emplace_back(i.parent, i.child);
    for (size_t i = 0; i < all.constraints.size(); ++i) {
        if (all.constraints[i].referenced != 0)
            referencing.emplace_back(all.constraints[i].referenced, quint32(i));
    }
    for (size_t i = 0; i < all.sequences.size(); ++i) {
        if (all.sequences[i].ownerTable != 0)
            owned.emplace_back(all.sequences[i].ownerTable, quint32(i));
    }
    for (size_t i = 0; i < all.relations.size(); ++i) {
        if (all.relations[i].rowType != 0)
            rowTypes.emplace_back(all.relations[i].rowType, quint32(i));
    }
    for (auto *places : {&children, &referencing, &owned, &rowTypes}) {
        std::ranges::sort(*places);
        places->shrink_to_fit();
    }
}

Snapshot::Snapshot() = default;
Snapshot::~Snapshot() = default;

SnapshotPtr Snapshot::make(Objects objects)
{
    const std::shared_ptr<Snapshot> snapshot(new Snapshot);
    auto shared = std::make_shared<Objects>(std::move(objects));
    shared->finish();
    snapshot->m_objects = shared;
    snapshot->m_lookup = std::make_shared<const Lookup>(*shared);
    snapshot->m_definitions = std::make_shared<const Definitions>();
    return snapshot;
}

SnapshotPtr Snapshot::with(Definitions definitions) const
{
    const std::shared_ptr<Snapshot> snapshot(new Snapshot);
    snapshot->m_objects = m_objects;
    snapshot->m_lookup = m_lookup;
    definitions.finish();
    snapshot->m_definitions = std::make_shared<const Definitions>(std::move(definitions));
    snapshot->m_dependencies = m_dependencies;
    return snapshot;
}

SnapshotPtr Snapshot::with(Dependencies dependencies) const
{
    const std::shared_ptr<Snapshot> snapshot(new Snapshot);
    snapshot->m_objects = m_objects;
    snapshot->m_lookup = m_lookup;
    snapshot->m_definitions = m_definitions;
    dependencies.finish();
    snapshot->m_dependencies = std::make_shared<const Dependencies>(std::move(dependencies));
    return snapshot;
}

size_t Snapshot::memoryBytes() const
{
    const Lookup &l = *m_lookup;
    size_t total = m_objects->memoryBytes() + m_definitions->memoryBytes();
    for (const auto *places : {&l.indexes, &l.constraints, &l.triggers, &l.rules, &l.policies,
                               &l.children, &l.referencing, &l.owned, &l.rowTypes}) {
        total += places->capacity() * sizeof(OidAndPlace);
    }
    for (const auto *places : {&l.relationNames, &l.indexNames, &l.functionNames, &l.typeNames})
        total += places->capacity() * sizeof(quint32);
    if (m_dependencies)
        total += m_dependencies->items.capacity() * sizeof(Dependency);
    return total;
}

QList<qint64> Snapshot::numbers(Text array) const
{
    QList<qint64> values;
    const QByteArrayView bytes = utf8(array);
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    while (at < end) {
        qint64 value = 0;
        const auto [next, error] = std::from_chars(at, end, value);
        if (error == std::errc()) {
            values.append(value);
            at = next;
        } else {
            ++at;
        }
    }
    return values;
}

QStringList Snapshot::strings(Text array) const
{
    return parseArray(utf8(array));
}

QString Snapshot::definition(Definition what, Oid oid, qint16 number) const
{
    const auto key = [](const DefinitionText &d) { return std::tuple(d.what, d.oid, d.number); };
    const auto wanted = std::tuple(what, oid, number);
    const auto found = std::ranges::lower_bound(m_definitions->items, wanted, {}, key);
    return found != m_definitions->items.end() && key(*found) == wanted
               ? m_definitions->texts.string(found->text)
               : QString();
}

const Schema *Snapshot::schema(Oid oid) const
{
    return oneWith(m_objects->schemas, oid, &Schema::oid);
}

const Relation *Snapshot::relation(Oid oid) const
{
    return oneWith(m_objects->relations, oid, &Relation::oid);
}

const Index *Snapshot::index(Oid oid) const
{
    return atOid(m_objects->indexes, m_lookup->indexes, oid);
}

const Constraint *Snapshot::constraint(Oid oid) const
{
    return atOid(m_objects->constraints, m_lookup->constraints, oid);
}

const Sequence *Snapshot::sequence(Oid relation) const
{
    return oneWith(m_objects->sequences, relation, &Sequence::relation);
}

const Partitioning *Snapshot::partitioning(Oid relation) const
{
    return oneWith(m_objects->partitioning, relation, &Partitioning::relation);
}

const Trigger *Snapshot::trigger(Oid oid) const
{
    return atOid(m_objects->triggers, m_lookup->triggers, oid);
}

const Rule *Snapshot::rule(Oid oid) const
{
    return atOid(m_objects->rules, m_lookup->rules, oid);
}

const Policy *Snapshot::policy(Oid oid) const
{
    return atOid(m_objects->policies, m_lookup->policies, oid);
}

const Function *Snapshot::function(Oid oid) const
{
    return oneWith(m_objects->functions, oid, &Function::oid);
}

const Type *Snapshot::type(Oid oid) const
{
    return oneWith(m_objects->types, oid, &Type::oid);
}

const OperatorClassName *Snapshot::operatorClass(Oid oid) const
{
    return oneWith(m_objects->operatorClasses, oid, &OperatorClassName::oid);
}

const OtherObject *Snapshot::other(Kind kind, Oid oid) const
{
    const auto all = others(kind);
    const auto found = std::ranges::lower_bound(all, oid, {}, &OtherObject::oid);
    return found != all.end() && found->oid == oid ? &*found : nullptr;
}

const Schema *Snapshot::schema(QStringView name) const
{
    const QByteArray wanted = name.toUtf8();
    const auto found = std::ranges::find_if(m_objects->schemas, [&](const Schema &s) {
        return utf8(s.name) == QByteArrayView(wanted);
    });
    return found == m_objects->schemas.end() ? nullptr : &*found;
}

const Relation *Snapshot::relation(QStringView schemaName, QStringView name) const
{
    const Schema *in = schema(schemaName);
    if (!in)
        return nullptr;
    const auto places =
        m_lookup->named(m_objects->relations, m_lookup->relationNames, in->oid, name);
    return places.empty() ? nullptr : &m_objects->relations[places.front()];
}

const Index *Snapshot::index(QStringView schemaName, QStringView name) const
{
    const Schema *in = schema(schemaName);
    if (!in)
        return nullptr;
    const auto places = m_lookup->named(m_objects->indexes, m_lookup->indexNames, in->oid, name);
    return places.empty() ? nullptr : &m_objects->indexes[places.front()];
}

const Type *Snapshot::type(QStringView schemaName, QStringView name) const
{
    const Schema *in = schema(schemaName);
    if (!in)
        return nullptr;
    const auto places = m_lookup->named(m_objects->types, m_lookup->typeNames, in->oid, name);
    return places.empty() ? nullptr : &m_objects->types[places.front()];
}

QList<const Function *> Snapshot::functions(QStringView schemaName, QStringView name) const
{
    QList<const Function *> all;
    if (const Schema *in = schema(schemaName)) {
        for (const quint32 place :
             m_lookup->named(m_objects->functions, m_lookup->functionNames, in->oid, name))
            all.append(&m_objects->functions[place]);
    }
    return all;
}

const Column *Snapshot::column(const Relation &relation, QStringView name) const
{
    const QByteArray wanted = name.toUtf8();
    for (const Column &column : columns(relation)) {
        if (utf8(column.name) == QByteArrayView(wanted))
            return &column;
    }
    return nullptr;
}

const Column *Snapshot::column(const Relation &relation, qint16 number) const
{
    const auto all = columns(relation);
    const auto found = std::ranges::lower_bound(all, number, {}, &Column::number);
    return found != all.end() && found->number == number ? &*found : nullptr;
}

const Constraint *Snapshot::constraint(const Relation &relation, QStringView name) const
{
    const QByteArray wanted = name.toUtf8();
    for (const Constraint &constraint : constraints(relation.oid)) {
        if (utf8(constraint.name) == QByteArrayView(wanted))
            return &constraint;
    }
    return nullptr;
}

const Trigger *Snapshot::trigger(const Relation &relation, QStringView name) const
{
    const QByteArray wanted = name.toUtf8();
    for (const Trigger &trigger : triggers(relation.oid)) {
        if (utf8(trigger.name) == QByteArrayView(wanted))
            return &trigger;
    }
    return nullptr;
}

const OtherObject *Snapshot::other(Kind kind, QStringView name) const
{
    const QByteArray wanted = name.toUtf8();
    for (const OtherObject &object : others(kind)) {
        if (utf8(object.name) == QByteArrayView(wanted))
            return &object;
    }
    return nullptr;
}

std::span<const Column> Snapshot::columns(const Relation &relation) const
{
    return std::span(m_objects->columns)
        .subspan(relation.firstColumn, size_t(relation.columnCount));
}

std::span<const Index> Snapshot::indexes(Oid relation) const
{
    return allWith(m_objects->indexes, relation, &Index::relation);
}

std::span<const Constraint> Snapshot::constraints(Oid relation) const
{
    return allWith(m_objects->constraints, relation, &Constraint::relation);
}

std::span<const Constraint> Snapshot::domainConstraints(Oid domain) const
{
    // Those of domains have no relation and so stand first, by domain.
    const auto first = m_objects->constraints.begin();
    const auto last =
        std::ranges::upper_bound(m_objects->constraints, Oid(0), {}, &Constraint::relation);
    const auto range = std::ranges::equal_range(std::ranges::subrange(first, last), domain, {},
                                                &Constraint::domain);
    return {range.begin(), range.end()};
}

QList<const Constraint *> Snapshot::referencing(Oid relation) const
{
    QList<const Constraint *> all;
    for (const auto &[oid, place] : allWith(m_lookup->referencing, relation, &OidAndPlace::first))
        all.append(&m_objects->constraints[place]);
    return all;
}

std::span<const Trigger> Snapshot::triggers(Oid relation) const
{
    return allWith(m_objects->triggers, relation, &Trigger::relation);
}

std::span<const Rule> Snapshot::rules(Oid relation) const
{
    return allWith(m_objects->rules, relation, &Rule::relation);
}

std::span<const Policy> Snapshot::policies(Oid relation) const
{
    return allWith(m_objects->policies, relation, &Policy::relation);
}

std::span<const EnumLabel> Snapshot::enumLabels(Oid type) const
{
    return allWith(m_objects->enumLabels, type, &EnumLabel::type);
}

std::span<const OtherObject> Snapshot::others(Kind kind) const
{
    const auto range = std::ranges::equal_range(m_objects->others, kind, {}, &OtherObject::kind);
    return {range.begin(), range.end()};
}

QList<Oid> Snapshot::children(Oid parent) const
{
    QList<Oid> all;
    for (const auto &[oid, child] : allWith(m_lookup->children, parent, &OidAndPlace::first))
        all.append(child);
    return all;
}

std::span<const Inheritance> Snapshot::parents(Oid child) const
{
    return allWith(m_objects->inheritance, child, &Inheritance::child);
}

QList<const Sequence *> Snapshot::ownedSequences(Oid table) const
{
    QList<const Sequence *> all;
    for (const auto &[oid, place] : allWith(m_lookup->owned, table, &OidAndPlace::first))
        all.append(&m_objects->sequences[place]);
    return all;
}

bool Snapshot::isLocked(Oid relation) const
{
    return std::ranges::binary_search(m_definitions->locked, relation);
}

std::optional<ObjectId> Snapshot::resolve(Oid catalog, Oid oid, qint32 number) const
{
    const auto known = [&](Kind kind) -> std::optional<ObjectId> {
        if (other(kind, oid))
            return ObjectId{.kind = kind, .oid = oid};
        return {};
    };
    switch (Catalog(catalog)) {
    case Catalog::Class:
        if (const Relation *r = relation(oid)) {
            if (number > 0)
                return ObjectId{.kind = Kind::Column, .oid = oid, .number = qint16(number)};
            return idOf(*r);
        }
        if (index(oid))
            return ObjectId{.kind = Kind::Index, .oid = oid};
        return {};
    case Catalog::Type: {
        if (type(oid))
            return ObjectId{.kind = Kind::Type, .oid = oid};
        const auto row = std::ranges::lower_bound(m_lookup->rowTypes, oid, {}, &OidAndPlace::first);
        if (row != m_lookup->rowTypes.end() && row->first == oid)
            return idOf(m_objects->relations[row->second]);
        const auto array = std::ranges::find(m_objects->types, oid, &Type::array);
        if (oid != 0 && array != m_objects->types.end())
            return ObjectId{.kind = Kind::Type, .oid = array->oid};
        return {};
    }
    case Catalog::AttributeDefault:
        if (m_dependencies) {
            if (const auto *at =
                    oneWith(m_dependencies->defaults, oid, &Dependencies::DefaultPlace::oid))
                return ObjectId{.kind = Kind::Column, .oid = at->relation, .number = at->number};
        }
        return {};
    case Catalog::Rewrite:
        if (const Rule *r = rule(oid)) {
            const Relation *view = r->isView ? relation(r->relation) : nullptr;
            return view ? idOf(*view) : ObjectId{.kind = Kind::Rule, .oid = oid};
        }
        return {};
    case Catalog::Proc:
        if (const Function *f = function(oid))
            return idOf(*f);
        return {};
    case Catalog::Constraint:
        return constraint(oid) ? std::optional(ObjectId{.kind = Kind::Constraint, .oid = oid})
                               : std::nullopt;
    case Catalog::Trigger:
        return trigger(oid) ? std::optional(ObjectId{.kind = Kind::Trigger, .oid = oid})
                            : std::nullopt;
    case Catalog::Policy:
        return policy(oid) ? std::optional(ObjectId{.kind = Kind::Policy, .oid = oid})
                           : std::nullopt;
    case Catalog::Schema:
        return schema(oid) ? std::optional(ObjectId{.kind = Kind::Schema, .oid = oid})
                           : std::nullopt;
    case Catalog::AuthId:
        return known(Kind::Role);
    case Catalog::Tablespace:
        return known(Kind::Tablespace);
    case Catalog::Database:
        return known(Kind::Database);
    case Catalog::ForeignServer:
        return known(Kind::ForeignServer);
    case Catalog::UserMapping:
        return known(Kind::UserMapping);
    case Catalog::ForeignDataWrapper:
        return known(Kind::ForeignDataWrapper);
    case Catalog::AccessMethod:
        return known(Kind::AccessMethod);
    case Catalog::Cast:
        return known(Kind::Cast);
    case Catalog::Conversion:
        return known(Kind::Conversion);
    case Catalog::Language:
        return known(Kind::Language);
    case Catalog::OperatorClass:
        return known(Kind::OperatorClass);
    case Catalog::Operator:
        return known(Kind::Operator);
    case Catalog::OperatorFamily:
        return known(Kind::OperatorFamily);
    case Catalog::Extension:
        return known(Kind::Extension);
    case Catalog::StatisticExt:
        return known(Kind::Statistics);
    case Catalog::Collation:
        return known(Kind::Collation);
    case Catalog::EventTrigger:
        return known(Kind::EventTrigger);
    case Catalog::Transform:
        return known(Kind::Transform);
    case Catalog::TextSearchDictionary:
        return known(Kind::TextSearchDictionary);
    case Catalog::TextSearchParser:
        return known(Kind::TextSearchParser);
    case Catalog::TextSearchConfiguration:
        return known(Kind::TextSearchConfiguration);
    case Catalog::TextSearchTemplate:
        return known(Kind::TextSearchTemplate);
    case Catalog::Publication:
        return known(Kind::Publication);
    case Catalog::Subscription:
        return known(Kind::Subscription);
    case Catalog::PublicationRelation:
    case Catalog::PublicationSchema:
        return known(Kind::PublicationMember);
    case Catalog::DefaultAcl:
        return known(Kind::DefaultPrivileges);
    case Catalog::ParameterAcl:
        return known(Kind::ParameterPrivileges);
    case Catalog::LargeObject:
        return known(Kind::LargeObject);
    case Catalog::Attribute:
    case Catalog::AccessMethodOperator:
    case Catalog::AccessMethodProcedure:
        return {};
    }
    return {};
}

Kind kindOf(const Relation &relation)
{
    switch (relation.kind) {
    case 'v':
        return Kind::View;
    case 'm':
        return Kind::MaterializedView;
    case 'S':
        return Kind::Sequence;
    case 'f':
        return Kind::ForeignTable;
    case 'c':
        return Kind::Type;
    default:
        return Kind::Table;
    }
}

Kind kindOf(const Function &function)
{
    switch (function.kind) {
    case 'p':
        return Kind::Procedure;
    case 'a':
        return Kind::Aggregate;
    default:
        return Kind::Function;
    }
}

QStringList parseArray(QByteArrayView literal)
{
    QStringList items;
    qsizetype at = literal.startsWith('{') ? 1 : literal.size();
    while (at < literal.size() && literal[at] != '}') {
        QByteArray item;
        bool quoted = false;
        if (literal[at] == '"') {
            quoted = true;
            for (++at; at < literal.size() && literal[at] != '"'; ++at) {
                if (literal[at] == '\\' && at + 1 < literal.size())
                    ++at;
                item.append(literal[at]);
            }
            ++at;
        } else {
            while (at < literal.size() && literal[at] != ',' && literal[at] != '}')
                item.append(literal[at++]);
        }
        items.append(!quoted && item == "NULL" ? QString() : QString::fromUtf8(item));
        if (at < literal.size() && literal[at] == ',')
            ++at;
    }
    return items;
}

} // namespace howdah::catalog
