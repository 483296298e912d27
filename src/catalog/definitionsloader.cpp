#include "catalog/loader.h"

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

namespace {

/// One relation, function, … whose texts are asked for together.
struct Item
{
    enum class Sort : quint8 { Relation, Function, Domain };
    Sort sort = Sort::Relation;
    Oid oid = 0;
};

// Every branch answers what, oid, number, text; $1 are relations. What PostgreSQL parenthesises
// anyway keeps it.
constexpr auto relationTexts =
    "SELECT 0, c.oid, 0, pg_catalog.pg_get_viewdef(c.oid) FROM pg_catalog.pg_class c"
    " WHERE c.oid = ANY ($1) AND c.relkind IN ('v', 'm')"
    " UNION ALL SELECT 1, adrelid, adnum, pg_catalog.pg_get_expr(adbin, adrelid) FROM "
    "pg_catalog.pg_attrdef"
    " WHERE adrelid = ANY ($1)"
    " UNION ALL SELECT 2, oid, 0, pg_catalog.pg_get_expr(conbin, conrelid) FROM "
    "pg_catalog.pg_constraint"
    " WHERE conrelid = ANY ($1) AND contype = 'c'"
    " UNION ALL SELECT 3, oid, 0, pg_catalog.pg_get_constraintdef(oid) FROM "
    "pg_catalog.pg_constraint"
    " WHERE conrelid = ANY ($1) AND contype = 'x'"
    " UNION ALL SELECT 4, i.indexrelid, 0, pg_catalog.pg_get_indexdef(i.indexrelid) FROM "
    "pg_catalog.pg_index i"
    " WHERE i.indrelid = ANY ($1) AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL OR "
    "i.indexrelid = ANY ($2))"
    " UNION ALL SELECT 5, oid, 0, pg_catalog.pg_get_triggerdef(oid) FROM pg_catalog.pg_trigger"
    " WHERE tgrelid = ANY ($1) AND NOT tgisinternal"
    " UNION ALL SELECT 6, oid, 0, pg_catalog.pg_get_ruledef(oid) FROM pg_catalog.pg_rewrite"
    " WHERE ev_class = ANY ($1) AND rulename <> '_RETURN'"
    " UNION ALL SELECT 7, oid, 0, pg_catalog.pg_get_expr(polqual, polrelid) FROM "
    "pg_catalog.pg_policy"
    " WHERE polrelid = ANY ($1) AND polqual IS NOT NULL"
    " UNION ALL SELECT 8, oid, 0, pg_catalog.pg_get_expr(polwithcheck, polrelid) FROM "
    "pg_catalog.pg_policy"
    " WHERE polrelid = ANY ($1) AND polwithcheck IS NOT NULL"
    " UNION ALL SELECT 9, partrelid, 0, pg_catalog.pg_get_partkeydef(partrelid) FROM "
    "pg_catalog.pg_partitioned_table"
    " WHERE partrelid = ANY ($1)"
    " UNION ALL SELECT 10, c.oid, 0, pg_catalog.pg_get_expr(c.relpartbound, c.oid) FROM "
    "pg_catalog.pg_class c"
    " WHERE c.oid = ANY ($1) AND c.relispartition"
    " UNION ALL SELECT 11, oid, 0, pg_catalog.pg_get_statisticsobjdef(oid) FROM "
    "pg_catalog.pg_statistic_ext"
    " WHERE stxrelid = ANY ($1)"_L1;
constexpr auto publicationTexts = " UNION ALL SELECT 15, oid, 0, pg_catalog.pg_get_expr(prqual, "
                                  "prrelid) FROM pg_catalog.pg_publication_rel"
                                  " WHERE prrelid = ANY ($1) AND prqual IS NOT NULL"_L1;

constexpr auto functionTexts =
    "SELECT 12, oid, 0, pg_catalog.pg_get_function_arguments(oid) FROM pg_catalog.pg_proc WHERE "
    "oid = ANY ($1)"
    " UNION ALL SELECT 13, oid, 0, pg_catalog.pg_get_function_result(oid) FROM pg_catalog.pg_proc"
    " WHERE oid = ANY ($1)"_L1;
constexpr auto functionBodies =
    " UNION ALL SELECT 14, oid, 0, pg_catalog.pg_get_function_sqlbody(oid) FROM pg_catalog.pg_proc"
    " WHERE oid = ANY ($1) AND prosqlbody IS NOT NULL"_L1;

constexpr auto domainTexts = "SELECT 16, oid, 0, pg_catalog.pg_get_expr(typdefaultbin, 0) FROM "
                             "pg_catalog.pg_type WHERE oid = ANY ($1)"
                             " AND typdefaultbin IS NOT NULL"
                             " UNION ALL SELECT 3, oid, 0, pg_catalog.pg_get_constraintdef(oid) "
                             "FROM pg_catalog.pg_constraint"
                             " WHERE contypid = ANY ($1)"_L1;

/// Relations that another session holds or waits to hold exclusively, and the views that read them:
/// asking for their texts would wait. Waiting counts as well, because we would queue up behind it.
constexpr auto lockedRelations =
    "WITH RECURSIVE held (oid) AS (SELECT DISTINCT relation FROM pg_catalog.pg_locks WHERE "
    "locktype = 'relation'"
    " AND mode = 'AccessExclusiveLock' AND database = (SELECT oid FROM pg_catalog.pg_database "
    "WHERE datname ="
    " pg_catalog.current_database()) AND pid <> pg_catalog.pg_backend_pid()"
    " UNION SELECT r.ev_class FROM held h JOIN pg_catalog.pg_depend d ON d.refclassid = 1259 AND "
    "d.refobjid = h.oid"
    " AND d.classid = 2618 JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid)"
    " SELECT oid FROM held UNION SELECT i.indrelid FROM held h JOIN pg_catalog.pg_index i ON i.indexrelid = h.oid"_L1;

QString arrayOf(std::span<const Item> items)
{
    QString text = u"{"_s;
    for (const Item &item : items)
        text += QString::number(item.oid) + u',';
    if (text.endsWith(u','))
        text.chop(1);
    return text + u'}';
}

class DefinitionsLoader final
{
public:
    DefinitionsLoader(pg::Connection &connection, const Snapshot &snapshot,
                      const DefinitionOptions &options, const pg::CallLimits &limits,
                      const ProgressHandler &progress)
        : m_connection(connection)
        , m_snapshot(snapshot)
        , m_options(options)
        , m_limits(limits)
        , m_progress(progress)
    {}

