// Applying 1,000 small statements in one transaction beside psql -1 -f with the same file, to a
// database that has its history already.

#include "benchmarks/figures.h"
#include "planner/apply.h"
#include "planner/folder.h"
#include "support/testserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::benchmarks;

namespace {

constexpr int rounds = 15;
constexpr int statements = 1000;

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// Rows: the cheapest statements there are, so that what surrounds them weighs most.
QString rowsScript()
{
    QString script;
    for (int i = 0; i < statements; ++i)
        script += u"INSERT INTO account (id, name) VALUES (%1, 'somebody');\n"_s.arg(i);
    return script;
}

/// What migrations are usually made of.
QString schemaScript()
{
    QString script;
    for (int i = 0; i < statements / 4; ++i) {
        script += u"CREATE TABLE t%1 (id bigint PRIMARY KEY, note text);\n"
                  "ALTER TABLE t%1 ADD COLUMN at timestamptz NOT NULL DEFAULT now();\n"
                  "CREATE INDEX ON t%1 (at);\n"
                  "COMMENT ON TABLE t%1 IS 'Number %1';\n"_s.arg(i);
    }
    return script;
}

double psql(const support::TestServer &server, const QStringList &arguments,
            const QString &database)
{
    QProcess process;
    QElapsedTimer timer;
    timer.start();
    process.start(server.installation().programFolder + u"/psql"_s,
                  QStringList{u"-X"_s, u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-d"_s,
                              server.conninfo(database)} +
                      arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("psql: %s", process.readAllStandardError().constData());
    return milliseconds(timer);
}

/// Milliseconds to apply what leads to @p target, on a connection that is as fresh as psql's.
double apply(const support::TestServer &server, const QString &database, const QString &folderPath,
             const QString &target)
{
    auto planning = server.connect(database);
    const auto folder = planner::readFolder(folderPath);
    if (!folder)
        qFatal("%s", qUtf8Printable(folder.error().toText()));
    const auto facts = planner::inspectDatabase(planning);
    if (!facts)
        qFatal("%s", qUtf8Printable(facts.error().toText()));
    const auto plan =
        planner::makePlan(*folder, *facts, {.direction = planner::Direction::Up, .target = target});
    if (!plan)
        qFatal("%s", qUtf8Printable(plan.error().toText()));
    auto connection = server.connect(database);
    QElapsedTimer timer;
    timer.start();
    const auto report = planner::applyPlan(connection, *plan);
    const double took = milliseconds(timer);
    if (report.error || report.done.size() != 1)
        qFatal("%s", qUtf8Printable(report.standing));
    return took;
}

void write(const QString &path, const QString &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        qFatal("cannot write %s", qUtf8Printable(path));
}

void compare(Figures &figures, support::TestServer &server, const QString &what,
             const QString &script)
{
    const QTemporaryDir folder;
    write(folder.filePath(u"V1__start.sql"_s),
          u"CREATE TABLE account (id integer PRIMARY KEY, name text NOT NULL);\n"_s);
    const QString many = folder.filePath(u"V2__many.sql"_s);
    write(many, script);
    std::vector<double> start;
    std::vector<double> bare;
    std::vector<double> own;
    for (int round = 0; round < rounds; ++round) {
        // Databases of their own for each run: nothing of the one before is in their caches.
        const QString forPsql = server.createDatabase();
        (void)apply(server, forPsql, folder.path(), u"1"_s);
        start.push_back(psql(server, {u"-c"_s, u"SELECT 1"_s}, forPsql));
        bare.push_back(psql(server, {u"-1"_s, u"-f"_s, many}, forPsql));
        const QString ours = server.createDatabase();
        (void)apply(server, ours, folder.path(), u"1"_s);
        own.push_back(apply(server, ours, folder.path(), {}));
    }
    // Only what psql takes for the script counts, not to start and connect.
    const double psqlTime = median(bare) - median(start);
    figures.show(u"%1: psql -1 -f"_s.arg(what), psqlTime, u"ms"_s);
    figures.show(u"%1: apply"_s.arg(what), median(own), u"ms"_s);
    figures.atMost(1.3, u"%1: apply against psql"_s.arg(what), median(own) / psqlTime, u"x"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    support::TestServer server;
    if (!server.isRunning())
        qFatal("%s", qUtf8Printable(server.errorText()));
    Figures figures;
    compare(figures, server, u"1,000 rows"_s, rowsScript());
    compare(figures, server, u"1,000 changes of the schema"_s, schemaScript());
    return figures.exitCode();
}
