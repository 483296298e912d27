#include "catalog/directory.h"

#include <algorithm>

namespace howdah::catalog {

Directory::Directory(const Snapshot &snapshot)
{
    struct Place
    {
        Oid schema;
        Kind kind;
        QByteArrayView name;
        ObjectId id;
    };
    const Objects &o = snapshot.objects();
    std::vector<Place> places;
    places.reserve(o.relations.size() + o.functions.size() + o.types.size() + o.others.size());
    const auto add = [&](Oid schema, const ObjectId &id, Text name) {
        places.push_back({schema, id.kind, snapshot.utf8(name), id});
    };
    for (const Relation &relation : o.relations) {
        if (!relation.isPartition && relation.kind != 'c')
            add(relation.schema, Snapshot::idOf(relation), relation.name);
    }
    for (const Function &function : o.functions)
        add(function.schema, Snapshot::idOf(function), function.name);
    for (const Type &type : o.types)
        add(type.schema, {.kind = Kind::Type, .oid = type.oid}, type.name);
    for (const OtherObject &object : o.others) {
        if (object.kind != Kind::Aggregate && object.kind != Kind::ForeignTable &&
            object.kind != Kind::PublicationMember) {
            // An extension belongs to the database, wherever its objects went.
            add(object.kind == Kind::Extension ? 0 : object.schema, Snapshot::idOf(object),
                object.name);
        }
    }
    std::ranges::sort(places, [](const Place &a, const Place &b) {
        return std::tie(a.schema, a.kind, a.name, a.id) < std::tie(b.schema, b.kind, b.name, b.id);
    });
    m_objects.reserve(places.size());
    for (const Place &place : places) {
        if (m_groups.empty() || m_groups.back().schema != place.schema ||
            m_groups.back().kind != place.kind)
            m_groups.push_back({place.schema, place.kind, quint32(m_objects.size()), 0});
        ++m_groups.back().count;
        m_objects.push_back(place.id);
    }
    for (const Schema &schema : o.schemas)
        m_schemas.append(schema.oid);
    std::ranges::sort(m_schemas, [&](Oid a, Oid b) {
        const bool systemA = snapshot.isSystemSchema(a);
        const bool systemB = snapshot.isSystemSchema(b);
        return systemA != systemB ? systemB
                                  : snapshot.utf8(snapshot.schema(a)->name) <
                                        snapshot.utf8(snapshot.schema(b)->name);
    });
}

std::span<const ObjectId> Directory::objects(Oid schema, Kind kind) const
{
    const auto key = [](const Group &g) { return std::pair(g.schema, g.kind); };
    const auto group = std::ranges::lower_bound(m_groups, std::pair(schema, kind), {}, key);
    if (group == m_groups.end() || key(*group) != std::pair(schema, kind))
        return {};
    return std::span(m_objects).subspan(group->first, group->count);
}

QList<Kind> Directory::kinds(Oid schema) const
{
    QList<Kind> kinds;
    for (const Group &group : m_groups) {
        if (group.schema == schema)
            kinds.append(group.kind);
    }
    return kinds;
}

} // namespace howdah::catalog
