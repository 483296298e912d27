#include "planner/history.h"

#include "sql/quote.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

/// Ordinary tables by the names that tools give them, with their columns as JSON; the current
/// schema first.
const auto findSql = uR"(
SELECT n.nspname, c.relname,
       (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
                                          'mandatory', a.attnotnull AND NOT a.atthasdef AND a.attidentity = '')
                        ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
   AND c.relname IN ('alembic_version', 'flyway_schema_history', 'schema_version', 'schema_migrations',
                     'databasechangelog', '_prisma_migrations', 'atlas_schema_revisions', 'goose_db_version',
                     '_sqlx_migrations', '__diesel_schema_migrations', 'changes')
 ORDER BY n.nspname IS DISTINCT FROM current_schema(), n.nspname, c.relname)"_s;

bool hasAll(const QList<HistoryColumn> &columns, std::initializer_list<QLatin1StringView> names)
{
    return std::ranges::all_of(names, [&](QLatin1StringView name) {
        return std::ranges::any_of(
            columns, [&](const HistoryColumn &column) { return column.name == name; });
    });
}

/// The first of @p names that the table has, as SQL; NULL when it has none.
QString columnOrNull(const HistoryTable &table, std::initializer_list<QStringView> names,
                     const QString &cast)
{
    for (const QStringView name : names) {
        if (table.hasColumn(name))
            return sql::quoteIdentifier(name.toString()) + cast;
    }
    return u"NULL"_s + cast;
}

QString executionTime(const HistoryTable &table)
{
    const auto column = std::ranges::find_if(table.columns, [](const HistoryColumn &c) {
        return c.name == "execution_time_ms"_L1 || c.name == "execution_time"_L1;
    });
    if (column == table.columns.end())
        return u"NULL::bigint"_s;
    const QString name = sql::quoteIdentifier(column->name);
    if (column->type == "interval"_L1)
        return u"(extract(epoch FROM "_s + name + u") * 1000)::bigint"_s;
    return name + u"::bigint"_s;
}

/// version, description, type, script, checksum, who, when, ms, rank, success, dirty
QString selectSql(const HistoryTable &table)
{
    const auto text = u"::text"_s;
    const auto time = u"::timestamptz"_s;
    QStringList columns;
    QString order;
    switch (table.kind) {
    case HistoryKind::Alembic:
        columns = {u"version_num::text"_s,
                   u"NULL"_s,
                   u"NULL"_s,
                   u"NULL"_s,
                   u"NULL"_s,
                   u"NULL"_s,
                   u"NULL"_s,
                   u"NULL"_s,
                   u"0"_s,
                   u"true"_s,
                   u"false"_s};
        order = u"version_num"_s;
        break;
    case HistoryKind::Flyway:
        columns = {u"version::text"_s,
                   u"description::text"_s,
                   u"type::text"_s,
                   u"script::text"_s,
                   u"checksum::text"_s,
                   u"installed_by::text"_s,
                   u"installed_on::timestamptz"_s,
                   u"execution_time::bigint"_s,
                   u"installed_rank::bigint"_s,
                   u"success"_s,
                   u"false"_s};
        order = u"installed_rank"_s;
        break;
    case HistoryKind::GolangMigrate:
        columns = {u"version::text"_s, u"NULL"_s, u"NULL"_s, u"NULL"_s,      u"NULL"_s, u"NULL"_s,
                   u"NULL"_s,          u"NULL"_s, u"0"_s,    u"NOT dirty"_s, u"dirty"_s};
        order = u"version"_s;
        break;
    case HistoryKind::Recorded:
        columns = {u"version::text"_s,
                   columnOrNull(table, {u"description", u"name"}, text),
                   u"NULL"_s,
                   columnOrNull(table, {u"script", u"filename", u"file"}, text),
                   columnOrNull(table, {u"checksum", u"hash"}, text),
                   columnOrNull(table, {u"applied_by", u"installed_by"}, text),
                   columnOrNull(table,
                                {u"applied_at", u"installed_on", u"executed_at", u"created_at"},
                                time),
                   executionTime(table),
                   u"0"_s,
                   columnOrNull(table, {u"success"}, u"::boolean"_s),
                   u"false"_s};
        order = columns.at(6) + u", 1"_s;
        break;
    default:
        return {};
    }
    // Whatever DateStyle and TimeZone say.
    columns[6] = u"to_char(("_s + columns.at(6) +
                 u")::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"_s;
    return u"SELECT "_s + columns.join(u", "_s) + u" FROM "_s + table.qualifiedName() +
           u" ORDER BY "_s + order;
}

} // namespace

QString historyKindName(HistoryKind kind)
{
    switch (kind) {
    case HistoryKind::Alembic:
        return u"Alembic"_s;
    case HistoryKind::Flyway:
        return u"Flyway"_s;
    case HistoryKind::GolangMigrate:
        return u"golang-migrate"_s;
    case HistoryKind::Recorded:
        return u"Howdah"_s;
    case HistoryKind::VersionOnly:
        return u"dbmate, Rails or Ecto"_s;
    case HistoryKind::Liquibase:
        return u"Liquibase"_s;
    case HistoryKind::Sqitch:
        return u"sqitch"_s;
    case HistoryKind::Prisma:
        return u"Prisma"_s;
    case HistoryKind::Atlas:
        return u"Atlas"_s;
    case HistoryKind::Goose:
        return u"goose"_s;
    case HistoryKind::Sqlx:
        return u"sqlx"_s;
    case HistoryKind::Diesel:
        return u"Diesel"_s;
    case HistoryKind::Supabase:
        return u"Supabase"_s;
    case HistoryKind::Unknown:
        return u"unknown"_s;
    }
    Q_UNREACHABLE();
}

