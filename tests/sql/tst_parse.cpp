#include "sql/parse.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace howdah;

class TestParse final : public QObject
{
    Q_OBJECT

private slots:
    void givesTheTree()
    {
        const auto tree = sql::parse(u"ALTER TABLE public.t ADD COLUMN a int"_s);
        QVERIFY(tree);
        QCOMPARE(tree->node, u"AlterTableStmt"_s);
        QCOMPARE(tree->fields[u"relation"][u"relname"].toString(), u"t"_s);
    }

    void saysWhereItFailed()
    {
        const auto tree = sql::parse(u"SELECT 'ä' fromm x y"_s);
        QVERIFY(!tree);
        QCOMPARE(tree.error().kind, Error::Kind::InvalidInput);
        QCOMPARE(tree.error().position, 18); // characters, not bytes
        QCOMPARE(tree.error().sqlstate, u"42601"_s);
    }

    void refusesWhatIsNotOneStatement()
    {
        QCOMPARE(sql::parse(u"-- nothing"_s).error().kind, Error::Kind::NotFound);
        QCOMPARE(sql::parse(u"SELECT 1; SELECT 2"_s).error().kind, Error::Kind::InvalidInput);
        QString nul = u"SELECT 1"_s;
        nul += QChar(u'\0');
        QCOMPARE(sql::parse(nul + u"; DROP TABLE t"_s).error().kind, Error::Kind::InvalidInput);
    }

    /// However deep a text nests, the answer is a tree or an error, also on a thread with a small
    /// stack.
    void survivesDeepNesting_data()
    {
        QTest::addColumn<QString>("text");
        constexpr int depth = 300'000;
        QTest::newRow("parentheses")
            << QString(u"SELECT "_s + u"("_s.repeated(depth) + u"1"_s + u")"_s.repeated(depth));
        QTest::newRow("sums") << QString(u"SELECT 1"_s + u" + 1"_s.repeated(depth));
        QTest::newRow("not") << QString(u"SELECT "_s + u"NOT "_s.repeated(depth) + u"true"_s);
        QTest::newRow("case") << QString(u"SELECT "_s + u"CASE WHEN "_s.repeated(depth) +
                                         u"true"_s);
        QTest::newRow("subselects") << QString(u"SELECT "_s + u"(SELECT "_s.repeated(depth) +
                                               u"1"_s + u")"_s.repeated(depth));
        QTest::newRow("brackets") << QString(u"SELECT ARRAY"_s + u"["_s.repeated(depth) +
                                             u"]"_s.repeated(depth));
        QTest::newRow("betweens") << QString(u"SELECT a"_s +
                                             u" BETWEEN 1 AND 2 IS TRUE"_s.repeated(depth));
        QTest::newRow("arrays") << QString(u"SELECT ARRAY[1,2]"_s +
                                           u" || ARRAY[1,2]"_s.repeated(depth));
        QTest::newRow("within the first limit")
            << QString(u"SELECT 1"_s + u" + 1"_s.repeated(19'000));
        QTest::newRow("unions within the limit")
            << QString(u"SELECT 1"_s + u" UNION SELECT 1, 2"_s.repeated(19'000));
        QTest::newRow("unions") << QString(u"SELECT 1"_s + u" UNION SELECT 1, 2"_s.repeated(depth));
    }
    void survivesDeepNesting()
    {
        QFETCH(QString, text);
        std::thread([&] {
            // Only that each comes back at all.
            (void)sql::parse(text);
            (void)sql::normalise(text);
            (void)sql::fingerprint(text);
            (void)sql::deparse(text);
        }).join();
    }

    void normalisesAndFingerprints()
    {
        QCOMPARE(*sql::normalise(u"SELECT * FROM t WHERE a = 5 AND b = 'x'"_s),
                 u"SELECT * FROM t WHERE a = $1 AND b = $2"_s);
        QCOMPARE(*sql::fingerprint(u"select * from t where a=1"_s),
                 *sql::fingerprint(u"SELECT *\nFROM t WHERE a = 2"_s));
        QVERIFY(*sql::fingerprint(u"SELECT 1 FROM t"_s) != *sql::fingerprint(u"SELECT 1 FROM u"_s));
        QCOMPARE(sql::normalise(u"SELEC"_s).error().kind, Error::Kind::InvalidInput);
    }

    void writesStatementsOutAgain()
    {
        QCOMPARE(*sql::deparse(u"select  a ,b from  t /* x */ where a=1"_s),
                 u"SELECT a, b FROM t WHERE a = 1"_s);
    }
};

QTEST_GUILESS_MAIN(TestParse)
#include "tst_parse.moc"
