#include "catalog/snapshotlookup.h"

#include <charconv>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

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
