#include "gui/shell/address.h"
#include "gui/shell/paletteitem.h"

#include <QTest>

using namespace Qt::StringLiterals;
using howdah::gui::Address;
using howdah::gui::fuzzyScore;

class TestAddress final : public QObject
{
    Q_OBJECT

private slots:
    void survivesText_data()
    {
        QTest::addColumn<QStringList>("path");
        QTest::newRow("front page") << QStringList{};
        QTest::newRow("a table") << QStringList{u"table"_s, u"public"_s, u"llm_metrics"_s};
        QTest::newRow("slashes and colons") << QStringList{u"a/b:c"_s, u"%2F"_s};
        QTest::newRow("hostile") << QStringList{u"a'b\";--<img>\n"_s, u"🐘 שלום"_s, u""_s};
    }
    void survivesText()
    {
        QFETCH(QStringList, path);
        const Address address{.place = u"browse"_s, .connection = u"4f:2c/"_s, .path = path};
        QCOMPARE(Address::fromString(address.toString()), address);
    }

    void textThatIsNoAddressHasNoPlace()
    {
        QVERIFY(Address::fromString(u"nonsense"_s).place.isEmpty());
        QVERIFY(Address::fromString(u""_s).place.isEmpty());
        QVERIFY(Address::fromString(u":x"_s).place.isEmpty());
    }

    void fuzzyMatchesSubsequences()
    {
        QCOMPARE(fuzzyScore(u""_s, u"anything"_s), 0);
        QVERIFY(fuzzyScore(u"lm"_s, u"llm_metrics"_s) > 0);
        QCOMPARE(fuzzyScore(u"xyz"_s, u"llm_metrics"_s), -1);
        QVERIFY(fuzzyScore(u"LLM"_s, u"llm_metrics"_s) > 0);
    }

    void fuzzyPrefersWordStartsAndRuns()
    {
        QVERIFY(fuzzyScore(u"lm"_s, u"llm_metrics"_s) > fuzzyScore(u"lm"_s, u"calming"_s));
        QVERIFY(fuzzyScore(u"metric"_s, u"llm_metrics"_s) >
                fuzzyScore(u"metric"_s, u"my_ext_regular_icons"_s));
        QVERIFY(fuzzyScore(u"user"_s, u"users"_s) >
                fuzzyScore(u"user"_s, u"users_and_their_roles"_s));
    }
};

QTEST_GUILESS_MAIN(TestAddress)
#include "tst_address.moc"
