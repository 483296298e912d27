#include "data/gridquery.h"
#include "data/rowsource.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using data::ColumnFilter;
using data::GridQuery;
using Test = data::ColumnFilter::Test;

/// What a grid asks the server for, and what comes of it.
class TestGridQuery final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

    [[nodiscard]] std::shared_ptr<pg::Session> session() const
    {
        return std::make_shared<pg::Session>(
            [endpoint = m_server.endpoint()](const pg::CallLimits &limits) {
                return pg::Connection::open(endpoint, {}, limits);
            });
    }
    template<typename T>
    static Result<T> wait(QFuture<Result<T>> future)
    {
        const bool done = QTest::qWaitFor([&] { return future.isFinished(); }, 30'000);
        return done && future.resultCount() > 0 ? future.result() : Result<T>(Error::cancelled());
    }
    static QString first(const data::ResultStore &rows, int column = 0)
    {
        QStringList values;
        for (qint64 row = 0; row < rows.rowCount(); ++row)
            values += rows.cell(row, column).text();
        return values.join(u' ');
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_server.psql(u"CREATE TABLE \"Odd t\" (id int PRIMARY KEY, \"Na\"\"me\" text, doc json, "
                      u"amount numeric, at timestamptz, ok boolean, tags text[]);"
                      u"INSERT INTO \"Odd t\" VALUES"
                      u" (1, 'Anna 50%', '{\"a\": 1}', 1.50, '2026-01-01 10:00+00', true, '{x,y}'),"
                      u" (2, 'it''s', NULL, -2, '2026-01-02 10:00+00', false, '{}'),"
                      u" (3, NULL, '[]', NULL, NULL, NULL, NULL),"
                      u" (4, '', '1', 1000000, '2026-01-03 10:00+00', true, '{NULL}'),"
                      u" (5, 'anna 50x', '1', 3, 'infinity', true, '{a}')"_s,
                      u"postgres"_s);
    }

    void asksTheServer_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<quint32>("type");
        QTest::addColumn<int>("test");
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<QString>("ids");
        const auto row = [](const char *name, const QString &column, quint32 type, Test test,
                            const QStringList &values, const QString &ids) {
            QTest::newRow(name) << column << type << int(test) << values << ids;
        };
        const QString name = u"Na\"me"_s;
        row("equals", u"id"_s, 23, Test::Equals, {u"2"_s}, u"2"_s);
        row("equals text with a quote", name, 25, Test::Equals, {u"it's"_s}, u"2"_s);
        row("equals the empty text", name, 25, Test::Equals, {u""_s}, u"4"_s);
        row("equals NULL", name, 25, Test::Equals, {QString()}, u"3"_s);
        row("differs, NULL included", name, 25, Test::Differs, {u"it's"_s}, u"1 3 4 5"_s);
        row("contains a percent sign itself", name, 25, Test::Contains, {u"0%"_s}, u"1"_s);
        row("contains in any case", name, 25, Test::Contains, {u"ANNA"_s}, u"1 5"_s);
        row("contains in JSON", u"doc"_s, 114, Test::Contains, {u"\"a\""_s}, u"1"_s);
        row("contains in an array", u"tags"_s, 1009, Test::Contains, {u"y"_s}, u"1"_s);
        row("starts with", name, 25, Test::StartsWith, {u"it"_s}, u"2"_s);
        row("json has no equality of its own", u"doc"_s, 114, Test::Equals, {u"[]"_s}, u"3"_s);
        row("at least", u"amount"_s, 1700, Test::AtLeast, {u"3"_s}, u"4 5"_s);
        row("at most", u"amount"_s, 1700, Test::AtMost, {u"1.5"_s}, u"1 2"_s);
        row("between", u"amount"_s, 1700, Test::Between, {u"1"_s, u"3"_s}, u"1 5"_s);
        row("between, open above", u"at"_s, 1184, Test::Between, {u"2026-01-02"_s, QString()},
            u"2 4 5"_s);
        row("between, open below", u"amount"_s, 1700, Test::Between, {QString(), u"0"_s}, u"2"_s);
        row("in a list", u"id"_s, 23, Test::InList, {u"1"_s, u"5"_s, u"77"_s}, u"1 5"_s);
        row("in a list with NULL", name, 25, Test::InList, {u"it's"_s, QString()}, u"2 3"_s);
        row("is NULL", u"ok"_s, 16, Test::IsNull, {}, u"3"_s);
        row("is not NULL", u"tags"_s, 1009, Test::IsNotNull, {}, u"1 2 4 5"_s);
        row("true", u"ok"_s, 16, Test::Equals, {u"true"_s}, u"1 4 5"_s);
    }
    void asksTheServer()
    {
        QFETCH(QString, column);
        QFETCH(quint32, type);
        QFETCH(int, test);
        QFETCH(QStringList, values);
        QFETCH(QString, ids);
        const GridQuery query{
            .source = u"public.\"Odd t\""_s,
            .filters = {{.column = column, .typeOid = type, .test = Test(test), .values = values}},
            .condition = {},
            .sort = {{.column = u"id"_s}}};
        auto connection = m_server.connect();
        const auto rows = connection.query(query.sql());
        QVERIFY2(rows, rows ? "" : qUtf8Printable(rows.error().toText() + query.sql()));
        QStringList found;
        for (int row = 0; row < rows->rowCount(); ++row)
            found += rows->text(row, 0);
        QCOMPARE(found.join(u' '), ids);
    }

    void sortsByManyKeysAndStops()
    {
        const GridQuery query{.source = u"public.\"Odd t\""_s,
                              .filters = {},
                              .condition = u"id > 1 -- not the first"_s,
                              .sort = {{.column = u"ok"_s, .descending = true},
                                       {.column = u"Na\"me"_s, .descending = true}},
                              .limit = 3};
        QCOMPARE(query.sql(), u"SELECT * FROM public.\"Odd t\" WHERE (id > 1 -- not the first\n) "
                              u"ORDER BY ok DESC, \"Na\"\"me\" DESC LIMIT 3"_s);
        data::RowSource source(session());
        const auto reading = source.read(query.sql());
        const auto end = wait(reading.end);
        QVERIFY2(end, end ? "" : qUtf8Printable(end.error().toText()));
        QCOMPARE(end->rows, 3);
        QCOMPARE(first(*reading.rows), u"3 5 4"_s);
    }

    void aConditionIsOneCondition_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::newRow("nothing") << u" "_s << true;
        QTest::newRow("comparison") << u"amount > 10 AND name LIKE 'a;b%'"_s << true;
        QTest::newRow("OR between our parentheses") << u"a) OR (b"_s << true;
        QTest::newRow("comment at the end") << u"a = 1 -- one"_s << true;
        QTest::newRow("subquery") << u"id IN (SELECT id FROM t ORDER BY 1 LIMIT 3)"_s << true;
        QTest::newRow("second statement") << u"a = 1; DROP TABLE t"_s << false;
        QTest::newRow("semicolon") << u"a = 1;"_s << false;
        QTest::newRow("closes and drops") << u"a); DROP TABLE t; SELECT (1"_s << false;
        QTest::newRow("union") << u"a) UNION SELECT password FROM secrets WHERE (b"_s << false;
        QTest::newRow("order") << u"a) ORDER BY (b"_s << false;
        QTest::newRow("limit") << u"a) LIMIT (1"_s << false;
        QTest::newRow("group") << u"a) GROUP BY (b"_s << false;
        QTest::newRow("unfinished") << u"a ="_s << false;
        QTest::newRow("open quote") << u"a = 'x"_s << false;
        QTest::newRow("open comment") << u"a = 1 /*"_s << false;
        QTest::newRow("psql command") << u"a = 1\n\\! rm"_s << false;
    }
    void aConditionIsOneCondition()
    {
        QFETCH(QString, text);
        QFETCH(bool, good);
        const auto checked = data::checkCondition(text);
        QVERIFY2(bool(checked) == good, checked ? "" : qUtf8Printable(checked.error().toText()));
    }

    void tellsWhereAConditionIsWrong()
    {
        const auto checked = data::checkCondition(u"id = = 2"_s);
        QVERIFY(!checked);
        QCOMPARE(checked.error().position, 6);
    }

    void aTypedConditionCannotWrite()
    {
        m_server.psql(u"CREATE FUNCTION sly() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM "
                      u"set_config('transaction_read_only', 'off', true); DELETE FROM \"Odd t\"; "
                      u"RETURN true; END $$"_s,
                      u"postgres"_s);
        data::RowSource source(session());
        const GridQuery query{
            .source = u"\"Odd t\""_s, .filters = {}, .condition = u"sly()"_s, .sort = {}};
        const auto end = wait(source.read(query.sql()).end);
        QVERIFY(!end);
        QCOMPARE(m_server.connect().query(u"SELECT count(*) FROM \"Odd t\""_s)->integer(0, 0), 5);
    }

    void aResultIsSortedAgainWhenItCanBeAskedAgain()
    {
        const QList<data::Column> columns{{.name = u"x"_s}, {.name = u"y"_s}};
        const auto source =
            data::sourceOf(u"SELECT id AS x, amount AS y FROM \"Odd t\" -- all"_s, columns);
        QVERIFY(source);
        data::RowSource rows(session());
        const GridQuery query{
            .source = *source,
            .filters = {{.column = u"y"_s, .test = Test::IsNotNull, .values = {}}},
            .condition = {},
            .sort = {{.column = u"y"_s, .descending = true}}};
        const auto reading = rows.read(query.sql());
        QVERIFY(wait(reading.end));
        QCOMPARE(first(*reading.rows), u"4 5 1 2"_s);
        // The table behind it is still known.
        const auto target = wait(rows.findEditTarget(reading.rows->columns()));
        QVERIFY(target);
        QCOMPARE(target->table, u"Odd t"_s);
        QVERIFY(target->hasKey());

        QVERIFY(!data::sourceOf(u"DELETE FROM \"Odd t\" RETURNING *"_s, columns));
        QVERIFY(!data::sourceOf(u"SHOW work_mem"_s, columns));
        QVERIFY(!data::sourceOf(u"WITH d AS (DELETE FROM \"Odd t\" RETURNING *) SELECT * FROM d"_s,
                                columns));
        const auto twice =
            data::sourceOf(u"SELECT 1 AS x, 2 AS x"_s, {{.name = u"x"_s}, {.name = u"x"_s}});
        QVERIFY(!twice);
        QVERIFY(twice.error().message.contains(u"x"_s));
    }

    void stopsAtOnce()
    {
        data::RowSource source(session());
        const auto reading =
            source.read(u"SELECT i, pg_sleep(0.01) FROM generate_series(1, 100000) i"_s);
        QTRY_VERIFY(reading.rows->rowCount() > 0);
        QElapsedTimer clock;
        clock.start();
        source.stop();
        const auto end = wait(reading.end);
        QVERIFY(clock.elapsed() < 1000);
        QVERIFY(!end && end.error().isCancelled());
        QVERIFY(wait(source.read(u"SELECT 1"_s).end));
    }

    void theQuotaEndsAReadingAndKeepsWhatCame()
    {
        data::RowSource source(session(), {.memory = 1 << 20, .quota = 2 << 20, .folder = {}});
        const auto reading =
            source.read(u"SELECT i, repeat(md5(i::text), 30) FROM generate_series(1, 100000) i"_s);
        const auto end = wait(reading.end);
        QVERIFY(!end);
        QCOMPARE(end.error().kind, Error::Kind::DiskFull);
        QVERIFY(end.error().message.contains(u"quota"_s));
        const qint64 rows = reading.rows->rowCount();
        QVERIFY(rows > 1000 && rows < 100'000);
        for (const qint64 row : {qint64(0), rows / 2, rows - 1, qint64(1)})
            QCOMPARE(reading.rows->cell(row, 0).text(), QString::number(row + 1));
        // The connection is as good as before.
        QVERIFY(wait(source.read(u"SELECT 1"_s).end));
    }
};

QTEST_GUILESS_MAIN(TestGridQuery)
#include "tst_gridquery.moc"
