#include "data/gridedit.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using data::PendingChanges;

class TestGridEdit final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

    static void read(pg::Connection &connection, data::ResultStore &store, const QString &sql)
    {
        QVERIFY(connection.stream(
            sql, {}, [&](const pg::Rows &batch) { return bool(store.append(batch)); }));
    }
    static QString all(pg::Connection &connection)
    {
        return connection
            .query(
                u"SELECT string_agg(id || ':' || coalesce(name, '-') || ':' || coalesce(doc::text, '-'), ' ' ORDER BY id) FROM t"_s)
            ->text(0, 0);
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_server.psql(
            u"CREATE TABLE t (id int PRIMARY KEY, name text, doc json, up text GENERATED "
            u"ALWAYS AS (upper(name)) STORED);"
            u"CREATE TABLE \"No Key\" (a int); CREATE VIEW v AS SELECT * FROM t;"
            u"CREATE TABLE u (code text NOT NULL UNIQUE, x int);"
            u"CREATE TYPE mood AS ENUM ('fine', 'bad'); CREATE TYPE pair AS (a int, b text);"
            u"CREATE DOMAIN yes AS boolean;"
            u"CREATE TABLE d (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number serial,"
            u" name text NOT NULL, at timestamptz NOT NULL DEFAULT now(),"
            u" big text NOT NULL GENERATED ALWAYS AS (upper(name)) STORED)"_s,
            u"postgres"_s);
    }
    void init()
    {
        m_server.psql(
            u"TRUNCATE t; INSERT INTO t VALUES (1, 'Anna', '{\"a\":1}'), (2, NULL, NULL), (3, 'it''s', '[]')"_s,
            u"postgres"_s);
    }

    void findsTheTableBehindTheRows_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("reason");
        QTest::newRow("whole table") << u"SELECT * FROM t"_s << QString();
        QTest::newRow("alias and expression")
            << u"SELECT name AS n, id, 1 + 1 FROM t"_s << QString();
        QTest::newRow("unique not null key") << u"SELECT * FROM u"_s << QString();
        QTest::newRow("two tables") << u"SELECT * FROM t, u"_s << u"several tables"_s;
        QTest::newRow("view") << u"SELECT * FROM v"_s << u"view"_s;
        QTest::newRow("computed") << u"SELECT 1"_s << u"No column"_s;
    }
    void findsTheTableBehindTheRows()
    {
        QFETCH(QString, sql);
        QFETCH(QString, reason);
        auto connection = m_server.connect();
        data::ResultStore store;
        read(connection, store, sql);
        const auto target = data::findEditTarget(connection, store.columns());
        QCOMPARE(bool(target), reason.isEmpty());
        if (!target) {
            QCOMPARE(target.error().kind, Error::Kind::Unsupported);
            QVERIFY2(target.error().message.contains(reason),
                     qUtf8Printable(target.error().message));
        }
    }

    void rowsOfATableWithoutAKeyCanOnlyBeAdded_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no key") << u"SELECT * FROM \"No Key\""_s << u"no primary key"_s;
        QTest::newRow("key not shown") << u"SELECT name FROM t"_s << u"whole key"_s;
    }
    void rowsOfATableWithoutAKeyCanOnlyBeAdded()
    {
        QFETCH(QString, sql);
        QFETCH(QString, reason);
        auto connection = m_server.connect();
        data::ResultStore store;
        read(connection, store, sql);
        const auto target = data::findEditTarget(connection, store.columns());
        QVERIFY(target);
        QVERIFY(!target->hasKey());
        QVERIFY2(target->noKey.contains(reason), qUtf8Printable(target->noKey));
    }

    void knowsWhatANewRowGetsByItself()
    {
        auto connection = m_server.connect();
        data::ResultStore store;
        read(connection, store, u"SELECT * FROM d"_s);
        const auto target = data::findEditTarget(connection, store.columns());
        QVERIFY(target);
        const auto &columns = target->columns;
        QVERIFY(columns.at(0).isGenerated); // ALWAYS AS IDENTITY
        QCOMPARE(columns.at(0).whenLeftOut, u"identity"_s);
        QVERIFY(!columns.at(1).isGenerated); // BY DEFAULT would be written, a serial is
        QVERIFY(columns.at(1).whenLeftOut.startsWith(u"nextval("_s));
        QVERIFY(!columns.at(1).isRequired);
        QVERIFY(columns.at(2).isRequired);
        QCOMPARE(columns.at(3).whenLeftOut, u"now()"_s);
        QVERIFY(columns.at(4).isGenerated);
        QVERIFY(!columns.at(4).isRequired);
        // Only what was typed is sent; the server fills the rest.
        PendingChanges changes;
        const int typed = changes.addRow();
        changes.setNewValue(typed, 2, u"typed"_s);
        const auto statements = data::editStatements(*target, changes, store);
        QCOMPARE(statements.constFirst().preview,
                 u"INSERT INTO public.d (name) VALUES ('typed')"_s);
        QCOMPARE(statements.constFirst().newRow, 0);
        QVERIFY(data::commitEdits(connection, statements));
        QCOMPARE(
            m_server.psql(u"SELECT id, number, name, at IS NOT NULL, big FROM d"_s, u"postgres"_s)
                .trimmed(),
            u"1|1|typed|t|TYPED"_s);
        // What is missing is refused by the server, and the answer says which row.
        PendingChanges none;
        none.addRow();
        const auto refused =
            data::commitEdits(connection, data::editStatements(*target, none, store));
        QCOMPARE(refused.error().sqlstate, u"23502"_s);
        QCOMPARE(refused.error().context.constFirst(), u"new row 1"_s);
    }

    void writesChangesThatPeopleCanRead()
    {
        auto connection = m_server.connect();
        data::ResultStore store;
        read(connection, store, u"SELECT id, name FROM t ORDER BY id"_s);
        const auto target = data::findEditTarget(connection, store.columns());
        QVERIFY(target);
        PendingChanges changes;
        changes.setValue(0, 1, u"O'Neil"_s, store.cell(0, 1));
        changes.removeRow(1);
        const int fresh = changes.addRow();
        changes.setNewValue(fresh, 0, u"9"_s);
        changes.setNewValue(fresh, 1, QString());
        QCOMPARE(changes.count(), 3);
        const auto statements = data::editStatements(*target, changes, store);
        QCOMPARE(statements.at(0).preview,
                 u"DELETE FROM public.t WHERE id = '2' AND name IS NULL"_s);
        QCOMPARE(statements.at(1).preview,
                 u"UPDATE public.t SET name = 'O''Neil' WHERE id = '1' AND name::text = 'Anna'"_s);
        QCOMPARE(statements.at(2).preview, u"INSERT INTO public.t (id, name) VALUES ('9', NULL)"_s);
    }

    void commitsAllOfIt()
    {
        auto connection = m_server.connect();
        data::ResultStore store;
        read(connection, store, u"SELECT * FROM t ORDER BY id"_s);
        const auto target = data::findEditTarget(connection, store.columns());
        QVERIFY(target);
        QVERIFY(target->columns.at(3).isGenerated);
        PendingChanges changes;
        changes.setValue(0, 1, u""_s, store.cell(0, 1));
        changes.setValue(0, 2, u"{\"b\": 2}"_s, store.cell(0, 2));
        changes.setValue(1, 0, u"20"_s, store.cell(1, 0));
        changes.removeRow(2);
        QVERIFY(data::commitEdits(connection, data::editStatements(*target, changes, store)));
        QCOMPARE(all(connection), u"1::{\"b\": 2} 20:-:-"_s);
        QCOMPARE(connection.transactionStatus(), pg::TransactionStatus::Idle);
    }

    void everyTypeIsFoundAgainAndNoticedWhenChanged_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("other");
        const auto row = [](const char *type, const char *value, const char *other) {
            QTest::newRow(type) << QString::fromLatin1(type) << QString::fromLatin1(value)
                                << QString::fromLatin1(other);
        };
        row("boolean", "true", "false");
        row("character(5)", "ab", "abc");
        row("varchar(5)", "ab ", "ab");
        row("inet", "10.0.0.1", "10.0.0.2");
        row("cidr", "10.0.0.0/8", "11.0.0.0/8");
        row("numeric", "1.50", "1.51");
        row("real", "0.1", "0.2");
        row("double precision", "NaN", "0");
        row("money", "12.34", "12.35");
        row("timestamptz", "infinity", "2026-01-01 10:00:00.123456+05:30");
        row("timestamp", "2026-01-01 10:00:00.5", "2026-01-01 10:00:00.6");
        row("time", "10:00:00.5", "10:00");
        row("interval", "1 mon", "30 days");
        row("date", "2026-01-01", "0044-03-15 BC");
        row("bytea", "\\x00ff", "\\x00fe");
        row("json", "{\"a\": 1}", "{\"a\":1}");
        row("jsonb", "{\"a\": 1}", "[]");
        row("xml", "<a/>", "<b/>");
        row("point", "(1,2)", "(1,3)");
        row("bit(3)", "101", "100");
        row("boolean[]", "{t,NULL,f}", "{t}");
        row("text[]", "{\"a b\",NULL,\"\"}", "{}");
        row("inet[]", "{10.0.0.1}", "{}");
        row("int4range", "[1,5)", "[1,6)");
        row("tsvector", "a:1 b:2", "a");
        row("\"char\"", "x", "y");
        row("name", "x", "y");
        row("oid", "1", "2");
        row("regclass", "pg_class", "pg_proc");
        row("mood", "fine", "bad");
        row("pair", "(1,\"a b\")", "(2,)");
        row("yes", "true", "false");
    }
    void everyTypeIsFoundAgainAndNoticedWhenChanged()
    {
        QFETCH(QString, type);
        QFETCH(QString, value);
        QFETCH(QString, other);
        auto connection = m_server.connect();
        QVERIFY(connection.execute(u"DROP TABLE IF EXISTS typed; CREATE TABLE typed (id int "
                                   u"PRIMARY KEY, note text, v "_s +
                                   type + u')'));
        QVERIFY(connection.query(u"INSERT INTO typed VALUES (1, 'old', $1)"_s, {value}));
        data::ResultStore store;
        read(connection, store, u"SELECT * FROM typed"_s);
        const auto target = data::findEditTarget(connection, store.columns());
        QVERIFY(target);
        PendingChanges changes;
        changes.setValue(0, 1, u"new"_s, store.cell(0, 1));
        const auto statements = data::editStatements(*target, changes, store);
        const QString preview = statements.constFirst().preview;
        const auto done = data::commitEdits(connection, statements);
        QVERIFY2(done, done ? "" : qUtf8Printable(done.error().toText() + preview));
        // What people read can be run as well.
        QVERIFY(connection.query(u"UPDATE typed SET note = 'old'"_s));
        const auto again = connection.query(preview);
        QVERIFY(again && again->affectedRows() == 1);
        QVERIFY(connection.query(u"UPDATE typed SET note = 'old', v = $1"_s, {other}));
        const auto conflict = data::commitEdits(connection, statements);
        QVERIFY(!conflict);
        QCOMPARE(conflict.error().kind, Error::Kind::Conflict);
    }

    void noticesSomebodyElsesChange()
    {
        auto connection = m_server.connect();
        data::ResultStore store;
        read(connection, store, u"SELECT * FROM t ORDER BY id"_s);
        const auto target = data::findEditTarget(connection, store.columns());
        m_server.psql(u"UPDATE t SET name = 'other' WHERE id = 3"_s, u"postgres"_s);
        PendingChanges changes;
        changes.setValue(0, 1, u"mine"_s, store.cell(0, 1));
        changes.setValue(2, 2, u"{}"_s, store.cell(2, 2));
        const auto done =
            data::commitEdits(connection, data::editStatements(*target, changes, store));
        QVERIFY(!done);
        QCOMPARE(done.error().kind, Error::Kind::Conflict);
        QCOMPARE(done.error().context.constFirst(), u"row 3"_s);
        QVERIFY(all(connection).startsWith(u"1:Anna"_s));
    }

    void staysInsideAnOpenTransaction()
    {
        auto connection = m_server.connect();
        data::ResultStore store;
        read(connection, store, u"SELECT * FROM t ORDER BY id"_s);
        const auto target = data::findEditTarget(connection, store.columns());
        QVERIFY(connection.query(u"BEGIN"_s));
        PendingChanges bad;
        bad.setValue(0, 2, u"no json"_s, store.cell(0, 2));
        const auto refused =
            data::commitEdits(connection, data::editStatements(*target, bad, store));
        QCOMPARE(refused.error().sqlstate, u"22P02"_s);
        // The transaction is as good as before.
        PendingChanges good;
        good.setValue(0, 1, u"mine"_s, store.cell(0, 1));
        QVERIFY(data::commitEdits(connection, data::editStatements(*target, good, store)));
        QCOMPARE(connection.transactionStatus(), pg::TransactionStatus::InTransaction);
        QVERIFY(connection.query(u"ROLLBACK"_s));
        QVERIFY(all(connection).startsWith(u"1:Anna"_s));
    }

    void takingAChangeBackLeavesNothing()
    {
        auto connection = m_server.connect();
        data::ResultStore store;
        read(connection, store, u"SELECT * FROM t ORDER BY id"_s);
        PendingChanges changes;
        changes.setValue(1, 1, u""_s, store.cell(1, 1)); // NULL to empty is a change
        QVERIFY(!changes.isEmpty());
        QCOMPARE(*changes.value(1, 1), u""_s);
        changes.setValue(1, 1, QString(), store.cell(1, 1));
        QVERIFY(changes.isEmpty());
        changes.removeRow(0);
        changes.keepRow(0);
        QVERIFY(changes.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestGridEdit)
#include "tst_gridedit.moc"
