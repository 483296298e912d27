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
        m_server.psql(u"CREATE TABLE t (id int PRIMARY KEY, name text, doc json, up text GENERATED "
                      u"ALWAYS AS (upper(name)) STORED);"
                      u"CREATE TABLE \"No Key\" (a int); CREATE VIEW v AS SELECT * FROM t;"
                      u"CREATE TABLE u (code text NOT NULL UNIQUE, x int)"_s,
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
        QTest::newRow("no key") << u"SELECT * FROM \"No Key\""_s << u"no primary key"_s;
        QTest::newRow("key not shown") << u"SELECT name FROM t"_s << u"whole key"_s;
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
