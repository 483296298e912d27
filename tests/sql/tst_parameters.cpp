#include "sql/parameters.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;

class TestParameters final : public QObject
{
    Q_OBJECT

private slots:
    void findsPlaceholders_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QString>("bound");
        const auto row = [](const char *name, const QString &text, const QStringList &names,
                            const QString &bound) {
            QTest::newRow(name) << text << names << bound;
        };
        row("one", u"SELECT :a"_s, {u"a"_s}, u"SELECT $1"_s);
        row("twice", u"SELECT :a, :b, :a"_s, {u"a"_s, u"b"_s}, u"SELECT $1, $2, $1"_s);
        row("cast", u"SELECT 1::int, :a::text"_s, {u"a"_s}, u"SELECT 1::int, $1::text"_s);
        row("slice", u"SELECT x[1:n], x[:n]"_s, {}, u"SELECT x[1:n], x[:n]"_s);
        row("array", u"SELECT array [:a, 1], ARRAY[[:b], [:a]], x[:n]"_s, {u"a"_s, u"b"_s},
            u"SELECT array [$1, 1], ARRAY[[$2], [$1]], x[:n]"_s);
        row("named argument", u"SELECT f(a := 1)"_s, {}, u"SELECT f(a := 1)"_s);
        row("quoted", u"SELECT ':a', \":b\", $$:c$$, E'\\':d' -- :e\n/* :f */"_s, {},
            u"SELECT ':a', \":b\", $$:c$$, E'\\':d' -- :e\n/* :f */"_s);
        row("after an operator", u"SELECT a=:b"_s, {u"b"_s}, u"SELECT a=$1"_s);
        row("psql's quoted form", u"SELECT :'a'"_s, {}, u"SELECT :'a'"_s);
    }
    void findsPlaceholders()
    {
        QFETCH(QString, text);
        QTEST(sql::namedParameters(text), "names");
        QTEST(sql::bindParameters(text).text, "bound");
    }

    void positionsLeadBack()
    {
        const QString text = u"SELECT :longname, 'ä', :x, y"_s;
        const auto bound = sql::bindParameters(text);
        QCOMPARE(bound.originalPosition(int(bound.text.indexOf(u'y')) + 1),
                 int(text.indexOf(u'y')) + 1);
        QCOMPARE(bound.originalPosition(1), 1);
    }
};

QTEST_GUILESS_MAIN(TestParameters)
#include "tst_parameters.moc"
