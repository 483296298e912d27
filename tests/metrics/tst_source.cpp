#include "metrics/source.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using metrics::Role;

class TestSource final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void builtInMappingsAreSound()
    {
        const auto sources = metrics::builtInSources();
        QVERIFY(sources.size() >= 2);
        for (const auto &source : sources) {
            QVERIFY2(source.has(Role::Time) && source.has(Role::Cost), qUtf8Printable(source.id));
            QVERIFY(!source.title.isEmpty());
            for (auto it = source.expressions.begin(); it != source.expressions.end(); ++it)
                QVERIFY2(it.value().contains(u'{'),
                         qUtf8Printable(source.id + metrics::roleName(it.key())));
        }
    }

    void aMappingThatIsWrongSaysWhat_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("mention");
        QTest::newRow("no json") << QByteArray("{") << u"JSON"_s;
        QTest::newRow("no table") << QByteArray(R"({"id": "x"})") << u"\"table\""_s;
        QTest::newRow("strange role")
            << QByteArray(R"({"id": "x", "table": "t", "roles": {"colour": "{c}"}})")
            << u"colour"_s;
        QTest::newRow("no time") << QByteArray(
                                        R"({"id": "x", "table": "t", "roles": {"cost": "{c}"}})")
                                 << u"time"_s;
    }

    void aMappingThatIsWrongSaysWhat()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QString, mention);
        const auto source = metrics::sourceFromJson(json);
        QVERIFY(!source);
        QCOMPARE(source.error().kind, Error::Kind::InvalidInput);
        QVERIFY2(source.error().message.contains(mention), qUtf8Printable(source.error().message));
    }

    void columnsAreQuotedInExpressions()
    {
        const auto source = metrics::sourceFromJson(
            QByteArray(
                "{'id': 'x', 'table': 'T', 'roles': {'time': '({startTime} AT TIME ZONE ~UTC~)', "
                "'cost': '{a `b`} + {user}'}}")
                .replace('\'', '"')
                .replace('~', '\'')
                .replace('`', "\\\""));
        QVERIFY(source);
        QCOMPARE(source->sql(Role::Time, u"t"_s), u"(t.\"startTime\" AT TIME ZONE 'UTC')"_s);
        QCOMPARE(source->sql(Role::Cost, u"t"_s), u"t.\"a \"\"b\"\"\" + t.\"user\""_s);
        QCOMPARE(source->columns(), (QStringList{u"startTime"_s, u"a \"b\""_s, u"user"_s}));
    }

    void findsTablesThatFitWhereverTheyAre()
    {
        const QString database = m_server.createDatabase();
        (void)m_server.psql(uR"(
            CREATE SCHEMA "Odd one";
            CREATE SCHEMA hidden;
            CREATE TABLE "Odd one".calls (at timestamptz, cost numeric, extra int) PARTITION BY RANGE (at);
            CREATE TABLE "Odd one".calls_1 PARTITION OF "Odd one".calls DEFAULT;
            CREATE VIEW public.calls AS SELECT at, cost FROM "Odd one".calls;
            CREATE TABLE hidden.calls (at timestamptz);
            CREATE ROLE viewer;
            GRANT SELECT ON public.calls TO viewer;
        )"_s,
                            database);
        const auto mapping = metrics::sourceFromJson(
            R"({"id": "x", "table": "calls", "roles": {"time": "{at}", "cost": "{cost}"}})");
        QVERIFY(mapping);
        auto connection = m_server.connect(database);
        const auto found = metrics::findSources(connection, {*mapping});
        QVERIFY2(found, found ? "" : qUtf8Printable(found.error().toText()));
        QStringList schemas;
        for (const auto &source : *found)
            schemas += source.schema;
        QCOMPARE(schemas, (QStringList{u"public"_s, u"Odd one"_s}));
        QVERIFY(connection.query(u"SET ROLE viewer"_s));
        const auto visible = metrics::findSources(connection, {*mapping});
        QVERIFY(visible);
        QCOMPARE(visible->size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestSource)
#include "tst_source.moc"
