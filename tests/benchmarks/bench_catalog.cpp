// How fast a large database is read, beside the tools that read the same catalogs: psql copying the
// very same queries to /dev/null, and pg_dump -s. HOWDAH_BENCH_TABLES chooses the size (10000),
// HOWDAH_BENCH_LARGE the second one (33000, 0 leaves it out).

#include "benchmarks/figures.h"
#include "catalog/directory.h"
#include "catalog/loader.h"
#include "catalog/searchindex.h"
#include "support/testserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>

#include <sys/resource.h>

#include <atomic>
#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::catalog;

namespace {

/// Tables as applications have them: a serial key, an index, a foreign key, defaults and a check;
/// every tenth with a view, every fifth with a function and a comment.
void fill(const support::TestServer &server, const QString &database, int tables)
{
    auto connection = server.connect(database);
    for (int first = 0; first < tables; first += 500) {
        QString script = uR"(DO $$ BEGIN
EXECUTE 'CREATE SCHEMA IF NOT EXISTS {s}';
FOR i IN {first} .. {first} + 499 LOOP
EXECUTE format('CREATE TABLE {s}.measurement_%s (id bigserial PRIMARY KEY, tenant_id integer NOT NULL DEFAULT 0,
    name text NOT NULL DEFAULT ''x'', amount numeric(12,4) CHECK (amount >= 0),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz, payload jsonb DEFAULT ''{}''::jsonb,
    tags text[], flag boolean DEFAULT false, parent_id bigint)', i);
EXECUTE format('CREATE INDEX ON {s}.measurement_%s (tenant_id, created_at DESC)', i);
EXECUTE format('ALTER TABLE {s}.measurement_%1$s ADD FOREIGN KEY (parent_id) REFERENCES {s}.measurement_%1$s', i);
IF i % 10 = 0 THEN
  EXECUTE format('CREATE VIEW {s}.v_%1$s AS SELECT id, name, sum(amount) OVER (PARTITION BY tenant_id) AS total
    FROM {s}.measurement_%1$s WHERE flag', i);
END IF;
IF i % 5 = 0 THEN
  EXECUTE format('CREATE FUNCTION {s}.f_%1$s(a integer, b text DEFAULT ''x'') RETURNS integer LANGUAGE plpgsql
    AS ''BEGIN RETURN a + %1$s; END''', i);
  EXECUTE format('COMMENT ON TABLE {s}.measurement_%1$s IS ''measures %1$s''', i);
END IF;
END LOOP; END $$)"_s;
        script.replace(u"{s}"_s, u"s%1"_s.arg(first / 2000))
            .replace(u"{first}"_s, QString::number(first));
        if (const auto done = connection.execute(script); !done)
            qFatal("fill: %s", qUtf8Printable(done.error().toText()));
    }
    // Autovacuum would come now, and at another time for another size: the catalogs are put in
    // order before anything is measured.
    const auto catalogs = connection.query(
        u"SELECT oid::pg_catalog.regclass FROM pg_catalog.pg_class WHERE relkind = 'r' AND"
        u" relnamespace = 'pg_catalog'::pg_catalog.regnamespace"_s);
    for (int row = 0; catalogs && row < catalogs->rowCount(); ++row)
        (void)connection.execute(u"VACUUM (ANALYZE) "_s + catalogs->text(row, 0));
}

double seconds(QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e9;
}

double run(const QString &program, const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(600'000) || process.exitCode() != 0)
        qFatal("%s: %s", qUtf8Printable(program), process.readAllStandardError().constData());
    return seconds(timer);
}

double residentMegabytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * 4096 / 1024 / 1024;
}

struct Measured
{
    double raw = 0;
    double psql = 0;
    double everything = 0;
    double dump = 0;
    double snapshotMegabytes = 0;
    double dumpMegabytes = 0;
};

double best(int times, const std::function<double()> &measure)
{
    double value = measure();
    for (int i = 1; i < times; ++i)
        value = std::min(value, measure());
    return value;
}

Measured measure(const support::TestServer &server, const QString &database)
{
    Measured m;
    const QString programs = server.installation().programFolder + u'/';
    QByteArray script = "SET search_path = '';\nSET work_mem = '32MB';\nBEGIN ISOLATION LEVEL "
                        "REPEATABLE READ, READ ONLY;\n";
    for (const QString &statement : rawStatements(server.installation().version))
        script += QString(statement).replace(u'\n', u' ').toUtf8() + ";\n";
    script += "COMMIT;\n";
    m.psql = best(3, [&] {
        return run(programs + u"psql"_s, {u"-X"_s, u"-q"_s, u"-d"_s, server.conninfo(database)},
                   script);
    });
    SnapshotPtr raw;
    m.raw = best(3, [&] {
        raw.reset();
        QElapsedTimer timer;
        timer.start();
        auto connection = server.connect(database);
        auto loaded = loadObjects(connection);
        if (!loaded)
            qFatal("%s", qUtf8Printable(loaded.error().toText()));
        raw = *loaded;
        return seconds(timer);
    });
    SnapshotPtr all;
    m.everything = best(2, [&] {
        QElapsedTimer timer;
        timer.start();
        auto connection = server.connect(database);
        auto loaded = loadObjects(connection);
        if (loaded)
            loaded = loadDefinitions(connection, *loaded);
        if (!loaded)
            qFatal("%s", qUtf8Printable(loaded.error().toText()));
        all = *loaded;
        return seconds(timer);
    });
    m.snapshotMegabytes = double(all->memoryBytes()) / 1024 / 1024;
    m.dump = best(2, [&] {
        // As many locks as there are tables: pg_dump's own way, so the server is set up for it.
        return run(programs + u"pg_dump"_s, {u"-s"_s, u"-d"_s, server.conninfo(database)});
    });
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    m.dumpMegabytes = double(usage.ru_maxrss) / 1024;
    return m;
}

/// What somebody types, letter by letter; names alone as Ctrl+P asks, then everything.
void search(const support::TestServer &server, const QString &database,
            benchmarks::Figures &figures)
{
    auto connection = server.connect(database);
    const SnapshotPtr snapshot = *loadObjects(connection);
    QElapsedTimer timer;
    timer.start();
    const SearchIndex index(snapshot);
    const QString among = u" among "_s + QString::number(index.size()) + u" objects"_s;
    figures.show(u"search index"_s + among, seconds(timer) * 1000, u"ms"_s);
    double longest = 0;
    for (const QString &typed :
         {u"m"_s, u"me"_s, u"meas"_s, u"meas99"_s, u"s1.meas"_s, u"tenid"_s}) {
        for (const SearchScopes scopes :
             {SearchScopes(SearchScope::Names),
              SearchScope::Columns | SearchScope::Comments | SearchScope::Sources}) {
            // Twice, so that another program's turn on this core is not taken for ours.
            longest = std::max(longest, best(2, [&] {
                                   timer.restart();
                                   (void)index.find(typed, {.scopes = scopes});
                                   return seconds(timer) * 1000;
                               }));
        }
    }
    figures.atMost(16, u"longest keystroke"_s + among, longest, u"ms"_s);
}

/// As servers come: 64 locks a transaction, which pg_dump of so many tables does not get by with.
void withDefaultLocks(support::TestServer &server, const QString &database,
                      benchmarks::Figures &figures)
{
    {
        auto admin = server.connect();
        if (const auto set = admin.execute(u"ALTER SYSTEM SET max_locks_per_transaction = 64"_s);
            !set)
            qFatal("%s", qUtf8Printable(set.error().toText()));
    }
    server.stop();
    server.start();
    auto connection = server.connect(database);
    const qint64 pid = connection.query(u"SELECT pg_catalog.pg_backend_pid()"_s)->integer(0, 0);
    std::atomic<qint64> most = 0;
    std::jthread watch([&](const std::stop_token &stop) {
        auto watching = server.connect(database);
        while (!stop.stop_requested()) {
            const auto held = watching.query(
                u"SELECT pg_catalog.count(*) FROM pg_catalog.pg_locks WHERE pid = $1"_s,
                {QString::number(pid)});
            if (held)
                most = std::max<qint64>(most, held->integer(0, 0));
        }
    });
    auto loaded = loadObjects(connection);
    if (loaded)
        loaded = loadDefinitions(connection, *loaded);
    if (loaded)
        loaded = loadDependencies(connection, *loaded);
    watch.request_stop();
    watch.join();
    if (!loaded)
        qFatal("with default locks: %s", qUtf8Printable(loaded.error().toText()));
    figures.atMost(
        0, u"not read with max_locks_per_transaction = 64"_s,
        double((*loaded)->definitions().locked.size() + (*loaded)->definitions().failed.size()),
        u"objects"_s);
    figures.atMost(1000, u"locks held at once"_s, double(most), u"locks"_s);
    QProcess dump;
    dump.setStandardOutputFile(QProcess::nullDevice());
    dump.start(server.installation().programFolder + u"/pg_dump"_s,
               {u"-s"_s, u"-d"_s, server.conninfo(database)});
    if (dump.waitForFinished(600'000))
        figures.show(u"pg_dump -s ends there with status"_s, dump.exitCode(), u""_s);
}

void withLocks(const support::TestServer &server, const QString &database, double rawBefore,
               benchmarks::Figures &figures)
{
    auto migrating = server.connect(database);
    QStringList tables;
    for (int i = 0; i < 100; ++i)
        tables.append(u"s0.measurement_%1"_s.arg(i));
    if (const auto locked = migrating.execute(u"BEGIN; LOCK TABLE "_s + tables.join(u", "_s) +
                                              u" IN ACCESS EXCLUSIVE MODE"_s);
        !locked)
        qFatal("%s", qUtf8Printable(locked.error().toText()));
    auto connection = server.connect(database);
    QElapsedTimer timer;
    timer.start();
    const auto raw = loadObjects(connection);
    figures.atMost(1.5, u"raw stage with 100 tables locked, against without"_s,
                   seconds(timer) / rawBefore, u"×"_s);
    timer.restart();
    const auto defined = raw ? loadDefinitions(connection, *raw) : raw;
    figures.show(u"definitions with 100 tables locked"_s, seconds(timer), u"s"_s);
    // 100 tables and the ten views on them.
    figures.atLeast(110, u"marked as locked"_s,
                    defined ? double((*defined)->definitions().locked.size()) : 0, u"objects"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const int tables = qEnvironmentVariableIsSet("HOWDAH_BENCH_TABLES")
                           ? qEnvironmentVariableIntValue("HOWDAH_BENCH_TABLES")
                           : 10'000;
    const int large = qEnvironmentVariableIsSet("HOWDAH_BENCH_LARGE")
                          ? qEnvironmentVariableIntValue("HOWDAH_BENCH_LARGE")
                          : 33'000;
    support::TestServer server({.settings = {{u"max_locks_per_transaction"_s, u"4096"_s},
                                             {u"shared_buffers"_s, u"512MB"_s}}});
    if (!server.isRunning())
        qFatal("%s", qUtf8Printable(server.errorText()));
    benchmarks::Figures figures;
    const QString database = u"tables"_s;
    server.createDatabase(database);
    fill(server, database, tables);
    const Measured m = measure(server, database);
    figures.show(u"raw stage"_s, m.raw, u"s"_s);
    figures.show(u"psql, same queries to /dev/null"_s, m.psql, u"s"_s);
    figures.atMost(2.0, u"raw stage against psql"_s, m.raw / m.psql, u"×"_s);
    figures.show(u"with definitions"_s, m.everything, u"s"_s);
    figures.show(u"pg_dump -s"_s, m.dump, u"s"_s);
    figures.atMost(1.0, u"with definitions against pg_dump -s"_s, m.everything / m.dump, u"×"_s);
    figures.show(u"snapshot"_s, m.snapshotMegabytes, u"MiB"_s);
    figures.show(u"pg_dump's peak"_s, m.dumpMegabytes, u"MiB"_s);
    figures.atMost(0.6, u"memory against pg_dump's peak"_s, m.snapshotMegabytes / m.dumpMegabytes,
                   u"×"_s);
    figures.show(u"this process now"_s, residentMegabytes(), u"MiB"_s);

    search(server, database, figures);
    withLocks(server, database, m.raw, figures);

    if (large > 0) {
        server.createDatabase(u"more"_s);
        fill(server, u"more"_s, large);
        const double raw = best(3, [&] {
            QElapsedTimer timer;
            timer.start();
            auto other = server.connect(u"more"_s);
            if (const auto loaded = loadObjects(other); !loaded)
                qFatal("%s", qUtf8Printable(loaded.error().toText()));
            return seconds(timer);
        });
        figures.show(u"raw stage of the larger one"_s, raw, u"s"_s);
        figures.atMost(3.6 * (large / 33'000.0) / (tables / 10'000.0), u"larger against smaller"_s,
                       raw / m.raw, u"×"_s);
        search(server, u"more"_s, figures);
    }
    withDefaultLocks(server, large > 0 ? u"more"_s : database, figures);
    return figures.exitCode();
}
