#include "catalog/objects.h"

#include "catalog/definitions.h"

#include <QHashFunctions>

#include <algorithm>
#include <tuple>

namespace howdah::catalog {

namespace {

template<typename T>
size_t bytesOf(const std::vector<T> &items)
{
    return items.capacity() * sizeof(T);
}

template<typename T, typename Key>
void arrange(std::vector<T> &items, Key key)
{
    std::ranges::sort(items, {}, key);
    items.shrink_to_fit();
}

} // namespace

size_t qHash(const ObjectId &id, size_t seed) noexcept
{
    return qHashMulti(seed, quint8(id.kind), id.oid, id.number);
}

void Objects::finish()
{
    texts.freeze();
    arrange(schemas, &Schema::oid);
    arrange(relations, &Relation::oid);
    arrange(columns, [](const Column &c) { return std::tuple(c.relation, c.number); });
    arrange(indexes, [](const Index &i) { return std::tuple(i.relation, i.oid); });
    arrange(constraints,
            [](const Constraint &c) { return std::tuple(c.relation, c.domain, c.oid); });
    arrange(sequences, &Sequence::relation);
    arrange(inheritance, [](const Inheritance &i) { return std::tuple(i.child, i.number); });
    arrange(partitioning, &Partitioning::relation);
    arrange(triggers, [](const Trigger &t) { return std::tuple(t.relation, t.oid); });
    arrange(rules, [](const Rule &r) { return std::tuple(r.relation, r.oid); });
    arrange(policies, [](const Policy &p) { return std::tuple(p.relation, p.oid); });
    arrange(functions, &Function::oid);
    arrange(types, &Type::oid);
    arrange(typeNames, [](const TypeName &t) { return std::tuple(t.type, t.modifier); });
    arrange(enumLabels, [](const EnumLabel &l) { return std::tuple(l.type, l.order); });
    arrange(operatorClasses, &OperatorClassName::oid);
    arrange(others, [](const OtherObject &o) { return std::tuple(o.kind, o.oid, o.name); });
    arrange(comments, [](const Comment &c) { return std::tuple(c.catalog, c.oid, c.number); });
    arrange(securityLabels,
            [](const SecurityLabel &l) { return std::tuple(l.catalog, l.oid, l.number); });
    for (auto *all : {&memberships, &extensionUses})
        arrange(*all,
                [](const Membership &m) { return std::tuple(m.catalog, m.oid, m.extension); });
    arrange(initialPrivileges,
            [](const InitialPrivileges &p) { return std::tuple(p.catalog, p.oid, p.number); });
    arrange(oddities, [](const Oddity &o) { return std::tuple(o.catalog, o.oid, o.what); });
    arrange(indexColumns, [](const IndexColumn &c) { return std::tuple(c.index, c.number); });

    auto relation = relations.begin();
    for (size_t i = 0; i < columns.size();) {
        size_t end = i;
        while (end < columns.size() && columns[end].relation == columns[i].relation)
            ++end;
        relation = std::lower_bound(relation, relations.end(), columns[i].relation,
                                    [](const Relation &r, Oid oid) { return r.oid < oid; });
        if (relation != relations.end() && relation->oid == columns[i].relation) {
            relation->firstColumn = quint32(i);
            relation->columnCount = qint16(end - i);
        }
        i = end;
    }
}

size_t Objects::memoryBytes() const
{
    return texts.memoryBytes() + bytesOf(schemas) + bytesOf(relations) + bytesOf(columns) +
           bytesOf(indexes) + bytesOf(constraints) + bytesOf(sequences) + bytesOf(inheritance) +
           bytesOf(partitioning) + bytesOf(triggers) + bytesOf(rules) + bytesOf(policies) +
           bytesOf(functions) + bytesOf(types) + bytesOf(typeNames) + bytesOf(enumLabels) +
           bytesOf(operatorClasses) + bytesOf(others) + bytesOf(comments) +
           bytesOf(securityLabels) + bytesOf(memberships) + bytesOf(extensionUses) +
           bytesOf(initialPrivileges) + bytesOf(oddities) + bytesOf(indexColumns);
}

void Definitions::finish()
{
    texts.freeze();
    arrange(items, [](const DefinitionText &d) { return std::tuple(d.what, d.oid, d.number); });
    arrange(locked, [](Oid oid) { return oid; });
}

size_t Definitions::memoryBytes() const
{
    return texts.memoryBytes() + bytesOf(items) + bytesOf(locked);
}

void Dependencies::finish()
{
    arrange(items, [](const Dependency &d) { return d; });
    items.erase(std::unique(items.begin(), items.end()), items.end());
    arrange(defaults, &DefaultPlace::oid);
}

} // namespace howdah::catalog
