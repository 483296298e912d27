#include "catalog/actions.h"

#include "catalog/ddlwriter.h"

#include "sql/quote.h"

#include <algorithm>

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

namespace {

/// REFRESH … CONCURRENTLY wants a unique index over plain columns and all rows, and rows to begin
/// with.
bool canRefreshConcurrently(const Snapshot &snapshot, Oid view)
{
    return std::ranges::any_of(snapshot.indexes(view), [](const Index &index) {
        return index.isUnique && index.isValid && !index.hasExpressions && !index.hasPredicate;
    });
}

/// An index that only exists for a key goes with the key.
bool belongsToConstraint(const Snapshot &snapshot, const Index &index)
{
    return std::ranges::any_of(snapshot.constraints(index.relation), [&](const Constraint &c) {
        return c.index == index.oid && (c.type == 'p' || c.type == 'u' || c.type == 'x');
    });
}

QString listed(const QStringList &words)
{
    return words.isEmpty() ? QString() : u" ("_s + words.join(u", "_s) + u')';
}

} // namespace

ActionOptions optionsFor(const Snapshot &snapshot, const ObjectId &id, ObjectAction action)
{
    const Index *index = id.kind == Kind::Index ? snapshot.index(id.oid) : nullptr;
    switch (action) {
    case ObjectAction::Drop:
        if (index && !index->isPartitioned && !belongsToConstraint(snapshot, *index))
            return ActionOption::Concurrently | ActionOption::Cascade;
        return id.kind == Kind::Role || id.kind == Kind::Database || id.kind == Kind::Tablespace
                   ? ActionOptions()
                   : ActionOptions(ActionOption::Cascade);
    case ObjectAction::Truncate:
        return ActionOption::Cascade | ActionOption::RestartIdentity;
    case ObjectAction::Vacuum:
        return ActionOption::Full;
    case ObjectAction::Reindex:
        return index && index->isExclusion ? ActionOptions()
                                           : ActionOptions(ActionOption::Concurrently);
    case ObjectAction::RefreshView:
        return canRefreshConcurrently(snapshot, id.oid) ? ActionOptions(ActionOption::Concurrently)
                                                        : ActionOptions();
    case ObjectAction::Rename:
    case ObjectAction::Comment:
    case ObjectAction::Analyze:
        break;
    }
    return {};
}

ActionOptions gentleOptions(const Snapshot &snapshot, const ObjectId &id, ObjectAction action)
{
    return optionsFor(snapshot, id, action) & ActionOption::Concurrently;
}

QString actionSql(const Snapshot &snapshot, const ObjectId &id, ObjectAction action,
                  const QString &value, ActionOptions options)
{
    const QString cascade = options & ActionOption::Cascade ? u" CASCADE"_s : QString();
    const QString concurrently =
        options & ActionOption::Concurrently ? u"CONCURRENTLY "_s : QString();
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
                   cascade + u";\n"_s;
        if (table && id.kind == Kind::Constraint)
            return u"ALTER TABLE "_s + snapshot.sqlName(*table) + u" DROP CONSTRAINT "_s + own +
                   cascade + u";\n"_s;
        if (id.kind == Kind::Index)
            return u"DROP INDEX "_s + concurrently + name +
                   (concurrently.isEmpty() ? cascade : QString()) + u";\n"_s;
        return u"DROP "_s + target + cascade + u";\n"_s;
    case ObjectAction::Truncate:
        return u"TRUNCATE TABLE "_s + name +
               (options & ActionOption::RestartIdentity ? u" RESTART IDENTITY"_s : QString()) +
               cascade + u";\n"_s;
    case ObjectAction::Analyze:
        return u"ANALYZE "_s + name + u";\n"_s;
    case ObjectAction::Vacuum:
        return u"VACUUM"_s +
               listed(options & ActionOption::Full ? QStringList{u"FULL"_s, u"ANALYZE"_s}
                                                   : QStringList{u"ANALYZE"_s}) +
               u' ' + name + u";\n"_s;
    case ObjectAction::Reindex:
        return (id.kind == Kind::Index ? u"REINDEX INDEX "_s : u"REINDEX TABLE "_s) + concurrently +
               name + u";\n"_s;
    case ObjectAction::RefreshView:
        return u"REFRESH MATERIALIZED VIEW "_s + concurrently + name + u";\n"_s;
    }
    return {};
}

QString lockOf(const ObjectId &id, ObjectAction action, ActionOptions options)
{
    switch (id.kind) {
    case Kind::Table:
    case Kind::ForeignTable:
    case Kind::View:
    case Kind::MaterializedView:
    case Kind::Sequence:
    case Kind::Index:
    case Kind::Column:
    case Kind::Constraint:
    case Kind::Trigger:
    case Kind::Rule:
    case Kind::Policy:
        break;
    default:
        return {};
    }
    const bool concurrently = options & ActionOption::Concurrently;
    switch (action) {
    case ObjectAction::Rename:
        // Renaming an index leaves its table alone.
        return id.kind == Kind::Index ? u"SHARE UPDATE EXCLUSIVE"_s : u"ACCESS EXCLUSIVE"_s;
    case ObjectAction::Drop:
        return concurrently ? u"SHARE UPDATE EXCLUSIVE"_s : u"ACCESS EXCLUSIVE"_s;
    case ObjectAction::Truncate:
        return u"ACCESS EXCLUSIVE"_s;
    case ObjectAction::RefreshView:
        return concurrently ? u"EXCLUSIVE"_s : u"ACCESS EXCLUSIVE"_s;
    case ObjectAction::Vacuum:
        return options & ActionOption::Full ? u"ACCESS EXCLUSIVE"_s : u"SHARE UPDATE EXCLUSIVE"_s;
    case ObjectAction::Reindex:
        return concurrently ? u"SHARE UPDATE EXCLUSIVE"_s : u"SHARE"_s;
    case ObjectAction::Comment:
    case ObjectAction::Analyze:
        return u"SHARE UPDATE EXCLUSIVE"_s;
    }
    return {};
}

} // namespace howdah::catalog
