#pragma once

#include "base/equalrange.h"
#include "catalog/snapshot.h"

#include <algorithm>

/// How Snapshot finds things: bisection in the vectors themselves, and orders that they do not
/// have.
namespace howdah::catalog {

using OidAndPlace = std::pair<Oid, quint32>;

template<typename T, typename Key>
std::span<const T> allWith(const std::vector<T> &items, Oid wanted, Key key)
{
    return equalRange(items, wanted, key);
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

} // namespace howdah::catalog
