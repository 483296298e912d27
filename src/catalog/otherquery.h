#pragma once

#include "catalog/rawqueries.h"

/// What the queries of the small catalogs are put together from.
namespace howdah::catalog::raw {

/// The parts of one query; every one but the definition is an SQL expression that is cast as
/// needed.
struct Parts final
{
    const char *from;
    const char *oid = "o.oid";
    const char *schema = "0";
    const char *owner = "0";
    const char *parent = "0";
    const char *name;
    const char *identity = "NULL";
    const char *acl = "NULL";
    QByteArray definition = "NULL";
    const char *detail = "NULL";
};

[[nodiscard]] OtherQuery query(Kind kind, const char *catalog, const Parts &parts);
/// " OPTIONS (name 'value', …)" of an options array, NULL when there are none.
[[nodiscard]] QByteArray options(const char *column, const char *except = "");
/// Appends " WORD value" when the function @p column is set.
[[nodiscard]] QByteArray function(const char *word, const char *column);
/// The quoted name of o in the schema n.
[[nodiscard]] QByteArray qualified(const char *column);
/// FROM … WHERE: what people made, as o, with its schema, as n.
[[nodiscard]] QByteArray joined(const char *catalog, const char *namespaceColumn);

// The groups that others() is made of.
[[nodiscard]] std::vector<OtherQuery> clusterWide(int version);
[[nodiscard]] std::vector<OtherQuery> databaseWide();
[[nodiscard]] std::vector<OtherQuery> operators();
[[nodiscard]] std::vector<OtherQuery> textAndCollation(int version);
[[nodiscard]] std::vector<OtherQuery> aggregates();
[[nodiscard]] std::vector<OtherQuery> foreign();
[[nodiscard]] std::vector<OtherQuery> replication(int version);

} // namespace howdah::catalog::raw
