#include "data/explainplan.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;

class TestExplainPlan final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

    [[nodiscard]] Result<data::Plan> plan(const QString &explain)
    {
        auto connection = m_server.connect();
        const auto rows = connection.query(explain);
        if (!rows)
            return rows.error();
        return data::parsePlan(rows->bytes(0, 0).toByteArray());
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_server.psql(
            u"CREATE TABLE t (a int, b int); INSERT INTO t SELECT i, i FROM generate_series(1, 10000) i; ANALYZE t"_s,
            u"postgres"_s);
    }

    void readsAPlanThatWasNotRun()
    {
        const auto read = plan(u"EXPLAIN (FORMAT JSON) SELECT count(*) FROM t WHERE a > 5"_s);
        QVERIFY(read);
        QVERIFY(!read->analyzed);
        QCOMPARE(read->root.type, u"Aggregate"_s);
        QCOMPARE(read->root.children.size(), size_t(1));
        const auto &scan = read->root.children.front();
        QCOMPARE(scan.target, u"t"_s);
        QVERIFY(!scan.misestimate());
        QVERIFY(read->root.ownCost < read->root.cost);
        QVERIFY(scan.details.contains({u"Filter"_s, u"(a > 5)"_s}));
    }

    void findsWhereThePlannerWasWrong()
    {
        // Two columns that say the same: the planner takes them for independent.
        const auto read = plan(
            u"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM t WHERE a % 10 = 0 AND b % 10 = 0"_s);
        QVERIFY(read);
        QVERIFY(read->analyzed);
        QCOMPARE(*read->root.actualRows, 1000.0);
        QVERIFY(*read->root.misestimate() > data::badEstimate);
        QVERIFY(read->root.sharedHit + read->root.sharedRead > 0);
        QVERIFY(read->executionMs > 0);
    }

    void multipliesByLoops()
    {
        const auto read = plan(
            u"EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM generate_series(1, 50) g, LATERAL (SELECT g + 1 OFFSET 0) x"_s);
        QVERIFY(read);
        double inner = 0;
        for (const auto &child : read->root.children)
            inner = std::max(inner, child.loops);
        QCOMPARE(inner, 50.0);
        for (const auto &child : read->root.children)
            QCOMPARE(*child.actualRows, 50.0);
    }

    void refusesWhatIsNoPlan()
    {
        for (const char *text : {"", "[]", "{}", "[1]", "not json"})
            QCOMPARE(data::parsePlan(text).error().kind, Error::Kind::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(TestExplainPlan)
#include "tst_explainplan.moc"