bool HistoryTable::hasColumn(QStringView column) const
{
    return std::ranges::any_of(columns, [&](const HistoryColumn &c) { return c.name == column; });
}

QString HistoryTable::qualifiedName() const
{
    return sql::qualifiedName(schema, name);
}

HistoryKind recogniseHistory(const QString &schema, const QString &name,
                             const QList<HistoryColumn> &columns)
{
    if (name == "alembic_version"_L1 && hasAll(columns, {"version_num"_L1}))
        return HistoryKind::Alembic;
    if ((name == "flyway_schema_history"_L1 || name == "schema_version"_L1) &&
        hasAll(columns,
               {"installed_rank"_L1, "version"_L1, "script"_L1, "checksum"_L1, "success"_L1}))
        return HistoryKind::Flyway;
    if (name == "schema_migrations"_L1 && hasAll(columns, {"version"_L1})) {
        if (hasAll(columns, {"dirty"_L1}))
            return HistoryKind::GolangMigrate;
        if (hasAll(columns, {"statements"_L1}) || schema == "supabase_migrations"_L1)
            return HistoryKind::Supabase;
        if (hasAll(columns, {"checksum"_L1}) || hasAll(columns, {"execution_time"_L1}) ||
            hasAll(columns, {"execution_time_ms"_L1}))
            return HistoryKind::Recorded;
        return HistoryKind::VersionOnly;
    }
    if (name == "databasechangelog"_L1 &&
        hasAll(columns, {"id"_L1, "author"_L1, "filename"_L1, "md5sum"_L1}))
        return HistoryKind::Liquibase;
    if (name == "changes"_L1 && hasAll(columns, {"change_id"_L1, "script_hash"_L1, "project"_L1}))
        return HistoryKind::Sqitch;
    if (name == "_prisma_migrations"_L1 && hasAll(columns, {"migration_name"_L1, "checksum"_L1}))
        return HistoryKind::Prisma;
    if (name == "atlas_schema_revisions"_L1 &&
        hasAll(columns, {"version"_L1, "applied"_L1, "total"_L1}))
        return HistoryKind::Atlas;
    if (name == "goose_db_version"_L1 && hasAll(columns, {"version_id"_L1, "is_applied"_L1}))
        return HistoryKind::Goose;
    if (name == "_sqlx_migrations"_L1 && hasAll(columns, {"version"_L1, "checksum"_L1}))
        return HistoryKind::Sqlx;
    if (name == "__diesel_schema_migrations"_L1 && hasAll(columns, {"version"_L1, "run_on"_L1}))
        return HistoryKind::Diesel;
    return HistoryKind::Unknown;
}

Result<QList<HistoryTable>> findHistories(pg::Connection &connection, const pg::CallLimits &limits)
{
    const auto rows = connection.query(findSql, {}, limits);
    if (!rows)
        return rows.error().within(u"look for history tables"_s);
    QList<HistoryTable> tables;
    for (int row = 0; row < rows->rowCount(); ++row) {
        HistoryTable table{.schema = rows->text(row, 0), .name = rows->text(row, 1), .columns = {}};
        const auto columns = QJsonDocument::fromJson(rows->bytes(row, 2).toByteArray()).array();
        for (const QJsonValue &value : columns) {
            const auto column = value.toObject();
            table.columns.append({.name = column.value(u"name"_s).toString(),
                                  .type = column.value(u"type"_s).toString(),
                                  .mandatory = column.value(u"mandatory"_s).toBool()});
        }
        table.kind = recogniseHistory(table.schema, table.name, table.columns);
        if (table.kind != HistoryKind::Unknown || table.name == "schema_migrations"_L1)
            tables.append(table);
    }
    return tables;
}

Result<History> readHistory(pg::Connection &connection, const HistoryTable &table,
                            const pg::CallLimits &limits)
{
    const QString sql = selectSql(table);
    if (sql.isEmpty()) {
        return Error{
            .kind = Error::Kind::Unsupported,
            .message =
                u"%1 is a history of %2, which Howdah recognises but does not read yet."_s.arg(
                    table.qualifiedName(), historyKindName(table.kind))};
    }
    const auto rows = connection.query(sql, {}, limits);
    if (!rows)
        return rows.error().within(u"read "_s + table.qualifiedName());
    History history{.kind = table.kind,
                    .schema = table.schema,
                    .table = table.name,
                    .exists = true,
                    .columns = table.columns,
                    .rows = {}};
    for (int row = 0; row < rows->rowCount(); ++row) {
        history.rows.append(
            {.version = rows->text(row, 0),
             .description = rows->text(row, 1),
             .type = rows->text(row, 2),
             .script = rows->text(row, 3),
             .checksum = rows->text(row, 4),
             .appliedBy = rows->text(row, 5),
             .appliedAt = QDateTime::fromString(rows->text(row, 6), Qt::ISODateWithMs),
             .executionMs = rows->isNull(row, 7) ? -1 : rows->integer(row, 7),
             .rank = rows->integer(row, 8),
             .success = rows->isNull(row, 9) || rows->boolean(row, 9),
             .dirty = rows->boolean(row, 10)});
    }
    return history;
}

} // namespace howdah::planner
