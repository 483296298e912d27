#include "catalog/loader.h"
#include "data/completion.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using Kind = data::Completion::Kind;

class TestCompletion final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    data::CompletionContext m_context;

    /// "|" marks the cursor.
    [[nodiscard]] QStringList offered(QString text, std::optional<Kind> kind = {}) const
    {
        const int cursor = int(text.indexOf(u'|'));
        text.remove(cursor, 1);
        QStringList texts;
        const auto list = data::complete(text, cursor, m_context);
        for (const auto &item : list.items) {
            if (!kind || item.kind == *kind)
                texts += item.text;
        }
        return texts;
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_server.psql(
            u"CREATE TABLE messages (id bigint, body text, \"User\" text); CREATE TABLE models (id "
            u"int, name text);"
            u"CREATE SCHEMA audit; CREATE TABLE audit.log_entries (at timestamptz, what text);"
            u"CREATE FUNCTION message_count(since timestamptz, least_length int DEFAULT 0) "
            u"RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';"
            u"CREATE FUNCTION audit.recent(n int) RETURNS TABLE (happened timestamptz, story text) "
            u"LANGUAGE sql AS 'SELECT now(), current_user::text';"
            u"CREATE TYPE mood AS ENUM ('calm');"
            u"ALTER TABLE messages ADD PRIMARY KEY (id);"
            u"CREATE TABLE replies (message_id bigint REFERENCES messages, \"order\" int);"
            u"CREATE TABLE \"we\"\"ird; <b>\n😀\" (\"a\"\"b\" int, \"ß\" int);"_s,
            u"postgres"_s);
        auto connection = m_server.connect();
        const auto loaded = catalog::loadObjects(connection);
        QVERIFY(loaded);
        m_context.index = std::make_shared<data::CompletionIndex>(*loaded);
    }

    void offersTablesWhereATableIsExpected()
    {
        QCOMPARE(offered(u"SELECT * FROM me|"_s).constFirst(), u"messages"_s);
        QVERIFY(offered(u"SELECT * FROM messages JOIN mod|"_s).contains(u"models"_s));
        QVERIFY(offered(u"INSERT INTO |"_s).contains(u"audit.log_entries"_s));
        QCOMPARE(offered(u"SELECT * FROM audit.|"_s),
                 QStringList({u"log_entries"_s, u"recent("_s}));
        QVERIFY(offered(u"SELECT * FROM me|"_s, Kind::Keyword).isEmpty());
        QCOMPARE(offered(u"SELECT * FROM messages m, mod|"_s).constFirst(), u"models"_s);
        QCOMPARE(offered(u"SELECT * FROM a JOIN b ON a.x = b.x, mod|"_s).constFirst(), u"models"_s);
        // Not after these, although FROM and UPDATE stand there.
        QVERIFY(!offered(u"SELECT 1 IS DISTINCT FROM |"_s).contains(u"models"_s));
        QVERIFY(!offered(u"SELECT * FROM messages FOR UPDATE |"_s).contains(u"models"_s));
    }

    void offersColumnsByAlias()
    {
        QCOMPARE(offered(u"SELECT m.| FROM messages m"_s),
                 QStringList({u"body"_s, u"id"_s, u"\"User\""_s}));
        QCOMPARE(offered(u"SELECT l.wh| FROM messages m, audit.log_entries AS l"_s),
                 QStringList{u"what"_s});
        QCOMPARE(offered(u"UPDATE models SET na|"_s).constFirst(), u"name"_s);
        QCOMPARE(offered(u"SELECT bo| FROM messages"_s).constFirst(), u"body"_s);
        // Only columns of what the statement names.
        QVERIFY(!offered(u"SELECT bo| FROM models"_s).contains(u"body"_s));
    }

    void offersFunctionsWithTheirArguments()
    {
        const auto list = data::complete(u"SELECT message_c"_s, 16, m_context);
        QCOMPARE(list.replaceFrom, 7);
        QCOMPARE(list.items.constFirst().text, u"message_count("_s);
        QCOMPARE(list.items.constFirst().detail,
                 u"(since timestamp with time zone, [least_length integer]) \u2192 bigint"_s);
        // And while they are typed.
        const QString call = u"SELECT message_count(now(), "_s;
        QCOMPARE(data::complete(call, int(call.size()), m_context).signatures,
                 QStringList{u"message_count(since timestamp with time zone, [least_length "
                             u"integer]) \u2192 bigint"_s});
        QVERIFY(data::complete(call, 6, m_context).signatures.isEmpty());
    }

    void offersColumnsOfTheStatementsOwnTables_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("columns");
        const QStringList ab{u"a"_s, u"b"_s};
        const QStringList idName{u"id"_s, u"name"_s};
        QTest::newRow("WITH")
            << u"WITH x AS (SELECT id AS a, body b FROM messages) SELECT x.| FROM x"_s << ab;
        QTest::newRow("WITH, named") << u"WITH x(a, b) AS (SELECT 1, 2) SELECT x.| FROM x"_s << ab;
        QTest::newRow("WITH of WITH")
            << u"WITH x AS (SELECT 1 AS a, 2 AS b), y AS (SELECT * FROM x) SELECT y.| FROM y"_s
            << ab;
        QTest::newRow("WITH RECURSIVE, inside")
            << u"WITH RECURSIVE x(a, b) AS (SELECT 1, 2 UNION ALL SELECT x.| FROM x) SELECT 1"_s
            << ab;
        QTest::newRow("WITH, changing")
            << u"WITH x AS (DELETE FROM messages RETURNING id AS a, body AS b) SELECT x.| FROM x"_s
            << ab;
        QTest::newRow("WITH before INSERT")
            << u"INSERT INTO models WITH x AS (SELECT 1 AS a, 2 AS b) SELECT x.| FROM x"_s << ab;
        QTest::newRow("subquery")
            << u"SELECT s.| FROM (SELECT id a, count(*) AS b FROM messages) AS s"_s << ab;
        QTest::newRow("subquery, unnamed")
            << u"SELECT s.| FROM (SELECT m.id, count(*), coalesce(body, 'x'), body::text, 1 + 1 FROM messages m) s"_s
            << QStringList{u"body"_s, u"\"coalesce\""_s, u"count"_s, u"id"_s};
        QTest::newRow("subquery, star")
            << u"SELECT s.| FROM (SELECT r.*, m.id FROM replies r, messages m) s"_s
            << QStringList{u"id"_s, u"message_id"_s, u"\"order\""_s};
        QTest::newRow("VALUES") << u"SELECT v.| FROM (VALUES (1, 2), (3, 4)) v(a, b)"_s << ab;
        QTest::newRow("VALUES, unnamed") << u"SELECT v.| FROM (VALUES (1, f(2, 3))) v"_s
                                         << QStringList{u"column1"_s, u"column2"_s};
        QTest::newRow("function") << u"SELECT g.| FROM generate_series(1, 3) AS g(a)"_s
                                  << QStringList{u"a"_s};
        QTest::newRow("function with columns")
            << u"SELECT r.| FROM audit.recent(3) r"_s << QStringList{u"happened"_s, u"story"_s};
        QTest::newRow("renamed") << u"SELECT t.| FROM models t(a, b)"_s << ab;
        QTest::newRow("outer query")
            << u"SELECT 1 FROM models m WHERE EXISTS (SELECT 1 FROM messages WHERE m.|)"_s
            << idName;
        QTest::newRow("second arm")
            << u"SELECT x.id FROM messages x UNION SELECT x.| FROM models x"_s << idName;
        QTest::newRow("lateral") << u"SELECT 1 FROM models m, LATERAL (SELECT m.|) l"_s << idName;
        QTest::newRow("still open") << u"SELECT count(m.| FROM models m"_s << idName;
        QTest::newRow("update") << u"UPDATE models m SET name = m.|"_s << idName;
        QTest::newRow("merge") << u"MERGE INTO models m USING (SELECT 1 AS a, 2 AS b) s ON s.|"_s
                               << ab;
        QTest::newRow("schema and table")
            << u"COMMENT ON COLUMN audit.log_entries.|"_s << QStringList{u"at"_s, u"what"_s};
        QTest::newRow("create as") << u"CREATE TABLE n AS SELECT m.| FROM models m"_s << idName;
    }
    void offersColumnsOfTheStatementsOwnTables()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, columns);
        QCOMPARE(offered(text, Kind::Column), columns);
    }

    void aSubqueryInFromDoesNotSeeItsNeighbours()
    {
        QVERIFY(offered(u"SELECT 1 FROM models m, (SELECT m.|) l"_s).isEmpty());
    }

    void offersTheColumnsOfAnInsertAndAnIndex()
    {
        QCOMPARE(offered(u"INSERT INTO models (|"_s, Kind::Column),
                 QStringList({u"id"_s, u"name"_s}));
        QCOMPARE(offered(u"CREATE INDEX ON models (na|"_s).constFirst(), u"name"_s);
    }

    void offersTheConditionOfAJoin()
    {
        QCOMPARE(offered(u"SELECT 1 FROM messages m JOIN replies r ON |"_s).constFirst(),
                 u"r.message_id = m.id"_s);
        QCOMPARE(offered(u"SELECT 1 FROM replies JOIN messages m ON |"_s).constFirst(),
                 u"replies.message_id = m.id"_s);
        QVERIFY(
            offered(u"SELECT 1 FROM messages m JOIN models r ON |"_s, Kind::Condition).isEmpty());
    }

    void offersTypes()
    {
        QCOMPARE(offered(u"SELECT 'calm'::mo|"_s).constFirst(), u"mood"_s);
        QCOMPARE(offered(u"SELECT CAST(1 AS big|"_s).constFirst(), u"bigint"_s);
        QVERIFY(offered(u"SELECT count(*) AS mo|"_s, Kind::Type).isEmpty());
    }

    void goesByTheSearchPath()
    {
        const QString text = u"SELECT * FROM log"_s;
        QCOMPARE(data::complete(text, int(text.size()), m_context).items.constFirst().text,
                 u"audit.log_entries"_s);
        auto context = m_context;
        context.searchPath = {u"audit"_s};
        QCOMPARE(data::complete(text, int(text.size()), context).items.constFirst().text,
                 u"log_entries"_s);
        const QString other = u"SELECT * FROM messag"_s;
        QCOMPARE(data::complete(other, int(other.size()), context).items.constFirst().text,
                 u"public.messages"_s);
        // A bare name means what the path says.
        const QString column = u"SELECT log_entries. FROM log_entries"_s;
        QCOMPARE(data::complete(column, 19, context).items.size(), 2);
        QVERIFY(data::complete(column, 19, m_context).items.isEmpty());
    }

    void hostileNamesAreQuoted()
    {
        const QString name = u"\"we\"\"ird; <b>\n😀\""_s;
        QCOMPARE(offered(u"SELECT * FROM we|"_s, Kind::Table).constFirst(), name);
        QCOMPARE(offered(u"SELECT * FROM \"we|"_s, Kind::Table).constFirst(), name);
        const QStringList columns{u"\"a\"\"b\""_s, u"\"ß\""_s};
        QCOMPARE(offered(u"SELECT | FROM "_s + name, Kind::Column), columns);
        QCOMPARE(offered(u"SELECT w.| FROM "_s + name + u" w"_s, Kind::Column), columns);
    }

    void anyBeginningIsTaken()
    {
        // Somebody types this letter by letter; each state must be answered, whatever it is.
        const QString text =
            u"WITH RECURSIVE x(a) AS NOT MATERIALIZED (SELECT 1 UNION (SELECT a FROM x)) INSERT "
            u"INTO models AS m (id, name) SELECT DISTINCT ON (a) a, (SELECT b.body FROM messages b "
            u"WHERE b.id = x.a) FROM x, LATERAL (VALUES (1)) v(c) JOIN (models n CROSS JOIN "
            u"replies) USING (id) ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING "
            u"*))) ;"_s;
        for (int end = 0; end <= text.size(); ++end) {
            for (int cursor = std::max(0, end - 3); cursor <= end; ++cursor) {
                const auto list = data::complete(text.left(end), cursor, {});
                QVERIFY(list.replaceFrom <= cursor);
            }
            (void)data::complete(text, end, m_context);
        }
    }

    void offersKeywords()
    {
        QVERIFY(offered(u"SEL|"_s).contains(u"SELECT"_s));
        QVERIFY(offered(u"SELECT 1 FROM messages WHERE id IS NO|"_s).contains(u"NOT NULL"_s));
        // In the case that the statement has.
        QCOMPARE(offered(u"select 1 from messages whe|"_s).constFirst(), u"where"_s);
    }

    void keepsQuietInsideQuotesAndComments()
    {
        QVERIFY(offered(u"SELECT 'me|"_s).isEmpty());
        QVERIFY(offered(u"SELECT 1 -- me|"_s).isEmpty());
        QVERIFY(offered(u"SELECT $$ me| $$"_s).isEmpty());
        QVERIFY(offered(u"SELECT /* me| */ 1"_s).isEmpty());
        QVERIFY(offered(u"SELECT body FROM messages WHERE body = 'x|"_s).isEmpty());
        QVERIFY(offered(u"SELECT body FROM messages WHERE id = 1|"_s).isEmpty());
        QVERIFY(offered(u"SELECT body FROM messages WHERE id = :i|"_s).isEmpty());
    }

    void worksWithoutASnapshot()
    {
        const auto list = data::complete(u"SEL"_s, 3, {});
        QCOMPARE(list.items.constFirst().text, u"SELECT"_s);
        const QString text = u"WITH x AS (SELECT 1 AS a) SELECT x. FROM x"_s;
        QCOMPARE(data::complete(text, 35, {}).items.constFirst().text, u"a"_s);
    }
};

QTEST_GUILESS_MAIN(TestCompletion)
#include "tst_completion.moc"
