#include "cli/democommand.h"

#include "base/format.h"
#include "base/plural.h"
#include "samples/profiles.h"
#include "store/settings.h"
#include "store/store.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace howdah::cli {

namespace {

const QCommandLineOption systemOption(
    u"system"_s,
    u"Only this one: agent_analytics, semantic_kernel, orchestrator, cloud_assist or memory."_s,
    u"name"_s);
const QCommandLineOption migrationsOption(u"migrations"_s,
                                          u"Folder that holds the five migration folders."_s,
                                          u"folder"_s);
const QCommandLineOption noTrafficOption(u"no-traffic"_s, u"Leave out the generated rows."_s);
const QCommandLineOption seedOption(u"seed"_s, u"The same number gives the same rows."_s,
                                    u"number"_s, u"1"_s);
const QCommandLineOption
    untilOption(u"until"_s, u"The rows end before this day begins (UTC); today if not given."_s,
                u"YYYY-MM-DD"_s);
const QCommandLineOption daysOption(u"days"_s, u"How many days they reach back."_s, u"number"_s,
                                    u"120"_s);
const QCommandLineOption scaleOption(u"scale"_s, u"Factor on the number of rows."_s, u"number"_s,
                                     u"1"_s);
const QCommandLineOption
    ledgerOption(u"ledger"_s,
                 u"generate: write what the LLM calls must add up to as JSON into this file."_s,
                 u"file"_s);

Result<samples::GeneratorOptions> generatorOptions(const QCommandLineParser &parser)
{
    samples::GeneratorOptions options;
    bool isSeed = false;
    bool isDays = false;
    bool isScale = false;
    options.seed = parser.value(seedOption).toULongLong(&isSeed);
    options.days = parser.value(daysOption).toInt(&isDays);
    options.scale = qRound(parser.value(scaleOption).toDouble(&isScale) * 1000);
    if (!isSeed || !isDays || !isScale)
        return Error::invalid(u"--seed, --days and --scale are numbers."_s);
    if (parser.isSet(untilOption)) {
        options.until = QDate::fromString(parser.value(untilOption), Qt::ISODate);
        if (!options.until.isValid())
            return Error::invalid(u"--until is a day written as 2026-03-31."_s);
    }
    return options;
}

/// Those that --system asks for, or all.
Result<QList<samples::System>> systemsOf(const QCommandLineParser &parser)
{
    if (parser.isSet(systemOption)) {
        const auto one = samples::findSystem(parser.value(systemOption));
        if (!one) {
            return Error::invalid(
                u"There is no sample system \"%1\"."_s.arg(parser.value(systemOption)));
        }
        return QList<samples::System>{*one};
    }
    QList<samples::System> all;
    for (const auto &info : samples::systems())
        all.append(info.system);
    return all;
}

Result<pg::Endpoint> serverOf(const QCommandLineParser &parser, Context &context)
{
    // Through the frame, so that --dsn is refused or taken for the same reasons as everywhere.
    const auto connection = context.connect(parser, Context::Access::Write);
    if (!connection)
        return connection.error();
    return connection->endpoint();
}

QJsonObject toJson(const samples::DemoDatabase &database)
{
    const auto &info = samples::info(database.system);
    QJsonObject json{{u"system"_s, info.name},
                     {u"title"_s, info.title},
                     {u"database"_s, info.database},
                     {u"environment"_s, info.environment},
                     {u"exists"_s, database.exists}};
    if (database.exists) {
        json.insert(u"dsn"_s, database.endpoint.toConninfo());
        json.insert(u"applied"_s, QJsonArray::fromStringList(database.applied));
        json.insert(u"pending"_s, QJsonArray::fromStringList(database.pending));
        json.insert(u"seeds"_s, QJsonArray::fromStringList(database.seeds));
        json.insert(u"rows"_s, database.rows);
        json.insert(u"metricRows"_s, database.metricRows);
        json.insert(u"milliseconds"_s, database.milliseconds);
    }
    return json;
}

void print(Context &context, const samples::DemoDatabase &database)
{
    const auto &info = samples::info(database.system);
    context.out << info.database.leftJustified(18) << info.environment.leftJustified(14);
    if (!database.exists) {
        context.out << u"not there"_s << '\n';
        return;
    }
    context.out
        << u"%1 applied, %2 pending"_s.arg(database.applied.size()).arg(database.pending.size());
    if (!database.seeds.isEmpty())
        context.out << u", "_s << counted(database.seeds.size(), u"seed"_s, u"seeds"_s);
    if (database.rows > 0)
        context.out << u", %L1 rows"_s.arg(database.rows);
    if (database.milliseconds > 0) {
        context.out << u" in "_s
                    << format::duration(std::chrono::milliseconds(database.milliseconds));
    }
    context.out << '\n';
    context.out.flush();
}

samples::ProgressHandler progressOn(Context &context, const QString &what)
{
    if (context.format == Format::Json)
        return {};
    // A line a step on the error stream: the output stays what scripts expect, a log stays
    // readable.
    return [&context, what, last = QString()](const QString &step, double fraction) mutable {
        if (step == last || step.isEmpty())
            return;
        last = step;
        context.err << u"%1 %  "_s.arg(int(fraction * 100), 3) << what << u": "_s << step << '\n';
        context.err.flush();
    };
}

Result<void> registerConnections(const QString &workspace,
                                 const QList<samples::DemoDatabase> &databases)
{
    const auto opening = store::Store::open(workspace);
    if (!opening)
        return opening.error();
    const auto folders = opening->store
                             ->write([&](store::Transaction &transaction) {
                                 return samples::saveConnections(transaction, databases);
                             })
                             .within(u"save the connections"_s);
    if (!folders)
        return folders.error();
    store::Settings settings(opening->store);
    samples::rememberFolders(settings, *folders);
    return {};
}

} // namespace

