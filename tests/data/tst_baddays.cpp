#include "data/console.h"
#include "data/export.h"
#include "sql/quote.h"
#include "support/silentproxy.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using data::Console;
using data::ConsoleStatement;
using State = data::StatementRun::State;

/// What the person is left with when things go wrong around a result.
class TestBadDays final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QTemporaryDir m_folder;

    [[nodiscard]] std::unique_ptr<Console> console(const QString &database = u"postgres"_s) const
    {
        auto session = std::make_shared<pg::Session>(
            [endpoint = m_server.endpoint(database)](const pg::CallLimits &limits) {
                return pg::Connection::open(endpoint, {}, limits);
            });
        return std::make_unique<Console>(std::move(session), Console::Options());
    }

    static std::shared_ptr<data::ConsoleRun> start(Console &console, const QString &text,
                                                   Console::Mode mode = Console::Mode::AutoCommit)
    {
        return console.run({{.text = text, .copyData = {}, .values = {}}}, mode);
    }
    static bool finished(const data::ConsoleRun &run)
    {
        return QTest::qWaitFor([&] { return run.isFinished(); }, 60'000);
    }
    static data::StatementRun only(const data::ConsoleRun &run)
    {
        return run.statements().constFirst();
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void theServerIsKilledWhileRowsCome()
    {
        const auto tab = console();
        const auto run =
            start(*tab, u"SELECT i, pg_sleep(0.001) FROM generate_series(1, 1000000) i"_s);
        QTRY_VERIFY(only(*run).rows && only(*run).rows->rowCount() > 20);
        m_server.kill();
        QVERIFY(finished(*run));
        QCOMPARE(only(*run).state, State::Failed);
        QCOMPARE(only(*run).error->kind, Error::Kind::ConnectionLost);
        // What had come can still be read and copied.
        const qint64 rows = only(*run).rows->rowCount();
        QVERIFY(rows > 20);
        QCOMPARE(only(*run).rows->cell(rows - 1, 0).text(), QString::number(rows));
        m_server.start();
        const auto next = start(*tab, u"SELECT 1"_s);
        QVERIFY(finished(*next));
        QCOMPARE(only(*next).state, State::Succeeded);
        QVERIFY(!only(*next).notices.isEmpty()); // "opened anew"
    }

    void theServerIsKilledInsideATransaction()
    {
        // The server of a test does not wait for its disk.
        m_server.psql(u"CREATE TABLE k (a int);\nCHECKPOINT;"_s, u"postgres"_s);
        const auto tab = console();
        QVERIFY(finished(*start(*tab, u"INSERT INTO k VALUES (1)"_s, Console::Mode::Manual)));
        QCOMPARE(tab->transaction().status, pg::TransactionStatus::InTransaction);
        m_server.kill();
        m_server.start();
        const auto run = start(*tab, u"INSERT INTO k VALUES (2)"_s, Console::Mode::Manual);
        QVERIFY(finished(*run));
        QCOMPARE(only(*run).error->kind, Error::Kind::ConnectionLost);
        QCOMPARE(m_server.connect().query(u"SELECT count(*) FROM k"_s)->integer(0, 0), 0);
    }

    void theServerIsKilledWhileEditsAreCommitted()
    {
        auto connection = m_server.connect();
        QVERIFY(connection.query(u"CREATE TABLE e (id int PRIMARY KEY, name text)"_s));
        QVERIFY(connection.query(u"INSERT INTO e VALUES (1, 'a')"_s));
        QVERIFY(connection.query(u"CHECKPOINT"_s));
        QVERIFY(connection.query(u"BEGIN"_s));
        QVERIFY(
            connection.query(u"SELECT * FROM e FOR UPDATE"_s)); // the commit will wait for this row
        const auto tab = console();
        const auto run = start(*tab, u"SELECT * FROM e"_s);
        QVERIFY(finished(*run));
        auto target = tab->findEditTarget(only(*run).rows->columns());
        QVERIFY(QTest::qWaitFor([&] { return target.isFinished(); }));
        QVERIFY(target.result());
        data::PendingChanges changes;
        changes.setValue(0, 1, u"b"_s, only(*run).rows->cell(0, 1));
        auto done =
            tab->commitEdits(data::editStatements(*target.result(), changes, *only(*run).rows));
        QTest::qWait(100); // it has to be waiting for the lock
        QVERIFY(!done.isFinished());
        m_server.kill();
        QVERIFY(QTest::qWaitFor([&] { return done.isFinished(); }, 20'000));
        QVERIFY(!done.result());
        QCOMPARE(done.result().error().kind, Error::Kind::ConnectionLost);
        // The changes are still there to be tried again.
        QCOMPARE(changes.count(), 1);
        m_server.start();
        QCOMPARE(m_server.connect().query(u"SELECT name FROM e"_s)->text(0, 0), u"a"_s);
        auto again =
            tab->commitEdits(data::editStatements(*target.result(), changes, *only(*run).rows));
        QVERIFY(QTest::qWaitFor([&] { return again.isFinished(); }, 20'000));
        QVERIFY2(again.result(),
                 again.result() ? "" : qUtf8Printable(again.result().error().toText()));
        QCOMPARE(m_server.connect().query(u"SELECT name FROM e"_s)->text(0, 0), u"b"_s);
    }

    void aDeadNetworkIsStoppedAtOnceAndForgotten()
    {
        support::TestServer server({.settings = {}, .loopback = true});
        QVERIFY2(server.isRunning(), qUtf8Printable(server.errorText()));
        auto proxy = std::make_unique<support::SilentProxy>(server.loopbackPort());
        QVERIFY(proxy->port() != 0);
        std::atomic<quint16> port = proxy->port();
        auto session = std::make_shared<pg::Session>([&port](const pg::CallLimits &limits) {
            const auto endpoint = pg::Endpoint::parse(
                u"host=127.0.0.1 port=%1 user=postgres dbname=postgres sslmode=disable"_s.arg(
                    port.load()));
            return pg::Connection::open(*endpoint, {}, limits);
        });
        Console tab(session, Console::Options());
        QVERIFY(finished(*start(tab, u"SELECT 1"_s, Console::Mode::Manual)));
        QCOMPARE(tab.transaction().status, pg::TransactionStatus::InTransaction);

        proxy->fallSilent();
        const auto run = start(tab, u"SELECT 2"_s, Console::Mode::Manual);
        QTRY_COMPARE(only(*run).state, State::Running);
        QTest::qWait(100); // nothing comes, and nobody says why
        QVERIFY(!run->isFinished());
        QElapsedTimer clock;
        clock.start();
        tab.cancel();
        QVERIFY(finished(*run));
        QVERIFY2(clock.elapsed() <= 250, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(only(*run).state, State::Cancelled);

        // The network comes back another way: the old transaction is not gone on with.
        port = server.loopbackPort();
        const auto next = start(tab, u"SELECT 3"_s, Console::Mode::Manual);
        QVERIFY(finished(*next));
        QCOMPARE(only(*next).error->kind, Error::Kind::ConnectionLost);
        const auto after = start(tab, u"SELECT 4"_s);
        QVERIFY(finished(*after));
        QCOMPARE(only(*after).state, State::Succeeded);
    }

    void aTransactionThatIsLostMeanwhileIsNoticed()
    {
        const auto tab = console();
        QVERIFY(finished(*start(*tab, u"SELECT 1"_s, Console::Mode::Manual)));
        tab->checkTransaction();
        QTest::qWait(50); // it stands, and stays so
        QVERIFY(!tab->transaction().isLost);
        m_server.kill();
        QTRY_VERIFY((tab->checkTransaction(), tab->transaction().isLost));
        m_server.start();
        // Looking was no running: what comes next is still refused once.
        const auto run = start(*tab, u"SELECT 2"_s, Console::Mode::Manual);
        QVERIFY(finished(*run));
        QCOMPARE(only(*run).error->kind, Error::Kind::ConnectionLost);
        QVERIFY(!tab->transaction().isLost);
    }

    void aTransactionThatIsLostWhileAStatementRunsIsTold()
    {
        const auto tab = console();
        QVERIFY(finished(*start(*tab, u"SELECT 1"_s, Console::Mode::Manual)));
        const auto run = start(*tab, u"SELECT pg_sleep(60)"_s, Console::Mode::Manual);
        QTRY_COMPARE(only(*run).state, State::Running);
        QTest::qWait(100); // it has to be on its way
        m_server.kill();
        QVERIFY(finished(*run));
        QVERIFY(tab->transaction().isLost);
        m_server.start();
        const auto refused = start(*tab, u"SELECT 1"_s, Console::Mode::Manual);
        QVERIFY(finished(*refused));
        QCOMPARE(only(*refused).error->kind, Error::Kind::ConnectionLost);
        QVERIFY(!tab->transaction().isLost);
        const auto next = start(*tab, u"SELECT 1"_s, Console::Mode::Manual);
        QVERIFY(finished(*next));
        QCOMPARE(only(*next).state, State::Succeeded);
    }

    void moreNoticesThanAnybodyReads()
    {
        const auto tab = console();
        const auto run = start(
            *tab, u"DO $$ BEGIN FOR i IN 1..5000 LOOP RAISE NOTICE 'n %', i; END LOOP; END $$"_s);
        QVERIFY(finished(*run));
        QCOMPARE(only(*run).state, State::Succeeded);
        QCOMPARE(only(*run).notices.size(), Console::mostNotices);
        QCOMPARE(only(*run).droppedNotices, 5000 - Console::mostNotices);
    }

    void aTableOf1600Columns()
    {
        QStringList columns;
        for (int i = 1; i <= 1600; ++i)
            columns += u"c%1 int DEFAULT %1"_s.arg(i);
        m_server.psql(u"CREATE TABLE wide ("_s + columns.join(u',') +
                          u"); INSERT INTO wide (c1) SELECT 1 FROM generate_series(1, 500)"_s,
                      u"postgres"_s);
        const auto tab = console();
        const auto run = start(*tab, u"SELECT * FROM wide"_s);
        QVERIFY(finished(*run));
        const auto rows = only(*run).rows;
        QCOMPARE(rows->columns().size(), 1600);
        QCOMPARE(rows->rowCount(), 500);
        QCOMPARE(rows->cell(499, 1599).text(), u"1600"_s);
    }

    void aValueOf200Megabytes()
    {
        const auto tab = console();
        const auto run = start(*tab, u"SELECT repeat('x', 200000000) AS big, 'next' AS small"_s);
        QVERIFY(finished(*run));
        QCOMPARE(only(*run).state, State::Succeeded);
        const auto rows = only(*run).rows;
        QVERIFY(rows->memoryBytes() < 1'000'000);
        QCOMPARE(rows->cell(0, 0, 100).size, 200'000'000);
        QCOMPARE(rows->cell(0, 1).text(), u"next"_s);
    }

    void bytesThatAreNoText()
    {
        m_server.psql(
            u"CREATE DATABASE raw ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"_s,
            u"postgres"_s);
        const QString query = u"SELECT E'a\\xff\\xfeb' AS broken, 'fine' AS fine"_s;
        const auto tab = console(u"raw"_s);
        const auto refused = start(*tab, query);
        QVERIFY(finished(*refused));
        QCOMPARE(only(*refused).error->sqlstate, u"22021"_s); // the server will not call it UTF-8
        QVERIFY(finished(*start(*tab, u"SET client_encoding TO 'SQL_ASCII'"_s)));
        const auto run = start(*tab, query);
        QVERIFY(finished(*run));
        QCOMPARE(only(*run).state, State::Succeeded);
        const auto rows = only(*run).rows;
        QCOMPARE(rows->cell(0, 0).bytes, QByteArray("a\xff\xfe"
                                                    "b"));
        QVERIFY(rows->cell(0, 0).text().contains(QChar::ReplacementCharacter));
        QCOMPARE(rows->cell(0, 1).text(), u"fine"_s);
        // A file gets the bytes as they are.
        auto connection = m_server.connect(u"raw"_s);
        QVERIFY(connection.query(u"SET client_encoding TO 'SQL_ASCII'"_s));
        const QString path = m_folder.filePath(u"raw.csv"_s);
        QVERIFY(data::exportQuery(connection,
                                  {.query = u"SELECT E'a\\xff\\xfeb' AS broken"_s, .path = path}));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("broken\na\xff\xfe"
                                            "b\n"));
    }

    void hostileNamesComeAndGoAsTheyAre()
    {
        const QString name = u"a'b\";--<img src=x>\n😀\u202Ex"_s;
        const auto tab = console();
        QVERIFY(finished(*start(*tab, u"CREATE TABLE "_s + sql::quoteIdentifier(name) +
                                          u" (id int PRIMARY KEY, "_s + sql::quoteIdentifier(name) +
                                          u" text)"_s)));
        QVERIFY(finished(
            *start(*tab, u"INSERT INTO "_s + sql::quoteIdentifier(name) + u" VALUES (1, 'x')"_s)));
        const auto run = start(*tab, u"SELECT * FROM "_s + sql::quoteIdentifier(name));
        QVERIFY(finished(*run));
        QCOMPARE(only(*run).rows->columns().at(1).name, name);
        auto target = tab->findEditTarget(only(*run).rows->columns());
        QVERIFY(QTest::qWaitFor([&] { return target.isFinished(); }));
        QCOMPARE(target.result()->table, name);
        data::PendingChanges changes;
        changes.setValue(0, 1, u"y'; DROP TABLE k; --"_s, only(*run).rows->cell(0, 1));
        auto done =
            tab->commitEdits(data::editStatements(*target.result(), changes, *only(*run).rows));
        QVERIFY(QTest::qWaitFor([&] { return done.isFinished(); }));
        QVERIFY(done.result());
        QCOMPARE(m_server.connect()
                     .query(u"SELECT "_s + sql::quoteIdentifier(name) + u" FROM "_s +
                            sql::quoteIdentifier(name))
                     ->text(0, 0),
                 u"y'; DROP TABLE k; --"_s);
    }
};

QTEST_GUILESS_MAIN(TestBadDays)
#include "tst_baddays.moc"
