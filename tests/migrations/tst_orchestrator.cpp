#include "migrations/samplefolders.h"

#include <QDir>
#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;
using samples::System;

/// The lists are written from the system's document, not from the folder.
class TestOrchestrator final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QString m_database;

    QString ask(const QString &sql) { return samplefolders::ask(m_server, m_database, sql); }

    QString project()
    {
        return ask(u"SELECT (createProject('{\"name\": \"%1\"}')).id"_s.arg(unique()));
    }
    QString workflow()
    {
        return ask(u"SELECT (createWorkflow('{\"project_id\": \"%1\", \"name\": \"w\"}')).id"_s.arg(
            project()));
    }
    QString task(const QString &workflowId, const QString &title = u"t"_s)
    {
        return ask(u"SELECT (createTask('{\"workflow_id\": \"%1\", \"title\": \"%2\", "
                   u"\"estimated_effort\": 8, \"priority\": 9}')).id"_s.arg(workflowId, title));
    }
    QString unique()
    {
        static int number = 0;
        return u"p%1"_s.arg(++number);
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_database = m_server.createDatabase();
        samplefolders::migrate(m_server, System::Orchestrator, m_database);
        samplefolders::seed(m_server, System::Orchestrator, m_database);
        samplefolders::seed(m_server, System::Orchestrator, m_database); // may run again
    }

    void theTables()
    {
        const auto found = samplefolders::askList(
            m_server, m_database, u"SELECT tablename FROM pg_tables WHERE schemaname = 'public'"_s);
        for (const QString &table :
             {u"projects"_s, u"workflows"_s, u"tasks"_s, u"task_dependencies"_s, u"components"_s,
              u"events"_s, u"component_communications"_s, u"templates"_s, u"learning_data"_s,
              u"knowledge_base"_s, u"performance_metrics"_s, u"execution_history"_s,
              u"system_health"_s, u"workflow_analytics"_s, u"task_analytics"_s, u"audit_log"_s})
            QVERIFY2(found.contains(table), qPrintable(table));
    }

    void theTwoThatArePartitioned()
    {
        QCOMPARE(
            samplefolders::askList(m_server, m_database,
                                   u"SELECT partrelid::regclass, partstrat FROM "
                                   u"pg_partitioned_table ORDER BY partrelid::regclass::text"_s),
            (QStringList{u"execution_history|r"_s, u"performance_metrics|r"_s}));
        QCOMPARE(
            ask(u"BEGIN; SELECT ensure_monthly_partitions('performance_metrics', '2026-01-15', "
                u"'2026-03-01'); SELECT ensure_monthly_partitions('performance_metrics', "
                u"'2026-01-15', '2026-03-01'); ROLLBACK"_s),
            u"3\n0"_s);
    }

    void theFiveIndexesAsPrinted()
    {
        const QStringList printed{
            u"CREATE INDEX idx_tasks_composite_status_priority ON public.tasks USING btree "
            u"(status, "
            u"priority DESC, created_at)"_s,
            u"CREATE INDEX idx_events_composite_workflow_type ON public.events USING btree "
            u"(workflow_id, event_type, created_at DESC)"_s,
            u"CREATE INDEX idx_templates_tags_gin ON public.templates USING gin (tags)"_s,
            u"CREATE INDEX idx_performance_metrics_tags_gin ON ONLY public.performance_metrics "
            u"USING "
            u"gin (tags)"_s,
            u"CREATE INDEX idx_knowledge_base_content_fts ON public.knowledge_base USING gin "
            u"(to_tsvector('english'::regconfig, ((title || ' '::text) || content)))"_s};
        const auto found = samplefolders::askList(
            m_server, m_database, u"SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"_s);
        for (const QString &definition : printed)
            QVERIFY2(found.contains(definition), qPrintable(definition));
    }

    void theOperationsByTheirNames()
    {
        const QStringList operations{u"createProject"_s,
                                     u"getProject"_s,
                                     u"updateProject"_s,
                                     u"createWorkflow"_s,
                                     u"updateWorkflowStatus"_s,
                                     u"calculateWorkflowAnalytics"_s,
                                     u"createTask"_s,
                                     u"updateTaskStatus"_s,
                                     u"createTaskDependency"_s,
                                     u"registerComponent"_s,
                                     u"logEvent"_s,
                                     u"recordMetric"_s,
                                     u"saveTemplate"_s,
                                     u"getTemplate"_s,
                                     u"updateSystemHealth"_s,
                                     u"recordCommunication"_s};
        // PostgreSQL folds names that are not quoted, so the calls work as they are printed.
        for (const QString &name : operations) {
            QCOMPARE(ask(u"SELECT count(*) FROM pg_proc WHERE proname = lower('%1')"_s.arg(name)),
                     u"1"_s);
        }
    }

    void aProjectIsMadeReadAndChanged()
    {
        const QString id =
            ask(u"SELECT (createProject('{\"name\": \"AI Code Generator\", "
                u"\"repository_url\": \"https://git.example.com/x\", \"github_repo_id\": "
                u"123456789, \"linear_team_id\": \"team_abc123\"}')).id"_s);
        QCOMPARE(
            ask(u"SELECT name, github_repo_id, linear_team_id FROM getProject('%1')"_s.arg(id)),
            u"AI Code Generator|123456789|team_abc123"_s);
        QCOMPARE(ask(u"SELECT name, linear_team_id IS NULL, status FROM updateProject('%1', "
                     u"'{\"linear_team_id\": null, \"status\": \"paused\"}')"_s.arg(id)),
                 u"AI Code Generator|t|paused"_s);
        QCOMPARE(ask(u"SELECT action FROM audit_log WHERE row_key = '%1' ORDER BY id"_s.arg(id)),
                 u"INSERT\nUPDATE"_s);
    }

    void circlesOfTasksAreRefused()
    {
        const QString flow = workflow();
        const QString a = task(flow);
        const QString b = task(flow);
        const QString c = task(flow);
        auto connection = m_server.connect(m_database);
        const QString depend = u"SELECT createTaskDependency('%1', '%2', '%3')"_s;
        QVERIFY(connection.query(depend.arg(b, a, u"blocks"_s)));
        QVERIFY(connection.query(depend.arg(c, b, u"requires"_s)));
        const auto circle = connection.query(depend.arg(a, c, u"blocks"_s));
        QVERIFY(!circle);
        QCOMPARE(circle.error().sqlstate, u"23514"_s);
        QVERIFY(!connection.query(depend.arg(a, a, u"blocks"_s)));
        QVERIFY(connection.query(depend.arg(a, c, u"relates_to"_s))); // says nothing about order
        QVERIFY(!connection.query(depend.arg(a, b, u"whatever"_s)));
    }

    void twoSessionsCannotCloseACircleTogether()
    {
        const QString flow = workflow();
        const QString a = task(flow);
        const QString b = task(flow);
        auto one = m_server.connect(m_database);
        auto two = m_server.connect(m_database);
        QVERIFY(one.execute(u"BEGIN; SELECT createTaskDependency('%1', '%2')"_s.arg(a, b)));
        QVERIFY(two.execute(u"SET lock_timeout = '300ms'"_s));
        // The second one waits for the first; committing lets it see the other half.
        const auto waits = two.query(u"SELECT createTaskDependency('%1', '%2')"_s.arg(b, a));
        QVERIFY(!waits);
        QCOMPARE(waits.error().sqlstate, u"55P03"_s);
        QVERIFY(one.execute(u"COMMIT"_s));
        const auto refused = two.query(u"SELECT createTaskDependency('%1', '%2')"_s.arg(b, a));
        QVERIFY(!refused);
        QCOMPARE(refused.error().sqlstate, u"23514"_s);
    }

    void statusFollowsThroughTheWorkflow()
    {
        const QString flow = workflow();
        const QString first = task(flow);
        const QString second = task(flow);
        (void)ask(u"SELECT createTaskDependency('%1', '%2', 'blocks')"_s.arg(second, first));
        (void)ask(u"SELECT updateWorkflowStatus('%1', 'running')"_s.arg(flow));
        (void)ask(u"SELECT updateTaskStatus('%1', 'in_progress')"_s.arg(first));
        (void)ask(u"SELECT updateTaskStatus('%1', 'completed')"_s.arg(first));
        QCOMPARE(ask(u"SELECT status FROM tasks WHERE id = '%1'"_s.arg(second)), u"ready"_s);
        QCOMPARE(ask(u"SELECT status, progress FROM workflows WHERE id = '%1'"_s.arg(flow)),
                 u"running|50.00"_s);
        QVERIFY(ask(u"SELECT count(*) FROM execution_history WHERE workflow_id = '%1'"_s.arg(flow))
                    .toInt() >= 3);

        (void)ask(u"UPDATE tasks SET actual_effort = 16 WHERE id = '%1'"_s.arg(first));
        QCOMPARE(ask(u"SELECT total_tasks, completed_tasks, efficiency_score, "
                     u"jsonb_array_length(bottlenecks) FROM calculateWorkflowAnalytics('%1')"_s.arg(
                         flow)),
                 u"2|1|50.00|1"_s);
    }

    void whatIsNotKnownIsNotPerfect()
    {
        const QString flow = workflow();
        const QString first = task(flow);
        (void)ask(u"SELECT createTaskDependency('%1', '%2')"_s.arg(task(flow), first));
        QCOMPARE(ask(u"SELECT total_tasks, efficiency_score IS NULL FROM "
                     u"calculateWorkflowAnalytics('%1')"_s.arg(flow)),
                 u"2|t"_s);
        QCOMPARE(ask(u"SELECT efficiency_score IS NULL, is_bottleneck FROM task_analytics WHERE "
                     u"task_id = '%1'"_s.arg(first)),
                 u"t|f"_s);
    }

    void metricsHealthEventsAndMessagesAreRecorded()
    {
        (void)ask(u"SELECT recordMetric('codegen-generator', 'files_generated', 150, 'count')"_s);
        QCOMPARE(ask(u"SELECT value, unit FROM performance_metrics WHERE metric_name = "
                     u"'files_generated'"_s),
                 u"150|count"_s);
        const QString health =
            u"SELECT (updateSystemHealth('{\"component_name\": \"codegen-generator\", "
            u"\"status\": \"%1\", \"cpu_usage\": 25.3, \"memory_usage\": 28.7, "
            u"\"response_time_ms\": 95, \"error_rate\": 0.2}')).cpu_usage"_s;
        QCOMPARE(ask(health.arg(u"healthy"_s)), u"25.30"_s);
        (void)ask(health.arg(u"unhealthy"_s));
        (void)ask(health.arg(u"unhealthy"_s));
        QCOMPARE(ask(u"SELECT health_status, open_alerts FROM v_system_overview WHERE name = "
                     u"'codegen-generator'"_s),
                 u"unhealthy|1"_s);
        (void)ask(health.arg(u"healthy"_s));
        QCOMPARE(
            ask(u"SELECT open_alerts FROM v_system_overview WHERE name = 'codegen-generator'"_s),
            u"0"_s);
        (void)ask(
            u"SELECT logEvent('{\"event_type\": \"code_generation_completed\", "
            u"\"source_component\": \"codegen-generator\", \"correlation_id\": \"gen_12345\", "
            u"\"trace_id\": \"trace_67890\", \"payload\": {\"files_generated\": 5}}')"_s);
        QCOMPARE(ask(u"SELECT payload ->> 'files_generated' FROM events WHERE correlation_id = "
                     u"'gen_12345'"_s),
                 u"5"_s);
        (void)ask(
            u"SELECT recordCommunication('{\"source_component\": \"a\", \"target_component\": "
            u"\"b\", \"message_type\": \"m\", \"retry_count\": 2}')"_s);
        QCOMPARE(ask(u"SELECT retry_count, timeout_ms FROM component_communications"_s),
                 u"2|30000"_s);
    }

    void templatesAreKeptByVersion()
    {
        for (const QString &version : {u"1.9.0"_s, u"1.10.0"_s}) {
            (void)ask(u"SELECT saveTemplate('{\"name\": \"n\", \"type\": \"code_pattern\", "
                      u"\"template_content\": {}, \"version\": \"%1\"}')"_s.arg(version));
        }
        QCOMPARE(ask(u"SELECT version, usage_count FROM getTemplate('n', 'code_pattern')"_s),
                 u"1.10.0|1"_s);
    }

    void theSeeds()
    {
        QCOMPARE(samplefolders::askList(m_server, m_database,
                                        u"SELECT display_name FROM components ORDER BY 1"_s),
                 (QStringList{u"Claude Code"_s, u"Codegen"_s, u"GitHub"_s, u"Linear"_s,
                              u"OpenEvolve"_s}));
        QCOMPARE(ask(u"SELECT count(DISTINCT type) FROM templates WHERE created_by = "
                     u"'codegen-system'"_s),
                 u"4"_s);
        QCOMPARE(ask(u"SELECT tags FROM templates WHERE name = 'react-component-template'"_s),
                 u"[\"react\", \"component\", \"hooks\", \"template\"]"_s);
        QCOMPARE(ask(u"SELECT title FROM searchKnowledge('workflow planning')"_s),
                 u"How a workflow runs"_s);
    }

    void rolesHaveWhatTheyNeedAndNoMore_data()
    {
        QTest::addColumn<QString>("role");
        QTest::addColumn<QString>("statement");
        QTest::addColumn<bool>("allowed");
        const QString reader = u"orchestrator_reader"_s;
        const QString app = u"orchestrator_app"_s;
        const QString op = u"orchestrator_operator"_s;
        QTest::newRow("reader reads") << reader << u"SELECT FROM tasks"_s << true;
        QTest::newRow("reader writes") << reader << u"UPDATE tasks SET title = title"_s << false;
        QTest::newRow("app writes") << app << u"UPDATE components SET version = version"_s << true;
        QTest::newRow("app deletes") << app << u"DELETE FROM tasks"_s << false;
        QTest::newRow("app forges the trail")
            << app
            << u"INSERT INTO audit_log (actor, action, table_name, row_key) VALUES ('x', 'INSERT', 't', '1')"_s
            << false;
        QTest::newRow("app reads the trail") << app << u"SELECT FROM audit_log"_s << false;
        QTest::newRow("operator reads the trail") << op << u"SELECT FROM audit_log"_s << true;
        QTest::newRow("operator acknowledges")
            << op << u"UPDATE alerts SET muted_until = now()"_s << true;
        QTest::newRow("app measures") << app << u"SELECT recordMetric('c', 'm', 1)"_s << true;
    }
    void rolesHaveWhatTheyNeedAndNoMore()
    {
        QFETCH(QString, role);
        QFETCH(QString, statement);
        auto connection = m_server.connect(m_database);
        QVERIFY(connection.execute(u"BEGIN; SET ROLE "_s + role));
        const auto done = connection.query(statement);
        QTEST(done.hasValue(), "allowed");
        if (!done)
            QCOMPARE(done.error().sqlstate, u"42501"_s);
    }

    void theSchemaFilesSayTheSameAsTheMigrations()
    {
        const QDir schema(samplefolders::path(System::Orchestrator) + u"/schema"_s);
        const QStringList parts{u"01_core_tables.sql"_s, u"02_component_integration.sql"_s,
                                u"03_templates_learning.sql"_s, u"04_performance_monitoring.sql"_s};
        const QString migrated = m_server.createDatabase();
        samplefolders::migrate(m_server, System::Orchestrator, migrated);
        const QString inParts = m_server.createDatabase();
        for (const QString &part : parts) {
            (void)m_server.psql(QString::fromUtf8(samplefolders::read(schema.filePath(part))),
                                inParts);
        }
        const QString complete = m_server.createDatabase();
        (void)m_server.psql(
            QString::fromUtf8(samplefolders::read(schema.filePath(u"complete_schema.sql"_s))),
            complete);
        const QString dump = m_server.pgDump(migrated);
        QVERIFY(dump.size() > 10'000);
        QCOMPARE(m_server.pgDump(inParts), dump);
        QCOMPARE(m_server.pgDump(complete), dump);
    }
};

QTEST_GUILESS_MAIN(TestOrchestrator)
#include "tst_orchestrator.moc"
