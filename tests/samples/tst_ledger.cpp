#include "samples/copyrows.h"
#include "samples/ledger.h"

#include <QDateTime>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace howdah;
using namespace Qt::StringLiterals;

class TestLedger final : public QObject
{
    Q_OBJECT

    static samples::Call call(qint64 ms, int model, qint64 cost)
    {
        return {.startMs = ms, .model = model, .inputTokens = 10, .outputTokens = 2, .cost = cost};
    }

private slots:
    void decimalsAreWrittenWithoutFloats_data()
    {
        QTest::addColumn<qint64>("units");
        QTest::addColumn<int>("scale");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("zero") << qint64(0) << 8 << QByteArray("0.00000000");
        QTest::newRow("small") << qint64(7) << 3 << QByteArray("0.007");
        QTest::newRow("large") << qint64(123456789012) << 8 << QByteArray("1234.56789012");
        QTest::newRow("negative") << qint64(-5) << 2 << QByteArray("-0.05");
        QTest::newRow("whole") << qint64(42) << 0 << QByteArray("42");
    }
    void decimalsAreWrittenWithoutFloats()
    {
        QFETCH(qint64, units);
        QFETCH(int, scale);
        QByteArray text;
        samples::appendDecimal(text, units, scale);
        QTEST(text, "text");
    }

    void rowsAreWrittenAsCopyReadsThem()
    {
        samples::RowWriter row;
        row.number(-3).null().text("a\tb\\c\nd").boolean(true).decimal(150, 2);
        row.time(QDateTime(QDate(2024, 2, 29), QTime(23, 59, 58, 7), Qt::UTC).toMSecsSinceEpoch());
        row.endRow();
        row.text("").endRow();
        QCOMPARE(row.bytes(), QByteArray("-3\t\\N\ta\\tb\\\\c\\nd\tt\t1.50\t2024-02-29 "
                                         "23:59:58.007+00\n\n"));
    }

    void timesAreRightOnEveryDay()
    {
        for (QDate day(2023, 12, 30); day < QDate(2025, 3, 3); day = day.addDays(1)) {
            samples::RowWriter row;
            row.time(QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch());
            QCOMPARE(row.bytes(), day.toString(Qt::ISODate).toLatin1() + " 00:00:00.000+00");
        }
    }

    void daysAreCutInAnyZone()
    {
        const qint64 evening =
            QDateTime(QDate(2026, 3, 1), QTime(18, 40), Qt::UTC).toMSecsSinceEpoch();
        samples::Ledger ledger;
        ledger.add(call(evening, 0, 5));
        ledger.add(call(evening + samples::hourMs, 0, 7));
        const auto utc = ledger.byDayAndModel();
        QCOMPARE(utc.size(), std::size_t(1));
        QCOMPARE((utc.at({QDate(2026, 3, 1), 0}).cost), 12);
        // Asia/Kolkata: 18:40 is ten minutes past midnight.
        const auto kolkata = ledger.byDayAndModel(330);
        QCOMPARE((kolkata.at({QDate(2026, 3, 2), 0}).cost), 12);
        const auto kathmandu = ledger.byDayAndModel(300);
        QCOMPARE((kathmandu.at({QDate(2026, 3, 1), 0}).cost), 5);
        QCOMPARE((kathmandu.at({QDate(2026, 3, 2), 0}).cost), 7);
        QCOMPARE(ledger.total().cost, 12);
        QCOMPARE(ledger.toJson().at(0).toObject().value(u"cost"_s).toString(), u"0.00000005"_s);
    }

    void trafficHoldsWhatHappened()
    {
        const samples::Timeline timeline(QDate(2026, 3, 30), 30);
        const samples::Incidents incidents(timeline);
        samples::LlmTraffic traffic(timeline, samples::Random(1, "traffic"));
        const auto failures = [&](qint64 begin, int model) {
            int failed = 0;
            for (int i = 0; i < 400; ++i)
                failed += traffic.request(begin + i * 1'000, model).constFirst().succeeded ? 0 : 1;
            return failed;
        };
        QVERIFY(failures(incidents.outageBegin, 0) > 300);
        QVERIFY(failures(incidents.outageBegin, 3) < 40); // another provider
        QVERIFY(failures(incidents.outageEnd + samples::hourMs, 0) < 40);

        const auto priceOf = [&](qint64 ms) {
            for (;;) {
                const auto call = traffic.request(ms, 0).constLast();
                if (call.succeeded && call.cachedTokens == 0)
                    return call.cost * 1000 / (call.inputTokens + call.outputTokens * 4);
            }
        };
        QVERIFY(priceOf(incidents.priceChange - 1) > priceOf(incidents.priceChange));

        const auto median = [&](qint64 begin) {
            std::vector<int> all;
            for (int i = 0; i < 300; ++i)
                all.push_back(traffic.request(begin + i * 100, 3).constLast().latencyMs);
            std::ranges::sort(all);
            return all[150];
        };
        QVERIFY(median(incidents.slowBegin) > 2 * median(incidents.slowEnd));
    }

    void aRetryRepeatsItsRequest()
    {
        const samples::Timeline timeline(QDate(2026, 3, 30), 30);
        const samples::Incidents incidents(timeline);
        samples::LlmTraffic traffic(timeline, samples::Random(1, "retries"));
        bool seen = false;
        for (int i = 0; i < 50; ++i) {
            const auto attempts = traffic.request(incidents.outageBegin + i * 1'000, 0);
            for (qsizetype n = 0; n < attempts.size(); ++n) {
                QCOMPARE(attempts.at(n).request, attempts.constFirst().request);
                QCOMPARE(attempts.at(n).attempt, int(n) + 1);
                QVERIFY(n + 1 == attempts.size() || !attempts.at(n).succeeded);
                QVERIFY(attempts.at(n).succeeded || attempts.at(n).cost == 0);
            }
            seen = seen || attempts.size() > 1;
        }
        QVERIFY(seen);
    }
};

QTEST_GUILESS_MAIN(TestLedger)
#include "tst_ledger.moc"
