#include "catalog/snapshotlookup.h"

namespace howdah::catalog {

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

} // namespace howdah::catalog
