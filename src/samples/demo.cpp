#include "samples/demo.h"

#include "planner/apply.h"
#include "planner/folder.h"
#include "planner/seeds.h"
#include "sql/quote.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::samples {

namespace {

Result<pg::Connection> openDatabase(const pg::Endpoint &admin, const QString &database,
                                    const QString &role, const pg::CallLimits &limits)
{
    pg::Endpoint endpoint = admin;
    endpoint.setValue(u"dbname"_s, database);
    pg::SessionSetup setup;
    setup.applicationName = u"howdah demo"_s;
    setup.role = role;
    return pg::Connection::open(endpoint, setup, limits);
}

Result<bool> ask(pg::Connection &connection, const QString &question, const QString &parameter,
                 const pg::CallLimits &limits)
{
    const auto rows = connection.query(question, {parameter}, limits);
    if (!rows)
        return rows.error();
    return rows->boolean(0, 0);
}

Result<void> run(pg::Connection &connection, const QString &sql, const pg::CallLimits &limits)
{
    const auto done = connection.query(sql, {}, limits);
    if (!done)
        return done.error();
    return {};
}

Result<bool> databaseExists(pg::Connection &connection, const QString &name,
                            const pg::CallLimits &limits)
{
    return ask(connection, u"SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)"_s, name,
               limits);
}

Result<void> makeRoles(pg::Connection &connection, const SystemInfo &system,
                       const pg::CallLimits &limits)
{
    const QStringList roles = QStringList{system.role} + system.groupRoles;
    for (const QString &role : roles) {
        const auto exists = ask(
            connection, u"SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)"_s, role, limits);
        if (!exists)
            return exists.error();
        if (*exists)
            continue;
        const QString name = sql::quoteIdentifier(role);
        auto made = run(
            connection,
            u"CREATE ROLE "_s + name + (role == system.role ? u" LOGIN"_s : u" NOLOGIN"_s), limits);
        // So that Health shows the owner what the whole server does.
        if (made && role == system.role)
            made = run(connection, u"GRANT pg_monitor TO "_s + name, limits);
        if (!made)
            return made;
    }
    return {};
}

/// Asked before anything is made: Unsupported, naming the package, when one is not offered.
Result<void> checkExtensions(pg::Connection &connection, const SystemInfo &system,
                             const pg::CallLimits &limits)
{
    for (const QString &extension : system.extensions) {
        const auto offered = ask(
            connection, u"SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = $1)"_s,
            extension, limits);
        if (!offered)
            return offered.error();
        if (!*offered) {
            return Error{
                .kind = Error::Kind::Unsupported,
                .message = u"The server has no extension \"%1\". %2"_s.arg(
                    extension, planner::packageFor(extension, connection.serverVersion()))};
        }
    }
    return {};
}

Result<void> makeExtensions(pg::Connection &connection, const SystemInfo &system,
                            const pg::CallLimits &limits)
{
    for (const QString &extension : system.extensions) {
        const auto made =
            run(connection, u"CREATE EXTENSION IF NOT EXISTS "_s + sql::quoteIdentifier(extension),
                limits);
        if (!made)
            return made;
    }
    return {};
}

QString folderOf(const SystemInfo &system, const DemoOptions &options)
{
    const QString all = options.migrations.isEmpty() ? migrationsFolder() : options.migrations;
    return all.isEmpty() ? QString() : QDir(all).filePath(system.name);
}

/// Where the folder and the database stand; @p target as in PlanOptions.
Result<planner::Plan> planFor(pg::Connection &connection, const QString &folder,
                              const QString &target, const pg::CallLimits &limits)
{
    const auto read = planner::readFolder(folder);
    if (!read)
        return read.error();
    const auto facts = planner::inspectDatabase(connection, limits);
    if (!facts)
        return facts.error();
    return planner::makePlan(*read, *facts, {.target = target});
}

void takeStates(const planner::Plan &plan, DemoDatabase &database)
{
    for (const planner::Step &step : plan.steps) {
        if (step.state == planner::StepState::Pending)
            database.pending.append(step.id);
        else if (step.state == planner::StepState::Applied)
            database.applied.append(step.id);
    }
}

Result<void> migrate(pg::Connection &connection, const SystemInfo &system, const QString &folder,
                     const pg::CallLimits &limits)
{
    const auto plan = planFor(connection, folder, system.version, limits);
    if (!plan)
        return plan.error();
    const auto standsAt = [&](const planner::Step &step) {
        return step.id == system.version && step.state == planner::StepState::Applied;
    };
    // Somebody may have gone further already, which is what the demo is for.
    if (plan->toRun.isEmpty() || std::ranges::any_of(plan->steps, standsAt))
        return {};
    const auto report = planner::applyPlan(connection, *plan, {}, {}, limits);
    if (!report.error)
        return {};
    Error error = report.error->within(report.errorFile);
    error.hint = error.hint.isEmpty() ? report.standing : error.hint + u' ' + report.standing;
    return error;
}

/// Which seeds a connection of that environment has: all for development, those for tests on
/// staging, none in production.
QString seedEnvironmentOf(const SystemInfo &system)
{
    if (system.environment == "staging"_L1)
        return u"test"_s;
    return system.environment;
}

Result<QStringList> loadSeeds(pg::Connection &connection, const SystemInfo &system,
                              const QString &folder, const pg::CallLimits &limits)
{
    const auto seeds = planner::readSeeds(folder);
    if (!seeds)
        return seeds.error();
    const auto report =
        planner::loadSeeds(connection, *seeds, seedEnvironmentOf(system), {}, limits);
    if (report.error)
        return *report.error;
    return report.done;
}

/// The owner's own login where the server lets it in, else the administrator's in its role.
void findTheWayIn(const pg::Endpoint &admin, const SystemInfo &system, DemoDatabase &database,
                  const pg::CallLimits &limits)
{
    pg::Endpoint own = admin;
    own.setValue(u"dbname"_s, system.database);
    own.setPassword({});
    database.endpoint = own;
    own.setValue(u"user"_s, system.role);
    if (pg::Connection::open(own, {}, limits))
        database.endpoint = own;
    else
        database.actAs = system.role;
}

Result<DemoDatabase> prepare(const pg::Endpoint &admin, const SystemInfo &system,
                             const DemoOptions &options, const ProgressHandler &progress,
                             const pg::CallLimits &limits)
{
    const auto say = [&progress](const QString &step, double fraction) {
        if (progress)
            progress(step, fraction);
    };
    const QString folder = folderOf(system, options);
    if (folder.isEmpty()) {
        return Error{.kind = Error::Kind::NotFound,
                     .message = u"The sample migrations are not installed; HOWDAH_MIGRATIONS may "
                                u"name their folder."_s};
    }
    QElapsedTimer timer;
    timer.start();
    DemoDatabase result{
        .system = system.system, .exists = true, .folder = QFileInfo(folder).absoluteFilePath()};

    say(u"database"_s, 0);
    auto server = openDatabase(admin, u"postgres"_s, {}, limits);
    if (!server)
        return server.error();
    if (const auto offered = checkExtensions(*server, system, limits); !offered)
        return offered.error();
    if (const auto roles = makeRoles(*server, system, limits); !roles)
        return roles.error();
    const auto exists = databaseExists(*server, system.database, limits);
    if (!exists)
        return exists.error();
    if (!*exists) {
        const auto made = run(*server,
                              u"CREATE DATABASE "_s + sql::quoteIdentifier(system.database) +
                                  u" OWNER "_s + sql::quoteIdentifier(system.role),
                              limits);
        if (!made)
            return made.error();
    }
    auto superuser = openDatabase(admin, system.database, {}, limits);
    if (!superuser)
        return superuser.error();
    if (const auto extensions = makeExtensions(*superuser, system, limits); !extensions)
        return extensions.error();
    // Since PostgreSQL 15 only the owner of the database may create in public; before, everybody.
    const auto granted =
        run(*superuser, u"GRANT CREATE ON SCHEMA public TO "_s + sql::quoteIdentifier(system.role),
            limits);
    if (!granted)
        return granted.error();

    say(u"migrations"_s, 0.02);
    auto owner = openDatabase(admin, system.database, system.role, limits);
    if (!owner)
        return owner.error();
    if (const auto migrated = migrate(*owner, system, folder, limits); !migrated)
        return migrated.error();
    const auto seeds = loadSeeds(*owner, system, folder, limits);
    if (!seeds)
        return seeds.error();
    result.seeds = *seeds;

    if (options.traffic) {
        const auto summary = generate(
            system.system, *owner, options.generator,
            [&say](const QString &step, double fraction) { say(step, 0.05 + 0.95 * fraction); },
            limits);
        if (!summary && summary.error().kind != Error::Kind::Conflict)
            return summary.error();
        if (summary) {
            for (const auto &table : summary->tables)
                result.rows += table.rows;
            result.metricRows = summary->metricRows();
        }
    }
    const auto plan = planFor(*owner, folder, {}, limits);
    if (!plan)
        return plan.error();
    takeStates(*plan, result);
    findTheWayIn(admin, system, result, limits);
    result.milliseconds = timer.elapsed();
    return result;
}

} // namespace

