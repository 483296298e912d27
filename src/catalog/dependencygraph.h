#pragma once

#include "catalog/snapshot.h"

#include <QList>

#include <span>
#include <vector>

namespace howdah::catalog {

/// What needs what among whole objects: a column, a key, an index, a trigger or a policy stands for
/// its table. Made once from a Snapshot that has its dependencies, away from the window's thread;
/// then only read. Schemas are left out, because everything needs its own.
class DependencyGraph final
{
public:
    explicit DependencyGraph(const Snapshot &snapshot);

    struct Link final
    {
        ObjectId object; ///< at the other end
        ObjectId through; ///< the part that needs: a key, a column …, or the whole object that does
        ObjectId target;        ///< the part that is needed, or the whole object
        bool isDefault = false; ///< `through` is a column that needs it for its default only
        bool goesAlong = false; ///< what needs is dropped together with what it needs, unasked
    };
    /// Sorted by the object at the other end.
    [[nodiscard]] std::span<const Link> needs(const ObjectId &id) const;
    [[nodiscard]] std::span<const Link> usedBy(const ObjectId &id) const;

    /// What stands around an object, as far as some steps lead.
    struct Surroundings final
    {
        QList<ObjectId> objects; ///< the centre first, then by distance
        QList<int> steps;        ///< of each: below 0 it is needed, above 0 it needs
        /// From the one that needs to the one that is needed, by place in `objects`.
        QList<std::pair<int, int>> arrows;
        qsizetype left = 0; ///< how many more there are, beyond @p most
    };
    /// At most @p steps along the arrows and @p steps against them, at most @p most objects.
    [[nodiscard]] Surroundings around(const ObjectId &id, int steps, qsizetype most) const;

    /// One thing that goes when something is dropped.
    struct Casualty final
    {
        ObjectId id;
        bool isDefault = false;    ///< only the default of this column goes
        bool needsCascade = false; ///< without CASCADE the server refuses because of it
    };
    /// What DROP … CASCADE of @p id would take along, nearest first, @p id itself left out. For a
    /// schema or an extension: what is in it, and what needs that.
    [[nodiscard]] QList<Casualty> droppedWith(const Snapshot &snapshot, const ObjectId &id) const;

    /// A column, key, index, trigger or policy as its table; everything else as it is.
    [[nodiscard]] static ObjectId wholeOf(const Snapshot &snapshot, const ObjectId &id);

private:
    struct Entry
    {
        ObjectId at;
        Link link;
    };
    [[nodiscard]] static std::span<const Link>
    find(const std::vector<ObjectId> &at, const std::vector<Link> &links, const ObjectId &id);
    static void split(std::vector<Entry> &entries, std::vector<ObjectId> &at,
                      std::vector<Link> &links);

    std::vector<ObjectId> m_needing; ///< parallel to m_needs
    std::vector<Link> m_needs;
    std::vector<ObjectId> m_needed; ///< parallel to m_usedBy
    std::vector<Link> m_usedBy;
};

} // namespace howdah::catalog
