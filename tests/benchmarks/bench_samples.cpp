#include "benchmarks/figures.h"
#include "migrations/samplefolders.h"
#include "samples/generator.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace howdah;
using namespace howdah::benchmarks;
using namespace Qt::StringLiterals;
using samples::System;

namespace {

/// HOWDAH_BENCH_ROWS scales all the data by the number of tasks.
int tasks()
{
    return benchRows(1'000'000);
}

/// Milliseconds of one statement, the middle of several runs on a warm server.
double millisecondsOf(pg::Connection &connection, const QString &sql, int rounds = 25)
{
    std::vector<double> times;
    for (int i = 0; i < rounds + 2; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto rows = connection.query(sql);
        const double took = double(timer.nsecsElapsed()) / 1e6;
        if (!rows)
            qFatal("%s: %s", qUtf8Printable(sql), qUtf8Printable(rows.error().toText()));
        if (i >= 2)
            times.push_back(took);
    }
    return median(times);
}

/// Prints what a statement takes beside its limit, and how many bare round trips that is.
void measure(Figures &figures, pg::Connection &connection, double limit, const QString &what,
             const QString &sql)
{
    const double roundTrip = millisecondsOf(connection, u"SELECT 1"_s);
    const double took = millisecondsOf(connection, sql);
    figures.atMost(limit, what, took, u"ms"_s);
    figures.show(u"  as round trips"_s, took / roundTrip, u"x"_s);
}

samples::Summary filled(support::TestServer &server, System system, const QString &database)
{
    samplefolders::migrate(server, system, database, samples::info(system).version);
    if (system == System::Orchestrator)
        samplefolders::seed(server, system, database); // its components are what health is about
    auto connection = server.connect(database);
    const auto summary = samples::generate(
        system, connection, {.until = QDate(2026, 3, 30), .scale = std::max(1, tasks() / 1000)});
    if (!summary)
        qFatal("%s", qUtf8Printable(summary.error().toText()));
    return *summary;
}

QString one(pg::Connection &connection, const QString &sql)
{
    const auto rows = connection.query(sql);
    if (!rows)
        qFatal("%s: %s", qUtf8Printable(sql), qUtf8Printable(rows.error().toText()));
    return rows->text(0, 0);
}

/// The figures of the document of semantic_kernel, on its demo data.
void semanticKernel(Figures &figures, support::TestServer &server, const QString &database)
{
    samplefolders::seed(server, System::SemanticKernel, database);
    auto connection = server.connect(database);
    const QString user = one(connection, u"SELECT user_id FROM conversations GROUP BY 1 ORDER BY "
                                         u"count(*) DESC LIMIT 1"_s);
    // The accounts of the seeds hash at a cost that is too low for production, where checking a
    // password is meant to take long.
    measure(figures, connection, 5, u"authenticate a user"_s,
            u"SELECT * FROM authenticate_user('alice', 'Dev@12345')"_s);
    measure(figures, connection, 10, u"list conversations"_s,
            u"SELECT * FROM get_user_conversations('%1')"_s.arg(user));
    measure(figures, connection, 50, u"search messages"_s,
            u"SELECT * FROM search_messages('%1', 'database migration', 20)"_s.arg(user));
    // Built over an empty table the index's lists are of no use; operators rebuild it.
    (void)server.psql(u"REINDEX INDEX idx_embeddings_vector; ANALYZE embeddings"_s, database);
    measure(figures, connection, 100, u"search vectors"_s,
            u"SELECT * FROM search_similar_embeddings((SELECT embedding FROM embeddings LIMIT 1), "
            u"10)"_s);
}

/// The figures of the document of orchestrator: 1,000,000 tasks in 100,000 workflows.
void orchestrator(Figures &figures, support::TestServer &server, const QString &database)
{
    samplefolders::migrate(server, System::Orchestrator, database);
    (void)server.psql(
        u"ALTER TABLE workflows DISABLE TRIGGER USER; ALTER TABLE tasks DISABLE TRIGGER USER;"
        u"INSERT INTO projects (name) SELECT 'p' || n FROM generate_series(1, 50) n;"
        u"INSERT INTO workflows (project_id, name, status, created_at) SELECT p.id, 'w' || n, "
        u"CASE WHEN n % 20 = 0 THEN 'running' ELSE 'completed' END, now() - n * interval '1 "
        u"minute' "
        u"FROM generate_series(1, %1) n, projects p;"
        u"INSERT INTO tasks (workflow_id, title, status, priority, created_at) SELECT w.id, 't' || "
        u"n, "
        u"CASE WHEN w.status = 'running' AND n > 5 THEN 'ready' ELSE 'completed' END, n, "
        u"w.created_at "
        u"FROM workflows w, generate_series(1, 10) n;"
        u"ALTER TABLE workflows ENABLE TRIGGER USER; ALTER TABLE tasks ENABLE TRIGGER USER;"
        u"INSERT INTO task_dependencies (task_id, depends_on_task_id) SELECT a.id, b.id FROM "
        u"(SELECT "
        u"id FROM workflows WHERE status = 'running' LIMIT 200) w JOIN tasks a ON a.workflow_id = "
        u"w.id "
        u"JOIN tasks b ON b.workflow_id = w.id AND b.priority = a.priority - 1;"
        u"VACUUM (ANALYZE)"_s.arg(std::max(20, tasks() / 500)),
        database);
    auto connection = server.connect(database);
    std::printf("tasks: %s, workflows: %s\n",
                qUtf8Printable(one(connection, u"SELECT count(*) FROM tasks"_s)),
                qUtf8Printable(one(connection, u"SELECT count(*) FROM workflows"_s)));
    const QString project = one(connection, u"SELECT id FROM projects LIMIT 1"_s);
    const QString workflow =
        one(connection, u"SELECT workflow_id FROM tasks WHERE id IN (SELECT task_id FROM "
                        u"task_dependencies) LIMIT 1"_s);
    const QString task =
        one(connection,
            u"SELECT id FROM tasks WHERE workflow_id = '%1' AND status = 'ready' LIMIT 1"_s.arg(
                workflow));
    constexpr double limit = 100;
    measure(figures, connection, limit, u"getProject"_s,
            u"SELECT * FROM getProject('%1')"_s.arg(project));
    measure(
        figures, connection, limit, u"newest workflows of a project"_s,
        u"SELECT * FROM workflows WHERE project_id = '%1' ORDER BY created_at DESC LIMIT 50"_s.arg(
            project));
    measure(figures, connection, limit, u"tasks of a workflow"_s,
            u"SELECT * FROM tasks WHERE workflow_id = '%1' ORDER BY priority DESC"_s.arg(workflow));
    measure(
        figures, connection, limit, u"next ready tasks by priority"_s,
        u"SELECT * FROM tasks WHERE status = 'ready' ORDER BY priority DESC, created_at LIMIT 50"_s);
    measure(figures, connection, limit, u"createTask"_s,
            u"SELECT createTask('{\"workflow_id\": \"%1\", \"title\": \"new\"}')"_s.arg(workflow));
    measure(
        figures, connection, limit, u"updateTaskStatus"_s,
        u"SELECT * FROM updateTaskStatus('%1', CASE WHEN random() < 0.5 THEN 'in_progress' ELSE "
        u"'ready' END)"_s.arg(task));
    measure(figures, connection, limit, u"calculateWorkflowAnalytics"_s,
            u"SELECT * FROM calculateWorkflowAnalytics('%1')"_s.arg(workflow));
}

} // namespace

/// What the documents of the sample systems promise, on this machine.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    support::TestServer server({.settings = {{u"shared_buffers"_s, u"256MB"_s}}});
    if (!server.isRunning() || !server.hasVector()) {
        std::fprintf(stderr, "A PostgreSQL with pgvector is needed. %s\n",
                     qUtf8Printable(server.errorText()));
        return 2;
    }
    Figures figures;
    qint64 metricRows = 0;
    double seconds = 0;
    for (const auto &info : samples::systems()) {
        const QString database = server.createDatabase(info.database);
        const auto summary = filled(server, info.system, database);
        metricRows += summary.metricRows();
        seconds += double(summary.milliseconds) / 1000;
        figures.show(u"fill "_s + info.database, double(summary.milliseconds) / 1000, u"s"_s);
    }
    figures.atLeast(tasks(), u"rows of metrics"_s, double(metricRows), u"rows"_s);
    figures.atMost(60, u"time to make them"_s, seconds, u"s"_s);
    semanticKernel(figures, server, samples::info(System::SemanticKernel).database);
    orchestrator(figures, server, server.createDatabase());
    return figures.exitCode();
}
