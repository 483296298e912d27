#include "cli/metricscommand.h"
#include "cli/program.h"
#include "support/testserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::cli;

class TestMetricsCommand final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QTemporaryDir m_folder;
    QString m_database;
    QString m_out;
    QString m_err;

    ExitCode run(const QStringList &arguments, const QString &database = {})
    {
        m_out.clear();
        m_err.clear();
        std::vector<std::unique_ptr<Command>> commands;
        commands.push_back(std::make_unique<MetricsCommand>());
        Program program(std::move(commands), [] { return nullptr; });
        QTextStream out(&m_out);
        QTextStream err(&m_err);
        QStringList all{
            u"howdahctl"_s,   u"metrics"_s,
            u"--workspace"_s, m_folder.filePath(u"workspace.sqlite"_s),
            u"--dsn"_s,       m_server.conninfo(database.isEmpty() ? m_database : database)};
        all += arguments;
        return program.run(all, out, err);
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_database = m_server.createDatabase();
        (void)m_server.psql(uR"(
            CREATE TABLE llm_metrics (
                created_at timestamptz, provider text, model text, operation text, status text, error_type text,
                input_tokens int, cached_tokens int, output_tokens int, cost numeric(14, 8), latency int,
                first_token_ms int, user_id bigint, team text, task_id bigint, conversation_id uuid, request_id uuid);
            INSERT INTO llm_metrics (created_at, provider, model, status, input_tokens, output_tokens, cost, latency)
            VALUES ('2026-03-28 18:29:59+00', 'p', 'm1', 'success', 10, 1, 0.10000000, 100),
                   ('2026-03-28 18:30:00+00', 'p', 'm1', 'error', 20, 2, 0.20000000, 200),
                   ('2026-03-29 12:00:00+00', 'q', 'm,2', 'success', 30, 3, 0.00000001, 300);
        )"_s,
                            m_database);
    }

    void listsSources()
    {
        QCOMPARE(run({u"sources"_s}), ExitCode::Fine);
        QVERIFY2(m_out.startsWith("public.llm_metrics  "_L1), qUtf8Printable(m_out));
    }

    void cutsDaysByTheZonesClock()
    {
        QCOMPARE(run({u"query"_s, u"--by"_s, u"day,model"_s, u"--measure"_s, u"cost,requests,p95"_s,
                      u"--tz"_s, u"Asia/Kolkata"_s, u"--from"_s, u"2026-03-28"_s, u"--to"_s,
                      u"2026-03-29"_s, u"--format"_s, u"csv"_s}),
                 ExitCode::Fine);
        QCOMPARE(m_out, u"bucket,model,cost,requests,p95\n2026-03-28,m1,0.10000000,1,100\n"
                        "2026-03-29,\"m,2\",0.00000001,1,300\n2026-03-29,m1,0.20000000,1,200\n"_s);
    }

    void jsonKeepsMoneyAsText()
    {
        QCOMPARE(run({u"query"_s, u"--by"_s, u"provider"_s, u"--measure"_s, u"cost,error_rate"_s,
                      u"--filter"_s, u"model=m1"_s, u"--format"_s, u"json"_s}),
                 ExitCode::Fine);
        const auto object = QJsonDocument::fromJson(m_out.toUtf8()).object();
        QCOMPARE(object.value("to"_L1).toString(), u"2026-03-29"_s);
        const auto row = object.value("rows"_L1).toArray().first().toObject();
        QCOMPARE(row.value("cost"_L1), QJsonValue(u"0.30000000"_s));
        QCOMPARE(row.value("error_rate"_L1), QJsonValue(u"0.500000"_s));
        QVERIFY(object.value("sql"_L1).toString().startsWith("SELECT"_L1));
    }

    void summarises()
    {
        QCOMPARE(run({u"summary"_s, u"--format"_s, u"json"_s}), ExitCode::Fine);
        const auto object = QJsonDocument::fromJson(m_out.toUtf8()).object();
        const auto totals =
            object.value("totals"_L1).toObject().value("rows"_L1).toArray().first().toObject();
        QCOMPARE(totals.value("cost"_L1).toString(), u"0.30000001"_s);
        QCOMPARE(totals.value("tokens"_L1).toString(), u"66"_s);
        QCOMPARE(run({u"summary"_s}), ExitCode::Fine);
        QVERIFY(m_out.contains("0.30000001"_L1));
    }

    void whatIsWrongHasItsExitCode_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("mention");
        QTest::newRow("no action") << QStringList{} << u"sources, summary or query"_s;
        QTest::newRow("dimension")
            << QStringList{u"query"_s, u"--by"_s, u"colour"_s} << u"colour"_s;
        QTest::newRow("measure") << QStringList{u"query"_s, u"--measure"_s, u"joy"_s} << u"joy"_s;
        QTest::newRow("zone") << QStringList{u"query"_s, u"--tz"_s, u"Mars/Olympus"_s} << u"Mars"_s;
        QTest::newRow("half a period")
            << QStringList{u"query"_s, u"--from"_s, u"2026-01-01"_s} << u"both"_s;
        QTest::newRow("date") << QStringList{u"query"_s, u"--from"_s, u"1.1.26"_s, u"--to"_s,
                                             u"x"_s}
                              << u"1.1.26"_s;
        QTest::newRow("filter") << QStringList{u"query"_s, u"--filter"_s, u"model"_s}
                                << u"DIMENSION=VALUE"_s;
    }

    void whatIsWrongHasItsExitCode()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, mention);
        QCOMPARE(run(arguments), ExitCode::Usage);
        QVERIFY2(m_err.contains(mention), qUtf8Printable(m_err));
    }

    void aDatabaseWithoutMetricsSaysSo()
    {
        QCOMPARE(run({u"summary"_s}, u"postgres"_s), ExitCode::Failed);
        QVERIFY(m_err.contains("no table of LLM calls"_L1));
        QCOMPARE(run({u"query"_s, u"--source"_s, u"nothing"_s}), ExitCode::Failed);
        QVERIFY(m_err.contains("nothing"_L1));
    }
};

QTEST_GUILESS_MAIN(TestMetricsCommand)
#include "tst_metricscommand.moc"
