#include "base/format.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace format = howdah::format;

class TestFormat final : public QObject
{
    Q_OBJECT

private slots:
    void bytesHaveUnits_data()
    {
        QTest::addColumn<qint64>("count");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << qint64(0) << u"0 B"_s;
        QTest::newRow("below a KiB") << qint64(1023) << u"1,023 B"_s;
        QTest::newRow("KiB") << qint64(1536) << u"1.5 KiB"_s;
        QTest::newRow("GiB") << qint64(13207024435) << u"12.3 GiB"_s;
        QTest::newRow("unknown") << qint64(-1) << u"?"_s;
    }
    void bytesHaveUnits()
    {
        QFETCH(qint64, count);
        QFETCH(QString, text);
        QCOMPARE(format::bytes(count, QLocale(QLocale::English)), text);
    }

    void durationsReadNaturally()
    {
        const QLocale en(QLocale::English);
        QCOMPARE(format::duration(400us, en), u"0.4 ms"_s);
        QCOMPARE(format::duration(85ms, en), u"85 ms"_s);
        QCOMPARE(format::duration(2310ms, en), u"2.31 s"_s);
        QCOMPARE(format::duration(185s, en), u"3 min 05 s"_s);
        QCOMPARE(format::duration(127min, en), u"2 h 07 min"_s);
        QCOMPARE(format::duration(76h, en), u"3 d 4 h"_s);
    }

    void moneyIsRoundedInDecimal_data()
    {
        QTest::addColumn<QString>("numeric");
        QTest::addColumn<QString>("text");
        QTest::newRow("grouped") << u"1234567.891"_s << u"$1,234,567.89"_s;
        QTest::newRow("half goes away from zero") << u"1.005"_s << u"$1.01"_s;
        QTest::newRow("carry") << u"999.995"_s << u"$1,000.00"_s;
        QTest::newRow("no fraction") << u"12"_s << u"$12.00"_s;
        QTest::newRow("negative") << u"-0.5"_s << u"-$0.50"_s;
        QTest::newRow("negative that rounds to nothing") << u"-0.001"_s << u"$0.00"_s;
        QTest::newRow("beyond any double")
            << u"123456789012345678901.10"_s << u"$123,456,789,012,345,678,901.10"_s;
        QTest::newRow("not a number") << u"NaN"_s << u"NaN"_s;
    }
    void moneyIsRoundedInDecimal()
    {
        QFETCH(QString, numeric);
        QFETCH(QString, text);
        QCOMPARE(format::money(numeric, u"$"_s, QLocale(QLocale::English)), text);
    }
};

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
