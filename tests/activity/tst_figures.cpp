#include "activity/figures.h"

#include <QTest>

using namespace std::chrono_literals;
using namespace howdah::activity;

class TestFigures final : public QObject
{
    Q_OBJECT

private slots:
    void thresholdsHoldAtTheirEdges()
    {
        QCOMPARE(levelOfConnections({.connections = 5}), Level::Unknown);
        QCOMPARE(levelOfConnections({.connections = 80, .maxConnections = 100}), Level::Fine);
        QCOMPARE(levelOfConnections({.connections = 81, .maxConnections = 100}), Level::Warning);
        QCOMPARE(levelOfConnections({.connections = 96, .maxConnections = 100}), Level::Critical);
        QCOMPARE(levelOfBlocked({.blockedSessions = 0}), Level::Fine);
        QCOMPARE(levelOfBlocked({.blockedSessions = 1}), Level::Warning);
        QCOMPARE(levelOfBlocked({.blockedSessions = 6}), Level::Critical);
        QCOMPARE(levelOfTransaction({}), Level::Fine);
        QCOMPARE(levelOfTransaction({.longestTransaction = 5min + 1us}), Level::Warning);
        QCOMPARE(levelOfTransaction({.longestTransaction = 61min}), Level::Critical);
        QCOMPARE(levelOfCacheHit({}), Level::Unknown);
        QCOMPARE(levelOfCacheHit({.cacheHitRatio = 0.99}), Level::Fine);
        QCOMPARE(levelOfCacheHit({.cacheHitRatio = 0.95}), Level::Warning);
        QCOMPARE(levelOfCacheHit({.cacheHitRatio = 0.5}), Level::Critical);
        QCOMPARE(levelOfReplication({}), Level::Unknown);
        QCOMPARE(levelOfReplication({.replicationLag = 11s}), Level::Warning);
        QCOMPARE(levelOfReplication({.replicationLag = 61s}), Level::Critical);
        QCOMPARE(levelOfWraparound({.oldestTransactionAge = 200'000'000}), Level::Fine);
        QCOMPARE(levelOfWraparound({.oldestTransactionAge = 600'000'000}), Level::Warning);
        QCOMPARE(levelOfWraparound({.oldestTransactionAge = 1'100'000'000}), Level::Critical);
    }
};

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
