#include "pg/rowstream.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using howdah::CancellationSource;
using howdah::Error;
using howdah::pg::Rows;
using howdah::pg::RowStream;

class TestRowStream final : public QObject
{
    Q_OBJECT

private slots:
    void whatGoesInComesOutInOrder()
    {
        RowStream stream;
        std::thread producer([&stream] {
            for (int i = 0; i < 1000; ++i) {
                if (!stream.push(Rows()))
                    break;
            }
            stream.finish();
        });
        int taken = 0;
        while (stream.take())
            ++taken;
        producer.join();
        QCOMPARE(taken, 1000);
        QVERIFY(stream.isAtEnd());
        QVERIFY(!stream.error());
    }

    void stoppingReleasesTheProducer()
    {
        RowStream stream;
        QVERIFY(stream.push(Rows()));
        stream.stop();
        QVERIFY(!stream.push(Rows()));
        QVERIFY(!stream.tryTake());
        QVERIFY(stream.isAtEnd());
    }

    void aCancelledProducerStops()
    {
        RowStream stream;
        CancellationSource source;
        source.cancel();
        QVERIFY(!stream.push(Rows(), source.token()));
    }

    void theEndIsAnnouncedWithItsReason()
    {
        RowStream stream;
        int calls = 0;
        stream.setReadyHandler([&calls] { ++calls; });
        QCOMPARE(calls, 0);
        QVERIFY(stream.push(Rows()));
        QVERIFY(stream.push(Rows()));
        QCOMPARE(calls, 1); // the second came while the first still waited
        stream.finish(Error::timedOut(u"late"_s));
        QCOMPARE(calls, 2);
        QVERIFY(!stream.isAtEnd());
        QVERIFY(stream.tryTake());
        QVERIFY(stream.tryTake());
        QVERIFY(!stream.take());
        QVERIFY(stream.isAtEnd());
        QCOMPARE(stream.error()->kind, Error::Kind::TimedOut);
    }

    void waitingForRowsHasADeadline()
    {
        RowStream stream;
        QVERIFY(!stream.take(QDeadlineTimer(20)));
        QVERIFY(!stream.isAtEnd());
    }
};

QTEST_GUILESS_MAIN(TestRowStream)
#include "tst_rowstream.moc"
