#include "samples/timeline.h"

#include <QTest>

#include <array>

using namespace howdah;
using namespace Qt::StringLiterals;

class TestRandom final : public QObject
{
    Q_OBJECT

private slots:
    void theSameSeedGivesTheSameNumbersEverywhere()
    {
        // Written down once, so that another compiler or library cannot change the demo's data
        // unseen.
        samples::Random random(1, "test");
        QCOMPARE(random.next(), Q_UINT64_C(7467441154655959576));
        QCOMPARE(random.next(), Q_UINT64_C(17719415030264503586));
        QCOMPARE(random.uuid(), QUuid::fromString(u"623e6aa6-f806-4ba0-8bac-c47f06e65118"_s));
    }

    void purposesAndSeedsGiveStreamsOfTheirOwn()
    {
        samples::Random one(1, "a");
        samples::Random two(1, "b");
        samples::Random three(2, "a");
        const quint64 first = one.next();
        QVERIFY(first != two.next());
        QVERIFY(first != three.next());
    }

    void numbersStayInTheirBounds()
    {
        samples::Random random(7, "bounds");
        QSet<qint64> seen;
        for (int i = 0; i < 2'000; ++i) {
            QVERIFY(random.below(10) < 10);
            const qint64 number = random.between(-3, 3);
            QVERIFY(number >= -3 && number <= 3);
            seen.insert(number);
            QVERIFY(random.longTail() >= 205 && random.longTail() <= 5115);
        }
        QCOMPARE(seen.size(), 7);
    }

    void theLongTailHasItsMedianAtOne()
    {
        samples::Random random(7, "median");
        int below = 0;
        for (int i = 0; i < 10'000; ++i)
            below += random.longTail() < 1000 ? 1 : 0;
        QVERIFY2(below > 4'800 && below < 5'200, qPrintable(QString::number(below)));
    }

    void weightsDecideHowOften()
    {
        samples::Random random(3, "weights");
        static constexpr std::array<int, 3> weights{0, 90, 10};
        const samples::Weighted weighted(weights);
        int second = 0;
        for (int i = 0; i < 10'000; ++i) {
            QVERIFY(random.pick(weights) != 0);
            const auto place = weighted.pick(random);
            QVERIFY(place == 1 || place == 2);
            second += place == 1 ? 1 : 0;
        }
        QVERIFY2(second > 8'800 && second < 9'200, qPrintable(QString::number(second)));
    }

    void arrivalsAreAsManyAsAskedForAndInOrder()
    {
        const samples::Timeline timeline(QDate(2026, 3, 30), 30);
        samples::Arrivals arrivals(timeline, 10'000, samples::Random(1, "arrivals"));
        qint64 ms = 0;
        qint64 last = timeline.begin();
        int count = 0;
        while (arrivals.next(ms)) {
            QVERIFY(ms >= last && ms < timeline.end());
            last = ms;
            ++count;
        }
        QCOMPARE(count, 10'000);
    }

    void daysAreBusierThanNightsAndWorkdaysThanWeekends()
    {
        const samples::Timeline timeline(QDate(2026, 3, 30), 28); // a Monday: four whole weeks
        QCOMPARE(timeline.firstDay().dayOfWeek(), 1);
        QVERIFY(timeline.weight(15) > 10 * timeline.weight(3));
        QVERIFY(timeline.weight(24 + 10) > 2 * timeline.weight(5 * 24 + 10));
        QVERIFY(timeline.weight(21 * 24 + 10) > timeline.weight(10));
        QVERIFY(timeline.load(timeline.at(22, 15 * 60 + 1)) > 950); // the last Tuesday's best hour
    }

    void timelinesBeginAndEndAtMidnightUtc()
    {
        const samples::Timeline timeline(QDate(2026, 3, 30), 30);
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(timeline.begin(), Qt::UTC),
                 QDateTime(QDate(2026, 2, 28), QTime(0, 0), Qt::UTC));
        QCOMPARE(timeline.until(), QDate(2026, 3, 30));
        QCOMPARE(timeline.dayOf(timeline.end() - 1), 29);
    }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
