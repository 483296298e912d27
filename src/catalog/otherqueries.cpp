#include "catalog/otherquery.h"

// The small catalogs. Each query answers oid, schema, owner, parent, name, identity, acl,
// definition, detail; the definition is a CREATE statement put together by the server's own
// quoting, for what people made (OID ≥ 16384) only. reg* types print qualified names, because the
// search_path is empty. Secrets (options of user mappings, passwords in a subscription's conninfo)
// are left out here, so that they never reach a file or a screen.

namespace howdah::catalog::raw {

namespace {

constexpr auto columnsOf =
    "SELECT (%oid)::pg_catalog.oid, (%schema)::pg_catalog.oid, (%owner)::pg_catalog.oid, "
    "(%parent)::pg_catalog.oid,"
    " (%name)::pg_catalog.text, (%identity)::pg_catalog.text, (%acl)::pg_catalog.text, %definition,"
    " (%detail)::pg_catalog.text FROM ";

constexpr auto named = "pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(o.%1)";

} // namespace

OtherQuery query(Kind kind, const char *catalog, const Parts &parts)
{
    const QByteArray definition = "CASE WHEN " + QByteArray(parts.oid) + " >= 16384 THEN (" +
                                  parts.definition + ")::pg_catalog.text END";
    return {.kind = kind,
            .catalog = catalog,
            .sql = QByteArray(columnsOf)
                       .replace("%oid", parts.oid)
                       .replace("%schema", parts.schema)
                       .replace("%owner", parts.owner)
                       .replace("%parent", parts.parent)
                       .replace("%name", parts.name)
                       .replace("%identity", parts.identity)
                       .replace("%acl", parts.acl)
                       .replace("%definition", definition)
                       .replace("%detail", parts.detail) +
                   parts.from};
}

QByteArray options(const char *column, const char *except)
{
    return QByteArray(
               "(SELECT ' OPTIONS (' || string_agg(pg_catalog.quote_ident(option_name) || ' ' ||"
               " pg_catalog.quote_literal(option_value), ', ') || ')'"
               " FROM pg_catalog.pg_options_to_table(%1)%2)")
        .replace("%1", column)
        .replace("%2", except);
}

QByteArray function(const char *word, const char *column)
{
    return QByteArray(" || CASE WHEN %2::pg_catalog.oid <> 0 THEN '%1' || %2 ELSE '' END")
        .replace("%1", word)
        .replace("%2", column);
}

QByteArray qualified(const char *column)
{
    return QByteArray(named).replace("%1", column);
}

QByteArray joined(const char *catalog, const char *namespaceColumn)
{
    return QByteArray("pg_catalog.%1 o JOIN pg_catalog.pg_namespace n ON n.oid = o.%2 WHERE o.oid "
                      ">= 16384")
        .replace("%1", catalog)
        .replace("%2", namespaceColumn);
}

std::vector<std::vector<OtherQuery>> others(int version)
{
    return {clusterWide(version), databaseWide(), operators(),         textAndCollation(version),
            aggregates(),         foreign(),      replication(version)};
}

} // namespace howdah::catalog::raw
