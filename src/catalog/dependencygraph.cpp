#include "catalog/dependencygraph.h"

#include "base/equalrange.h"

#include <algorithm>
#include <map>
#include <queue>
#include <set>

namespace howdah::catalog {

ObjectId DependencyGraph::wholeOf(const Snapshot &s, const ObjectId &id)
{
    Oid table = 0;
    switch (id.kind) {
    case Kind::Column:
        table = id.oid;
        break;
    case Kind::Constraint:
        if (const Constraint *constraint = s.constraint(id.oid)) {
            if (constraint->domain != 0)
                return {.kind = Kind::Type, .oid = constraint->domain};
            table = constraint->relation;
        }
        break;
    case Kind::Index:
        if (const Index *index = s.index(id.oid))
            table = index->relation;
        break;
    case Kind::Trigger:
        if (const Trigger *trigger = s.trigger(id.oid))
            table = trigger->relation;
        break;
    case Kind::Policy:
        if (const Policy *policy = s.policy(id.oid))
            table = policy->relation;
        break;
    case Kind::Rule:
        if (const Rule *rule = s.rule(id.oid))
            table = rule->relation;
        break;
    default:
        break;
    }
    const Relation *relation = table != 0 ? s.relation(table) : nullptr;
    return relation ? Snapshot::idOf(*relation) : id;
}

DependencyGraph::DependencyGraph(const Snapshot &snapshot)
{
    const Dependencies *all = snapshot.dependencies();
    if (!all)
        return;
    std::vector<Entry> needs;
    std::vector<Entry> usedBy;
    for (const Dependency &d : all->items) {
        const auto from = snapshot.resolve(d.catalog, d.oid, d.number);
        const auto to = snapshot.resolve(d.neededCatalog, d.neededOid, d.neededNumber);
        if (!from || !to)
            continue;
        const ObjectId dependant = wholeOf(snapshot, *from);
        const ObjectId needed = wholeOf(snapshot, *to);
        if (dependant == needed || needed.kind == Kind::Schema)
            continue;
        const bool isDefault = d.catalog == Oid(Catalog::AttributeDefault);
        // A generated column's expression is automatic to what it reads, a default's is not.
        const bool goesAlong = d.type == 'a' || d.type == 'i' || d.type == 'P' || d.type == 'S';
        needs.push_back({dependant, {needed, *from, *to, isDefault, goesAlong}});
        usedBy.push_back({needed, {dependant, *from, *to, isDefault, goesAlong}});
    }
    split(needs, m_needing, m_needs);
    split(usedBy, m_needed, m_usedBy);
}

void DependencyGraph::split(std::vector<Entry> &entries, std::vector<ObjectId> &at,
                            std::vector<Link> &links)
{
    const auto key = [](const Entry &e) {
        return std::tie(e.at, e.link.object, e.link.through, e.link.target);
    };
    std::ranges::sort(entries, {}, key);
    const auto same = [&key](const Entry &a, const Entry &b) { return key(a) == key(b); };
    entries.erase(std::unique(entries.begin(), entries.end(), same), entries.end());
    at.reserve(entries.size());
    links.reserve(entries.size());
    for (const Entry &entry : entries) {
        at.push_back(entry.at);
        links.push_back(entry.link);
    }
}

std::span<const DependencyGraph::Link> DependencyGraph::find(const std::vector<ObjectId> &at,
                                                             const std::vector<Link> &links,
                                                             const ObjectId &id)
{
    const auto range = equalRange(at, id);
    const auto first = size_t(range.data() - at.data());
    return std::span(links).subspan(first, range.size());
}

std::span<const DependencyGraph::Link> DependencyGraph::needs(const ObjectId &id) const
{
    return find(m_needing, m_needs, id);
}

std::span<const DependencyGraph::Link> DependencyGraph::usedBy(const ObjectId &id) const
{
    return find(m_needed, m_usedBy, id);
}

DependencyGraph::Surroundings DependencyGraph::around(const ObjectId &id, int steps,
                                                      qsizetype most) const
{
    Surroundings found{.objects = {id}, .steps = {0}, .arrows = {}};
    std::map<ObjectId, int> places{{id, 0}};
    std::set<ObjectId> left;
    // Step by step to both sides, so that what is near is there before the limit is reached.
    for (int step = 0; step < steps; ++step) {
        const qsizetype known = found.objects.size();
        for (qsizetype i = 0; i < known; ++i) {
            const int at = found.steps[i];
            const auto follow = [&](std::span<const Link> links, int next) {
                for (const Link &link : links) {
                    if (places.contains(link.object))
                        continue;
                    if (found.objects.size() >= most) {
                        left.insert(link.object);
                        continue;
                    }
                    places.emplace(link.object, int(found.objects.size()));
                    found.objects.append(link.object);
                    found.steps.append(next);
                }
            };
            if (at == -step)
                follow(needs(found.objects[i]), at - 1);
            if (at == step)
                follow(usedBy(found.objects[i]), at + 1);
        }
    }
    found.left = qsizetype(left.size());
    std::set<std::pair<int, int>> arrows;
    for (qsizetype i = 0; i < found.objects.size(); ++i) {
        for (const Link &link : needs(found.objects[i])) {
            const auto to = places.find(link.object);
            if (to != places.end())
                arrows.emplace(int(i), to->second);
        }
    }
    found.arrows = QList<std::pair<int, int>>(arrows.cbegin(), arrows.cend());
    return found;
}

QList<DependencyGraph::Casualty> DependencyGraph::droppedWith(const Snapshot &s,
                                                              const ObjectId &id) const
{
    QList<Casualty> lost;
    std::map<ObjectId, bool> reached; // whether it needs CASCADE
    std::queue<ObjectId> open;
    std::set<ObjectId> parts;
    const auto reach = [&](const ObjectId &object, bool needsCascade) {
        if (object == id || !reached.emplace(object, needsCascade).second)
            return;
        lost.append({.id = object, .needsCascade = needsCascade});
        open.push(object);
    };
    const Objects &o = s.objects();
    if (id.kind == Kind::Schema) {
        for (const Relation &relation : o.relations) {
            if (relation.schema == id.oid && relation.kind != 'c')
                reach(Snapshot::idOf(relation), true);
        }
        for (const Function &function : o.functions) {
            if (function.schema == id.oid)
                reach(Snapshot::idOf(function), true);
        }
        for (const Type &type : o.types) {
            if (type.schema == id.oid)
                reach({.kind = Kind::Type, .oid = type.oid}, true);
        }
        for (const OtherObject &other : o.others) {
            if (other.schema == id.oid && other.kind != Kind::Extension &&
                other.kind != Kind::Aggregate && other.kind != Kind::ForeignTable)
                reach(Snapshot::idOf(other), true);
        }
    } else if (id.kind == Kind::Extension) {
        for (const Membership &member : o.memberships) {
            const auto object = member.extension == id.oid
                                    ? s.resolve(member.catalog, member.oid, 0)
                                    : std::nullopt;
            if (object)
                reach(wholeOf(s, *object), false);
        }
    }
    const ObjectId whole = wholeOf(s, id);
    const auto follow = [&](const ObjectId &object, bool cascade) {
        for (const Link &link : usedBy(object)) {
            // Of a column only what needs that column goes with it.
            if (object == whole && whole != id && link.target != id)
                continue;
            const bool needsCascade = cascade || !link.goesAlong;
            if (link.through == link.object) {
                reach(link.object, needsCascade);
            } else if (!reached.contains(link.object) && link.object != id &&
                       parts.insert(link.through).second) {
                // A key, a default, a policy … of a table that itself stays.
                lost.append({.id = link.through,
                             .isDefault = link.isDefault,
                             .needsCascade = needsCascade});
            }
        }
    };
    follow(whole, false);
    while (!open.empty()) {
        const ObjectId next = open.front();
        open.pop();
        follow(next, reached.at(next));
    }
    return lost;
}

} // namespace howdah::catalog
