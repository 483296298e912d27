#include "sql/classify.h"

#include "sql/parse.h"
#include "sql/statementhead.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>

using namespace Qt::StringLiterals;

namespace howdah::sql {

namespace {

using Category = Classification::Category;
using Effect = Classification::Effect;
using InTransaction = Classification::InTransaction;

Effect worse(Effect a, Effect b)
{
    if (a == Effect::Opaque || b == Effect::Opaque)
        return Effect::Opaque;
    return a == Effect::Writes || b == Effect::Writes ? Effect::Writes : Effect::Reads;
}

/// Functions of PostgreSQL itself that change something when a SELECT calls them.
bool writesByItself(const QString &function)
{
    static const QSet<QString> names{u"nextval"_s,
                                     u"setval"_s,
                                     u"pg_terminate_backend"_s,
                                     u"pg_cancel_backend"_s,
                                     u"pg_reload_conf"_s,
                                     u"pg_rotate_logfile"_s,
                                     u"pg_switch_wal"_s,
                                     u"pg_create_restore_point"_s,
                                     u"pg_promote"_s,
                                     u"pg_create_physical_replication_slot"_s,
                                     u"pg_create_logical_replication_slot"_s,
                                     u"pg_drop_replication_slot"_s,
                                     u"pg_replication_slot_advance"_s,
                                     u"pg_logical_slot_get_changes"_s,
                                     u"pg_stat_reset"_s,
                                     u"pg_stat_statements_reset"_s,
                                     u"lo_create"_s,
                                     u"lo_creat"_s,
                                     u"lo_unlink"_s,
                                     u"lo_import"_s,
                                     u"lo_from_bytea"_s,
                                     u"lo_put"_s,
                                     u"lowrite"_s,
                                     u"dblink_exec"_s,
                                     u"pg_notify"_s,
                                     u"pg_import_system_collations"_s,
                                     u"pg_file_write"_s,
                                     u"query_to_xml"_s};
    return names.contains(function);
}

struct Inside
{
    bool writes = false;
    bool everyRow = false;
    QList<ObjectName> targets;
};

ObjectName rangeVar(const QJsonObject &var)
{
    return {.schema = var[u"schemaname"].toString(), .name = var[u"relname"].toString()};
}

/// Finds data-modifying statements and writing functions anywhere below a node.
void lookInside(const QString &node, const QJsonObject &fields, Inside *inside)
{
    if (node == "InsertStmt"_L1 || node == "UpdateStmt"_L1 || node == "DeleteStmt"_L1 ||
        node == "MergeStmt"_L1) {
        inside->writes = true;
        inside->targets.append(rangeVar(fields[u"relation"].toObject()));
        if ((node == "UpdateStmt"_L1 || node == "DeleteStmt"_L1) &&
            !fields.contains(u"whereClause"))
            inside->everyRow = true;
    } else if (node == "SelectStmt"_L1 && fields.contains(u"intoClause")) {
        inside->writes = true;
        inside->targets.append(rangeVar(fields[u"intoClause"][u"rel"].toObject()));
    } else if (node == "FuncCall"_L1) {
        const QJsonArray name = fields[u"funcname"].toArray();
        if (writesByItself(name.last()[u"String"][u"sval"].toString()))
            inside->writes = true;
    }
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        if (it->isObject()) {
            lookInside(it.key(), it->toObject(), inside);
        } else if (it->isArray()) {
            const QJsonArray items = it->toArray();
            for (const QJsonValue &item : items)
                lookInside({}, item.toObject(), inside);
        }
    }
}

ObjectName named(const QStringList &parts)
{
    if (parts.isEmpty())
        return {};
    return {.schema = parts.size() > 1 ? parts.at(parts.size() - 2) : QString(),
            .name = parts.constLast()};
}

QStringList strings(const QJsonArray &items)
{
    QStringList parts;
    for (const QJsonValue &item : items)
        parts += item[u"String"][u"sval"].toString();
    return parts;
}

/// A name in any of the shapes in which the grammar hands one over. @p dropLast: the last part
/// names something on a table (a trigger, a column), and the table is what is meant.
ObjectName nameOf(const QJsonValue &value, int dropLast)
{
    QStringList parts;
    if (value[u"RangeVar"].isObject())
        return rangeVar(value[u"RangeVar"].toObject());
    if (value[u"List"].isObject())
        parts = strings(value[u"List"][u"items"].toArray());
    else if (value[u"TypeName"].isObject())
        parts = strings(value[u"TypeName"][u"names"].toArray());
    else if (value[u"ObjectWithArgs"].isObject())
        parts = strings(value[u"ObjectWithArgs"][u"objname"].toArray());
    else if (value[u"String"].isObject())
        parts = {value[u"String"][u"sval"].toString()};
    for (int i = 0; i < dropLast && parts.size() > 1; ++i)
        parts.removeLast();
    return named(parts);
}

bool belongsToTable(const QString &objectType)
{
    static const QSet<QString> types{u"OBJECT_TRIGGER"_s, u"OBJECT_RULE"_s, u"OBJECT_POLICY"_s,
                                     u"OBJECT_COLUMN"_s, u"OBJECT_TABCONSTRAINT"_s};
    return types.contains(objectType);
}

QList<ObjectName> targetsOf(const QJsonObject &fields)
{
    QList<ObjectName> targets;
    const auto add = [&](const ObjectName &name) {
        if (!name.name.isEmpty() && !targets.contains(name))
            targets += name;
    };
    for (const char *key : {"relation", "view", "sequence", "typevar", "table"}) {
        const QJsonValue value = fields[QLatin1StringView(key)];
        add(rangeVar(value.toObject()));
    }
    add(rangeVar(fields[u"into"][u"rel"].toObject()));
    const QString type = fields[u"removeType"].toString() + fields[u"objtype"].toString();
    const int dropLast = belongsToTable(type) ? 1 : 0;
    for (const char *key : {"objects", "relations", "rels"}) {
        const QJsonArray items = fields[QLatin1StringView(key)].toArray();
        for (const QJsonValue &item : items) {
            add(item[u"VacuumRelation"].isObject()
                    ? rangeVar(item[u"VacuumRelation"][u"relation"].toObject())
                    : nameOf(item, dropLast));
        }
    }
    add(nameOf(fields[u"object"], dropLast));
    if (targets.isEmpty()) {
        for (const char *key : {"funcname", "typeName", "domainname", "defnames", "collname"})
            add(named(strings(fields[QLatin1StringView(key)].toArray())));
        for (const char *key :
             {"schemaname", "extname", "dbname", "subname", "pubname", "servername", "fdwname",
              "tablespacename", "role", "trigname", "name"})
            add({.schema = {}, .name = fields[QLatin1StringView(key)].toString()});
    }
    return targets;
}

bool hasOption(const QJsonObject &fields, QStringView list, QLatin1StringView option)
{
    const QJsonArray items = fields[list].toArray();
    for (const QJsonValue &item : items) {
        if (item[u"DefElem"][u"defname"].toString() != option)
            continue;
        const QJsonValue arg = item[u"DefElem"][u"arg"];
        const QString said = arg[u"String"][u"sval"].toString().toLower();
        return said != "false"_L1 && said != "off"_L1 && said != "0"_L1 &&
               !(arg[u"Boolean"].isObject() && !arg[u"Boolean"][u"boolval"].toBool()) &&
               !(arg[u"Integer"].isObject() && arg[u"Integer"][u"ival"].toInt() == 0);
    }
    return false;
}

/// An option that counts as on unless it is switched off.
bool optionUnlessOff(const QJsonObject &fields, QLatin1StringView option)
{
    const QJsonArray items = fields[u"options"].toArray();
    for (const QJsonValue &item : items) {
        if (item[u"DefElem"][u"defname"].toString() == option)
            return hasOption(fields, u"options", option);
    }
    return true;
}

/// What PostgreSQL refuses inside a transaction block, as its own PreventInTransactionBlock() calls
/// say.
InTransaction transactionRule(const QString &node, const QJsonObject &fields)
{
    const auto forbiddenIf = [](bool condition) {
        return condition ? InTransaction::Forbidden : InTransaction::Allowed;
    };
    if (node == "IndexStmt"_L1 || node == "DropStmt"_L1)
        return forbiddenIf(fields[u"concurrent"].toBool());
    if (node == "ReindexStmt"_L1) {
        const QString kind = fields[u"kind"].toString();
        return forbiddenIf(
            hasOption(fields, u"params", "concurrently"_L1) ||
            (kind != "REINDEX_OBJECT_TABLE"_L1 && kind != "REINDEX_OBJECT_INDEX"_L1));
    }
    if (node == "VacuumStmt"_L1)
        return forbiddenIf(fields[u"is_vacuumcmd"].toBool());
    if (node == "ClusterStmt"_L1)
        return forbiddenIf(!fields.contains(u"relation"));
    if (node == "CreatedbStmt"_L1 || node == "DropdbStmt"_L1 || node == "CreateTableSpaceStmt"_L1 ||
        node == "DropTableSpaceStmt"_L1 || node == "AlterSystemStmt"_L1)
        return InTransaction::Forbidden;
    if (node == "AlterDatabaseStmt"_L1)
        return forbiddenIf(hasOption(fields, u"options", "tablespace"_L1));
    if (node == "DiscardStmt"_L1)
        return forbiddenIf(fields[u"target"].toString() == "DISCARD_ALL"_L1);
    if (node == "CreateSubscriptionStmt"_L1)
        return forbiddenIf(optionUnlessOff(fields, "connect"_L1) &&
                           optionUnlessOff(fields, "create_slot"_L1));
    if (node == "DropSubscriptionStmt"_L1 || node == "AlterSubscriptionStmt"_L1)
        return InTransaction::Unknown; // depends on its slot and on what refresh means for it
    if (node == "TransactionStmt"_L1) {
        const QString kind = fields[u"kind"].toString();
        return forbiddenIf(kind == "TRANS_STMT_COMMIT_PREPARED"_L1 ||
                           kind == "TRANS_STMT_ROLLBACK_PREPARED"_L1);
    }
    if (node == "AlterTableStmt"_L1) {
        const QJsonArray commands = fields[u"cmds"].toArray();
        for (const QJsonValue &command : commands) {
            if (command[u"AlterTableCmd"][u"def"][u"PartitionCmd"][u"concurrent"].toBool())
                return InTransaction::Forbidden;
        }
    }
    if (node == "DoStmt"_L1 || node == "CallStmt"_L1 || node == "ExecuteStmt"_L1)
        return InTransaction::Unknown; // may COMMIT, which only works outside
    return InTransaction::Allowed;
}

Category categoryOf(const QString &node)
{
    static const QHash<QString, Category> categories{
        {u"SelectStmt"_s, Category::Query},
        {u"ExplainStmt"_s, Category::Query},
        {u"VariableShowStmt"_s, Category::Query},
        {u"InsertStmt"_s, Category::Dml},
        {u"UpdateStmt"_s, Category::Dml},
        {u"DeleteStmt"_s, Category::Dml},
        {u"MergeStmt"_s, Category::Dml},
        {u"CopyStmt"_s, Category::Dml},
        {u"TransactionStmt"_s, Category::Transaction},
        {u"VacuumStmt"_s, Category::Utility},
        {u"VariableSetStmt"_s, Category::Utility},
        {u"ListenStmt"_s, Category::Utility},
        {u"UnlistenStmt"_s, Category::Utility},
        {u"NotifyStmt"_s, Category::Utility},
        {u"LockStmt"_s, Category::Utility},
        {u"CheckPointStmt"_s, Category::Utility},
        {u"LoadStmt"_s, Category::Utility},
        {u"DiscardStmt"_s, Category::Utility},
        {u"PrepareStmt"_s, Category::Utility},
        {u"ExecuteStmt"_s, Category::Utility},
        {u"DeallocateStmt"_s, Category::Utility},
        {u"DeclareCursorStmt"_s, Category::Utility},
        {u"FetchStmt"_s, Category::Utility},
        {u"ClosePortalStmt"_s, Category::Utility},
        {u"DoStmt"_s, Category::Utility},
        {u"CallStmt"_s, Category::Utility},
        {u"ConstraintsSetStmt"_s, Category::Utility},
        {u"ReindexStmt"_s, Category::Utility},
        {u"ClusterStmt"_s, Category::Utility},
    };
    // Everything else the grammar knows creates, alters, drops, grants or comments.
    return categories.value(node, Category::Ddl);
}

Effect effectOf(const QString &node, const QJsonObject &fields, const Inside &inside)
{
    static const QSet<QString> harmless{
        u"VariableShowStmt"_s, u"VariableSetStmt"_s, u"ListenStmt"_s,
        u"UnlistenStmt"_s,     u"DiscardStmt"_s,     u"DeallocateStmt"_s,
        u"FetchStmt"_s,        u"ClosePortalStmt"_s, u"ConstraintsSetStmt"_s};
    static const QSet<QString> opaque{u"DoStmt"_s, u"CallStmt"_s, u"ExecuteStmt"_s, u"LoadStmt"_s};
    const Effect within = inside.writes ? Effect::Writes : Effect::Reads;
    if (opaque.contains(node))
        return Effect::Opaque;
    if (harmless.contains(node))
        return Effect::Reads;
    if (node == "SelectStmt"_L1 || node == "PrepareStmt"_L1 || node == "DeclareCursorStmt"_L1)
        return within;
    if (node == "ExplainStmt"_L1) {
        if (!hasOption(fields, u"options", "analyze"_L1))
            return Effect::Reads;
        const QJsonObject query = fields[u"query"].toObject();
        const QString inner = query.isEmpty() ? QString() : query.begin().key();
        return worse(within, inner == "ExecuteStmt"_L1         ? Effect::Opaque
                             : inner == "CreateTableAsStmt"_L1 ? Effect::Writes
                                                               : Effect::Reads);
    }
    if (node == "CopyStmt"_L1) {
        const bool toClient = !fields[u"is_from"].toBool() && !fields.contains(u"filename");
        return toClient ? within : Effect::Writes;
    }
    if (node == "TransactionStmt"_L1) {
        return fields[u"kind"].toString().contains("PREPARE"_L1) ? Effect::Writes : Effect::Reads;
    }
    return Effect::Writes;
}

bool returnsRows(const QString &node, const QJsonObject &fields)
{
    if (node == "SelectStmt"_L1)
        return !fields.contains(u"intoClause");
    return node == "VariableShowStmt"_L1 || node == "ExplainStmt"_L1 || node == "FetchStmt"_L1 ||
           node == "ExecuteStmt"_L1 || node == "CallStmt"_L1 || fields.contains(u"returningList");
}

/// What the first words alone can tell, for texts beyond the grammar.
Classification byHead(const StatementHead &head)
{
    Classification result;
    result.command = head.command;
    result.objectKind = head.objectKind;
    if (!head.name.isEmpty())
        result.targets = {{.schema = head.schema, .name = head.name}};
    const QString verb = head.command.section(u' ', 0, 0);
    static const QSet<QString> ddl{u"CREATE"_s,   u"ALTER"_s,    u"DROP"_s,     u"GRANT"_s,
                                   u"REVOKE"_s,   u"COMMENT"_s,  u"TRUNCATE"_s, u"REFRESH"_s,
                                   u"SECURITY"_s, u"REASSIGN"_s, u"IMPORT"_s};
    static const QSet<QString> dml{u"INSERT"_s, u"UPDATE"_s, u"DELETE"_s, u"MERGE"_s};
    static const QSet<QString> query{u"SELECT"_s, u"VALUES"_s, u"TABLE"_s, u"WITH"_s, u"EXPLAIN"_s};
    static const QSet<QString> outside{u"database"_s, u"tablespace"_s, u"system"_s,
                                       u"subscription"_s};
    if (ddl.contains(verb)) {
        result.category = Category::Ddl;
        result.effect = Effect::Writes;
        result.touchesEveryRow = verb == "TRUNCATE"_L1;
        result.inTransaction = head.concurrently                   ? InTransaction::Forbidden
                               : outside.contains(head.objectKind) ? InTransaction::Unknown
                                                                   : InTransaction::Allowed;
    } else if (dml.contains(verb)) {
        result.category = Category::Dml;
        result.effect = Effect::Writes;
        result.inTransaction = InTransaction::Allowed;
    } else if (query.contains(verb)) {
        result.category = Category::Query;
        result.returnsRows = true;
        result.inTransaction = InTransaction::Allowed;
    } else if (verb == "VACUUM"_L1 || verb == "ANALYZE"_L1) {
        result.category = Category::Utility;
        result.effect = Effect::Writes;
        result.inTransaction =
            verb == "VACUUM"_L1 ? InTransaction::Forbidden : InTransaction::Allowed;
    }
    return result;
}

} // namespace