Result<DemoDatabase> prepareDemo(const pg::Endpoint &admin, System system,
                                 const DemoOptions &options, const ProgressHandler &progress,
                                 const pg::CallLimits &limits)
{
    const SystemInfo &about = info(system);
    return prepare(admin, about, options, progress, limits)
        .within(u"prepare %1"_s.arg(about.database));
}

Result<DemoDatabase> demoStatus(const pg::Endpoint &admin, System system,
                                const DemoOptions &options, const pg::CallLimits &limits)
{
    const SystemInfo &about = info(system);
    const QString where = u"look at %1"_s.arg(about.database);
    auto server = openDatabase(admin, u"postgres"_s, {}, limits);
    if (!server)
        return server.error().within(where);
    const auto exists = databaseExists(*server, about.database, limits);
    if (!exists)
        return exists.error().within(where);
    DemoDatabase result{.system = system, .exists = *exists};
    if (!result.exists)
        return result;
    auto connection = openDatabase(admin, about.database, {}, limits);
    if (!connection)
        return connection.error().within(where);
    const auto plan = planFor(*connection, folderOf(about, options), {}, limits);
    if (!plan)
        return plan.error().within(where);
    takeStates(*plan, result);
    findTheWayIn(admin, about, result, limits);
    return result;
}

} // namespace howdah::samples
