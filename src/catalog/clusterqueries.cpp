// What belongs to the server, and what belongs to the database but to no schema.
#include "catalog/otherquery.h"

namespace howdah::catalog::raw {

std::vector<OtherQuery> clusterWide(int version)
{
    std::vector<OtherQuery> all;
    const QByteArray locale = version >= 170000 ? "o.datlocale" : "o.daticulocale";
    const QByteArray provider =
        version >= 150000
            ? " || CASE o.datlocprovider WHEN 'i' THEN pg_catalog.format(' LOCALE_PROVIDER icu"
              " ICU_LOCALE %L', " +
                  locale +
                  ") WHEN 'b' THEN pg_catalog.format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE "
                  "%L', " +
                  locale + ") ELSE '' END"
            : QByteArray();
    all.push_back(
        query(Kind::Database, "pg_database",
              {.from = "pg_catalog.pg_database o",
               .owner = "o.datdba",
               .name = "o.datname",
               .acl = "o.datacl",
               .definition =
                   "pg_catalog.format('CREATE DATABASE %I TEMPLATE template0 ENCODING %L LC_COLLATE"
                   " %L LC_CTYPE %L', o.datname, pg_catalog.pg_encoding_to_char(o.encoding),"
                   " o.datcollate, o.datctype)" +
                   provider +
                   " || CASE WHEN o.datconnlimit <> -1 THEN ' CONNECTION LIMIT ' || o.datconnlimit"
                   " ELSE '' END || CASE WHEN o.datistemplate THEN ' IS_TEMPLATE true' ELSE '' END",
               .detail = "pg_catalog.pg_encoding_to_char(o.encoding) || ', ' || o.datcollate"
                         " || CASE WHEN o.datistemplate THEN ', template' ELSE '' END"}));
    all.push_back(query(
        Kind::Role, "pg_roles",
        {.from = "pg_catalog.pg_roles o",
         .name = "o.rolname",
         .definition =
             "pg_catalog.format('CREATE ROLE %I', o.rolname)"
             " || CASE WHEN o.rolsuper THEN ' SUPERUSER' ELSE '' END"
             " || CASE WHEN o.rolinherit THEN '' ELSE ' NOINHERIT' END"
             " || CASE WHEN o.rolcreaterole THEN ' CREATEROLE' ELSE '' END"
             " || CASE WHEN o.rolcreatedb THEN ' CREATEDB' ELSE '' END"
             " || CASE WHEN o.rolcanlogin THEN ' LOGIN' ELSE '' END"
             " || CASE WHEN o.rolreplication THEN ' REPLICATION' ELSE '' END"
             " || CASE WHEN o.rolbypassrls THEN ' BYPASSRLS' ELSE '' END"
             " || CASE WHEN o.rolconnlimit >= 0 THEN ' CONNECTION LIMIT ' || o.rolconnlimit ELSE "
             "'' END"
             " || CASE WHEN o.rolvaliduntil IS NOT NULL THEN pg_catalog.format(' VALID UNTIL %L',"
             " o.rolvaliduntil) ELSE '' END",
         .detail = "CASE WHEN o.rolsuper THEN 'superuser' WHEN o.rolcanlogin THEN 'login' ELSE "
                   "'group' END"}));
    all.push_back(
        query(Kind::RoleMembership, "pg_auth_members",
              {.from = "pg_catalog.pg_auth_members o JOIN pg_catalog.pg_roles g ON g.oid = o.roleid"
                       " JOIN pg_catalog.pg_roles m ON m.oid = o.member",
               .oid = "o.member",
               .owner = "o.grantor",
               .parent = "o.roleid",
               .name = "m.rolname || ' in ' || g.rolname",
               .definition = "pg_catalog.format('GRANT %I TO %I', g.rolname, m.rolname)"
                             " || CASE WHEN o.admin_option THEN ' WITH ADMIN OPTION' ELSE '' END",
               .detail = "CASE WHEN o.admin_option THEN 'with admin option' END"}));
    all.push_back(
        query(Kind::RoleSetting, "pg_db_role_setting",
              {.from = "pg_catalog.pg_db_role_setting o LEFT JOIN pg_catalog.pg_roles r"
                       " ON r.oid = o.setrole LEFT JOIN pg_catalog.pg_database d"
                       " ON d.oid = o.setdatabase",
               .oid = "CASE WHEN o.setrole <> 0 THEN o.setrole ELSE o.setdatabase END",
               .parent = "o.setdatabase",
               .name = "COALESCE(r.rolname, 'all roles') || COALESCE(' in ' || d.datname, '')",
               .detail = "pg_catalog.array_to_string(o.setconfig, ', ')"}));
    all.push_back(
        query(Kind::Tablespace, "pg_tablespace",
              {.from = "pg_catalog.pg_tablespace o",
               .owner = "o.spcowner",
               .name = "o.spcname",
               .acl = "o.spcacl",
               .definition = "pg_catalog.format('CREATE TABLESPACE %I LOCATION %L', o.spcname,"
                             " pg_catalog.pg_tablespace_location(o.oid))",
               .detail = "pg_catalog.pg_tablespace_location(o.oid)"}));
    all.push_back(query(
        Kind::ReplicationSlot, "pg_replication_slots",
        {.from = "pg_catalog.pg_replication_slots o",
         .oid = "0",
         .parent = "COALESCE(o.datoid, 0)",
         .name = "o.slot_name",
         .detail =
             "o.slot_type || COALESCE(', ' || o.plugin, '') || COALESCE(', ' || o.database, '')"
             " || CASE WHEN o.active THEN ', active' ELSE ', inactive' END"}));
    if (version >= 150000) {
        all.push_back(query(Kind::ParameterPrivileges, "pg_parameter_acl",
                            {.from = "pg_catalog.pg_parameter_acl o",
                             .name = "o.parname",
                             .acl = "o.paracl",
                             .detail = "o.paracl::pg_catalog.text"}));
    }
    return all;
}

std::vector<OtherQuery> databaseWide()
{
    std::vector<OtherQuery> all;
    all.push_back(query(
        Kind::Extension, "pg_extension",
        {.from =
             "pg_catalog.pg_extension o JOIN pg_catalog.pg_namespace n ON n.oid = o.extnamespace",
         .schema = "o.extnamespace",
         .owner = "o.extowner",
         .name = "o.extname",
         .identity = "pg_catalog.quote_ident(o.extname)",
         .definition = "pg_catalog.format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I',"
                       " o.extname, n.nspname)",
         .detail = "o.extversion"}));
    all.push_back(
        query(Kind::AvailableExtension, "pg_available_extensions",
              {.from = "pg_catalog.pg_available_extensions() AS o (name, version, description)",
               .oid = "0",
               .name = "o.name",
               .detail = "o.version || ': ' || o.description"}));
    all.push_back(query(
        Kind::Language, "pg_language",
        {.from = "pg_catalog.pg_language o",
         .owner = "o.lanowner",
         .name = "o.lanname",
         .acl = "o.lanacl",
         .definition = "pg_catalog.format('CREATE %sLANGUAGE %I', CASE WHEN o.lanpltrusted THEN"
                       " 'TRUSTED ' ELSE '' END, o.lanname)" +
                       function(" HANDLER ", "o.lanplcallfoid::pg_catalog.regproc") +
                       function(" INLINE ", "o.laninline::pg_catalog.regproc") +
                       function(" VALIDATOR ", "o.lanvalidator::pg_catalog.regproc"),
         .detail = "CASE WHEN o.lanpltrusted THEN 'trusted' END"}));
    all.push_back(query(
        Kind::AccessMethod, "pg_am",
        {.from = "pg_catalog.pg_am o",
         .name = "o.amname",
         .definition = "pg_catalog.format('CREATE ACCESS METHOD %I TYPE %s HANDLER ', o.amname,"
                       " CASE o.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END) || o.amhandler",
         .detail = "CASE o.amtype WHEN 't' THEN 'table' ELSE 'index' END"}));
    all.push_back(
        query(Kind::Cast, "pg_cast",
              {.from = "pg_catalog.pg_cast o WHERE o.oid >= 16384",
               .name = "pg_catalog.format_type(o.castsource, NULL) || ' AS ' || "
                       "pg_catalog.format_type(o.casttarget, NULL)",
               .identity = "'(' || pg_catalog.format_type(o.castsource, NULL) || ' AS ' ||"
                           " pg_catalog.format_type(o.casttarget, NULL) || ')'",
               .definition =
                   "'CREATE CAST (' || pg_catalog.format_type(o.castsource, NULL) || ' AS ' ||"
                   " pg_catalog.format_type(o.casttarget, NULL) || ') ' || CASE o.castmethod WHEN "
                   "'b' THEN"
                   " 'WITHOUT FUNCTION' WHEN 'i' THEN 'WITH INOUT' ELSE 'WITH FUNCTION ' ||"
                   " o.castfunc::pg_catalog.regprocedure END || CASE o.castcontext WHEN 'a' THEN"
                   " ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END"}));
    all.push_back(query(
        Kind::Transform, "pg_transform",
        {.from = "pg_catalog.pg_transform o JOIN pg_catalog.pg_language l ON l.oid = o.trflang",
         .name = "pg_catalog.format_type(o.trftype, NULL) || ' FOR ' || l.lanname",
         .identity = "'FOR ' || pg_catalog.format_type(o.trftype, NULL) || ' LANGUAGE ' ||"
                     " pg_catalog.quote_ident(l.lanname)",
         .definition =
             "'CREATE TRANSFORM FOR ' || pg_catalog.format_type(o.trftype, NULL) || ' LANGUAGE ' ||"
             " pg_catalog.quote_ident(l.lanname) || ' (' || pg_catalog.concat_ws(', ',"
             " CASE WHEN o.trffromsql::pg_catalog.oid <> 0 THEN 'FROM SQL WITH FUNCTION ' ||"
             " o.trffromsql::pg_catalog.oid::pg_catalog.regprocedure END,"
             " CASE WHEN o.trftosql::pg_catalog.oid <> 0 THEN 'TO SQL WITH FUNCTION ' ||"
             " o.trftosql::pg_catalog.oid::pg_catalog.regprocedure END) || ')'"}));
    all.push_back(query(
        Kind::EventTrigger, "pg_event_trigger",
        {.from = "pg_catalog.pg_event_trigger o",
         .owner = "o.evtowner",
         .name = "o.evtname",
         .definition =
             "pg_catalog.format('CREATE EVENT TRIGGER %I ON %I', o.evtname, o.evtevent)"
             " || CASE WHEN o.evttags IS NOT NULL THEN ' WHEN TAG IN (' || (SELECT"
             " string_agg(pg_catalog.quote_literal(x), ', ') FROM pg_catalog.unnest(o.evttags) AS "
             "t (x))"
             " || ')' ELSE '' END || ' EXECUTE FUNCTION ' || o.evtfoid::pg_catalog.regproc || '()'"
             " || CASE o.evtenabled WHEN 'O' THEN '' ELSE pg_catalog.format("
             "E';\\nALTER EVENT TRIGGER %I %s', o.evtname, CASE o.evtenabled WHEN 'D' THEN "
             "'DISABLE'"
             " WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END) END",
         .detail = "o.evtevent || CASE o.evtenabled WHEN 'D' THEN ', disabled' ELSE '' END"}));
    all.push_back(query(Kind::DefaultPrivileges, "pg_default_acl",
                        {.from = "pg_catalog.pg_default_acl o LEFT JOIN pg_catalog.pg_namespace n "
                                 "ON n.oid = o.defaclnamespace",
                         .owner = "o.defaclrole",
                         // Not the place it lives in but what it says something about.
                         .parent = "o.defaclnamespace",
                         .name = "pg_catalog.pg_get_userbyid(o.defaclrole) || ': ' || CASE "
                                 "o.defaclobjtype WHEN 'r' THEN 'tables'"
                                 " WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' "
                                 "THEN 'types' WHEN 'n' THEN 'schemas'"
                                 " ELSE 'large objects' END || COALESCE(' in ' || n.nspname, '')",
                         .acl = "o.defaclacl",
                         .detail = "o.defaclobjtype"}));
    all.push_back(query(Kind::LargeObject, "pg_largeobject_metadata",
                        {.from = "pg_catalog.pg_largeobject_metadata o",
                         .owner = "o.lomowner",
                         .name = "o.oid",
                         .acl = "o.lomacl"}));
    return all;
}

} // namespace howdah::catalog::raw
