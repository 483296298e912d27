#include "migrations/samplefolders.h"
#include "planner/apply.h"
#include "planner/folder.h"

#include <QRegularExpression>
#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;
using samples::System;

/// Howdah's own reader and runner against psql and the real alembic: the same folder has to leave
/// the same schema, up and down.
class TestOwnRunner final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

    planner::Plan plan(System system, const QString &database, const planner::PlanOptions &options)
    {
        const auto folder = planner::readFolder(samplefolders::path(system));
        if (!folder)
            qFatal("%s", qUtf8Printable(folder.error().toText()));
        auto connection = m_server.connect(database);
        const auto facts = planner::inspectDatabase(connection);
        if (!facts)
            qFatal("%s", qUtf8Printable(facts.error().toText()));
        const auto plan = planner::makePlan(*folder, *facts, options);
        if (!plan)
            qFatal("%s", qUtf8Printable(plan.error().toText()));
        return *plan;
    }

    /// What stopped it, empty when nothing did.
    QString apply(System system, const QString &database, const planner::PlanOptions &options = {})
    {
        const auto made = plan(system, database, options);
        auto connection = m_server.connect(database);
        std::chrono::microseconds slowest{0};
        const auto report = planner::applyPlan(
            connection, made, {},
            {.stepDone = [&slowest](const planner::Step &, std::chrono::microseconds took) {
                slowest = std::max(slowest, took);
            }});
        if (report.error)
            return report.error->toText() + u'\n' + report.standing;
        // The fourth document allows 30 s for a migration.
        return slowest < std::chrono::seconds(3) ? QString() : u"a step took too long"_s;
    }

    /// The schema without what the tools keep for themselves.
    QString schema(const QString &database, bool historyIsTheFolders = false)
    {
        QStringList arguments{u"--schema-only"_s, u"--exclude-table=alembic_version"_s};
        if (!historyIsTheFolders)
            arguments += u"--exclude-table=schema_migrations"_s;
        return m_server.pgDump(database, arguments);
    }

    void systems()
    {
        QTest::addColumn<int>("system");
        for (const auto &info : samples::systems())
            QTest::newRow(qPrintable(info.name)) << static_cast<int>(info.system);
    }
    bool skips(System system) const
    {
        return !m_server.hasVector() && samples::info(system).extensions.contains(u"vector"_s);
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void theSchemaIsTheSameAsTheToolsOwn_data() { systems(); }
    void theSchemaIsTheSameAsTheToolsOwn()
    {
        QFETCH(int, system);
        const auto which = static_cast<System>(system);
        if (skips(which))
            QSKIP("the server has no pgvector");
        const bool own = which == System::SemanticKernel; // its history is part of the schema
        const QString byTool = m_server.createDatabase();
        samplefolders::migrate(m_server, which, byTool);
        const QString byHowdah = m_server.createDatabase();
        const QString stopped = apply(which, byHowdah);
        QVERIFY2(stopped.isEmpty(), qUtf8Printable(stopped));
        const QString expected = schema(byTool, own);
        QVERIFY(expected.size() > 2'000);
        QCOMPARE(schema(byHowdah, own), expected);

        // And there is nothing left to do.
        const auto after = plan(which, byHowdah, {});
        QVERIFY(after.toRun.isEmpty());
        QCOMPARE(after.count(planner::StepState::Applied), after.steps.size());
    }

    void itGoesDownToEmpty_data() { systems(); }
    void itGoesDownToEmpty()
    {
        QFETCH(int, system);
        const auto which = static_cast<System>(system);
        if (skips(which))
            QSKIP("the server has no pgvector");
        const QString database = m_server.createDatabase();
        const QString empty = schema(database);
        QCOMPARE(apply(which, database), QString());
        const planner::PlanOptions down{.direction = planner::Direction::Down, .target = u"base"_s};
        if (which == System::SemanticKernel || which == System::Orchestrator) {
            // Their formats have no way down: said, not tried.
            QVERIFY(plan(which, database, down).isBlocked());
            return;
        }
        QCOMPARE(apply(which, database, down), QString());
        QCOMPARE(schema(database), empty);
        // Up again from where it came.
        QCOMPARE(apply(which, database), QString());
    }

    void alembicAgreesAfterwards_data()
    {
        QTest::addColumn<int>("system");
        QTest::addColumn<QString>("version");
        QTest::newRow("documented")
            << static_cast<int>(System::AgentAnalytics) << u"0031_metrics_learning"_s;
        QTest::newRow("placeholder")
            << static_cast<int>(System::AgentAnalytics) << u"0033_add_checkpoint_gate_columns"_s;
        QTest::newRow("memory") << static_cast<int>(System::Memory) << u"002_add_teams"_s;
    }
    void alembicAgreesAfterwards()
    {
        QFETCH(int, system);
        QFETCH(QString, version);
        const auto which = static_cast<System>(system);
        const QString database = m_server.createDatabase();
        QCOMPARE(apply(which, database, {.target = version}), QString());
        const auto current = samplefolders::alembic(m_server, samplefolders::iniFile(which),
                                                    database, {u"current"_s});
        QVERIFY2(current.output.contains(version), qUtf8Printable(current.output));
        if (skips(which))
            return;
        // The real alembic goes on from there, and Howdah back from where that ended.
        const auto up = samplefolders::alembic(m_server, samplefolders::iniFile(which), database,
                                               {u"upgrade"_s, u"head"_s});
        QVERIFY2(up.exitCode == 0, qUtf8Printable(up.output));
        QVERIFY(plan(which, database, {}).toRun.isEmpty());
        QCOMPARE(apply(which, database, {.direction = planner::Direction::Down, .target = version}),
                 QString());
    }

    void theOldCircleIsNamedWithItsFiles()
    {
        const auto folder =
            planner::readFolder(QStringLiteral(TEST_DIR "/fixtures/circular_revisions"));
        QString text;
        if (folder) {
            for (const auto &finding : folder->findings)
                text += finding.message + u'\n';
        } else {
            text = folder.error().toText();
        }
        QVERIFY2(text.contains("0031_metrics_learning"_L1) &&
                     text.contains("0033_add_checkpoint_gate_columns"_L1),
                 qUtf8Printable(text));
    }

    void aServerWithoutVectorGetsAFindingThatNamesThePackage_data()
    {
        QTest::addColumn<int>("system");
        QTest::newRow("semantic_kernel") << static_cast<int>(System::SemanticKernel);
        QTest::newRow("memory") << static_cast<int>(System::Memory);
    }
    void aServerWithoutVectorGetsAFindingThatNamesThePackage()
    {
        QFETCH(int, system);
        const auto which = static_cast<System>(system);
        const QString database = m_server.createDatabase();
        const auto folder = planner::readFolder(samplefolders::path(which));
        QVERIFY(folder);
        auto connection = m_server.connect(database);
        auto facts = planner::inspectDatabase(connection);
        QVERIFY(facts);
        facts->extensions.removeIf(
            [](const planner::ExtensionFact &fact) { return fact.name == "vector"_L1; });
        const auto made = planner::makePlan(*folder, *facts);
        QVERIFY(made);
        QVERIFY(made->isBlocked());
        QString text;
        for (const auto &finding : made->allFindings())
            text += finding.message + u'\n';
        QVERIFY2(text.contains("pgvector"_L1), qUtf8Printable(text));
    }
};

QTEST_GUILESS_MAIN(TestOwnRunner)
#include "tst_ownrunner.moc"
