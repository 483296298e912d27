#pragma once

#include "catalog/snapshot.h"

namespace howdah::catalog {

/// The objects of a Snapshot as a tree wants them: by schema and kind, sorted by name as people
/// sort. Partitions and what belongs to a table are not in it; those hang below their table. Made
/// once, away from the window's thread.
class Directory final
{
public:
    explicit Directory(const Snapshot &snapshot);

    /// Schema 0: what belongs to the database or the cluster.
    [[nodiscard]] std::span<const ObjectId> objects(Oid schema, Kind kind) const;
    /// The kinds of which there is at least one, in Kind's order.
    [[nodiscard]] QList<Kind> kinds(Oid schema) const;
    /// Sorted by name, system schemas last.
    [[nodiscard]] const QList<Oid> &schemas() const { return m_schemas; }

private:
    struct Group
    {
        Oid schema = 0;
        Kind kind = Kind::Database;
        quint32 first = 0;
        quint32 count = 0;
    };
    std::vector<ObjectId> m_objects;
    std::vector<Group> m_groups;
    QList<Oid> m_schemas;
};

} // namespace howdah::catalog
