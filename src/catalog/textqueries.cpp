// Collations, conversions and text search.
#include "catalog/otherquery.h"

namespace howdah::catalog::raw {

namespace {

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

} // namespace

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

} // namespace howdah::catalog::raw
