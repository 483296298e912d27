#include "gui/browse/objectaddress.h"

#include "catalog/dependencygraph.h"
#include "gui/browse/kindtext.h"

#include <algorithm>

namespace howdah::gui {

using catalog::Kind;
using catalog::ObjectId;

QStringList objectPath(const catalog::Snapshot &snapshot, const ObjectId &id)
{
    QString name = snapshot.name(id);
    if (const catalog::Function *function = snapshot.function(id.oid);
        function && catalog::Snapshot::idOf(*function) == id) {
        name += u'(' + snapshot.argumentTypes(*function) + u')';
    }
    return {kindWord(id.kind), snapshot.schemaName(snapshot.schemaOf(id)), name};
}

std::optional<ObjectId> objectAt(const catalog::Snapshot &snapshot, const QStringList &path)
{
    if (path.size() != 3)
        return {};
    const Kind kind = kindFromWord(path[0]);
    switch (kind) {
    case Kind::Table:
    case Kind::View:
    case Kind::MaterializedView:
    case Kind::Sequence:
    case Kind::ForeignTable:
        if (const catalog::Relation *relation = snapshot.relation(path[1], path[2]))
            return catalog::Snapshot::idOf(*relation);
        return {};
    case Kind::Index:
        if (const catalog::Index *index = snapshot.index(path[1], path[2]))
            return ObjectId{.kind = Kind::Index, .oid = index->oid};
        return {};
    case Kind::Type:
        if (const catalog::Type *type = snapshot.type(path[1], path[2]))
            return ObjectId{.kind = Kind::Type, .oid = type->oid};
        return {};
    case Kind::Schema:
        if (const catalog::Schema *schema = snapshot.schema(path[2]))
            return ObjectId{.kind = Kind::Schema, .oid = schema->oid};
        return {};
    case Kind::Function:
    case Kind::Procedure:
    case Kind::Aggregate: {
        // Function names may hold parentheses, too; types hold at most those of a modifier.
        for (qsizetype open = path[2].indexOf(u'('); open >= 0;
             open = path[2].indexOf(u'(', open + 1)) {
            for (const catalog::Function *function :
                 snapshot.functions(path[1], path[2].left(open))) {
                if (path[2].mid(open + 1).chopped(1) == snapshot.argumentTypes(*function))
                    return catalog::Snapshot::idOf(*function);
            }
        }
        return {};
    }
    case Kind::KindCount:
        return {};
    default:
        for (const catalog::OtherObject &object : snapshot.others(kind)) {
            const ObjectId id = catalog::Snapshot::idOf(object);
            if (snapshot.text(object.name) == path[2] &&
                snapshot.schemaName(object.schema) == path[1])
                return id;
        }
        return {};
    }
}

QList<ObjectId> objectsOf(const catalog::Snapshot &snapshot, const QSet<QString> &keys)
{
    constexpr size_t most = 500;
    std::vector<std::pair<QString, ObjectId>> found;
    const auto take = [&](const ObjectId &id) {
        if (found.size() < most && keys.contains(snapshot.stableKey(id)))
            found.emplace_back(snapshot.name(id), id);
    };
    // A key tells the kind and, of what there is most of, the name: nothing is searched for that.
    QSet<Kind> others;
    for (const QString &key : keys) {
        const QStringList parts = key.split(u'\0');
        const auto kind = Kind(parts.value(0).toInt());
        switch (kind) {
        case Kind::Table:
        case Kind::View:
        case Kind::MaterializedView:
        case Kind::Sequence:
        case Kind::ForeignTable:
            if (const catalog::Relation *relation =
                    snapshot.relation(parts.value(1), parts.value(2)))
                take(catalog::Snapshot::idOf(*relation));
            break;
        case Kind::Type:
            if (const catalog::Type *type = snapshot.type(parts.value(1), parts.value(2)))
                take({.kind = Kind::Type, .oid = type->oid});
            break;
        default:
            others.insert(kind);
        }
    }
    if (others.contains(Kind::Schema)) {
        for (const catalog::Schema &schema : snapshot.objects().schemas)
            take({.kind = Kind::Schema, .oid = schema.oid});
    }
    if (others.contains(Kind::Function) || others.contains(Kind::Procedure) ||
        others.contains(Kind::Aggregate)) {
        for (const catalog::Function &function : snapshot.objects().functions) {
            if (!snapshot.isSystemSchema(function.schema))
                take(catalog::Snapshot::idOf(function));
        }
    }
    for (const Kind kind : std::as_const(others)) {
        for (const catalog::OtherObject &other : snapshot.others(kind))
            take(catalog::Snapshot::idOf(other));
    }
    std::ranges::sort(found);
    QList<ObjectId> ids;
    for (const auto &[name, id] : found)
        ids.append(id);
    return ids;
}

ObjectId pageOf(const catalog::Snapshot &snapshot, const ObjectId &id)
{
    return id.kind == Kind::Index ? id : catalog::DependencyGraph::wholeOf(snapshot, id);
}

} // namespace howdah::gui
