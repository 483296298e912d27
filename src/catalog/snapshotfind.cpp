// Finding things by OID, by name, and by what they belong to.
#include "catalog/snapshotlookup.h"

#include "base/equalrange.h"

namespace howdah::catalog {

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
    return equalRange(std::span(first, last), domain, &Constraint::domain);
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
    return equalRange(m_objects->others, kind, &OtherObject::kind);
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

} // namespace howdah::catalog
