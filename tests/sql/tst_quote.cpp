#include "sql/quote.h"

#include <pg_query.h>

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;

class TestQuote final : public QObject
{
    Q_OBJECT

private slots:
    void quotesOnlyWhereNeeded_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        QTest::newRow("plain") << u"llm_metrics"_s << u"llm_metrics"_s;
        QTest::newRow("digits inside") << u"v2"_s << u"v2"_s;
        QTest::newRow("digit first") << u"2v"_s << u"\"2v\""_s;
        QTest::newRow("upper case") << u"Users"_s << u"\"Users\""_s;
        QTest::newRow("space") << u"two words"_s << u"\"two words\""_s;
        QTest::newRow("quote inside") << u"a\"b"_s << u"\"a\"\"b\""_s;
        QTest::newRow("reserved") << u"user"_s << u"\"user\""_s;
        QTest::newRow("type name") << u"timestamp"_s << u"\"timestamp\""_s;
        QTest::newRow("function name") << u"left"_s << u"\"left\""_s;
        QTest::newRow("reserved since 16") << u"system_user"_s << u"\"system_user\""_s;
        QTest::newRow("unreserved") << u"name"_s << u"name"_s;
        QTest::newRow("dollar") << u"a$b"_s << u"\"a$b\""_s;
        QTest::newRow("dot") << u"a.b"_s << u"\"a.b\""_s;
        QTest::newRow("emoji") << u"😀"_s << u"\"😀\""_s;
        QTest::newRow("umlaut") << u"größe"_s << u"\"größe\""_s;
        QTest::newRow("newline") << u"a\nb"_s << u"\"a\nb\""_s;
        QTest::newRow("empty") << u""_s << u"\"\""_s;
    }
    void quotesOnlyWhereNeeded()
    {
        QFETCH(QString, name);
        QTEST(sql::quoteIdentifier(name), "expected");
        QCOMPARE(sql::quoteIdentifierAlways(name),
                 u'"' + QString(name).replace(u'"', u"\"\""_s) + u'"');
    }

    void qualifies()
    {
        QCOMPARE(sql::qualifiedName(u"public"_s, u"Order"_s), u"public.\"Order\""_s);
        QCOMPARE(sql::qualifiedName({}, u"order"_s), u"\"order\""_s);
    }

    void quotesLiterals()
    {
        QCOMPARE(sql::quoteLiteral(u"it's"_s), u"'it''s'"_s);
        QCOMPARE(sql::quoteLiteral(u"C:\\dir"_s), u"E'C:\\\\dir'"_s);
        QCOMPARE(sql::quoteLiteral(u""_s), u"''"_s);
        QCOMPARE(sql::quoteLiteral({}), u"NULL"_s);
    }

    /// Whatever a name holds, the server's own grammar must read exactly one name and one literal
    /// back.
    void hostileNamesStayOneToken()
    {
        const QString alphabet = u"ab\"'\\;-/*$ \n.éEeU&😀()<>"_s;
        QRandomGenerator random(20);
        for (int round = 0; round < 2000; ++round) {
            QString name;
            for (int i = random.bounded(1, 12); i > 0; --i)
                name += alphabet.at(random.bounded(int(alphabet.size())));
            // Half a surrogate pair is no text that could come from a server.
            name = QString::fromUtf8(name.toUtf8());
            const QString sql =
                u"SELECT "_s + sql::quoteLiteral(name) + u" AS "_s + sql::quoteIdentifier(name);
            const auto result = pg_query_normalize(sql.toUtf8().constData());
            const QString normalised = QString::fromUtf8(result.normalized_query);
            const bool failed = result.error;
            pg_query_free_normalize_result(result);
            QVERIFY2(!failed, qUtf8Printable(sql));
            QCOMPARE(normalised, u"SELECT $1 AS "_s + sql::quoteIdentifier(name));
        }
    }
};

QTEST_GUILESS_MAIN(TestQuote)
#include "tst_quote.moc"
