// Operators, their classes and families, and aggregates.
#include "catalog/otherquery.h"

namespace howdah::catalog::raw {

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

} // namespace howdah::catalog::raw
