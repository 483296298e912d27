#include "data/console.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using data::Console;
using data::ConsoleRun;
using data::ConsoleStatement;
using data::StatementRun;
using State = data::StatementRun::State;
using pg::TransactionStatus;

class TestConsole final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

    [[nodiscard]] std::shared_ptr<pg::Session> session() const
    {
        return std::make_shared<pg::Session>(
            [endpoint = m_server.endpoint()](const pg::CallLimits &limits) {
                return pg::Connection::open(endpoint, {.applicationName = u"console"_s}, limits);
            });
    }

    [[nodiscard]] static bool waitFor(const ConsoleRun &run)
    {
        return QTest::qWaitFor([&] { return run.isFinished(); }, 20'000);
    }

    static QList<ConsoleStatement> list(const QStringList &texts)
    {
        QList<ConsoleStatement> statements;
        for (const QString &text : texts)
            statements.append({.text = text, .copyData = {}, .values = {}});
        return statements;
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_server.psql(u"CREATE TABLE t (a int); INSERT INTO t VALUES (1)"_s, u"postgres"_s);
    }

    void runsStatementsOneAfterTheOther()
    {
        Console console(session(), {});
        const auto run = console.run(list({u"SELECT 1 AS a, 'x' AS b"_s, u"UPDATE t SET a = a"_s,
                                           u"DO $$ BEGIN RAISE NOTICE 'hello'; END $$"_s}),
                                     Console::Mode::AutoCommit);
        QVERIFY(waitFor(*run));
        const auto statements = run->statements();
        QCOMPARE(statements.at(0).state, State::Succeeded);
        QCOMPARE(statements.at(0).rows->cell(0, 1).text(), u"x"_s);
        QCOMPARE(statements.at(0).commandTag, u"SELECT 1"_s);
        QVERIFY(!statements.at(1).rows);
        QCOMPARE(statements.at(1).commandTag, u"UPDATE 1"_s);
        QCOMPARE(statements.at(2).notices.size(), 1);
        QCOMPARE(statements.at(2).notices.constFirst().message, u"hello"_s);
        QCOMPARE(console.transaction().status, TransactionStatus::Idle);
    }

    void theFirstErrorEndsTheRun()
    {
        Console console(session(), {});
        const auto run =
            console.run(list({u"SELECT 1"_s, u"SELECT nowhere FROM t"_s, u"DELETE FROM t"_s}),
                        Console::Mode::AutoCommit);
        QVERIFY(waitFor(*run));
        const auto statements = run->statements();
        QCOMPARE(statements.at(1).state, State::Failed);
        QCOMPARE(statements.at(1).error->sqlstate, u"42703"_s);
        QCOMPARE(statements.at(1).error->position, 8);
        QCOMPARE(statements.at(2).state, State::Waiting);
        QCOMPARE(m_server.connect().query(u"SELECT count(*) FROM t"_s)->integer(0, 0), 1);
    }

    void manualModeOpensATransactionAndKeepsIt()
    {
        Console console(session(), {});
        QVERIFY(
            waitFor(*console.run(list({u"INSERT INTO t VALUES (2)"_s}), Console::Mode::Manual)));
        QCOMPARE(console.transaction().status, TransactionStatus::InTransaction);
        QVERIFY(console.transaction().since.isValid());
        QCOMPARE(m_server.connect().query(u"SELECT count(*) FROM t"_s)->integer(0, 0), 1);
        // Changing the mode ends nothing.
        QVERIFY(waitFor(*console.run(list({u"SELECT 1"_s}), Console::Mode::AutoCommit)));
        QCOMPARE(console.transaction().status, TransactionStatus::InTransaction);
        const auto failing = console.run(list({u"SELECT 1/0"_s}), Console::Mode::Manual);
        QVERIFY(waitFor(*failing));
        QCOMPARE(console.transaction().status, TransactionStatus::InFailedTransaction);
        QVERIFY(waitFor(*console.run(list({u"ROLLBACK"_s}), Console::Mode::Manual)));
        QCOMPARE(console.transaction().status, TransactionStatus::Idle);
        QVERIFY(!console.transaction().since.isValid());
    }

    void manualModeRefusesWhatNeedsToBeOutside()
    {
        Console console(session(), {});
        const auto run = console.run(list({u"VACUUM t"_s}), Console::Mode::Manual);
        QVERIFY(waitFor(*run));
        QCOMPARE(run->statements().constFirst().error->kind, Error::Kind::Conflict);
        QCOMPARE(console.transaction().status, TransactionStatus::Idle);
    }

    void readOnlyHolds_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"INSERT INTO t VALUES (9)", "SET TRANSACTION READ WRITE", "COMMIT",
                                 "ROLLBACK", "BEGIN READ WRITE", "CREATE TABLE u (a int)",
                                 "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x",
                                 "DO $$ BEGIN DELETE FROM t; END $$",
                                 "SELECT 1; COMMIT; DELETE FROM t", "COPY t FROM STDIN"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void readOnlyHolds()
    {
        QFETCH(QString, text);
        Console console(session(), {.readOnly = true, .rows = {}});
        const auto run = console.run({{.text = text, .copyData = "7\n", .values = {}}},
                                     Console::Mode::AutoCommit);
        QVERIFY(waitFor(*run));
        QCOMPARE(run->statements().constFirst().state, State::Failed);
        const auto next = console.run(list({u"DELETE FROM t"_s}), Console::Mode::AutoCommit);
        QVERIFY(waitFor(*next));
        QCOMPARE(next->statements().constFirst().error->kind, Error::Kind::ReadOnly);
        QCOMPARE(m_server.connect().query(u"SELECT count(*), max(a) FROM t"_s)->integer(0, 0), 1);
        const auto reading = console.run(list({u"SELECT a FROM t"_s}), Console::Mode::AutoCommit);
        QVERIFY(waitFor(*reading));
        QCOMPARE(reading->statements().constFirst().rows->rowCount(), 1);
        QCOMPARE(console.transaction().status, TransactionStatus::Idle);
    }

    void cancelShowsAtOnce()
    {
        Console console(session(), {});
        const auto run =
            console.run(list({u"SELECT i, pg_sleep(0.001) FROM generate_series(1, 1000000) i"_s}),
                        Console::Mode::AutoCommit);
        QTRY_VERIFY(run->statements().constFirst().rows &&
                    run->statements().constFirst().rows->rowCount() > 10);
        QElapsedTimer timer;
        timer.start();
        console.cancel();
        QVERIFY(waitFor(*run));
        QVERIFY2(timer.elapsed() <= 200, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(run->statements().constFirst().state, State::Cancelled);
        // What had come stays.
        QVERIFY(run->statements().constFirst().rows->rowCount() > 10);
        const auto next = console.run(list({u"SELECT 2"_s}), Console::Mode::AutoCommit);
        QVERIFY(waitFor(*next));
        QCOMPARE(next->statements().constFirst().state, State::Succeeded);
    }

    void cancelShowsAtOnceWhenTheServerIsFrozen()
    {
        Console console(session(), {});
        QVERIFY(waitFor(*console.run(list({u"SELECT 1"_s}), Console::Mode::AutoCommit)));
        m_server.freeze();
        const auto run = console.run(list({u"SELECT 1"_s}), Console::Mode::AutoCommit);
        QTest::qWait(100); // the statement has to be on its way
        QElapsedTimer timer;
        timer.start();
        console.cancel();
        const bool finished = waitFor(*run);
        const qint64 took = timer.elapsed();
        m_server.thaw();
        QVERIFY(finished);
        QVERIFY2(took <= 300, qPrintable(QString::number(took)));
        QCOMPARE(run->statements().constFirst().state, State::Cancelled);
    }

    void aLostTransactionIsNotGoneOnWith()
    {
        Console console(session(), {});
        QVERIFY(
            waitFor(*console.run(list({u"INSERT INTO t VALUES (3)"_s}), Console::Mode::Manual)));
        QCOMPARE(console.transaction().status, TransactionStatus::InTransaction);
        m_server.psql(
            u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'console' AND state = 'idle in transaction'"_s,
            u"postgres"_s);
        QTest::qWait(100); // the goodbye has to arrive
        const auto run = console.run(list({u"INSERT INTO t VALUES (4)"_s}), Console::Mode::Manual);
        QVERIFY(waitFor(*run));
        QCOMPARE(run->statements().constFirst().error->kind, Error::Kind::ConnectionLost);
        QCOMPARE(m_server.connect().query(u"SELECT count(*) FROM t"_s)->integer(0, 0), 1);
        // The next one works, on a fresh connection.
        const auto next = console.run(list({u"SELECT 1"_s}), Console::Mode::AutoCommit);
        QVERIFY(waitFor(*next));
        QCOMPARE(next->statements().constFirst().state, State::Succeeded);
    }

    void bindsNamedParameters()
    {
        Console console(session(), {});
        const auto run = console.run({{.text = u"SELECT :a::int + 1, :b, nowhere, ':c'"_s,
                                       .copyData = {},
                                       .values = {{u"a"_s, u"41"_s}, {u"b"_s, QString()}}}},
                                     Console::Mode::AutoCommit);
        QVERIFY(waitFor(*run));
        // The server complains about "nowhere", at its place in what was typed.
        QCOMPARE(run->statements().constFirst().error->position, 25);
        const auto right = console.run({{.text = u"SELECT :a::int + 1, :b::text, ':c'"_s,
                                         .copyData = {},
                                         .values = {{u"a"_s, u"41"_s}, {u"b"_s, QString()}}}},
                                       Console::Mode::AutoCommit);
        QVERIFY(waitFor(*right));
        const auto rows = right->statements().constFirst().rows;
        QVERIFY(rows);
        QCOMPARE(rows->cell(0, 0).text(), u"42"_s);
        QVERIFY(rows->cell(0, 1).null);
        QCOMPARE(rows->cell(0, 2).text(), u":c"_s);
    }

    void knowsWhereTheSessionFindsNames()
    {
        Console console(session(), {});
        QVERIFY(!console.searchPath());
        QVERIFY(waitFor(*console.run(list({u"SELECT 1"_s}), Console::Mode::AutoCommit)));
        QCOMPARE(console.searchPath(), (QStringList{u"postgres"_s, u"public"_s}));
        QVERIFY(waitFor(*console.run(list({u"SET search_path TO \"A b\", pg_temp"_s}),
                                     Console::Mode::AutoCommit)));
        QCOMPARE(console.searchPath(), (QStringList{u"A b"_s, u"pg_temp"_s}));
        QVERIFY(waitFor(
            *console.run(list({u"BEGIN"_s, u"SELECT set_config('search_path', 'x', true)"_s}),
                         Console::Mode::AutoCommit)));
        QCOMPARE(console.searchPath(), QStringList{u"x"_s});
        QVERIFY(waitFor(*console.run(list({u"ROLLBACK"_s}), Console::Mode::AutoCommit)));
        QCOMPARE(console.searchPath(), (QStringList{u"A b"_s, u"pg_temp"_s}));
        // Asking takes no snapshot, after which this would be refused.
        Console other(session(), {});
        QVERIFY(waitFor(*other.run(list({u"BEGIN"_s}), Console::Mode::AutoCommit)));
        const auto run = other.run(list({u"SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"_s}),
                                   Console::Mode::AutoCommit);
        QVERIFY(waitFor(*run));
        QCOMPARE(run->statements().constFirst().state, State::Succeeded);
    }

    void copiesBothWays()
    {
        Console console(session(), {});
        const auto run = console.run(
            {{.text = u"CREATE TEMP TABLE c (a int, b text)"_s, .copyData = {}, .values = {}},
             {.text = u"COPY c FROM STDIN"_s, .copyData = "1\tx\n2\ty\n", .values = {}},
             {.text = u"COPY c TO STDOUT"_s, .copyData = {}, .values = {}}},
            Console::Mode::AutoCommit);
        QVERIFY(waitFor(*run));
        const auto statements = run->statements();
        QCOMPARE(statements.at(1).commandTag, u"COPY 2"_s);
        QCOMPARE(statements.at(2).rows->cell(1, 0).text(), u"2\ty"_s);
    }

    void deletingTheConsoleWhileItRunsIsHarmless()
    {
        auto console = std::make_unique<Console>(session(), Console::Options());
        const auto run = console->run(list({u"SELECT pg_sleep(30)"_s}), Console::Mode::AutoCommit);
        QTRY_COMPARE(run->statements().constFirst().state, State::Running);
        console.reset();
        QVERIFY(waitFor(*run));
        QCOMPARE(run->statements().constFirst().state, State::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestConsole)
#include "tst_console.moc"
