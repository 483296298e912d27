#include "change/runner.h"
#include "support/testserver.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace howdah;
using State = change::RunOutcome::State;

namespace {

change::Change changeOf(const QString &text)
{
    return change::makeChange(
        u"test"_s, {std::make_shared<const change::Script>(change::Script{
                       .file = u"x.sql"_s, .text = text, .map = change::SourceMap::ofText(text)})});
}

} // namespace

/// What is in after a run, whatever happened.
class TestRunner final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QString m_database;

    [[nodiscard]] QString ask(const QString &sql) const
    {
        return m_server.psql(sql, m_database).trimmed();
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }
    void init() { m_database = m_server.createDatabase(); }

    void runsAllAndRecordsInOneTransaction()
    {
        auto connection = m_server.connect(m_database);
        change::RunOptions options;
        options.record = [](pg::Connection &c, std::chrono::microseconds) -> Result<void> {
            const auto done =
                c.query(u"CREATE TABLE recorded AS SELECT pg_current_xact_id()::text AS x"_s);
            if (!done)
                return done.error();
            return {};
        };
        int seen = 0;
        change::RunObserver observer;
        observer.statementDone = [&](qsizetype, const change::Statement &,
                                     std::chrono::microseconds) { ++seen; };
        const auto outcome = change::run(
            connection,
            changeOf(u"CREATE TABLE t AS SELECT pg_current_xact_id()::text AS x; SELECT 1;"_s),
            options, observer);
        QCOMPARE(outcome.state, State::Done);
        QCOMPARE(seen, 2);
        QCOMPARE(ask(u"SELECT (SELECT x FROM t) = (SELECT x FROM recorded)"_s), u"t"_s);
    }

    void aFailureLeavesNothingAndNamesItsPlace()
    {
        auto connection = m_server.connect(m_database);
        const auto outcome = change::run(
            connection,
            changeOf(u"CREATE TABLE t (a int);\n\nINSERT INTO t\n  SELECT 'ä', nonsense;"_s));
        QCOMPARE(outcome.state, State::Untouched);
        QCOMPARE(outcome.failedStatement, 1);
        QCOMPARE(outcome.failedPlace, (change::Place{4, 15}));
        QCOMPARE(outcome.error->sqlstate, u"42703"_s);
        QVERIFY(outcome.error->toText().contains(u"x.sql:4:15"_s));
        QCOMPARE(connection.transactionStatus(), pg::TransactionStatus::Idle);
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE tablename = 't'"_s), u"0"_s);
    }

    void aFailingRecordTakesTheChangeBack()
    {
        auto connection = m_server.connect(m_database);
        change::RunOptions options;
        options.record = [](pg::Connection &, std::chrono::microseconds) -> Result<void> {
            return Error::invalid(u"no"_s);
        };
        QCOMPARE(change::run(connection, changeOf(u"CREATE TABLE t (a int);"_s), options).state,
                 State::Untouched);
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE tablename = 't'"_s), u"0"_s);
    }

    void aDeferredConstraintFailsTheCommit()
    {
        auto connection = m_server.connect(m_database);
        const auto outcome =
            change::run(connection, changeOf(u"CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c "
                                             u"(p int REFERENCES p DEFERRABLE "
                                             "INITIALLY DEFERRED); INSERT INTO c VALUES (1);"_s));
        QCOMPARE(outcome.state, State::Untouched);
        QCOMPARE(outcome.error->sqlstate, u"23503"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE tablename IN ('p', 'c')"_s), u"0"_s);
    }

    void statementByStatementSaysWhatStayed()
    {
        auto connection = m_server.connect(m_database);
        bool announced = false;
        change::RunOptions options;
        options.announce = [&](pg::Connection &) -> Result<void> {
            announced = true;
            return {};
        };
        const auto outcome = change::run(
            connection,
            changeOf(u"CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1); "
                     "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a); CREATE TABLE later (a int);"_s),
            options);
        QCOMPARE(outcome.state, State::Partly);
        QCOMPARE(outcome.completed, 2);
        QCOMPARE(outcome.failedStatement, 2);
        QVERIFY(announced);
        QCOMPARE(ask(u"SELECT count(*) FROM t"_s), u"2"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE tablename = 'later'"_s), u"0"_s);
    }

    void ownTransactionsAreRespected()
    {
        auto connection = m_server.connect(m_database);
        const auto outcome = change::run(
            connection,
            changeOf(u"BEGIN; CREATE TABLE a (x int); COMMIT; BEGIN; CREATE TABLE b (x int); "
                     "SELECT 1/0; COMMIT;"_s));
        QCOMPARE(outcome.state, State::Partly);
        QCOMPARE(
            ask(u"SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'public'"_s),
            u"a"_s);
        QCOMPARE(connection.transactionStatus(), pg::TransactionStatus::Idle);
        const auto open =
            change::run(connection, changeOf(u"COMMIT; BEGIN; CREATE TABLE c (x int);"_s));
        QVERIFY(open.error.has_value());
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE tablename = 'c'"_s), u"0"_s);
    }

    void copyDataGoesIn()
    {
        auto connection = m_server.connect(m_database);
        const auto outcome = change::run(
            connection,
            changeOf(u"CREATE TABLE t (a int, b text);\nCOPY t FROM stdin;\n1\ta\n2\tb\n\\.\n"_s));
        QVERIFY2(outcome.state == State::Done,
                 outcome.error ? qUtf8Printable(outcome.error->toText()) : "");
        QCOMPARE(ask(u"SELECT string_agg(b, '' ORDER BY a) FROM t"_s), u"ab"_s);
    }

    void givesUpOnALockInTime()
    {
        m_server.psql(u"CREATE TABLE t (a int)"_s, m_database);
        auto holder = m_server.connect(m_database);
        QVERIFY(holder.execute(u"BEGIN; LOCK TABLE t"_s));
        auto connection = m_server.connect(m_database);
        const auto outcome = change::run(connection, changeOf(u"ALTER TABLE t ADD b int;"_s),
                                         {.lockTimeoutMs = 100});
        QCOMPARE(outcome.state, State::Untouched);
        QCOMPARE(outcome.error->sqlstate, u"55P03"_s);
        QVERIFY(holder.query(u"ROLLBACK"_s));
    }

    void cancelLeavesNothing()
    {
        auto connection = m_server.connect(m_database);
        CancellationSource source;
        std::thread canceller([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            source.cancel();
        });
        const auto outcome =
            change::run(connection, changeOf(u"CREATE TABLE t (a int); SELECT pg_sleep(30);"_s), {},
                        {}, {.token = source.token()});
        canceller.join();
        QCOMPARE(outcome.state, State::Untouched);
        QVERIFY(outcome.error->isCancelled());
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE tablename = 't'"_s), u"0"_s);
    }

    void settingsAreRestored()
    {
        auto connection = m_server.connect(m_database);
        QVERIFY(connection.query(u"SET work_mem = '7MB'"_s));
        const auto settings = change::SessionSettings::capture(connection);
        QVERIFY(settings);
        QVERIFY(
            connection.execute(u"CREATE ROLE lesser; SET work_mem = '9MB'; SET search_path = ''; "
                               "SET app.tenant = 'x'; SET ROLE lesser"_s));
        QVERIFY(settings->restore(connection));
        QCOMPARE(connection.query(u"SHOW work_mem"_s)->text(0, 0), u"7MB"_s);
        QCOMPARE(connection.query(u"SHOW search_path"_s)->text(0, 0), u"\"$user\", public"_s);
        QCOMPARE(connection.query(u"SELECT current_user"_s)->text(0, 0), u"postgres"_s);
    }
};

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
