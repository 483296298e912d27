#include "migrations/samplefolders.h"
#include "samples/generator.h"

#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;
using samples::System;

/// The generator on real databases: what it says it wrote against what SQL finds.
class TestGenerator final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

    static samples::GeneratorOptions small()
    {
        return {.seed = 1, .until = QDate(2026, 3, 30), .days = 30, .scale = 40};
    }

    QString prepared(System system)
    {
        const QString database = m_server.createDatabase();
        samplefolders::migrate(m_server, system, database, samples::info(system).version);
        if (system == System::Orchestrator)
            samplefolders::seed(m_server, system, database);
        return database;
    }

    samples::Summary filled(System system, const QString &database,
                            const samples::GeneratorOptions &options)
    {
        auto connection = m_server.connect(database);
        const auto summary = samples::generate(system, connection, options);
        if (!summary)
            qFatal("%s", qUtf8Printable(summary.error().toText()));
        return *summary;
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void everySystemHoldsWhatTheSummarySays_data()
    {
        QTest::addColumn<int>("system");
        for (const auto &info : samples::systems())
            QTest::newRow(qPrintable(info.name)) << static_cast<int>(info.system);
    }
    void everySystemHoldsWhatTheSummarySays()
    {
        QFETCH(int, system);
        const auto which = static_cast<System>(system);
        if (!m_server.hasVector() && samples::info(which).extensions.contains(u"vector"_s))
            QSKIP("the server has no pgvector");
        const QString database = prepared(which);
        QHash<QString, qint64> before;
        const auto count = [&](const QString &table) {
            return samplefolders::ask(m_server, database, u"SELECT count(*) FROM "_s + table)
                .toLongLong();
        };
        for (const QString &table : {u"skills"_s, u"components"_s, u"knowledge_base"_s}) {
            const QString there = samplefolders::ask(
                m_server, database, u"SELECT to_regclass('%1') IS NOT NULL"_s.arg(table));
            if (there == "t"_L1)
                before.insert(table, count(table));
        }
        const auto summary = filled(which, database, small());
        QVERIFY(summary.tables.size() >= 5);
        QHash<QString, qint64> wanted = before;
        for (const auto &table : summary.tables)
            wanted[table.name] += table.rows;
        for (auto it = wanted.cbegin(); it != wanted.cend(); ++it)
            QCOMPARE(std::pair(it.key(), count(it.key())), std::pair(it.key(), it.value()));
        // Nothing is switched off that was switched on.
        QCOMPARE(samplefolders::ask(m_server, database,
                                    u"SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'"_s),
                 u"0"_s);

        auto connection = m_server.connect(database);
        const auto again = samples::generate(which, connection, small());
        QVERIFY(!again);
        QCOMPARE(again.error().kind, Error::Kind::Conflict);
    }

    void theLedgerIsWhatSqlAddsUp()
    {
        const QString database = prepared(System::AgentAnalytics);
        const auto summary = filled(System::AgentAnalytics, database, small());
        const auto total = summary.ledger.total();
        QCOMPARE(samplefolders::ask(
                     m_server, database,
                     u"SELECT count(*), count(*) FILTER (WHERE status <> 'success'), "
                     u"count(*) FILTER (WHERE attempt > 1), sum(input_tokens), sum(cached_tokens), "
                     u"sum(output_tokens), sum(tokens), sum(cost) FROM llm_metrics"_s),
                 u"%1|%2|%3|%4|%5|%6|%7|%8"_s.arg(total.attempts)
                     .arg(total.failures)
                     .arg(total.retries)
                     .arg(total.inputTokens)
                     .arg(total.cachedTokens)
                     .arg(total.outputTokens)
                     .arg(total.inputTokens + total.outputTokens)
                     .arg(samples::costText(total.cost)));

        for (const auto &[zone, offset] :
             {std::pair(u"UTC"_s, 0), std::pair(u"Asia/Kolkata"_s, 330),
              std::pair(u"Asia/Kathmandu"_s, 345)}) {
            QStringList expected;
            for (const auto &[key, totals] : summary.ledger.byDayAndModel(offset)) {
                expected += u"%1|%2|%3|%4"_s.arg(
                    key.first.toString(Qt::ISODate),
                    QString::fromLatin1(
                        samples::models()[static_cast<std::size_t>(key.second)].name),
                    QString::number(totals.attempts), samples::costText(totals.cost));
            }
            expected.sort();
            auto found = samplefolders::askList(
                m_server, database,
                u"SELECT (created_at AT TIME ZONE '%1')::date, model, count(*), sum(cost) FROM "
                u"llm_metrics GROUP BY 1, 2"_s.arg(zone));
            found.sort();
            QVERIFY(expected.size() > 200);
            QCOMPARE(found, expected);
        }
        // Tasks cost what their calls cost.
        QCOMPARE(samplefolders::ask(m_server, database,
                                    u"SELECT count(*) FROM task_metrics t WHERE cost <> (SELECT "
                                    u"coalesce(sum(cost), 0) FROM llm_metrics m WHERE m.task_id = "
                                    u"t.task_id)"_s),
                 u"0"_s);
    }

    void theSameSeedGivesTheSameRows()
    {
        const QString first = prepared(System::AgentAnalytics);
        const QString second = prepared(System::AgentAnalytics);
        const QString third = prepared(System::AgentAnalytics);
        (void)filled(System::AgentAnalytics, first, small());
        (void)filled(System::AgentAnalytics, second, small());
        auto other = small();
        other.seed = 2;
        (void)filled(System::AgentAnalytics, third, other);
        // Every column, the ones that the server makes up (id) apart.
        const auto print = [this](const QString &database, const QString &table) {
            return samplefolders::ask(
                m_server, database,
                u"SELECT count(*), md5(string_agg(r, '|' ORDER BY r)) FROM (SELECT (to_jsonb(t) - "
                u"'id')::text AS r FROM %1 t) s"_s.arg(table));
        };
        for (const QString &table : {u"llm_metrics"_s, u"task_metrics"_s, u"rag_metrics"_s,
                                     u"telemetry_events"_s, u"performance_metrics"_s,
                                     u"error_events"_s, u"navi_conversations"_s, u"messages"_s}) {
            QCOMPARE(print(second, table), print(first, table));
            QVERIFY2(print(third, table) != print(first, table), qPrintable(table));
        }
    }

    void theShapesAreThere()
    {
        const QString database = prepared(System::AgentAnalytics);
        (void)filled(System::AgentAnalytics, database, small());
        const auto yes = [&](const QString &condition) {
            return samplefolders::ask(m_server, database, u"SELECT "_s + condition) == "t"_L1;
        };
        QVERIFY(yes(u"(SELECT min(created_at) >= '2026-02-28Z' AND max(created_at) < '2026-03-30Z' "
                    u"FROM llm_metrics)"_s));
        QVERIFY(yes(u"(SELECT count(DISTINCT provider) >= 3 AND count(DISTINCT model) >= 6 FROM "
                    u"llm_metrics)"_s));
        // Day and night, week and weekend.
        QVERIFY(
            yes(u"(SELECT count(*) FILTER (WHERE extract(hour FROM created_at AT TIME ZONE 'UTC') "
                u"= 15) > 5 * count(*) FILTER (WHERE extract(hour FROM created_at AT TIME ZONE "
                u"'UTC') = 3) FROM llm_metrics)"_s));
        // An outage: two hours in which one provider mostly fails.
        QVERIFY(
            yes(u"(SELECT max(share) > 0.6 FROM (SELECT avg((status <> 'success')::int) AS share "
                u"FROM llm_metrics WHERE provider = 'openai' GROUP BY date_trunc('hour', "
                u"created_at) HAVING count(*) > 10) s)"_s));
        // A price that fell.
        QVERIFY(
            yes(u"(SELECT max(c) > 1.6 * min(c) FROM (SELECT sum(cost) / sum(tokens) AS c FROM "
                u"llm_metrics WHERE model = 'gpt-4o' AND status = 'success' AND cached_tokens = 0 "
                u"GROUP BY created_at < '2026-03-15Z') s)"_s));
        QVERIFY(yes(u"(SELECT sum(cached_tokens) > 0 FROM llm_metrics)"_s));
        QVERIFY(yes(u"(SELECT count(*) > 10 FROM llm_metrics WHERE attempt > 1)"_s));
        // Bloat: pages of deleted rows before the ones that stay.
        QVERIFY(yes(u"(SELECT pg_relation_size('error_events') > 2 * sum(pg_column_size(e)) FROM "
                    u"error_events e)"_s));
        // An index that nobody uses, a filter that no index helps.
        QVERIFY(yes(u"(SELECT seq_scan >= 12 FROM pg_stat_user_tables WHERE relname = "
                    u"'llm_metrics')"_s));
        QVERIFY(yes(u"(SELECT idx_scan > 0 FROM pg_stat_user_indexes WHERE indexrelname = "
                    u"'ix_llm_metrics_created_at')"_s));
        QVERIFY(yes(u"(SELECT idx_scan = 0 FROM pg_stat_user_indexes WHERE indexrelname = "
                    u"'ix_llm_metrics_user_created_at')"_s));
    }

    void vectorsCrowd()
    {
        if (!m_server.hasVector())
            QSKIP("the server has no pgvector");
        const QString database = prepared(System::Memory);
        (void)filled(System::Memory, database,
                     {.until = QDate(2026, 3, 30), .days = 30, .scale = 100});
        // Nine of ten lie close to any of the crowd.
        const double share =
            samplefolders::ask(
                m_server, database,
                u"SET ivfflat.probes = 100; SELECT max(s) FROM (SELECT avg(((b.embedding "
                u"<=> a.embedding) < 0.2)::int) AS s FROM (SELECT embedding FROM memories "
                u"WHERE embedding IS NOT NULL ORDER BY id LIMIT 5) a, memories b WHERE "
                u"b.embedding IS NOT NULL GROUP BY a.embedding) t"_s)
                .section(u'\n', -1)
                .toDouble();
        QVERIFY2(share > 0.8 && share < 0.98, qPrintable(QString::number(share)));
    }

    void cancellingLeavesNothingBehind()
    {
        const QString database = prepared(System::AgentAnalytics);
        auto connection = m_server.connect(database);
        CancellationSource source;
        auto options = small();
        options.scale = 1000;
        const auto progress = [&source](const QString &step, double) {
            if (step == "task_metrics"_L1)
                source.cancel();
        };
        const auto summary = samples::generate(System::AgentAnalytics, connection, options,
                                               progress, {.token = source.token()});
        QVERIFY(!summary);
        QCOMPARE(summary.error().kind, Error::Kind::Cancelled);
        QCOMPARE(samplefolders::ask(m_server, database, u"SELECT count(*) FROM llm_metrics"_s),
                 u"0"_s);
    }

    void badOptionsAreRefused_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("scale");
        QTest::newRow("no days") << 0 << 1000;
        QTest::newRow("too many days") << 4'000 << 1000;
        QTest::newRow("no rows") << 30 << 0;
    }
    void badOptionsAreRefused()
    {
        QFETCH(int, days);
        QFETCH(int, scale);
        auto connection = m_server.connect();
        const auto summary =
            samples::generate(System::Memory, connection, {.days = days, .scale = scale});
        QVERIFY(!summary);
        QCOMPARE(summary.error().kind, Error::Kind::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(TestGenerator)
#include "tst_generator.moc"
