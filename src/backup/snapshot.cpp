#include "backup/snapshot.h"

#include "sql/quote.h"

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

/// What pg_dump copies all rows of: ordinary tables and leaf partitions. Not those of extensions:
/// it leaves them to CREATE EXTENSION, but for rows that an extension marks as configuration. The
/// size comes from the statistics: pg_table_size() would wait for locks.
const QString tablesSql = uR"(
SELECT n.nspname, c.relname, c.reltuples::bigint,
       CASE WHEN c.reltuples < 0 THEN -1
            ELSE (c.relpages + COALESCE(t.relpages, 0))::bigint
                 * pg_catalog.current_setting('block_size')::bigint END
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid
WHERE c.relkind = 'r' AND c.relpersistence <> 't'
  AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND ($1 = '' OR n.nspname = ANY ($1::pg_catalog.name[]))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                    AND d.objsubid = 0 AND d.deptype = 'e')
ORDER BY n.nspname, c.relname)"_s;

const QString databaseSql = uR"(
SELECT d.datname, pg_catalog.pg_encoding_to_char(d.encoding), d.datcollate, d.datctype,
       pg_catalog.pg_database_size(d.oid),
       pg_catalog.to_char(pg_catalog.now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata)
FROM pg_catalog.pg_database d
WHERE d.datname = pg_catalog.current_database())"_s;

const QString rolesSql = uR"(
SELECT DISTINCT r.rolname
FROM pg_catalog.pg_shdepend s
JOIN pg_catalog.pg_roles r ON r.oid = s.refobjid
WHERE s.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  AND s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass
ORDER BY r.rolname)"_s;

const QString extensionsSql =
    u"SELECT extname, extversion FROM pg_catalog.pg_extension ORDER BY extname"_s;

/// {"a","b"} as PostgreSQL reads an array; empty for none.
QString arrayText(const QStringList &items)
{
    if (items.isEmpty())
        return u""_s;
    QStringList quoted;
    for (QString item : items)
        quoted += u'"' + item.replace(u"\\"_s, u"\\\\"_s).replace(u"\""_s, u"\\\""_s) + u'"';
    return u'{' + quoted.join(u',') + u'}';
}

} // namespace

QString pinnedSettings()
{
    return u"SET LOCAL search_path = '';"
           "SET LOCAL DateStyle = 'ISO, YMD';"
           "SET LOCAL IntervalStyle = 'postgres';"
           "SET LOCAL TimeZone = 'UTC';"
           "SET LOCAL extra_float_digits = 3;"
           "SET LOCAL bytea_output = 'hex';"
           "SET LOCAL xmlbinary = 'base64';"
           "SET LOCAL row_security = off;"
           "SET LOCAL statement_timeout = 0;"
           "SET LOCAL lock_timeout = 0;"
           "SET LOCAL idle_in_transaction_session_timeout = 0;"_s;
}

Result<SourceSnapshot> SourceSnapshot::open(const pg::Endpoint &endpoint,
                                            const pg::CallLimits &limits)
{
    auto connection = pg::Connection::open(endpoint, {}, limits);
    if (!connection)
        return connection.error();
    const auto begun = connection->execute(
        u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"_s + pinnedSettings(), limits);
    if (!begun)
        return begun.error().within(u"open a snapshot"_s);
    const auto id = connection->query(u"SELECT pg_catalog.pg_export_snapshot()"_s, {}, limits);
    if (!id)
        return id.error().within(u"export the snapshot"_s);
    return SourceSnapshot(*std::move(connection), id->text(0, 0));
}

Result<Manifest> SourceSnapshot::describe(const QStringList &schemas, const pg::CallLimits &limits)
{
    const auto database = m_connection.query(databaseSql, {}, limits);
    if (!database)
        return database.error().within(u"read the database's properties"_s);
    Manifest manifest{.database = database->text(0, 0),
                      .source = m_connection.endpoint().toDisplayText(),
                      .serverVersion = m_connection.serverVersion(),
                      .snapshotAt = QDateTime::fromString(database->text(0, 5), Qt::ISODateWithMs),
                      .schemas = schemas,
                      .encoding = database->text(0, 1),
                      .collate = database->text(0, 2),
                      .characterType = database->text(0, 3),
                      .databaseBytes = database->integer(0, 4),
                      .largeObjects = database->integer(0, 6)};
    const auto tables = m_connection.query(tablesSql, {arrayText(schemas)}, limits);
    if (!tables)
        return tables.error().within(u"list the tables"_s);
    for (int row = 0; row < tables->rowCount(); ++row) {
        manifest.tables.append({.relation = {tables->text(row, 0), tables->text(row, 1)},
                                .rows = tables->integer(row, 2),
                                .bytes = tables->integer(row, 3)});
    }
    const auto roles = m_connection.query(rolesSql, {}, limits);
    if (!roles)
        return roles.error().within(u"list the roles"_s);
    for (int row = 0; row < roles->rowCount(); ++row)
        manifest.roles += roles->text(row, 0);
    const auto extensions = m_connection.query(extensionsSql, {}, limits);
    if (!extensions)
        return extensions.error().within(u"list the extensions"_s);
    for (int row = 0; row < extensions->rowCount(); ++row)
        manifest.extensions.append(
            {.name = extensions->text(row, 0), .version = extensions->text(row, 1)});
    return manifest;
}

Result<void> SourceSnapshot::count(Manifest &manifest,
                                   const std::function<void(const TableFigures &)> &onTable,
                                   const pg::CallLimits &limits)
{
    for (TableFigures &table : manifest.tables) {
        auto counted = countTable(m_connection, table.relation, manifest.figures, limits);
        if (!counted)
            return counted.error();
        counted->bytes = table.bytes;
        table = *std::move(counted);
        onTable(table);
    }
    return {};
}

Result<TableFigures> countTable(pg::Connection &connection, const RelationName &relation,
                                Figures figures, const pg::CallLimits &limits)
{
    TableFigures table{.relation = relation};
    if (figures == Figures::None)
        return table;
    const QString from =
        u" FROM ONLY "_s + sql::qualifiedName(relation.schema, relation.name) + u" AS r"_s;
    // The sum of hashes does not depend on the order of rows, and as numeric it cannot overflow.
    const QString what =
        figures == Figures::Fingerprints
            ? u"SELECT pg_catalog.count(*), "
              "pg_catalog.sum(pg_catalog.hashtextextended((r.*)::pg_catalog.text COLLATE \"C\", 0)::pg_catalog.numeric)"_s
            : u"SELECT pg_catalog.count(*)"_s;
    const auto rows = connection.query(what + from, {}, limits);
    if (!rows)
        return rows.error().within(u"count the rows of "_s + relation.toText());
    table.rows = rows->integer(0, 0);
    if (figures == Figures::Fingerprints)
        table.fingerprint = rows->isNull(0, 1) ? u"0"_s : rows->text(0, 1);
    return table;
}

} // namespace howdah::backup
