// Foreign data, replication and extended statistics.
#include "catalog/otherquery.h"

namespace howdah::catalog::raw {

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
    if (version >= 160000)
        subscription += " || CASE o.substream WHEN 't' THEN ', streaming = on' WHEN 'p' THEN"
                        " ', streaming = parallel' ELSE '' END";
    else if (version >= 140000)
        subscription += " || CASE WHEN o.substream THEN ', streaming = on' ELSE '' END";
    if (version >= 150000)
        subscription += " || CASE WHEN o.subtwophasestate <> 'd' THEN ', two_phase = on' ELSE ''"
                        " END || CASE WHEN o.subdisableonerr THEN ', disable_on_error = true' ELSE"
                        " '' END";
    if (version >= 160000)
        subscription += " || CASE WHEN o.subpasswordrequired THEN '' ELSE ', password_required ="
                        " false' END || CASE WHEN o.subrunasowner THEN ', run_as_owner = true' ELSE"
                        " '' END || CASE WHEN o.suborigin <> 'any' THEN ', origin = ' ||"
                        " pg_catalog.quote_literal(o.suborigin) ELSE '' END";
    if (version >= 170000)
        subscription += " || CASE WHEN o.subfailover THEN ', failover = true' ELSE '' END";
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

} // namespace howdah::catalog::raw
