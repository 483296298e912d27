// What is said about objects of every kind: comments, labels, belonging, first privileges.
#include "catalog/rawqueries.h"

namespace howdah::catalog::raw {

RawQuery<Comment> comments()
{
    return {.catalog = "pg_description",
            .fields = {{"classoid", &Comment::catalog},
                       {"objoid", &Comment::oid},
                       {"objsubid", &Comment::number},
                       {"description", &Comment::text}},
            // Below are initdb's own, of which people may change that of the schema public.
            .from = "pg_catalog.pg_description WHERE objoid >= 16384 OR (classoid = 2615 AND "
                    "objoid = 2200)"};
}

RawQuery<Comment> sharedComments()
{
    return {.catalog = "pg_shdescription",
            .fields = {{"classoid", &Comment::catalog},
                       {"objoid", &Comment::oid},
                       {"0", &Comment::number},
                       {"description", &Comment::text}},
            .from = "pg_catalog.pg_shdescription"};
}

RawQuery<SecurityLabel> securityLabels()
{
    return {.catalog = "pg_seclabel",
            .fields = {{"classoid", &SecurityLabel::catalog},
                       {"objoid", &SecurityLabel::oid},
                       {"objsubid", &SecurityLabel::number},
                       {"provider", &SecurityLabel::provider},
                       {"label", &SecurityLabel::label}},
            .from = "(SELECT objoid, classoid, objsubid, provider, label FROM "
                    "pg_catalog.pg_seclabel UNION ALL SELECT objoid, classoid, 0, provider, label "
                    "FROM pg_catalog.pg_shseclabel) AS l"};
}

RawQuery<Membership> memberships()
{
    return {.catalog = "pg_depend",
            .fields = {{"classid", &Membership::catalog},
                       {"objid", &Membership::oid},
                       {"refobjid", &Membership::extension}},
            .from = "pg_catalog.pg_depend WHERE refclassid = 3079 AND deptype = 'e'"};
}

RawQuery<Membership> extensionUses()
{
    return {.catalog = "pg_depend",
            .fields = {{"classid", &Membership::catalog},
                       {"objid", &Membership::oid},
                       {"refobjid", &Membership::extension}},
            .from = "pg_catalog.pg_depend WHERE refclassid = 3079 AND deptype = 'x'"};
}

RawQuery<InitialPrivileges> initialPrivileges()
{
    return {.catalog = "pg_init_privs",
            .fields = {{"classoid", &InitialPrivileges::catalog},
                       {"objoid", &InitialPrivileges::oid},
                       {"objsubid", &InitialPrivileges::number},
                       {"initprivs", &InitialPrivileges::acl}},
            .from = "pg_catalog.pg_init_privs"};
}

RawQuery<Oddity> oddities()
{
    return {
        .catalog = "pg_trigger",
        .fields = {{"catalog", &Oddity::catalog}, {"oid", &Oddity::oid}, {"what", &Oddity::what}},
        // The names of such triggers hold OIDs: DISABLE TRIGGER would say nothing elsewhere.
        .from = "(SELECT 1259 AS catalog, tgrelid AS oid, pg_catalog.count(*) || ' internal"
                " triggers (of foreign keys, of deferred keys) are switched off' AS what FROM "
                "pg_catalog.pg_trigger WHERE"
                " tgisinternal AND tgenabled <> 'O' AND tgparentid = 0 GROUP BY tgrelid"
                " UNION ALL SELECT 1259, t.typrelid, 'its row type has privileges of its own: '"
                " || t.typacl::pg_catalog.text FROM pg_catalog.pg_type t JOIN"
                " pg_catalog.pg_class c ON c.oid = t.typrelid WHERE c.relkind <> 'c' AND"
                " t.typacl IS NOT NULL) AS o"};
}

} // namespace howdah::catalog::raw