    /// Everything, or only @p again when it is not empty; the rest is taken from what the snapshot
    /// has.
    Result<Definitions> load(const std::vector<Oid> &again);

private:
    Result<void> prepare();
    Result<void> restore();
    Result<void> read(std::vector<Item> items);
    Result<void> readChunk(std::span<const Item> items);
    [[nodiscard]] std::vector<Item> everything() const;
    void keep(const Item &item, const Error &error);

    pg::Connection &m_connection;
    const Snapshot &m_snapshot;
    const DefinitionOptions &m_options;
    const pg::CallLimits &m_limits;
    const ProgressHandler &m_progress;
    Definitions m_definitions;
    QString m_indexesWithOptions = u"{}"_s;
    QString m_searchPath;
    QString m_lockTimeout;
    qsizetype m_done = 0;
    qsizetype m_total = 0;
};

std::vector<Item> DefinitionsLoader::everything() const
{
    std::vector<Item> items;
    const Objects &o = m_snapshot.objects();
    // What initdb made has no text that people wrote; of what it contains only tables that need one
    // are asked for.
    for (const Relation &r : o.relations) {
        if (m_snapshot.isSystemSchema(r.schema) || r.kind == 'S' || r.kind == 'c')
            continue;
        bool wanted = r.kind != 'r' || r.isPartition;
        if (!wanted) {
            wanted = std::ranges::any_of(m_snapshot.columns(r), &Column::hasDefault) ||
                     std::ranges::any_of(
                         m_snapshot.constraints(r.oid),
                         [](const Constraint &c) { return c.type == 'c' || c.type == 'x'; }) ||
                     std::ranges::any_of(
                         m_snapshot.indexes(r.oid),
                         [](const Index &i) { return i.hasExpressions || i.hasPredicate; }) ||
                     !m_snapshot.triggers(r.oid).empty() || !m_snapshot.rules(r.oid).empty() ||
                     !m_snapshot.policies(r.oid).empty();
        }
        if (wanted)
            items.push_back({.sort = Item::Sort::Relation, .oid = r.oid});
    }
    const auto add = [&](Oid relation) {
        const Relation *r = m_snapshot.relation(relation);
        if (r && !m_snapshot.isSystemSchema(r->schema))
            items.push_back({.sort = Item::Sort::Relation, .oid = relation});
    };
    for (const OtherObject &s : m_snapshot.others(Kind::Statistics))
        add(s.parent);
    for (const OtherObject &p : m_snapshot.others(Kind::PublicationMember))
        add(p.owner);
    for (const IndexColumn &c : o.indexColumns) {
        if (const Index *i = m_snapshot.index(c.index))
            add(i->relation);
    }
    for (const Function &f : o.functions) {
        if (f.oid >= firstUserOid)
            items.push_back({.sort = Item::Sort::Function, .oid = f.oid});
    }
    for (const Type &t : o.types) {
        if (t.kind == 'd' && t.oid >= firstUserOid)
            items.push_back({.sort = Item::Sort::Domain, .oid = t.oid});
    }
    const auto key = [](const Item &i) { return std::pair(i.sort, i.oid); };
    std::ranges::sort(items, {}, key);
    const auto same = [&key](const Item &a, const Item &b) { return key(a) == key(b); };
    items.erase(std::unique(items.begin(), items.end(), same), items.end());
    return items;
}

Result<void> DefinitionsLoader::prepare()
{
    const auto before = m_connection.query(
        u"SELECT pg_catalog.current_setting('search_path'), "
        u"pg_catalog.current_setting('lock_timeout'),"
        u" pg_catalog.set_config('search_path', '', false), pg_catalog.set_config('lock_timeout', $1, false)"_s,
        {QString::number(m_options.lockTimeoutMs)}, m_limits);
    if (!before)
        return before.error();
    m_searchPath = before->text(0, 0);
    m_lockTimeout = before->text(0, 1);
    return {};
}

Result<void> DefinitionsLoader::restore()
{
    if (!m_connection.isUsable())
        return {};
    const auto done =
        m_connection.query(u"SELECT pg_catalog.set_config('search_path', $1, false),"
                           u" pg_catalog.set_config('lock_timeout', $2, false)"_s,
                           {m_searchPath, m_lockTimeout}, {.deadline = QDeadlineTimer(5000)});
    return done ? Result<void>() : Result<void>(done.error());
}

void DefinitionsLoader::keep(const Item &item, const Error &error)
{
    if (error.sqlstate == "55P03"_L1) {
        m_definitions.locked.push_back(item.oid);
        return;
    }
    // "cache lookup failed", "relation does not exist": dropped since stage 1. The rest is told.
    if (error.sqlstate == "XX000"_L1 || error.sqlstate.startsWith("42P"_L1) ||
        error.sqlstate.startsWith("427"_L1))
        return;
    m_definitions.failed.push_back(
        m_definitions.texts.add(QString::number(item.oid) + u": "_s + error.message));
}

/// One statement, which is one transaction: its locks are gone when it ends. When something in it
/// is locked or gone the chunk is halved until that one object is found.
Result<void> DefinitionsLoader::readChunk(std::span<const Item> items)
{
    if (items.empty())
        return {};
    const int version = m_connection.serverVersion();
    QString sql;
    QList<QString> parameters{arrayOf(items)};
    switch (items.front().sort) {
    case Item::Sort::Relation:
        sql = relationTexts;
        if (version >= 150000)
            sql += publicationTexts;
        sql.replace(u"ANY ($1)"_s, u"ANY ($1::pg_catalog.oid[])"_s)
            .replace(u"ANY ($2)"_s, u"ANY ($2::pg_catalog.oid[])"_s);
        parameters.append(m_indexesWithOptions);
        break;
    case Item::Sort::Function:
        sql = functionTexts;
        if (version >= 140000)
            sql += functionBodies;
        sql.replace(u"ANY ($1)"_s, u"ANY ($1::pg_catalog.oid[])"_s);
        break;
    case Item::Sort::Domain:
        sql = domainTexts;
        sql.replace(u"ANY ($1)"_s, u"ANY ($1::pg_catalog.oid[])"_s);
        break;
    }
    const auto rows = m_connection.query(sql, parameters, m_limits);
    if (rows) {
        for (int row = 0; row < rows->rowCount(); ++row) {
            if (rows->isNull(row, 3))
                continue;
            m_definitions.items.push_back({.oid = Oid(rows->integer(row, 1)),
                                           .text = m_definitions.texts.add(rows->bytes(row, 3)),
                                           .number = qint16(rows->integer(row, 2)),
                                           .what = Definition(rows->integer(row, 0))});
        }
        m_done += qsizetype(items.size());
        return {};
    }
    if (rows.error().isCancelled() || rows.error().isConnectionGone() ||
        rows.error().sqlstate.isEmpty())
        return rows.error();
    if (items.size() == 1) {
        keep(items.front(), rows.error());
        ++m_done;
        return {};
    }
    if (const auto first = readChunk(items.first(items.size() / 2)); !first)
        return first;
    return readChunk(items.subspan(items.size() / 2));
}

Result<void> DefinitionsLoader::read(std::vector<Item> items)
{
    const auto held = m_connection.query(lockedRelations, {}, m_limits);
    if (!held)
        return held.error();
    std::vector<Oid> locked;
    for (int row = 0; row < held->rowCount(); ++row)
        locked.push_back(Oid(held->integer(row, 0)));
    std::ranges::sort(locked);
    std::erase_if(items, [&](const Item &item) {
        const bool skipped =
            item.sort == Item::Sort::Relation && std::ranges::binary_search(locked, item.oid);
        if (skipped)
            m_definitions.locked.push_back(item.oid);
        return skipped;
    });
    m_total = m_done + qsizetype(items.size());
    const std::span<const Item> all(items);
    for (size_t at = 0; at < all.size();) {
        size_t end = at;
        while (end < all.size() && end - at < size_t(m_options.chunk) &&
               all[end].sort == all[at].sort)
            ++end;
        if (const auto read = readChunk(all.subspan(at, end - at)); !read)
            return read;
        at = end;
        if (m_progress) {
            m_progress({.stage = LoadProgress::Stage::Definitions,
                        .reading = "definitions",
                        .done = m_done,
                        .total = m_total,
                        .relations = qsizetype(m_snapshot.objects().relations.size()),
                        .columns = qsizetype(m_snapshot.objects().columns.size()),
                        .functions = qsizetype(m_snapshot.objects().functions.size())});
        }
    }
    return {};
}

Result<Definitions> DefinitionsLoader::load(const std::vector<Oid> &again)
{
    QStringList withOptions;
    for (const IndexColumn &c : m_snapshot.objects().indexColumns) {
        if (c.options != Text::Null)
            withOptions.append(QString::number(c.index));
    }
    m_indexesWithOptions = u'{' + withOptions.join(u',') + u'}';
    if (const auto prepared = prepare(); !prepared)
        return prepared.error();
    std::vector<Item> items;
    if (again.empty()) {
        items = everything();
    } else {
        m_definitions = m_snapshot.definitions();
        m_definitions.locked.clear();
        for (const Oid oid : again)
            items.push_back({.sort = Item::Sort::Relation, .oid = oid});
    }
    Result<void> done = read(std::move(items));
    for (int round = 1; done && round < m_options.rounds && !m_definitions.locked.empty();
         ++round) {
        items.clear();
        for (const Oid oid : m_definitions.locked) {
            const auto sort =
                m_snapshot.relation(oid) ? Item::Sort::Relation : Item::Sort::Function;
            items.push_back({.sort = sort, .oid = oid});
        }
        std::ranges::sort(items, {}, &Item::sort);
        m_definitions.locked.clear();
        done = read(std::move(items));
    }
    const auto restored = restore();
    if (!done)
        return done.error();
    if (!restored)
        return restored.error();
    m_definitions.isComplete = true;
    return std::move(m_definitions);
}

} // namespace

