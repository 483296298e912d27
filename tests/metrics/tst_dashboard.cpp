#include "metrics/dashboard.h"
#include "metrics/decimal.h"
#include "metrics/service.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using metrics::Measure;
using metrics::Role;

class TestDashboard final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QString m_database;

    static metrics::Source source(const QString &table)
    {
        const auto source =
            metrics::sourceFromJson(R"({"id": "x", "table": "calls", "schema": "public",
            "roles": {"time": "{at}", "model": "{model}", "provider": "{provider}", "cost": "{cost}",
                      "latency_ms": "{latency}"}})");
        auto result = *source;
        result.table = table;
        return result;
    }

    Result<metrics::Dashboard> load(const metrics::DashboardRequest &request)
    {
        auto connection = m_server.connect(m_database);
        auto dashboard = metrics::loadDashboard(connection, request);
        // Whatever happened, the connection is ready for the next one.
        if (connection.transactionStatus() != pg::TransactionStatus::Idle)
            qFatal("the transaction was left open");
        return dashboard;
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_database = m_server.createDatabase();
        (void)m_server.psql(uR"(
            CREATE TABLE calls (at timestamptz, model text, provider text, cost numeric, latency int);
            INSERT INTO calls
            SELECT timestamptz '2026-03-31 23:30+00' - i * interval '1 hour', 'm' || i % 3, 'p' || i % 2,
                   i % 7 * 0.00000001, i
            FROM generate_series(0, 24 * 60 - 1) i;
            INSERT INTO calls VALUES ('2026-03-31 12:00+00', NULL, NULL, 5.5, NULL);
            CREATE TABLE empty (LIKE calls);
            CREATE TABLE one (LIKE calls);
            INSERT INTO one VALUES ('2026-03-31 12:00+00', NULL, NULL, NULL, NULL);
        )"_s,
                            m_database);
    }

    void thePartsAddUpToTheTotals()
    {
        const auto dashboard = load({.source = source(u"calls"_s), .zone = u"Asia/Kolkata"_s});
        QVERIFY2(dashboard, dashboard ? "" : qUtf8Printable(dashboard.error().toText()));
        QVERIFY(!dashboard->isEmpty());
        // 23:30 UTC is the next day in Kolkata.
        QCOMPARE(dashboard->period, (metrics::Period{QDate(2026, 3, 3), QDate(2026, 4, 1)}));
        const QString total =
            dashboard->totals.value(dashboard->totals.rows.constFirst(), Measure::Cost);
        for (const auto *answer :
             {&dashboard->daily, &dashboard->costByModel, &dashboard->models}) {
            metrics::Decimal sum;
            for (const auto &row : answer->rows)
                sum = sum + *metrics::Decimal::fromText(answer->value(row, Measure::Cost));
            QCOMPARE(sum.toText(), total);
        }
        QCOMPARE(dashboard->before.question.period,
                 (metrics::Period{QDate(2026, 2, 1), QDate(2026, 3, 2)}));
        QCOMPARE(dashboard->modelNames.size(), 4);
        QVERIFY(dashboard->modelNames.contains(QString())); // unattributed is a part as well
        QCOMPARE(metrics::daysOf(dashboard->period).size(), 30);
        // No tokens and no errors in this source: not asked, and nothing breaks.
        QCOMPARE(dashboard->totals.value(dashboard->totals.rows.constFirst(), Measure::Tokens),
                 QString());
        QVERIFY(dashboard->snapshotAt.isValid());
    }

    void emptyAndNearlyEmptySourcesAreNoErrors()
    {
        const auto empty = load({.source = source(u"empty"_s)});
        QVERIFY2(empty, empty ? "" : qUtf8Printable(empty.error().toText()));
        QVERIFY(empty->isEmpty());
        QVERIFY(!empty->extent);
        const auto one = load({.source = source(u"one"_s)});
        QVERIFY(one);
        QVERIFY(!one->isEmpty());
        QCOMPARE(one->extent->first, QDate(2026, 3, 31));
        QVERIFY(one->totals.value(one->totals.rows.constFirst(), Measure::Cost).isNull());
    }

    void whatGoesWrongLeavesTheConnectionReady()
    {
        const auto zone = load({.source = source(u"calls"_s), .zone = u"Nowhere"_s});
        QVERIFY(!zone);
        QCOMPARE(zone.error().kind, Error::Kind::InvalidInput);
        const auto gone = load({.source = source(u"dropped"_s)});
        QVERIFY(!gone);
        QCOMPARE(gone.error().sqlstate, u"42P01"_s);
    }

    void aNewDashboardReplacesTheOneBefore()
    {
        metrics::Service service(
            std::make_shared<pg::Session>([this](const pg::CallLimits &limits) {
                return pg::Connection::open(m_server.endpoint(m_database), {}, limits);
            }),
            {source(u"calls"_s)});
        const auto sources = service.sources();
        QTRY_VERIFY(sources.isFinished());
        QVERIFY(sources.result());
        QCOMPARE(sources.result()->size(), 1);
        auto slow = source(u"calls"_s);
        slow.expressions[Role::Cost] = u"({cost} + length(pg_sleep(0.05)::text))"_s;
        const auto first = service.dashboard({.source = slow});
        const auto second = service.dashboard({.source = sources.result()->constFirst()});
        QTRY_VERIFY(first.isFinished());
        QVERIFY(first.result().error().isCancelled());
        QTRY_VERIFY(second.isFinished());
        QVERIFY2(second.result(),
                 second.result() ? "" : qUtf8Printable(second.result().error().toText()));
    }
};

QTEST_GUILESS_MAIN(TestDashboard)
#include "tst_dashboard.moc"
