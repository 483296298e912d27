#include "catalog/actions.h"

#include "catalog/ddlwriter.h"

#include "sql/quote.h"

using namespace Qt::StringLiterals;

namespace howdah::catalog {

QList<ObjectAction> actionsFor(const Snapshot &snapshot, const ObjectId &id)
{
    if (snapshot.isSystem(id) || DdlWriter::keyword(snapshot, id).isEmpty())
        return {};
    switch (id.kind) {
    case Kind::Table:
        return {ObjectAction::Rename, ObjectAction::Comment, ObjectAction::Analyze,
                ObjectAction::Vacuum, ObjectAction::Reindex, ObjectAction::Truncate,
                ObjectAction::Drop};
    case Kind::MaterializedView:
        return {ObjectAction::Rename,  ObjectAction::Comment, ObjectAction::RefreshView,
                ObjectAction::Analyze, ObjectAction::Reindex, ObjectAction::Drop};
    case Kind::Index:
        return {ObjectAction::Rename, ObjectAction::Comment, ObjectAction::Reindex,
                ObjectAction::Drop};
    case Kind::Cast:
    case Kind::Transform:
    case Kind::UserMapping:
        return {ObjectAction::Drop};
    case Kind::Database:
    case Kind::Role:
    case Kind::Tablespace:
        return {ObjectAction::Rename, ObjectAction::Comment};
    default:
        return {ObjectAction::Rename, ObjectAction::Comment, ObjectAction::Drop};
    }
}

QString actionSql(const Snapshot &snapshot, const ObjectId &id, ObjectAction action,
                  const QString &value)
{
    const DdlWriter writer(snapshot);
    const QString target = writer.target(id);
    const QString name = snapshot.sqlName(id);
    const Relation *table = nullptr;
    if (const Trigger *trigger = id.kind == Kind::Trigger ? snapshot.trigger(id.oid) : nullptr)
        table = snapshot.relation(trigger->relation);
    if (const Constraint *constraint =
            id.kind == Kind::Constraint ? snapshot.constraint(id.oid) : nullptr)
        table = snapshot.relation(constraint->relation);
    const Relation *ofColumn = id.kind == Kind::Column ? snapshot.relation(id.oid) : nullptr;
    const QString own = sql::quoteIdentifier(snapshot.name(id));
    switch (action) {
    case ObjectAction::Rename:
        if (ofColumn)
            return u"ALTER TABLE "_s + snapshot.sqlName(*ofColumn) + u" RENAME COLUMN "_s + own +
                   u" TO "_s + sql::quoteIdentifier(value) + u";\n"_s;
        if (table && id.kind == Kind::Constraint)
            return u"ALTER TABLE "_s + snapshot.sqlName(*table) + u" RENAME CONSTRAINT "_s + own +
                   u" TO "_s + sql::quoteIdentifier(value) + u";\n"_s;
        return u"ALTER "_s + target + u" RENAME TO "_s + sql::quoteIdentifier(value) + u";\n"_s;
    case ObjectAction::Comment:
        return u"COMMENT ON "_s + target + u" IS "_s + sql::quoteLiteral(value) + u";\n"_s;
    case ObjectAction::Drop:
        if (ofColumn)
            return u"ALTER TABLE "_s + snapshot.sqlName(*ofColumn) + u" DROP COLUMN "_s + own +
                   u";\n"_s;
        if (table && id.kind == Kind::Constraint)
            return u"ALTER TABLE "_s + snapshot.sqlName(*table) + u" DROP CONSTRAINT "_s + own +
                   u";\n"_s;
        // Never CASCADE: what depends on it is listed, and dropped by those who have read the list.
        return u"DROP "_s + target + u";\n"_s;
    case ObjectAction::Truncate:
        return u"TRUNCATE TABLE "_s + name + u";\n"_s;
    case ObjectAction::Analyze:
        return u"ANALYZE "_s + name + u";\n"_s;
    case ObjectAction::Vacuum:
        return u"VACUUM (ANALYZE) "_s + name + u";\n"_s;
    case ObjectAction::Reindex:
        return (id.kind == Kind::Index ? u"REINDEX INDEX CONCURRENTLY "_s
                                       : u"REINDEX TABLE CONCURRENTLY "_s) +
               name + u";\n"_s;
    case ObjectAction::RefreshView:
        return u"REFRESH MATERIALIZED VIEW "_s + name + u";\n"_s;
    }
    return {};
}

QString lockOf(ObjectAction action)
{
    switch (action) {
    case ObjectAction::Rename:
    case ObjectAction::Drop:
    case ObjectAction::Truncate:
    case ObjectAction::RefreshView:
        return u"ACCESS EXCLUSIVE"_s;
    case ObjectAction::Comment:
    case ObjectAction::Analyze:
    case ObjectAction::Vacuum:
    case ObjectAction::Reindex:
        return u"SHARE UPDATE EXCLUSIVE"_s;
    }
    return {};
}

} // namespace howdah::catalog
