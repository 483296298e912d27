#include "planner/databasefacts.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

const auto sessionSql = uR"(
SELECT current_setting('server_version'), current_database(), current_user, current_schema(),
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user), pg_is_in_recovery(),
       coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),
       has_database_privilege(current_database(), 'CREATE'))"_s;

const auto extensionsSql = uR"(
SELECT a.name, a.installed_version, a.default_version,
       coalesce((SELECT bool_or(v.trusted OR NOT v.superuser) FROM pg_available_extension_versions v
                  WHERE v.name = a.name AND v.version = a.default_version), false)
  FROM pg_available_extensions a)"_s;

} // namespace

const ExtensionFact *DatabaseFacts::extension(const QString &name) const
{
    const auto found =
        std::ranges::find_if(extensions, [&](const ExtensionFact &e) { return e.name == name; });
    return found == extensions.end() ? nullptr : &*found;
}

Result<DatabaseFacts> inspectDatabase(pg::Connection &connection, const pg::CallLimits &limits)
{
    const auto session = connection.query(sessionSql, {}, limits);
    if (!session)
        return session.error().within(u"look at the database"_s);
    DatabaseFacts facts;
    facts.serverVersion = connection.serverVersion();
    facts.serverVersionText = session->text(0, 0);
    facts.database = session->text(0, 1);
    facts.user = session->text(0, 2);
    facts.schema = session->text(0, 3);
    facts.superuser = session->boolean(0, 4);
    facts.inRecovery = session->boolean(0, 5);
    facts.mayCreateInSchema = session->boolean(0, 6);
    facts.mayCreateInDatabase = session->boolean(0, 7);

    const auto extensions = connection.query(extensionsSql, {}, limits);
    if (!extensions)
        return extensions.error().within(u"list the extensions"_s);
    for (int row = 0; row < extensions->rowCount(); ++row) {
        facts.extensions.append({.name = extensions->text(row, 0),
                                 .installedVersion = extensions->text(row, 1),
                                 .defaultVersion = extensions->text(row, 2),
                                 .trusted = extensions->boolean(row, 3)});
    }

    auto tables = findHistories(connection, limits);
    if (!tables)
        return tables.error();
    facts.historyTables = *tables;
    for (const HistoryTable &table : *tables) {
        auto history = readHistory(connection, table, limits);
        if (history)
            facts.histories.append(*history);
        else if (history.error().kind != Error::Kind::Unsupported)
            return history.error();
    }
    return facts;
}

QString packageFor(const QString &extension, int serverVersion)
{
    const int major = serverVersion / 10000;
    if (extension == "vector"_L1) {
        return u"Install pgvector on the server: the package postgresql-%1-pgvector (Debian, "
               u"Ubuntu), pgvector_%1 "
               u"(Red Hat, PGDG) or pgvector (Homebrew); managed services switch it on in their console."_s
                   .arg(major);
    }
    static const QStringList contrib{
        u"pg_trgm"_s,      u"uuid-ossp"_s,  u"pgcrypto"_s,  u"pg_stat_statements"_s,
        u"hstore"_s,       u"citext"_s,     u"btree_gin"_s, u"btree_gist"_s,
        u"ltree"_s,        u"unaccent"_s,   u"intarray"_s,  u"tablefunc"_s,
        u"postgres_fdw"_s, u"pgstattuple"_s};
    if (contrib.contains(extension)) {
        return u"It belongs to PostgreSQL's own additions: install the package postgresql-contrib "
               u"(Red Hat, Alpine) or "
               u"postgresql-%1 (Debian, Ubuntu) on the server."_s.arg(major);
    }
    static const QHash<QString, QString> others{
        {u"postgis"_s, u"postgresql-%1-postgis-3"_s},
        {u"pg_cron"_s, u"postgresql-%1-cron"_s},
        {u"pg_partman"_s, u"postgresql-%1-partman"_s},
        {u"timescaledb"_s, u"timescaledb-2-postgresql-%1"_s},
        {u"pg_repack"_s, u"postgresql-%1-repack"_s},
        {u"pgaudit"_s, u"postgresql-%1-pgaudit"_s}};
    if (others.contains(extension))
        return u"Install the package %1 (Debian, Ubuntu) on the server."_s.arg(
            others.value(extension).arg(major));
    return u"Install the package that brings it on the server."_s;
}

} // namespace howdah::planner
