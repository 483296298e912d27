#include "migrations/samplefolders.h"
#include "samples/demo.h"

#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;
using samples::System;

/// The sample databases on an empty server, made through Howdah's own runner.
class TestDemo final : public QObject
{
    Q_OBJECT

    support::TestServer m_server{
        {.settings = {{u"shared_preload_libraries"_s, u"pg_stat_statements"_s}}}};

    static samples::DemoOptions options()
    {
        return {.migrations = QStringLiteral(HOWDAH_SOURCE_DIR "/migrations"),
                .generator = {.until = QDate(2026, 3, 30), .days = 14, .scale = 10}};
    }

    samples::DemoDatabase prepared(System system, const samples::DemoOptions &how = options())
    {
        const auto database = samples::prepareDemo(m_server.endpoint(), system, how);
        if (!database)
            qFatal("%s", qUtf8Printable(database.error().toText()));
        return *database;
    }

    bool skips(System system) const
    {
        return !m_server.hasVector() && samples::info(system).extensions.contains(u"vector"_s);
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void environmentsAreMixed()
    {
        QHash<QString, int> count;
        int pending = 0;
        for (const auto &info : samples::systems()) {
            ++count[info.environment];
            pending += info.version.isEmpty() ? 0 : 1;
        }
        QCOMPARE(count.value(u"development"_s), 2);
        QCOMPARE(count.value(u"staging"_s), 2);
        QCOMPARE(count.value(u"production"_s), 1);
        QCOMPARE(pending, 2);
    }

    void nothingIsThereBefore()
    {
        const auto status =
            samples::demoStatus(m_server.endpoint(), System::AgentAnalytics, options());
        QVERIFY(status);
        QVERIFY(!status->exists);
    }

    void eachStandsAsTheDemoWants_data()
    {
        QTest::addColumn<int>("system");
        QTest::addColumn<int>("applied");
        QTest::addColumn<QStringList>("pending");
        QTest::addColumn<int>("seeds");
        const auto row = [](System system, int applied, const QStringList &pending, int seeds) {
            QTest::newRow(qPrintable(samples::info(system).name))
                << static_cast<int>(system) << applied << pending << seeds;
        };
        row(System::AgentAnalytics, 4,
            {u"0034_partition_telemetry_events"_s, u"0035_add_analytics_views"_s,
             u"0036_add_telemetry_retention"_s, u"0037_add_erasure"_s},
            0);
        row(System::SemanticKernel, 6, {}, 5);
        row(System::Orchestrator, 2, {}, 1);
        row(System::CloudAssist, 2, {u"3"_s}, 0);
        row(System::Memory, 5, {}, 3);
    }
    void eachStandsAsTheDemoWants()
    {
        QFETCH(int, system);
        QFETCH(QStringList, pending);
        const auto which = static_cast<System>(system);
        if (skips(which))
            QSKIP("the server has no pgvector");
        const auto &info = samples::info(which);
        const auto database = prepared(which);
        QTEST(int(database.applied.size()), "applied");
        QCOMPARE(database.pending, pending);
        QTEST(int(database.seeds.size()), "seeds");
        QVERIFY(database.rows > 100);

        // Everything belongs to the owner, who logs in without help and may not do everything.
        auto connection = pg::Connection::open(database.endpoint);
        QVERIFY2(connection, connection ? "" : qUtf8Printable(connection.error().toText()));
        const auto rows = connection->query(
            u"SELECT current_user, (SELECT bool_and(tableowner = current_user) FROM pg_tables "
            u"WHERE "
            u"schemaname = 'public'), rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE "
            u"rolname = current_user"_s);
        QVERIFY(rows);
        QCOMPARE(rows->text(0, 0), info.role);
        QVERIFY(rows->boolean(0, 1));
        QVERIFY(!rows->boolean(0, 2));

        // Again: nothing changes.
        const auto again = prepared(which);
        QCOMPARE(again.applied, database.applied);
        QCOMPARE(again.rows, 0);
        const auto status = samples::demoStatus(m_server.endpoint(), which, options());
        QVERIFY(status);
        QCOMPARE(status->applied, database.applied);
        QCOMPARE(status->pending, database.pending);
    }

    void whoWentFurtherStaysThere()
    {
        (void)prepared(System::AgentAnalytics);
        samplefolders::migrate(m_server, System::AgentAnalytics, u"mentor"_s);
        const auto again = prepared(System::AgentAnalytics);
        QCOMPARE(again.applied.size(), 8);
        QVERIFY(again.pending.isEmpty());
    }

    void trafficMayBeLeftOut()
    {
        (void)samplefolders::ask(m_server, u"postgres"_s,
                                 u"DROP DATABASE IF EXISTS cloudassist WITH (FORCE)"_s);
        auto how = options();
        how.traffic = false;
        const auto database = prepared(System::CloudAssist, how);
        QCOMPARE(database.rows, 0);
        QCOMPARE(samplefolders::ask(m_server, u"cloudassist"_s, u"SELECT count(*) FROM users"_s),
                 u"0"_s);
    }

    void aMissingFolderIsNamed()
    {
        auto how = options();
        how.migrations = u"/nowhere"_s;
        const auto database = samples::prepareDemo(m_server.endpoint(), System::Orchestrator, how);
        QVERIFY(!database);
        QVERIFY(database.error().toText().contains("/nowhere"_L1));
    }
};

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
