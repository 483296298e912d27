#include "metrics/decimal.h"

#include <QTest>

using namespace Qt::StringLiterals;
using howdah::metrics::Decimal;

class TestDecimal final : public QObject
{
    Q_OBJECT

    static Decimal of(const QString &text)
    {
        const auto decimal = Decimal::fromText(text);
        if (!decimal)
            qFatal("%s is no decimal", qUtf8Printable(text));
        return *decimal;
    }

private slots:
    void readsAndWritesWhatNumericPrints_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("zero") << u"0"_s << u"0"_s;
        QTest::newRow("scale kept") << u"1.50"_s << u"1.50"_s;
        QTest::newRow("small") << u"0.00000001"_s << u"0.00000001"_s;
        QTest::newRow("negative") << u"-12.5"_s << u"-12.5"_s;
        QTest::newRow("no negative zero") << u"-0.00"_s << u"0.00"_s;
        QTest::newRow("leading zeros") << u"007.1"_s << u"7.1"_s;
        QTest::newRow("large") << u"123456789012345678901234567890.12345678"_s
                               << u"123456789012345678901234567890.12345678"_s;
    }

    void readsAndWritesWhatNumericPrints()
    {
        QFETCH(const QString, text);
        QTEST(of(text).toText(), "expected");
    }

    void refusesWhatIsNoPlainDecimal()
    {
        for (const QString &text :
             {u""_s, u"NaN"_s, u"Infinity"_s, u"1e5"_s, u"1."_s, u".5"_s, u" 1"_s, u"1,5"_s})
            QVERIFY2(!Decimal::fromText(text), qUtf8Printable(text));
    }

    void adds_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<QString>("sum");
        QTest::newRow("the classic") << u"0.1"_s << u"0.2"_s << u"0.3"_s;
        QTest::newRow("carry") << u"9.99"_s << u"0.01"_s << u"10.00"_s;
        QTest::newRow("scales differ") << u"1.5"_s << u"2.25"_s << u"3.75"_s;
        QTest::newRow("signs differ") << u"1.00"_s << u"-2.5"_s << u"-1.50"_s;
        QTest::newRow("to nothing") << u"-7.125"_s << u"7.125"_s << u"0.000"_s;
        QTest::newRow("borrow") << u"1000"_s << u"-0.001"_s << u"999.999"_s;
        QTest::newRow("both negative") << u"-1.5"_s << u"-0.5"_s << u"-2.0"_s;
    }

    void adds()
    {
        QFETCH(const QString, a);
        QFETCH(const QString, b);
        QTEST((of(a) + of(b)).toText(), "sum");
        QTEST((of(b) + of(a)).toText(), "sum");
        QCOMPARE((of(a) + of(b) - of(b)) <=> of(a), std::strong_ordering::equal);
    }

    void aMillionTenthsAreExact()
    {
        Decimal sum;
        for (int i = 0; i < 100'000; ++i)
            sum = sum + of(u"0.1"_s);
        QCOMPARE(sum.toText(), u"10000.0"_s);
    }

    void compares()
    {
        QVERIFY(of(u"1.10"_s) == of(u"1.1"_s));
        QVERIFY(of(u"-2"_s) < of(u"-1"_s));
        QVERIFY(of(u"-1"_s) < of(u"0.5"_s));
        QVERIFY(of(u"10"_s) > of(u"9.999"_s));
    }
};

QTEST_GUILESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
