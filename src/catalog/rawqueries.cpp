#include "catalog/rawqueries.h"

// Column lists follow the catalog documentation of each version from 13 to 18 ("System Catalogs");
// what a version does not have yet is replaced by the value that means the same. pg_toast (99)
// never matters to people.

namespace howdah::catalog::raw {

RawQuery<Schema> schemas()
{
    return {.catalog = "pg_namespace",
            .fields = {{"oid", &Schema::oid},
                       {"nspowner", &Schema::owner},
                       {"nspname", &Schema::name},
                       {"nspacl", &Schema::acl}},
            .from = "pg_catalog.pg_namespace WHERE nspname !~ '^pg_toast'"};
}

RawQuery<Relation> relations()
{
    return {.catalog = "pg_class",
            .fields = {{"c.oid", &Relation::oid},
                       {"c.relnamespace", &Relation::schema},
                       {"c.relowner", &Relation::owner},
                       {"c.reltype", &Relation::rowType},
                       {"c.reloftype", &Relation::ofType},
                       {"c.relam", &Relation::accessMethod},
                       {"c.reltablespace", &Relation::tablespace},
                       {"c.relname", &Relation::name},
                       {"c.relacl", &Relation::acl},
                       {"c.reloptions", &Relation::options},
                       {"t.reloptions", &Relation::toastOptions},
                       {"c.relpages", &Relation::pages},
                       {"c.reltuples", &Relation::tuples},
                       {"c.relkind", &Relation::kind},
                       {"c.relpersistence", &Relation::persistence},
                       {"c.relreplident", &Relation::replicaIdentity},
                       {"c.relispartition", &Relation::isPartition},
                       {"c.relrowsecurity", &Relation::rowSecurity},
                       {"c.relforcerowsecurity", &Relation::forceRowSecurity}},
            .from = "pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_class t"
                    " ON t.oid = c.reltoastrelid AND t.relkind = 't' AND t.reloptions IS NOT NULL"
                    " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')"};
}

RawQuery<Column> columns(int version)
{
    return {
        .catalog = "pg_attribute",
        .fields =
            {{"a.attrelid", &Column::relation},
             {"a.atttypid", &Column::type},
             {"a.attcollation", &Column::collation},
             {"a.atttypmod", &Column::typeModifier},
             {"a.attname", &Column::name},
             {"a.attacl", &Column::acl},
             // Some builds keep a counter of their own in there for every column.
             {"CASE WHEN a.attoptions::pg_catalog.text LIKE '%n_distinct%' THEN a.attoptions END",
              &Column::options},
             {"a.attfdwoptions", &Column::foreignOptions},
             {"a.attnum", &Column::number},
             // NULL since 17, -1 before.
             {"COALESCE(a.attstattarget, -1)", &Column::statisticsTarget},
             {"a.attinhcount", &Column::inheritedCount},
             {"a.attidentity", &Column::identity},
             {"a.attgenerated", &Column::generated},
             {"a.attstorage", &Column::storage},
             {version >= 140000 ? "a.attcompression" : "''", &Column::compression},
             {"a.attnotnull", &Column::notNull},
             {"a.atthasdef", &Column::hasDefault},
             {"a.attislocal", &Column::isLocal}},
        .from = "pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
                " WHERE a.attnum > 0 AND NOT a.attisdropped"
                " AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')"};
}

RawQuery<Index> indexes(int version)
{
    return {.catalog = "pg_index",
            .fields = {{"i.indexrelid", &Index::oid},
                       {"i.indrelid", &Index::relation},
                       {"c.relnamespace", &Index::schema},
                       {"c.relam", &Index::accessMethod},
                       {"c.reltablespace", &Index::tablespace},
                       {"c.relname", &Index::name},
                       {"c.reloptions", &Index::options},
                       {"i.indkey", &Index::keys},
                       {"i.indclass", &Index::classes},
                       {"i.indcollation", &Index::collations},
                       {"i.indoption", &Index::flags},
                       {"c.relpages", &Index::pages},
                       {"c.reltuples", &Index::tuples},
                       {"i.indnkeyatts", &Index::keyCount},
                       {"i.indisunique", &Index::isUnique},
                       {"i.indisprimary", &Index::isPrimary},
                       {"i.indisexclusion", &Index::isExclusion},
                       {"i.indimmediate", &Index::isImmediate},
                       {"i.indisclustered", &Index::isClustered},
                       {"i.indisvalid", &Index::isValid},
                       {"i.indisready", &Index::isReady},
                       {"i.indisreplident", &Index::isReplicaIdentity},
                       {version >= 150000 ? "i.indnullsnotdistinct" : "false",
                        &Index::nullsNotDistinct},
                       {"i.indexprs IS NOT NULL", &Index::hasExpressions},
                       {"i.indpred IS NOT NULL", &Index::hasPredicate},
                       {"c.relkind = 'I'", &Index::isPartitioned}},
            .from = "pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                    " WHERE c.relnamespace <> 99"};
}

RawQuery<IndexColumn> indexColumns()
{
    return {.catalog = "pg_attribute",
            .fields = {{"a.attrelid", &IndexColumn::index},
                       {"a.attoptions", &IndexColumn::options},
                       {"a.attnum", &IndexColumn::number},
                       {"COALESCE(a.attstattarget, -1)", &IndexColumn::statisticsTarget}},
            .from = "pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
                    " WHERE c.relkind IN ('i', 'I') AND c.relnamespace <> 99"
                    " AND (a.attstattarget >= 0 OR a.attoptions IS NOT NULL)"};
}

RawQuery<Constraint> constraints(int version)
{
    return {
        .catalog = "pg_constraint",
        .fields = {{"oid", &Constraint::oid},
                   {"connamespace", &Constraint::schema},
                   {"conrelid", &Constraint::relation},
                   {"contypid", &Constraint::domain},
                   {"conindid", &Constraint::index},
                   {"conparentid", &Constraint::parent},
                   {"confrelid", &Constraint::referenced},
                   {"conname", &Constraint::name},
                   {"conkey", &Constraint::keys},
                   {"confkey", &Constraint::referencedKeys},
                   {version >= 150000 ? "confdelsetcols" : "NULL", &Constraint::deleteSetColumns},
                   {"coninhcount", &Constraint::inheritedCount},
                   {"contype", &Constraint::type},
                   {"confupdtype", &Constraint::updateAction},
                   {"confdeltype", &Constraint::deleteAction},
                   {"confmatchtype", &Constraint::match},
                   {"condeferrable", &Constraint::isDeferrable},
                   {"condeferred", &Constraint::isDeferred},
                   {"convalidated", &Constraint::isValidated},
                   {"conislocal", &Constraint::isLocal},
                   {"connoinherit", &Constraint::noInherit},
                   {version >= 180000 ? "conenforced" : "true", &Constraint::isEnforced},
                   {version >= 180000 ? "conperiod" : "false", &Constraint::hasPeriod}},
        // Constraint triggers are triggers.
        .from = "pg_catalog.pg_constraint WHERE contype <> 't'"};
}

RawQuery<Sequence> sequences()
{
    return {.catalog = "pg_sequence",
            .fields = {{"s.seqrelid", &Sequence::relation},
                       {"s.seqtypid", &Sequence::type},
                       {"COALESCE(d.refobjid, 0)", &Sequence::ownerTable},
                       {"s.seqstart", &Sequence::start},
                       {"s.seqincrement", &Sequence::increment},
                       {"s.seqmax", &Sequence::maximum},
                       {"s.seqmin", &Sequence::minimum},
                       {"s.seqcache", &Sequence::cache},
                       {"COALESCE(d.refobjsubid, 0)", &Sequence::ownerColumn},
                       {"s.seqcycle", &Sequence::cycles},
                       {"COALESCE(d.deptype = 'i', false)", &Sequence::isIdentity}},
            .from = "pg_catalog.pg_sequence s LEFT JOIN pg_catalog.pg_depend d ON d.classid = 1259"
                    " AND d.objid = s.seqrelid AND d.objsubid = 0 AND d.refclassid = 1259"
                    " AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')"};
}

RawQuery<Inheritance> inheritance(int version)
{
    return {
        .catalog = "pg_inherits",
        .fields = {{"inhrelid", &Inheritance::child},
                   {"inhparent", &Inheritance::parent},
                   {"inhseqno", &Inheritance::number},
                   {version >= 140000 ? "inhdetachpending" : "false", &Inheritance::detachPending}},
        .from = "pg_catalog.pg_inherits"};
}

RawQuery<Partitioning> partitioning()
{
    return {.catalog = "pg_partitioned_table",
            .fields = {{"partrelid", &Partitioning::relation},
                       {"partdefid", &Partitioning::defaultPartition},
                       {"partattrs", &Partitioning::keys},
                       {"partstrat", &Partitioning::strategy}},
            .from = "pg_catalog.pg_partitioned_table"};
}

RawQuery<Trigger> triggers()
{
    return {.catalog = "pg_trigger",
            .fields = {{"oid", &Trigger::oid},
                       {"tgrelid", &Trigger::relation},
                       {"tgfoid", &Trigger::function},
                       {"tgparentid", &Trigger::parent},
                       {"tgconstraint", &Trigger::constraint},
                       {"tgname", &Trigger::name},
                       {"tgtype", &Trigger::type},
                       {"tgenabled", &Trigger::enabled},
                       {"tgqual IS NOT NULL", &Trigger::hasCondition}},
            // Up to 14 a partition's copies are internal; their state may be their own all the same.
            .from = "pg_catalog.pg_trigger t WHERE NOT tgisinternal OR (tgparentid <> 0 AND EXISTS"
                    " (SELECT FROM pg_catalog.pg_trigger u WHERE u.oid = t.tgparentid AND NOT"
                    " u.tgisinternal AND u.tgenabled <> t.tgenabled))"};
}

RawQuery<Rule> rules()
{
    return {.catalog = "pg_rewrite",
            .fields = {{"oid", &Rule::oid},
                       {"ev_class", &Rule::relation},
                       {"rulename", &Rule::name},
                       {"ev_type", &Rule::event},
                       {"ev_enabled", &Rule::enabled},
                       {"is_instead", &Rule::isInstead},
                       {"ev_type = '1'", &Rule::isView}},
            .from = "pg_catalog.pg_rewrite"};
}

RawQuery<Policy> policies()
{
    return {.catalog = "pg_policy",
            .fields = {{"oid", &Policy::oid},
                       {"polrelid", &Policy::relation},
                       {"polname", &Policy::name},
                       {"polroles", &Policy::roles},
                       {"polcmd", &Policy::command},
                       {"polpermissive", &Policy::isPermissive},
                       {"polqual IS NOT NULL", &Policy::hasUsing},
                       {"polwithcheck IS NOT NULL", &Policy::hasCheck}},
            .from = "pg_catalog.pg_policy"};
}

RawQuery<Function> functions(int version)
{
    return {
        .catalog = "pg_proc",
        .fields =
            {{"oid", &Function::oid},
             {"pronamespace", &Function::schema},
             {"proowner", &Function::owner},
             {"prolang", &Function::language},
             {"prorettype", &Function::result},
             {"provariadic", &Function::variadic},
             {"prosupport::pg_catalog.oid", &Function::support},
             {"proname", &Function::name},
             {"proargtypes", &Function::argumentTypes},
             {"proallargtypes", &Function::allArgumentTypes},
             {"proargmodes", &Function::argumentModes},
             {"proargnames", &Function::argumentNames},
             {"protrftypes", &Function::transformTypes},
             {"CASE WHEN oid >= 16384 THEN prosrc END", &Function::source},
             {"CASE WHEN oid >= 16384 THEN pg_catalog.encode(probin::text::bytea, 'escape') END",
              &Function::binary},
             {"proconfig", &Function::configuration},
             {"proacl", &Function::acl},
             {"procost", &Function::cost},
             {"prorows", &Function::rows},
             {"pronargs", &Function::argumentCount},
             {"pronargdefaults", &Function::defaultCount},
             {"prokind", &Function::kind},
             {"provolatile", &Function::volatility},
             {"proparallel", &Function::parallel},
             {"proisstrict", &Function::isStrict},
             {"prosecdef", &Function::isSecurityDefiner},
             {"proleakproof", &Function::isLeakproof},
             {"proretset", &Function::returnsSet},
             {version >= 140000 ? "prosqlbody IS NOT NULL" : "false", &Function::hasSqlBody}},
        .from = "pg_catalog.pg_proc"};
}

RawQuery<Type> types(int version)
{
    static constexpr const char *base =
        R"(CASE WHEN t.oid < 16384 THEN NULL WHEN t.typtype = 'b' THEN
 'INPUT = ' || t.typinput || ', OUTPUT = ' || t.typoutput
 || CASE WHEN t.typreceive <> 0 THEN ', RECEIVE = ' || t.typreceive ELSE '' END
 || CASE WHEN t.typsend <> 0 THEN ', SEND = ' || t.typsend ELSE '' END
 || CASE WHEN t.typmodin <> 0 THEN ', TYPMOD_IN = ' || t.typmodin ELSE '' END
 || CASE WHEN t.typmodout <> 0 THEN ', TYPMOD_OUT = ' || t.typmodout ELSE '' END
 || CASE WHEN t.typanalyze <> 0 THEN ', ANALYZE = ' || t.typanalyze ELSE '' END%1
 || ', INTERNALLENGTH = ' || CASE WHEN t.typlen = -1 THEN 'VARIABLE' ELSE t.typlen::text END
 || CASE WHEN t.typbyval THEN ', PASSEDBYVALUE' ELSE '' END
 || ', ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END
 || ', STORAGE = ' || CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended' ELSE 'main' END
 || CASE WHEN t.typcategory <> 'U' THEN ', CATEGORY = ' || pg_catalog.quote_literal(t.typcategory::pg_catalog.text) ELSE '' END
 || CASE WHEN t.typispreferred THEN ', PREFERRED = true' ELSE '' END
 || CASE WHEN t.typdefault IS NOT NULL THEN ', DEFAULT = ' || pg_catalog.quote_literal(t.typdefault) ELSE '' END
 || CASE WHEN t.typelem <> 0 THEN ', ELEMENT = ' || pg_catalog.format_type(t.typelem, NULL) ELSE '' END
 || CASE WHEN t.typdelim <> ',' THEN ', DELIMITER = ' || pg_catalog.quote_literal(t.typdelim::pg_catalog.text) ELSE '' END
 || CASE WHEN t.typcollation <> 0 THEN ', COLLATABLE = true' ELSE '' END
 WHEN t.typtype = 'r' THEN (SELECT 'SUBTYPE = ' || pg_catalog.format_type(r.rngsubtype, NULL)%2
 || CASE WHEN NOT o.opcdefault THEN ', SUBTYPE_OPCLASS = ' || pg_catalog.quote_ident(os.nspname) || '.' || pg_catalog.quote_ident(o.opcname) ELSE '' END
 || CASE WHEN r.rngcollation <> 0 AND r.rngcollation <> st.typcollation THEN ', COLLATION = ' || (
 SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.collname) FROM pg_catalog.pg_collation c
 JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace WHERE c.oid = r.rngcollation) ELSE '' END
 || CASE WHEN r.rngcanonical <> 0 THEN ', CANONICAL = ' || r.rngcanonical ELSE '' END
 || CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff ELSE '' END
 FROM pg_catalog.pg_range r JOIN pg_catalog.pg_type st ON st.oid = r.rngsubtype
 JOIN pg_catalog.pg_opclass o ON o.oid = r.rngsubopc JOIN pg_catalog.pg_namespace os ON os.oid = o.opcnamespace
 WHERE r.rngtypid = t.oid) END)";
    static const QByteArray before14 = QByteArray(base).replace("%1", "").replace("%2", "");
    static const QByteArray since14 =
        QByteArray(base)
            .replace("%1", "\n || CASE WHEN t.typsubscript <> 0 AND t.typsubscript::text <> "
                           "'array_subscript_handler'"
                           " AND t.typsubscript::text <> 'raw_array_subscript_handler'"
                           " THEN ', SUBSCRIPT = ' || t.typsubscript ELSE '' END")
            .replace("%2", "\n || ', MULTIRANGE_TYPE_NAME = ' || (SELECT "
                           "pg_catalog.quote_ident(n.nspname) || '.' ||"
                           " pg_catalog.quote_ident(m.typname) FROM pg_catalog.pg_type m JOIN"
                           " pg_catalog.pg_namespace n ON n.oid = m.typnamespace WHERE m.oid = "
                           "r.rngmultitypid)");
    return {
        .catalog = "pg_type",
        .fields = {{"t.oid", &Type::oid},
                   {"t.typnamespace", &Type::schema},
                   {"t.typowner", &Type::owner},
                   {"t.typrelid", &Type::relation},
                   {"t.typelem", &Type::element},
                   {"t.typarray", &Type::array},
                   {"t.typbasetype", &Type::base},
                   {"t.typcollation", &Type::collation},
                   {"t.typtypmod", &Type::typeModifier},
                   {"t.typndims", &Type::dimensions},
                   {"t.typname", &Type::name},
                   {"t.typacl", &Type::acl},
                   {"t.typdefault", &Type::defaultText},
                   {version >= 140000 ? since14.constData() : before14.constData(),
                    &Type::definition},
                   {"t.typlen", &Type::length},
                   {"t.typtype", &Type::kind},
                   {"t.typcategory", &Type::category},
                   {"t.typstorage", &Type::storage},
                   {"t.typnotnull", &Type::isNotNull},
                   {"t.typisdefined", &Type::isDefined},
                   {"t.typbyval", &Type::byValue}},
        // Row types of tables and automatic array types say nothing that their table or element
        // does not.
        .from =
            "pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND"
            " e.typarray = t.oid WHERE e.oid IS NULL AND t.typnamespace <> 99 AND (t.typrelid = 0 OR"
            " t.typrelid IN (SELECT c.oid FROM pg_catalog.pg_class c WHERE c.relkind = 'c'))"};
}

RawQuery<EnumLabel> enumLabels()
{
    return {.catalog = "pg_enum",
            .fields = {{"enumtypid", &EnumLabel::type},
                       {"enumsortorder", &EnumLabel::order},
                       {"enumlabel", &EnumLabel::label}},
            .from = "pg_catalog.pg_enum"};
}

RawQuery<OperatorClassName> operatorClasses()
{
    return {.catalog = "pg_opclass",
            .fields = {{"oid", &OperatorClassName::oid},
                       {"opcnamespace", &OperatorClassName::schema},
                       {"opcmethod", &OperatorClassName::accessMethod},
                       {"opcintype", &OperatorClassName::inputType},
                       {"opcname", &OperatorClassName::name},
                       {"opcdefault", &OperatorClassName::isDefault}},
            .from = "pg_catalog.pg_opclass"};
}

} // namespace howdah::catalog::raw