QString DemoCommand::summary() const
{
    return u"Makes the five sample databases on a server, fills them, or lists them"_s;
}

void DemoCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(
        u"verb"_s, u"prepare: roles, databases, migrations, seeds, traffic and saved connections "
                   u"(--dsn names a superuser). generate: traffic only, into the database that "
                   u"--dsn or --connection names. status: what is there."_s);
    parser.addOptions({systemOption, migrationsOption, noTrafficOption, seedOption, untilOption,
                       daysOption, scaleOption, ledgerOption});
}

ExitCode DemoCommand::run(const QCommandLineParser &parser, Context &context)
{
    const QStringList verbs = parser.positionalArguments();
    if (verbs == QStringList{u"prepare"_s})
        return prepare(parser, context);
    if (verbs == QStringList{u"generate"_s})
        return generate(parser, context);
    if (verbs == QStringList{u"status"_s})
        return status(parser, context);
    return context.fail(Error::invalid(u"One of these is needed: prepare, generate, status."_s));
}

ExitCode DemoCommand::prepare(const QCommandLineParser &parser, Context &context)
{
    const auto systems = systemsOf(parser);
    if (!systems)
        return context.fail(systems.error());
    const auto generator = generatorOptions(parser);
    if (!generator)
        return context.fail(generator.error());
    const auto server = serverOf(parser, context);
    if (!server)
        return context.fail(server.error());
    const samples::DemoOptions options{.migrations = parser.value(migrationsOption),
                                       .traffic = !parser.isSet(noTrafficOption),
                                       .generator = *generator};
    QList<samples::DemoDatabase> databases;
    bool missing = false;
    for (const samples::System system : *systems) {
        const auto database = samples::prepareDemo(
            *server, system, options, progressOn(context, samples::info(system).database),
            {.token = context.token});
        if (!database && database.error().kind == Error::Kind::Unsupported) {
            // The others do not need what this one lacks.
            context.err << samples::info(system).database << u": "_s << database.error().message
                        << '\n';
            missing = true;
            continue;
        }
        if (!database) {
            return context.fail(database.error(),
                                u"What is there stays; the same command goes on from there."_s);
        }
        databases.append(*database);
        if (context.format == Format::Text)
            print(context, *database);
    }
    const auto registered = registerConnections(context.workspace, databases);
    if (!registered)
        return context.fail(registered.error());
    if (context.format == Format::Json) {
        QJsonArray all;
        for (const auto &database : databases)
            all.append(toJson(database));
        context.printJson(all);
    }
    return missing ? ExitCode::Findings : ExitCode::Fine;
}

ExitCode DemoCommand::generate(const QCommandLineParser &parser, Context &context)
{
    const auto options = generatorOptions(parser);
    if (!options)
        return context.fail(options.error());
    auto connection = context.connect(parser, Context::Access::Write);
    if (!connection)
        return context.fail(connection.error());
    const QString name =
        parser.isSet(systemOption) ? parser.value(systemOption) : connection->endpoint().database();
    const auto system = samples::findSystem(name);
    if (!system) {
        return context.fail(Error::invalid(
            u"\"%1\" is no sample system; --system says which one the database is."_s.arg(name)));
    }
    const auto summary = samples::generate(*system, *connection, *options,
                                           progressOn(context, name), {.token = context.token});
    if (!summary)
        return context.fail(summary.error(), u"No rows were added."_s);
    if (parser.isSet(ledgerOption)) {
        QFile file(parser.value(ledgerOption));
        const QByteArray json = QJsonDocument(summary->ledger.toJson()).toJson();
        if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.flush()) {
            return context.fail({.kind = Error::Kind::Io,
                                 .message = file.errorString(),
                                 .context = {u"write %1"_s.arg(file.fileName())}});
        }
    }
    if (context.format == Format::Json) {
        QJsonObject tables;
        for (const auto &table : summary->tables)
            tables.insert(table.name, tables.value(table.name).toInteger() + table.rows);
        context.printJson(QJsonObject{{u"system"_s, samples::info(*system).name},
                                      {u"tables"_s, tables},
                                      {u"metricRows"_s, summary->metricRows()},
                                      {u"milliseconds"_s, summary->milliseconds}});
        return ExitCode::Fine;
    }
    for (const auto &table : summary->tables)
        context.out << table.name.leftJustified(28) << u"%L1"_s.arg(table.rows, 12) << '\n';
    context.out << u"%L1 rows of metrics in %2"_s.arg(summary->metricRows())
                       .arg(format::duration(std::chrono::milliseconds(summary->milliseconds)))
                << '\n';
    return ExitCode::Fine;
}

ExitCode DemoCommand::status(const QCommandLineParser &parser, Context &context)
{
    const auto systems = systemsOf(parser);
    if (!systems)
        return context.fail(systems.error());
    const auto connection = context.connect(parser, Context::Access::ReadOnly);
    if (!connection)
        return context.fail(connection.error());
    QJsonArray all;
    for (const samples::System system : *systems) {
        const auto database = samples::demoStatus(connection->endpoint(), system,
                                                  {.migrations = parser.value(migrationsOption)},
                                                  {.token = context.token});
        if (!database)
            return context.fail(database.error());
        if (context.format == Format::Text)
            print(context, *database);
        all.append(toJson(*database));
    }
    if (context.format == Format::Json)
        context.printJson(all);
    return ExitCode::Fine;
}

} // namespace howdah::cli
