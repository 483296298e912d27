#include "cli/seedcommand.h"

#include "base/format.h"
#include "base/plural.h"
#include "cli/migrationoptions.h"
#include "planner/seeds.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace howdah::cli {

namespace {

ExitCode nothing(Context &context, const QString &environment, const QString &why)
{
    if (context.format == Format::Json)
        context.printJson(QJsonObject{
            {u"environment"_s, environment}, {u"done"_s, QJsonArray()}, {u"why"_s, why}});
    else
        context.out << why << '\n';
    return ExitCode::Fine;
}

ExitCode list(const planner::SeedFolder &folder, const QString &environment, Context &context)
{
    QJsonArray json;
    for (const auto &seed : folder.seeds) {
        const bool loads = seed.belongsTo(environment);
        json.append(QJsonObject{{u"file"_s, seed.file},
                                {u"description"_s, seed.description},
                                {u"environments"_s, QJsonArray::fromStringList(seed.environments)},
                                {u"loads"_s, loads}});
        if (context.format == Format::Text) {
            context.out << (loads ? u"> "_s : u"  "_s) << seed.file << u"  ("_s
                        << seed.environments.join(u", "_s) << u")  "_s << seed.description << '\n';
        }
    }
    if (context.format == Format::Json)
        context.printJson(QJsonObject{{u"environment"_s, environment}, {u"seeds"_s, json}});
    return ExitCode::Fine;
}

ExitCode conclude(const planner::SeedReport &report, const QString &environment, Context &context)
{
    if (context.format == Format::Json) {
        QJsonArray tables;
        for (const auto &table : report.tables) {
            tables.append(QJsonObject{
                {u"table"_s, table.table}, {u"before"_s, table.before}, {u"after"_s, table.after}});
        }
        QJsonObject json{{u"environment"_s, environment},
                         {u"done"_s, QJsonArray::fromStringList(report.done)},
                         {u"left"_s, QJsonArray::fromStringList(report.left)},
                         {u"tables"_s, tables},
                         {u"took_ms"_s, double(report.took.count()) / 1000.0}};
        if (report.error)
            json.insert(u"error"_s, report.error->toText());
        context.printJson(json);
        return report.error ? ExitCode::Failed : ExitCode::Fine;
    }
    for (const auto &table : report.tables) {
        context.out << u"  %1  %2 rows (%3 new)\n"_s.arg(table.table, format::count(table.after),
                                                         format::count(table.after - table.before));
    }
    if (!report.error) {
        context.out << u"%1 loaded for %2 in %3\n"_s.arg(
            counted(report.done.size(), u"seed file"_s, u"seed files"_s), environment,
            format::duration(report.took));
        return ExitCode::Fine;
    }
    const auto code = context.fail(*report.error);
    context.err << u"%1 in, %2 left no trace. %3 load again: seeds may be repeated.\n"_s
                       .arg(counted(report.done.size(), u"file is"_s, u"files are"_s))
                       .arg(report.left.size())
                       .arg(report.error->isCancelled() ? u"To go on,"_s : u"Mend the cause and"_s);
    return code == ExitCode::Usage ? ExitCode::Failed : code;
}

} // namespace

QString SeedCommand::name() const
{
    return u"seed"_s;
}

QString SeedCommand::summary() const
{
    return u"Loads the seed data that belongs to a migration folder"_s;
}

void SeedCommand::describe(QCommandLineParser &parser) const
{
    parser.addOptions(
        {migrationsOption,
         QCommandLineOption(u"env"_s,
                            u"development loads all seeds, production none, others those that name "
                            u"it; default DATABASE_SEED_ENV, then development."_s,
                            u"environment"_s),
         QCommandLineOption(u"dry-run"_s, u"Only show which files would be loaded."_s)});
}

ExitCode SeedCommand::run(const QCommandLineParser &parser, Context &context)
{
    if (const auto error = missingFolder(parser))
        return context.fail(*error);
    const auto folder = planner::readSeeds(parser.value(migrationsOption));
    if (!folder)
        return context.fail(folder.error());
    const QString environment =
        planner::seedEnvironment(parser.value(u"env"_s), qEnvironmentVariable("DATABASE_SEED_ENV"));
    if (environment == "production"_L1)
        return nothing(context, environment, u"Seeds are never loaded in production."_s);
    if (folder->seeds.isEmpty())
        return nothing(context, environment,
                       u"There is no folder seeds/ beside these migrations."_s);
    if (parser.isSet(u"dry-run"_s))
        return list(*folder, environment, context);
    auto connection = context.connect(parser, Context::Access::Write);
    if (!connection)
        return context.fail(connection.error());
    planner::SeedObserver observer;
    if (context.format == Format::Text) {
        observer.seedStarted = [&context](qsizetype number, qsizetype count,
                                          const planner::Seed &seed) {
            context.out << u"[%1/%2] %3  %4\n"_s.arg(number).arg(count).arg(seed.file,
                                                                            seed.description);
            context.out.flush();
        };
    }
    const auto report =
        planner::loadSeeds(*connection, *folder, environment, observer, {.token = context.token});
    return conclude(report, environment, context);
}

} // namespace howdah::cli