Classification classify(const QString &statement)
{
    const StatementHead head = statementHead(statement);
    const auto tree = parse(statement);
    if (!tree) {
        Classification result = byHead(head);
        if (tree.error().kind == Error::Kind::InvalidInput) {
            if (const auto newer = newerSyntax(statement))
                result.newerSyntax = *newer;
            else
                result.syntaxError = tree.error().message;
        }
        return result;
    }
    Inside inside;
    lookInside(tree->node, tree->fields, &inside);

    Classification result;
    result.category = categoryOf(tree->node);
    result.effect = effectOf(tree->node, tree->fields, inside);
    result.inTransaction = transactionRule(tree->node, tree->fields);
    result.command = head.command;
    if (head.command == "WITH"_L1)
        result.command = QString(tree->node).remove(u"Stmt"_s).toUpper();
    result.objectKind = head.objectKind;
    result.targets = result.category == Category::Dml || result.category == Category::Ddl ||
                             result.category == Category::Utility
                         ? targetsOf(tree->fields)
                         : QList<ObjectName>();
    result.returnsRows = returnsRows(tree->node, tree->fields);
    result.touchesEveryRow = tree->node == "TruncateStmt"_L1;
    // What stands in the body of a rule or function runs another day.
    if (result.category != Category::Ddl && result.effect != Effect::Reads) {
        for (const ObjectName &target : std::as_const(inside.targets)) {
            if (!result.targets.contains(target) && !target.name.isEmpty())
                result.targets += target;
        }
        result.touchesEveryRow = inside.everyRow;
    }
    return result;
}

} // namespace howdah::sql
