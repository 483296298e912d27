#include "support/stallwatch.h"

#include <QTest>
#include <QThread>

using namespace std::chrono_literals;
using namespace howdah;

class TestStallWatch final : public QObject
{
    Q_OBJECT

private slots:
    void seesAStallThatIsOver()
    {
        const support::StallWatch watch;
        bool ticked = false;
        QTimer::singleShot(0, this, [] { QThread::msleep(120); });
        QTimer::singleShot(200, this, [&ticked] { ticked = true; });
        QTRY_VERIFY(ticked);
        QVERIFY2(watch.longest() >= 115ms, QByteArray::number(watch.longest().count()).constData());
    }

    void seesAStallThatGoesOn()
    {
        const support::StallWatch watch;
        QThread::msleep(60);
        QVERIFY(watch.longest() >= 60ms);
    }

    void isSilentWhenTheLoopTurns()
    {
        const support::StallWatch watch;
        int turns = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&turns] { ++turns; });
        timer.start(1);
        QTRY_VERIFY(turns > 100);
        // Far below the 100 ms that have passed, far above what a busy machine adds.
        QVERIFY2(watch.longest() < 80ms, QByteArray::number(watch.longest().count()).constData());
    }
};

QTEST_GUILESS_MAIN(TestStallWatch)
#include "tst_stallwatch.moc"