Result<SnapshotPtr> loadDefinitions(pg::Connection &connection, const SnapshotPtr &snapshot,
                                    const DefinitionOptions &options, const pg::CallLimits &limits,
                                    const ProgressHandler &progress)
{
    auto definitions = DefinitionsLoader(connection, *snapshot, options, limits, progress).load({});
    if (!definitions)
        return definitions.error().within(u"read definitions"_s);
    return snapshot->with(*std::move(definitions));
}

Result<SnapshotPtr> retryLocked(pg::Connection &connection, const SnapshotPtr &snapshot,
                                const DefinitionOptions &options, const pg::CallLimits &limits)
{
    const std::vector<Oid> locked = snapshot->definitions().locked;
    if (locked.empty())
        return snapshot;
    auto definitions = DefinitionsLoader(connection, *snapshot, options, limits, {}).load(locked);
    if (!definitions)
        return definitions.error().within(u"read definitions"_s);
    return snapshot->with(*std::move(definitions));
}

Result<SnapshotPtr> loadDependencies(pg::Connection &connection, const SnapshotPtr &snapshot,
                                     const pg::CallLimits &limits)
{
    Dependencies dependencies;
    const auto rows = connection.stream(
        u"SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype FROM "
        u"pg_catalog.pg_depend"
        u" WHERE deptype <> 'e' AND objid >= 16384 AND refobjid >= 2200"_s,
        {},
        [&](const pg::Rows &batch) {
            for (int row = 0; row < batch.rowCount(); ++row) {
                const QByteArrayView type = batch.bytes(row, 6);
                dependencies.items.push_back({.catalog = Oid(batch.integer(row, 0)),
                                              .oid = Oid(batch.integer(row, 1)),
                                              .neededCatalog = Oid(batch.integer(row, 3)),
                                              .neededOid = Oid(batch.integer(row, 4)),
                                              .number = qint16(batch.integer(row, 2)),
                                              .neededNumber = qint16(batch.integer(row, 5)),
                                              .type = type.isEmpty() ? 'n' : type.front()});
            }
            return true;
        },
        limits);
    if (!rows)
        return rows.error().within(u"read dependencies"_s);
    const auto defaults =
        connection.query(u"SELECT oid, adrelid, adnum FROM pg_catalog.pg_attrdef"_s, {}, limits);
    if (!defaults)
        return defaults.error().within(u"read dependencies"_s);
    for (int row = 0; row < defaults->rowCount(); ++row) {
        dependencies.defaults.push_back({.oid = Oid(defaults->integer(row, 0)),
                                         .relation = Oid(defaults->integer(row, 1)),
                                         .number = qint16(defaults->integer(row, 2))});
    }
    return snapshot->with(std::move(dependencies));
}

} // namespace howdah::catalog
