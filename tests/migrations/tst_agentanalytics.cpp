#include "migrations/samplefolders.h"

#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;
using samples::System;

/// The lists are written from the system's document, not from the folder.
class TestAgentAnalytics final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QString m_documented; ///< at 0031_metrics_learning
    QString m_head;

    static QHash<QString, QStringList> nineTables()
    {
        return {
            {u"llm_metrics"_s, {u"model"_s, u"provider"_s, u"tokens"_s, u"cost"_s, u"latency"_s}},
            {u"rag_metrics"_s, {u"chunks_retrieved"_s, u"retrieval_latency_ms"_s}},
            {u"task_metrics"_s, {u"llm_iterations"_s, u"completion_time_ms"_s, u"cost"_s}},
            {u"learning_suggestions"_s, {u"category"_s, u"feedback_type"_s, u"rating"_s}},
            {u"learning_insights"_s, {u"insight_type"_s, u"description"_s, u"confidence"_s}},
            {u"learning_patterns"_s, {u"pattern_type"_s, u"detection_count"_s}},
            {u"telemetry_events"_s, {u"event_type"_s, u"event_data"_s, u"session_id"_s}},
            {u"performance_metrics"_s, {u"metric_name"_s, u"value"_s, u"percentile_95"_s}},
            {u"error_events"_s, {u"error_type"_s, u"severity"_s, u"stack_trace"_s}},
        };
    }

    samplefolders::AlembicRun alembic(const QString &database, const QStringList &arguments)
    {
        return samplefolders::alembic(m_server, samplefolders::iniFile(System::AgentAnalytics),
                                      database, arguments);
    }
    QString ask(const QString &database, const QString &sql)
    {
        return samplefolders::ask(m_server, database, sql);
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_documented = m_server.createDatabase();
        samplefolders::migrate(m_server, System::AgentAnalytics, m_documented,
                               u"0031_metrics_learning"_s);
        m_head = m_server.createDatabase();
        samplefolders::migrate(m_server, System::AgentAnalytics, m_head);
    }

    void theNineTablesHaveTheirKeyColumns()
    {
        const auto tables = nineTables();
        QCOMPARE(tables.size(), 9);
        for (auto it = tables.cbegin(); it != tables.cend(); ++it) {
            for (const QString &database : {m_documented, m_head}) {
                const auto columns = samplefolders::askList(
                    m_server, database,
                    u"SELECT column_name FROM information_schema.columns WHERE table_schema = "
                    u"'public' AND table_name = '%1'"_s.arg(it.key()));
                for (const QString &column : it.value())
                    QVERIFY2(columns.contains(column), qPrintable(it.key() + u'.' + column));
            }
        }
    }

    void theyHaveTwentyThreeIndexesBesidePrimaryKeys()
    {
        QCOMPARE(ask(m_documented,
                     u"SELECT count(*) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE "
                     u"NOT i.indisprimary AND t.relname IN ('%1')"_s.arg(
                         QStringList(nineTables().keys()).join(u"', '"_s))),
                 u"23"_s);
    }

    void conversationsHaveWhatTheHistoryPanelShows()
    {
        const auto columns = samplefolders::askList(
            m_server, m_documented,
            u"SELECT column_name FROM information_schema.columns WHERE table_name = "
            u"'navi_conversations'"_s);
        for (const QString &column : {u"title"_s, u"status"_s, u"tags"_s, u"workspace"_s,
                                      u"message_count"_s, u"is_pinned"_s, u"is_starred"_s})
            QVERIFY2(columns.contains(column), qPrintable(column));
        QCOMPARE(ask(m_documented,
                     u"INSERT INTO navi_conversations (user_id, status) VALUES (1, 'active'), (1, "
                     u"'archived'), (1, 'deleted') RETURNING status"_s)
                     .split(u'\n')
                     .size(),
                 3);
        QCOMPARE(ask(m_documented,
                     u"INSERT INTO messages (conversation_id, role, content) SELECT id, "
                     u"'user', 'hello' FROM navi_conversations WHERE status = 'active'; "
                     u"SELECT message_count FROM navi_conversations WHERE status = "
                     u"'active'; DELETE FROM messages; SELECT message_count FROM "
                     u"navi_conversations WHERE status = 'active'"_s),
                 u"1\n0"_s);
        (void)ask(m_documented, u"DELETE FROM navi_conversations"_s);
    }

    void theHeadIsAsDocumented()
    {
        const auto current = alembic(m_documented, {u"current"_s});
        QVERIFY2(current.output.contains("0031_metrics_learning"_L1),
                 qUtf8Printable(current.output));
        const auto history = alembic(m_documented, {u"history"_s});
        QCOMPARE(history.exitCode, 0);
        QVERIFY2(history.output.contains("0ab632cc0bcb -> 0031_metrics_learning"_L1),
                 qUtf8Printable(history.output));
        // The placeholder stands before the head and does nothing.
        QVERIFY(history.output.indexOf("-> 0033_add_checkpoint_gate_columns"_L1) >
                history.output.indexOf("-> 0031_metrics_learning"_L1));
        QCOMPARE(alembic(m_documented, {u"heads"_s}).output.trimmed(),
                 u"0037_add_erasure (head)"_s);
    }

    void everyRevisionGoesDownAgain()
    {
        const QString database = m_server.createDatabase();
        const QString empty = m_server.pgDump(database);
        const auto steps = QStringList{u"0001_navi_conversations"_s,
                                       u"0033_add_checkpoint_gate_columns"_s,
                                       u"0ab632cc0bcb"_s,
                                       u"0031_metrics_learning"_s,
                                       u"0034_partition_telemetry_events"_s,
                                       u"0035_add_analytics_views"_s,
                                       u"0036_add_telemetry_retention"_s,
                                       u"0037_add_erasure"_s};
        QStringList states;
        for (const QString &step : steps) {
            const auto up = alembic(database, {u"upgrade"_s, step});
            QVERIFY2(up.exitCode == 0, qUtf8Printable(up.output));
            states.append(m_server.pgDump(database));
        }
        for (auto i = steps.size() - 2; i >= 0; --i) {
            const auto down = alembic(database, {u"downgrade"_s, steps.at(i)});
            QVERIFY2(down.exitCode == 0, qUtf8Printable(down.output));
            QCOMPARE(m_server.pgDump(database), states.at(i));
        }
        QCOMPARE(alembic(database, {u"downgrade"_s, u"base"_s}).exitCode, 0);
        (void)ask(database, u"DROP TABLE alembic_version"_s);
        QCOMPARE(m_server.pgDump(database), empty);
    }

    void telemetryIsPartitionedByMonthWithItsRows()
    {
        const QString database = m_server.createDatabase();
        samplefolders::migrate(m_server, System::AgentAnalytics, database,
                               u"0031_metrics_learning"_s);
        (void)ask(database, u"INSERT INTO telemetry_events (created_at, event_type) SELECT "
                            u"'2026-01-31T22:00Z'::timestamptz + n * interval '1 hour', 'e' FROM "
                            u"generate_series(0, 3) n"_s);
        samplefolders::migrate(m_server, System::AgentAnalytics, database);
        QCOMPARE(
            samplefolders::askList(m_server, database,
                                   u"SELECT tableoid::regclass, count(*) FROM telemetry_events "
                                   u"GROUP BY 1 ORDER BY tableoid::regclass::text"_s),
            (QStringList{u"telemetry_events_2026_01|2"_s, u"telemetry_events_2026_02|2"_s}));
        (void)ask(database, u"INSERT INTO telemetry_events (event_type) VALUES ('new')"_s);
        QCOMPARE(ask(database, u"SELECT max(id) FROM telemetry_events"_s), u"5"_s);

        // Retention: what is older than 90 days becomes counts, empty months go.
        QCOMPARE(ask(database, u"SELECT * FROM apply_telemetry_retention(90, '2026-05-02')"_s),
                 u"1|2"_s);
        QCOMPARE(ask(database, u"SELECT day, events FROM telemetry_daily"_s), u"2026-01-31|2"_s);
        QCOMPARE(ask(database, u"SELECT to_regclass('telemetry_events_2026_01') IS NULL"_s),
                 u"t"_s);
        QCOMPARE(ask(database, u"SELECT count(*) FROM telemetry_events"_s), u"3"_s);

        const auto down = alembic(database, {u"downgrade"_s, u"0031_metrics_learning"_s});
        QVERIFY2(down.exitCode == 0, qUtf8Printable(down.output));
        QCOMPARE(ask(database, u"SELECT count(*), max(id) FROM telemetry_events"_s), u"3|5"_s);
    }

    void onePersonCanBeErased()
    {
        (void)ask(
            m_head,
            u"INSERT INTO llm_metrics (provider, model, latency, user_id, cost) VALUES ('p', 'm', "
            u"1, 7, 2), ('p', 'm', 1, 8, 3);"
            u"INSERT INTO navi_conversations (user_id) VALUES (7), (8);"
            u"INSERT INTO telemetry_events (event_type, user_id) VALUES ('e', 7), ('e', 8)"_s);
        QCOMPARE(ask(m_head, u"SELECT rows_deleted ->> 'navi_conversations', rows_deleted ->> "
                             u"'telemetry_events', rows_unlinked ->> 'llm_metrics' FROM "
                             u"erase_person(7, 'request of the person')"_s),
                 u"1|1|1"_s);
        QCOMPARE(ask(m_head, u"SELECT count(*), sum(cost), count(user_id) FROM llm_metrics"_s),
                 u"2|5.00000000|1"_s);
        QCOMPARE(ask(m_head, u"SELECT subject_hash = sha256('7') FROM erasure_log"_s), u"t"_s);
    }

    void theUsualQuestionsHaveMaterializedViews()
    {
        QCOMPARE(samplefolders::askList(m_server, m_head,
                                        u"SELECT matviewname FROM pg_matviews ORDER BY 1"_s),
                 (QStringList{u"mv_errors_daily"_s, u"mv_llm_cost_daily"_s,
                              u"mv_llm_latency_hourly"_s, u"mv_task_outcomes_daily"_s}));
        (void)ask(m_head, u"SELECT refresh_analytics_views()"_s);
    }

    void theOldCircleIsRefusedByAlembicToo()
    {
        const QString ini = QStringLiteral(TEST_DIR "/fixtures/circular_revisions/alembic.ini");
        const auto run = samplefolders::alembic(m_server, ini, m_server.createDatabase(),
                                                {u"upgrade"_s, u"head"_s});
        QVERIFY(run.exitCode != 0);
        QVERIFY2(run.output.contains("ycle"_L1), qUtf8Printable(run.output));
    }
};

QTEST_GUILESS_MAIN(TestAgentAnalytics)
#include "tst_agentanalytics.moc"
