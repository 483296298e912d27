#include "catalog/rawqueries.h"

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

struct Parts
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

QByteArray options(const char *column, const char *except = "")
{
    return QByteArray(
               "(SELECT ' OPTIONS (' || string_agg(pg_catalog.quote_ident(option_name) || ' ' ||"
               " pg_catalog.quote_literal(option_value), ', ') || ')'"
               " FROM pg_catalog.pg_options_to_table(%1)%2)")
        .replace("%1", column)
        .replace("%2", except);
}

/// Appends " WORD value" when the function @p column is set.
QByteArray function(const char *word, const char *column)
{
    return QByteArray(" || CASE WHEN %2::pg_catalog.oid <> 0 THEN '%1' || %2 ELSE '' END")
        .replace("%1", word)
        .replace("%2", column);
}

constexpr auto named = "pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(o.%1)";

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

std::vector<OtherQuery> clusterWide(int version)
{
    std::vector<OtherQuery> all;
    all.push_back(
        query(Kind::Database, "pg_database",
              {.from = "pg_catalog.pg_database o",
               .owner = "o.datdba",
               .name = "o.datname",
               .acl = "o.datacl",
               .definition = "pg_catalog.format('CREATE DATABASE %I ENCODING %L', o.datname,"
                             " pg_catalog.pg_encoding_to_char(o.encoding))",
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

std::vector<OtherQuery> operators()
{
    std::vector<OtherQuery> all;
    static const QByteArray fromOperator =
        joined("pg_operator", "oprnamespace") + " AND o.oprcode <> 0";
    static const QByteArray familyMembers =
        "(SELECT string_agg(m, ', ' ORDER BY m) FROM (SELECT 'OPERATOR ' || a.amopstrategy || ' ' "
        "||"
        " a.amopopr::pg_catalog.regoperator || CASE WHEN a.amopsortfamily <> 0 THEN ' FOR ORDER BY "
        "' || (SELECT"
        " pg_catalog.quote_ident(sn.nspname) || '.' || pg_catalog.quote_ident(sf.opfname) FROM"
        " pg_catalog.pg_opfamily sf JOIN pg_catalog.pg_namespace sn ON sn.oid = sf.opfnamespace "
        "WHERE"
        " sf.oid = a.amopsortfamily) ELSE '' END FROM pg_catalog.pg_amop a JOIN "
        "pg_catalog.pg_depend d ON"
        " d.classid = 2602 AND d.objid = a.oid AND d.refclassid = %1 AND d.refobjid = o.oid"
        " UNION ALL SELECT 'FUNCTION ' || p.amprocnum || ' (' || "
        "pg_catalog.format_type(p.amproclefttype, NULL) ||"
        " ', ' || pg_catalog.format_type(p.amprocrighttype, NULL) || ') ' || "
        "p.amproc::pg_catalog.oid"
        "::pg_catalog.regprocedure FROM pg_catalog.pg_amproc p JOIN pg_catalog.pg_depend d ON "
        "d.classid = 2603"
        " AND d.objid = p.oid AND d.refclassid = %1 AND d.refobjid = o.oid) AS x (m))";
    all.push_back(query(Kind::Operator, "pg_operator",
                        {.from = fromOperator.constData(),
                         .schema = "o.oprnamespace",
                         .owner = "o.oprowner",
                         .name = "o.oprname",
                         .identity = "o.oid::pg_catalog.regoperator",
                         .definition = "'CREATE OPERATOR ' || pg_catalog.quote_ident(n.nspname) || "
                                       "'.' || o.oprname || ' (FUNCTION = ' || o.oprcode"
                                       " || CASE WHEN o.oprleft <> 0 THEN ', LEFTARG = ' || "
                                       "pg_catalog.format_type(o.oprleft, NULL) ELSE '' END"
                                       " || CASE WHEN o.oprright <> 0 THEN ', RIGHTARG = ' || "
                                       "pg_catalog.format_type(o.oprright, NULL) ELSE ''"
                                       " END || COALESCE((SELECT ', COMMUTATOR = OPERATOR(' || "
                                       "pg_catalog.quote_ident(cn.nspname) || '.' ||"
                                       " c.oprname || ')' FROM pg_catalog.pg_operator c JOIN "
                                       "pg_catalog.pg_namespace cn ON cn.oid ="
                                       " c.oprnamespace WHERE c.oid = o.oprcom), '') || "
                                       "COALESCE((SELECT ', NEGATOR = OPERATOR(' ||"
                                       " pg_catalog.quote_ident(cn.nspname) || '.' || c.oprname || "
                                       "')' FROM pg_catalog.pg_operator c JOIN"
                                       " pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace "
                                       "WHERE c.oid = o.oprnegate), '')"
                                       " || CASE WHEN o.oprcanmerge THEN ', MERGES' ELSE '' END"
                                       " || CASE WHEN o.oprcanhash THEN ', HASHES' ELSE '' END" +
                                       function(", RESTRICT = ", "o.oprrest") +
                                       function(", JOIN = ", "o.oprjoin") + " || ')'",
                         .detail = "pg_catalog.format_type(o.oprresult, NULL)"}));
    static const QByteArray fromFamily =
        "pg_catalog.pg_opfamily o JOIN pg_catalog.pg_namespace n ON n.oid ="
        " o.opfnamespace JOIN pg_catalog.pg_am a ON a.oid = o.opfmethod WHERE"
        " o.oid >= 16384";
    const QByteArray familyName =
        qualified("opfname") + " || ' USING ' || pg_catalog.quote_ident(a.amname)";
    all.push_back(query(Kind::OperatorFamily, "pg_opfamily",
                        {.from = fromFamily.constData(),
                         .schema = "o.opfnamespace",
                         .owner = "o.opfowner",
                         .name = "o.opfname",
                         .identity = familyName.constData(),
                         .definition = "'CREATE OPERATOR FAMILY ' || " +
                                       familyName
                                       // Members that belong to no class.
                                       + " || COALESCE(E';\\nALTER OPERATOR FAMILY ' || " +
                                       familyName + " || ' ADD ' || " +
                                       QByteArray(familyMembers).replace("%1", "2753") + ", '')",
                         .detail = "a.amname"}));
    static const QByteArray fromClass =
        "pg_catalog.pg_opclass o JOIN pg_catalog.pg_namespace n ON n.oid ="
        " o.opcnamespace JOIN pg_catalog.pg_am a ON a.oid = o.opcmethod JOIN"
        " pg_catalog.pg_opfamily f ON f.oid = o.opcfamily JOIN"
        " pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace WHERE"
        " o.oid >= 16384";
    const QByteArray className =
        qualified("opcname") + " || ' USING ' || pg_catalog.quote_ident(a.amname)";
    all.push_back(query(
        Kind::OperatorClass, "pg_opclass",
        {.from = fromClass.constData(),
         .schema = "o.opcnamespace",
         .owner = "o.opcowner",
         .name = "o.opcname",
         .identity = className.constData(),
         .definition = "'CREATE OPERATOR CLASS ' || " + qualified("opcname") +
                       " || CASE WHEN o.opcdefault THEN ' DEFAULT' ELSE '' END || ' FOR TYPE ' ||"
                       " pg_catalog.format_type(o.opcintype, NULL) || ' USING ' || "
                       "pg_catalog.quote_ident(a.amname)"
                       " || ' FAMILY ' || pg_catalog.quote_ident(fn.nspname) || '.' ||"
                       " pg_catalog.quote_ident(f.opfname) || ' AS ' || COALESCE(" +
                       QByteArray(familyMembers).replace("%1", "2616") +
                       " || CASE WHEN o.opckeytype <> 0 THEN ', STORAGE ' || "
                       "pg_catalog.format_type(o.opckeytype,"
                       " NULL) ELSE '' END, 'STORAGE ' || pg_catalog.format_type(CASE WHEN "
                       "o.opckeytype <> 0 THEN"
                       " o.opckeytype ELSE o.opcintype END, NULL))",
         .detail = "a.amname || ', ' || pg_catalog.format_type(o.opcintype, NULL)"}));
    return all;
}

QByteArray collationDefinition(int version)
{
    const QByteArray locale = version >= 170000   ? "o.colllocale"
                              : version >= 150000 ? "o.colliculocale"
                                                  : "NULLIF(o.collcollate, NULL)";
    QByteArray text =
        "'CREATE COLLATION ' || " + qualified("collname") +
        " || ' (PROVIDER = ' || CASE o.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin'"
        " WHEN 'c' THEN 'libc' ELSE 'default' END || CASE WHEN o.collisdeterministic THEN '' ELSE"
        " ', DETERMINISTIC = false' END || CASE WHEN o.collprovider <> 'c' THEN ', LOCALE = ' ||"
        " pg_catalog.quote_literal(" +
        locale +
        ") WHEN o.collcollate = o.collctype THEN ', LOCALE = ' ||"
        " pg_catalog.quote_literal(o.collcollate) ELSE ', LC_COLLATE = ' ||"
        " pg_catalog.quote_literal(o.collcollate) || ', LC_CTYPE = ' ||"
        " pg_catalog.quote_literal(o.collctype) END";
    if (version >= 160000)
        text += " || COALESCE(', RULES = ' || pg_catalog.quote_literal(o.collicurules), '')";
    return text + " || ')'";
}

std::vector<OtherQuery> textAndCollation(int version)
{
    std::vector<OtherQuery> all;
    all.push_back(query(
        Kind::Collation, "pg_collation",
        {.from =
             "pg_catalog.pg_collation o JOIN pg_catalog.pg_namespace n ON n.oid = o.collnamespace",
         .schema = "o.collnamespace",
         .owner = "o.collowner",
         .name = "o.collname",
         .identity =
             "pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(o.collname)",
         .definition = collationDefinition(version),
         .detail =
             "CASE o.collprovider WHEN 'i' THEN 'ICU' WHEN 'b' THEN 'builtin' ELSE 'libc' END"}));
    const auto add = [&all](Kind kind, const char *catalog, const char *prefix,
                            const QByteArray &definition, bool hasOwner) {
        const QByteArray from =
            joined(catalog, QByteArray(QByteArray(prefix) + "namespace").constData());
        const QByteArray name = QByteArray(prefix) + "name";
        const QByteArray identity = qualified(name.constData());
        all.push_back(query(
            kind, catalog,
            {.from = from.constData(),
             .schema = QByteArray("o." + QByteArray(prefix) + "namespace").constData(),
             .owner = hasOwner ? QByteArray("o." + QByteArray(prefix) + "owner").constData() : "0",
             .name = QByteArray("o." + name).constData(),
             .identity = identity.constData(),
             .definition = definition}));
    };
    add(Kind::Conversion, "pg_conversion", "con",
        "'CREATE ' || CASE WHEN o.condefault THEN 'DEFAULT ' ELSE '' END || 'CONVERSION ' || " +
            qualified("conname") +
            " || ' FOR ' || "
            "pg_catalog.quote_literal(pg_catalog.pg_encoding_to_char(o.conforencoding)) || ' TO ' "
            "||"
            " pg_catalog.quote_literal(pg_catalog.pg_encoding_to_char(o.contoencoding)) || ' FROM "
            "' || o.conproc",
        true);
    add(Kind::TextSearchParser, "pg_ts_parser", "prs",
        "'CREATE TEXT SEARCH PARSER ' || " + qualified("prsname") +
            " || ' (START = ' || o.prsstart || ', GETTOKEN = ' || o.prstoken || ', END = ' || "
            "o.prsend" +
            function(", HEADLINE = ", "o.prsheadline") +
            " || ', LEXTYPES = ' || o.prslextype || ')'",
        false);
    add(Kind::TextSearchTemplate, "pg_ts_template", "tmpl",
        "'CREATE TEXT SEARCH TEMPLATE ' || " + qualified("tmplname") +
            " || ' (LEXIZE = ' || o.tmpllexize" + function(", INIT = ", "o.tmplinit") + " || ')'",
        false);
    add(Kind::TextSearchDictionary, "pg_ts_dict", "dict",
        "'CREATE TEXT SEARCH DICTIONARY ' || " + qualified("dictname") +
            " || ' (TEMPLATE = ' || (SELECT pg_catalog.quote_ident(tn.nspname) || '.' ||"
            " pg_catalog.quote_ident(t.tmplname) FROM pg_catalog.pg_ts_template t JOIN "
            "pg_catalog.pg_namespace tn"
            " ON tn.oid = t.tmplnamespace WHERE t.oid = o.dicttemplate) || COALESCE(', ' || "
            "o.dictinitoption, '')"
            " || ')'",
        true);
    add(Kind::TextSearchConfiguration, "pg_ts_config", "cfg",
        "'CREATE TEXT SEARCH CONFIGURATION ' || " + qualified("cfgname") +
            " || ' (PARSER = ' || (SELECT pg_catalog.quote_ident(pn.nspname) || '.' ||"
            " pg_catalog.quote_ident(p.prsname) FROM pg_catalog.pg_ts_parser p JOIN "
            "pg_catalog.pg_namespace pn"
            " ON pn.oid = p.prsnamespace WHERE p.oid = o.cfgparser) || ')' || COALESCE((SELECT "
            "string_agg("
            "E';\\nALTER TEXT SEARCH CONFIGURATION ' || " +
            qualified("cfgname") +
            " || ' ADD MAPPING FOR ' || pg_catalog.quote_ident(m.alias) || ' WITH ' || "
            "m.dictionaries, '' ORDER BY"
            " m.tokid) FROM (SELECT t.tokid, t.alias, "
            "string_agg(c.mapdict::pg_catalog.regdictionary::pg_catalog"
            ".text, ', ' ORDER BY c.mapseqno) AS dictionaries FROM pg_catalog.pg_ts_config_map c "
            "JOIN"
            " pg_catalog.ts_token_type(o.cfgparser) AS t ON t.tokid = c.maptokentype WHERE "
            "c.mapcfg = o.oid"
            " GROUP BY t.tokid, t.alias) AS m), '')",
        true);
    return all;
}

std::vector<OtherQuery> aggregates()
{
    std::vector<OtherQuery> all;
    // What stands in the parentheses of CREATE AGGREGATE.
    const QByteArray definition =
        "'SFUNC = ' || g.aggtransfn || ', STYPE = ' || pg_catalog.format_type(g.aggtranstype, NULL)"
        " || CASE WHEN g.aggtransspace > 0 THEN ', SSPACE = ' || g.aggtransspace ELSE '' END"
        " || COALESCE(', INITCOND = ' || pg_catalog.quote_literal(g.agginitval), '')" +
        function(", FINALFUNC = ", "g.aggfinalfn") +
        " || CASE WHEN g.aggfinalextra THEN ', FINALFUNC_EXTRA' ELSE '' END"
        " || CASE WHEN g.aggfinalmodify <> CASE WHEN g.aggkind = 'n' THEN 'r' ELSE 'w' "
        "END::\"char\" THEN"
        " ', FINALFUNC_MODIFY = ' || CASE g.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN "
        "'SHAREABLE' ELSE"
        " 'READ_WRITE' END ELSE '' END" +
        function(", COMBINEFUNC = ", "g.aggcombinefn") +
        function(", SERIALFUNC = ", "g.aggserialfn") +
        function(", DESERIALFUNC = ", "g.aggdeserialfn") +
        function(", MSFUNC = ", "g.aggmtransfn") + function(", MINVFUNC = ", "g.aggminvtransfn") +
        " || CASE WHEN g.aggmtranstype <> 0 THEN ', MSTYPE = ' || "
        "pg_catalog.format_type(g.aggmtranstype, NULL) ELSE"
        " '' END || CASE WHEN g.aggmtransspace > 0 THEN ', MSSPACE = ' || g.aggmtransspace ELSE '' "
        "END"
        " || COALESCE(', MINITCOND = ' || pg_catalog.quote_literal(g.aggminitval), '')" +
        function(", MFINALFUNC = ", "g.aggmfinalfn") +
        " || CASE WHEN g.aggmfinalextra THEN ', MFINALFUNC_EXTRA' ELSE '' END"
        " || CASE WHEN g.aggmtranstype <> 0 AND g.aggmfinalmodify <> CASE WHEN g.aggkind = 'n' "
        "THEN 'r' ELSE 'w'"
        " END::\"char\" THEN ', MFINALFUNC_MODIFY = ' || CASE g.aggmfinalmodify WHEN 'r' THEN "
        "'READ_ONLY' WHEN 's'"
        " THEN 'SHAREABLE' ELSE 'READ_WRITE' END ELSE '' END"
        " || CASE WHEN g.aggsortop <> 0 THEN ', SORTOP = OPERATOR(' || (SELECT "
        "pg_catalog.quote_ident(sn.nspname)"
        " || '.' || s.oprname FROM pg_catalog.pg_operator s JOIN pg_catalog.pg_namespace sn ON "
        "sn.oid ="
        " s.oprnamespace WHERE s.oid = g.aggsortop) || ')' ELSE '' END"
        " || CASE o.proparallel WHEN 's' THEN ', PARALLEL = SAFE' WHEN 'r' THEN ', PARALLEL = "
        "RESTRICTED' ELSE ''"
        " END || CASE WHEN g.aggkind = 'h' THEN ', HYPOTHETICAL' ELSE '' END";
    all.push_back(
        query(Kind::Aggregate, "pg_aggregate",
              {.from = "pg_catalog.pg_aggregate g JOIN pg_catalog.pg_proc o ON o.oid = g.aggfnoid"
                       " WHERE o.oid >= 16384",
               .schema = "o.pronamespace",
               .owner = "o.proowner",
               .name = "o.proname",
               .acl = "o.proacl",
               .definition = definition,
               .detail = "g.aggkind"}));
    return all;
}

std::vector<OtherQuery> foreign()
{
    std::vector<OtherQuery> all;
    all.push_back(
        query(Kind::ForeignDataWrapper, "pg_foreign_data_wrapper",
              {.from = "pg_catalog.pg_foreign_data_wrapper o",
               .owner = "o.fdwowner",
               .name = "o.fdwname",
               .acl = "o.fdwacl",
               .definition = "pg_catalog.format('CREATE FOREIGN DATA WRAPPER %I', o.fdwname)" +
                             function(" HANDLER ", "o.fdwhandler::pg_catalog.regproc") +
                             function(" VALIDATOR ", "o.fdwvalidator::pg_catalog.regproc") +
                             " || COALESCE(" + options("o.fdwoptions") + ", '')"}));
    all.push_back(query(
        Kind::ForeignServer, "pg_foreign_server",
        {.from = "pg_catalog.pg_foreign_server o JOIN pg_catalog.pg_foreign_data_wrapper w ON "
                 "w.oid = o.srvfdw",
         .owner = "o.srvowner",
         .parent = "o.srvfdw",
         .name = "o.srvname",
         .acl = "o.srvacl",
         .definition =
             "pg_catalog.format('CREATE SERVER %I', o.srvname) || COALESCE(' TYPE ' ||"
             " pg_catalog.quote_literal(o.srvtype), '') || COALESCE(' VERSION ' ||"
             " pg_catalog.quote_literal(o.srvversion), '') || pg_catalog.format(' FOREIGN DATA"
             " WRAPPER %I', w.fdwname) || COALESCE(" +
             options("o.srvoptions") + ", '')",
         .detail = "w.fdwname"}));
    // pg_user_mapping itself is for superusers. Passwords stay on the server.
    all.push_back(query(
        Kind::UserMapping, "pg_user_mappings",
        {.from = "pg_catalog.pg_user_mappings o",
         .oid = "o.umid",
         .parent = "o.srvid",
         .name = "COALESCE(o.usename, 'public') || ' on ' || o.srvname",
         .definition =
             "pg_catalog.format('CREATE USER MAPPING FOR %s SERVER %I', CASE WHEN o.umuser ="
             " 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(o.usename) END, o.srvname) ||"
             " COALESCE(" +
             options("o.umoptions", " WHERE option_name !~* 'pass|secret|token|key'") + ", '')",
         .detail =
             "CASE WHEN o.umoptions::pg_catalog.text ~* '[{,\"](pass|[^=,]*(secret|token|key))'"
             " THEN 'secret' END"}));
    all.push_back(query(Kind::ForeignTable, "pg_foreign_table",
                        {.from = "pg_catalog.pg_foreign_table o JOIN pg_catalog.pg_foreign_server s"
                                 " ON s.oid = o.ftserver",
                         .oid = "o.ftrelid",
                         .parent = "o.ftserver",
                         .name = "s.srvname",
                         .definition = "pg_catalog.format('SERVER %I', s.srvname) || COALESCE(" +
                                       options("o.ftoptions") + ", '')"}));
    return all;
}

std::vector<OtherQuery> replication(int version)
{
    std::vector<OtherQuery> all;
    QByteArray publication =
        "pg_catalog.format('CREATE PUBLICATION %I', o.pubname) || CASE WHEN o.puballtables THEN ' "
        "FOR ALL TABLES' ELSE"
        " '' END || ' WITH (publish = ' || pg_catalog.quote_literal(pg_catalog.concat_ws(', ', "
        "CASE WHEN o.pubinsert"
        " THEN 'insert' END, CASE WHEN o.pubupdate THEN 'update' END, CASE WHEN o.pubdelete THEN "
        "'delete' END, CASE"
        " WHEN o.pubtruncate THEN 'truncate' END)) || CASE WHEN o.pubviaroot THEN ', "
        "publish_via_partition_root ="
        " true' ELSE '' END";
    if (version >= 180000)
        publication += " || CASE WHEN o.pubgencols = 's' THEN ', publish_generated_columns = "
                       "stored' ELSE '' END";
    all.push_back(query(Kind::Publication, "pg_publication",
                        {.from = "pg_catalog.pg_publication o",
                         .owner = "o.pubowner",
                         .name = "o.pubname",
                         .definition = publication + " || ')'",
                         .detail = "CASE WHEN o.puballtables THEN 'all tables' END"}));
    QByteArray members =
        "pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid JOIN"
        " pg_catalog.pg_class c ON c.oid = r.prrelid JOIN pg_catalog.pg_namespace n ON n.oid = "
        "c.relnamespace";
    QByteArray columns = "''";
    if (version >= 150000) {
        columns = "COALESCE((SELECT ' (' || string_agg(pg_catalog.quote_ident(a.attname), ', ' "
                  "ORDER BY a.attnum) ||"
                  " ')' FROM pg_catalog.pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = "
                  "ANY (r.prattrs)),"
                  " '')";
        members += " UNION ALL SELECT s.oid, 0, 0, s.pnpubid, p.pubname || ': schema ' || "
                   "n.nspname, NULL, NULL,"
                   " pg_catalog.format('ALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, "
                   "n.nspname), 'schema'"
                   " FROM pg_catalog.pg_publication_namespace s JOIN pg_catalog.pg_publication p "
                   "ON p.oid = s.pnpubid"
                   " JOIN pg_catalog.pg_namespace n ON n.oid = s.pnnspid";
    }
    all.push_back(query(
        Kind::PublicationMember, "pg_publication_rel",
        {.from = members.constData(),
         .oid = "r.oid",
         .owner = "r.prrelid",
         .parent = "r.prpubid",
         .name = "p.pubname || ': ' || n.nspname || '.' || c.relname",
         .definition = "pg_catalog.format('ALTER PUBLICATION %I ADD TABLE ONLY %I.%I', p.pubname,"
                       " n.nspname, c.relname) || " +
                       columns,
         .detail = version >= 150000
                       ? "CASE WHEN r.prqual IS NOT NULL THEN 'filter' ELSE 'table' END"
                       : "'table'"}));
    // subconninfo is for superusers and may hold a password: never read.
    QByteArray subscription =
        "pg_catalog.format('CREATE SUBSCRIPTION %I CONNECTION '''' PUBLICATION %s WITH (connect = "
        "false, slot_name ="
        " %s', o.subname, (SELECT string_agg(pg_catalog.quote_ident(x), ', ') FROM"
        " pg_catalog.unnest(o.subpublications) AS t (x)), "
        "COALESCE(pg_catalog.quote_literal(o.subslotname), 'NONE'))"
        " || CASE WHEN o.subsynccommit <> 'off' THEN ', synchronous_commit = ' ||"
        " pg_catalog.quote_literal(o.subsynccommit) ELSE '' END";
    if (version >= 140000)
        subscription += " || CASE WHEN o.subbinary THEN ', binary = true' ELSE '' END";
    all.push_back(
        query(Kind::Subscription, "pg_subscription",
              {.from = "pg_catalog.pg_subscription o WHERE o.subdbid = (SELECT d.oid FROM"
                       " pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())",
               .owner = "o.subowner",
               .name = "o.subname",
               .definition = subscription + " || ')'",
               .detail = "CASE WHEN o.subenabled THEN 'enabled' ELSE 'disabled' END"}));
    all.push_back(query(
        Kind::Statistics, "pg_statistic_ext",
        {.from = "pg_catalog.pg_statistic_ext o JOIN pg_catalog.pg_namespace n"
                 " ON n.oid = o.stxnamespace",
         .schema = "o.stxnamespace",
         .owner = "o.stxowner",
         .parent = "o.stxrelid",
         .name = "o.stxname",
         .identity =
             "pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(o.stxname)",
         .detail = "CASE WHEN o.stxstattarget >= 0 THEN o.stxstattarget::pg_catalog.text END"}));
    return all;
}

} // namespace

std::vector<std::vector<OtherQuery>> others(int version)
{
    return {clusterWide(version), databaseWide(), operators(),         textAndCollation(version),
            aggregates(),         foreign(),      replication(version)};
}

} // namespace howdah::catalog::raw
