#include "cli/schemacommand.h"

#include "catalog/ddlscript.h"
#include "catalog/ddlwriter.h"
#include "catalog/loader.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

using namespace Qt::StringLiterals;

namespace howdah::cli {

namespace {

using namespace catalog;

const QString objectOption = u"object"_s;
const QString systemOption = u"system"_s;

struct Stages
{
    SnapshotPtr snapshot;
    qint64 rawMs = 0;
    qint64 definitionsMs = 0;
    qint64 dependenciesMs = 0;
};

Result<Stages> load(pg::Connection &connection, const pg::CallLimits &limits)
{
    Stages stages;
    QElapsedTimer timer;
    timer.start();
    auto raw = loadObjects(connection, limits);
    if (!raw)
        return raw.error();
    stages.rawMs = timer.restart();
    auto defined = loadDefinitions(connection, *raw, {}, limits);
    if (!defined)
        return defined.error();
    stages.definitionsMs = timer.restart();
    auto depending = loadDependencies(connection, *defined, limits);
    if (!depending)
        return depending.error();
    stages.dependenciesMs = timer.elapsed();
    stages.snapshot = *depending;
    return stages;
}

/// Every object with a page of its own.
QList<ObjectId> allObjects(const Snapshot &s)
{
    QList<ObjectId> all;
    const Objects &o = s.objects();
    for (const Schema &schema : o.schemas)
        all.append({.kind = Kind::Schema, .oid = schema.oid});
    for (const Relation &relation : o.relations) {
        if (relation.kind != 'c')
            all.append(Snapshot::idOf(relation));
    }
    for (const Type &type : o.types)
        all.append({.kind = Kind::Type, .oid = type.oid});
    for (const Function &function : o.functions)
        all.append(Snapshot::idOf(function));
    for (const Index &index : o.indexes)
        all.append({.kind = Kind::Index, .oid = index.oid});
    for (const OtherObject &object : o.others) {
        if (object.kind != Kind::Aggregate && object.kind != Kind::ForeignTable)
            all.append(Snapshot::idOf(object));
    }
    return all;
}

/// "schema.name" or "name", as people type it: exactly as in the catalog, or quoted as in SQL.
QList<ObjectId> named(const Snapshot &s, const QString &wanted)
{
    QList<ObjectId> found;
    for (const ObjectId &id : allObjects(s)) {
        const QString name = s.name(id);
        const QString schema = s.schemaName(s.schemaOf(id));
        const bool fits =
            name == wanted || s.sqlName(id) == wanted ||
            (!schema.isEmpty() && id.kind != Kind::Schema && schema + u'.' + name == wanted);
        if (fits)
            found.append(id);
    }
    return found;
}

QJsonObject toJson(const Snapshot &s, const ObjectId &id)
{
    QJsonObject object{{u"kind"_s, DdlWriter::keyword(s, id).toLower()}, {u"name"_s, s.name(id)}};
    if (const Oid schema = s.schemaOf(id); schema != 0 && id.kind != Kind::Schema)
        object.insert(u"schema"_s, s.schemaName(schema));
    if (const Oid owner = s.ownerOf(id))
        object.insert(u"owner"_s, s.roleName(owner));
    if (const QString comment = s.comment(id); !comment.isNull())
        object.insert(u"comment"_s, comment);
    if (s.isLocked(id.oid))
        object.insert(u"locked"_s, true);
    const Relation *relation = s.relation(id.oid);
    if (relation && id.kind != Kind::Schema && relation->columnCount > 0 &&
        Snapshot::idOf(*relation) == id) {
        QJsonArray columns;
        for (const Column &column : s.columns(*relation)) {
            QJsonObject one{{u"name"_s, s.text(column.name)},
                            {u"type"_s, s.typeName(column.type, column.typeModifier)},
                            {u"notNull"_s, column.notNull}};
            const QString expression =
                s.definition(Definition::DefaultExpression, relation->oid, column.number);
            if (!expression.isNull())
                one.insert(column.generated == '\0' ? u"default"_s : u"generated"_s, expression);
            columns.append(one);
        }
        object.insert(u"columns"_s, columns);
    }
    if (const Function *function = s.function(id.oid); function && Snapshot::idOf(*function) == id)
        object.insert(u"arguments"_s, s.argumentTypes(*function));
    return object;
}

ExitCode printSummary(const Stages &stages, const QList<ObjectId> &objects, Context &context)
{
    const Snapshot &s = *stages.snapshot;
    QMap<QString, int> counts;
    for (const ObjectId &id : objects) {
        const QString word = DdlWriter::keyword(s, id).toLower();
        ++counts[word.isEmpty() ? u"other"_s : word];
    }
    counts.insert(u"column"_s, int(s.objects().columns.size()));
    counts.insert(u"constraint"_s, int(s.objects().constraints.size()));
    for (auto kind = counts.cbegin(); kind != counts.cend(); ++kind)
        context.out << kind.key().leftJustified(28)
                    << QString::number(kind.value()).rightJustified(9) << '\n';
    const auto stage = [&](const QString &name, qint64 ms) {
        context.out << name.leftJustified(28) << QString::number(ms).rightJustified(9) << " ms\n";
    };
    context.out << '\n';
    stage(u"raw catalogs"_s, stages.rawMs);
    stage(u"definitions"_s, stages.definitionsMs);
    stage(u"dependencies"_s, stages.dependenciesMs);
    context.out << u"memory of the snapshot"_s.leftJustified(28)
                << QString::number(s.memoryBytes() / 1024).rightJustified(9) << " KiB\n";
    context.out << "schema hash                 " << schemaHash(s).toHex() << '\n';
    return ExitCode::Fine;
}

} // namespace

QString SchemaCommand::name() const
{
    return u"schema"_s;
}

QString SchemaCommand::summary() const
{
    return u"Writes what a database contains, as SQL that makes it again, as JSON, or counted."_s;
}

QStringList SchemaCommand::formats() const
{
    return {u"sql"_s, u"json"_s, u"summary"_s};
}

void SchemaCommand::describe(QCommandLineParser &parser) const
{
    parser.addOptions(
        {{objectOption, u"Only this object (may be given several times)."_s, u"schema.name"_s},
         {systemOption, u"With --format json or summary: also what PostgreSQL brings itself."_s}});
}

ExitCode SchemaCommand::run(const QCommandLineParser &parser, Context &context)
{
    auto connection = context.connect(parser, Context::Access::ReadOnly);
    if (!connection)
        return context.fail(connection.error());
    auto stages = load(*connection, {.token = context.token});
    if (!stages)
        return context.fail(stages.error());
    const Snapshot &s = *stages->snapshot;

    QList<ObjectId> objects;
    if (parser.isSet(objectOption)) {
        for (const QString &wanted : parser.values(objectOption)) {
            const QList<ObjectId> found = named(s, wanted);
            if (found.isEmpty())
                return context.fail(
                    {.kind = Error::Kind::NotFound,
                     .message = u"There is no object '%1' in this database."_s.arg(wanted)});
            objects += found;
        }
    } else {
        for (const ObjectId &id : allObjects(s)) {
            if (parser.isSet(systemOption) || !s.isSystem(id))
                objects.append(id);
        }
    }

    QStringList missing;
    if (context.formatName == "json"_L1) {
        QJsonArray list;
        for (const ObjectId &id : objects)
            list.append(toJson(s, id));
        context.printJson(QJsonObject{{u"database"_s, s.text(s.objects().database)},
                                      {u"serverVersion"_s, s.serverVersion()},
                                      {u"schemaHash"_s, QString::fromLatin1(schemaHash(s).toHex())},
                                      {u"objects"_s, list}});
    } else if (context.formatName == "summary"_L1) {
        return printSummary(*stages, objects, context);
    } else if (parser.isSet(objectOption)) {
        const DdlWriter writer(s);
        for (const ObjectId &id : objects)
            context.out << writer.text(id) << '\n';
        missing = writer.missing();
    } else {
        const DdlScript script = writeDatabase(s);
        context.out << script.toText(s);
        missing = script.missing;
    }
    context.out.flush();
    for (const QString &line : missing)
        context.err << "howdahctl: not written: " << line << '\n';
    context.err.flush();
    return missing.isEmpty() ? ExitCode::Fine : ExitCode::Findings;
}

} // namespace howdah::cli
