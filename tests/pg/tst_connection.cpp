#include "pg/connection.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <chrono>
#include <thread>

using namespace Qt::StringLiterals;
using howdah::CancellationSource;
using howdah::Error;
using howdah::Result;
namespace pg = howdah::pg;

/// Cancels from another thread after a while.
class Later final
{
public:
    Later(CancellationSource &source, int milliseconds)
        : m_thread([&source, milliseconds] {
            std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
            source.cancel();
        })
    {}
    ~Later() { m_thread.join(); }
    Q_DISABLE_COPY_MOVE(Later)

private:
    std::thread m_thread;
};

class TestConnection final : public QObject
{
    Q_OBJECT

    howdah::support::TestServer m_server;

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void valuesComeBackAsTheyWent()
    {
        auto connection = m_server.connect();
        const QString text = u"it's \"x\" \\ größe 😀\n$1"_s;
        const auto rows =
            connection.query(u"SELECT $1, $2::text, $3, '' AS empty, 42, 1.5::float8, true"_s,
                             {text, QString(), u""_s});
        QVERIFY2(rows, rows ? "" : qUtf8Printable(rows.error().toText()));
        QCOMPARE(rows->text(0, 0), text);
        QVERIFY(rows->isNull(0, 1));
        QVERIFY(rows->text(0, 1).isNull());
        QVERIFY(!rows->isNull(0, 2) && !rows->text(0, 2).isNull());
        QCOMPARE(rows->columnIndex("empty"), 3);
        QCOMPARE(rows->integer(0, 4), 42);
        QCOMPARE(rows->real(0, 5), 1.5);
        QVERIFY(rows->boolean(0, 6));
        QCOMPARE(rows->commandTag(), u"SELECT 1"_s);
    }

    void aServerErrorKeepsEverything()
    {
        auto connection = m_server.connect();
        const auto rows = connection.query(u"SELECT größe FROM nowhere"_s);
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, Error::Kind::Server);
        QCOMPARE(rows.error().sqlstate, u"42P01"_s);
        QCOMPARE(rows.error().position, 19);
        const auto raised = connection.execute(
            u"DO $$ BEGIN RAISE 'm' USING DETAIL = 'd', HINT = 'h', ERRCODE = 'XX123'; END $$"_s);
        QVERIFY(!raised);
        QCOMPARE(raised.error().toText(), u"m (SQLSTATE XX123)\nDETAIL: d\nHINT: h"_s);
        QVERIFY(connection.query(u"SELECT 1"_s));
    }

    void aZeroCharacterIsRefused()
    {
        auto connection = m_server.connect();
        const auto parameter = connection.query(u"SELECT $1"_s, {QString(u'\0')});
        QVERIFY(!parameter);
        QCOMPARE(parameter.error().kind, Error::Kind::InvalidInput);
        QVERIFY(!connection.query(u"SELECT 1"_s + QChar(u'\0') + u"; DROP TABLE x"_s));
        QVERIFY(connection.query(u"SELECT 1"_s));
    }

    void aScriptAnswersEachStatement()
    {
        auto connection = m_server.connect();
        const auto all = connection.execute(
            u"CREATE TEMP TABLE t (a int); INSERT INTO t VALUES (1), (2); TABLE t"_s);
        QVERIFY(all);
        QCOMPARE(all->size(), 3);
        QCOMPARE(all->at(1).affectedRows(), 2);
        QCOMPARE(all->at(2).rowCount(), 2);
        const auto failed = connection.execute(u"INSERT INTO t VALUES (3); SELECT 1/0"_s);
        QVERIFY(!failed);
        QCOMPARE(connection.query(u"SELECT count(*) FROM t"_s)->integer(0, 0), 2);
    }

    void transactionStatusIsKnown()
    {
        auto connection = m_server.connect();
        QCOMPARE(connection.transactionStatus(), pg::TransactionStatus::Idle);
        QVERIFY(connection.query(u"BEGIN"_s));
        QCOMPARE(connection.transactionStatus(), pg::TransactionStatus::InTransaction);
        QVERIFY(!connection.query(u"SELECT 1/0"_s));
        QCOMPARE(connection.transactionStatus(), pg::TransactionStatus::InFailedTransaction);
    }

    void rowsFlowInBatches()
    {
        auto connection = m_server.connect();
        qint64 rows = 0;
        qint64 sum = 0;
        int largest = 0;
        const auto end = connection.stream(
            u"SELECT i, NULL::text, repeat('x', i % 7) FROM generate_series(1, $1) i"_s,
            {u"100000"_s}, [&](const pg::Rows &batch) {
                for (int row = 0; row < batch.rowCount(); ++row) {
                    sum += batch.integer(row, 0);
                    if (!batch.isNull(row, 1) ||
                        batch.bytes(row, 2).size() != batch.integer(row, 0) % 7)
                        return false;
                }
                rows += batch.rowCount();
                largest = std::max(largest, batch.rowCount());
                return true;
            });
        QVERIFY2(end, end ? "" : qUtf8Printable(end.error().toText()));
        QCOMPARE(rows, 100000);
        QCOMPARE(sum, 100000LL * 100001 / 2);
        QVERIFY(largest > 1 && largest <= 1000);
        QCOMPARE(end->commandTag(), u"SELECT 100000"_s);
        QCOMPARE(end->columnName(0), u"i"_s);
    }

    void rowsDoNotWaitForThoseBehindThem()
    {
        auto connection = m_server.connect();
        QElapsedTimer timer;
        timer.start();
        qint64 first = -1;
        int early = 0;
        // 200 rows of 1 kB fill the server's buffer, then it rests.
        const auto end = connection.stream(
            u"SELECT repeat('x', 1000), CASE WHEN i > 200 THEN pg_sleep(1) END FROM generate_series(1, 201) i"_s,
            {}, [&](const pg::Rows &batch) {
                if (first < 0 && batch.rowCount() > 0)
                    first = timer.elapsed();
                if (timer.elapsed() < 800)
                    early += batch.rowCount();
                return true;
            });
        QVERIFY(end);
        QVERIFY2(first >= 0 && first < 500, qPrintable(QString::number(first)));
        // All but what the server itself kept back.
        QVERIFY2(early > 180, qPrintable(QString::number(early)));
    }

    void rowsOfAFastServerTravelTogether()
    {
        auto connection = m_server.connect();
        QElapsedTimer timer;
        timer.start();
        int batches = 0;
        QVERIFY(connection.stream(u"SELECT i FROM generate_series(1, 200000) i"_s, {},
                                  [&](const pg::Rows &) {
                                      ++batches;
                                      return true;
                                  }));
        // A batch goes when it is full, or when its first row has waited ten milliseconds; the very
        // first goes at once.
        const qint64 most = 200 + timer.elapsed() / 10 + 2;
        QVERIFY2(batches <= most, qPrintable(u"%1 > %2"_s.arg(batches).arg(most)));
    }

    void anEmptyResultStillHasItsColumns()
    {
        auto connection = m_server.connect();
        int calls = 0;
        const auto end = connection.stream(u"SELECT 1 AS a, 2 AS b WHERE false"_s, {},
                                           [&](const pg::Rows &batch) {
                                               ++calls;
                                               return batch.columnCount() == 2 && batch.isEmpty();
                                           });
        QVERIFY(end);
        QCOMPARE(calls, 1);
        const auto command =
            connection.stream(u"CREATE TEMP TABLE e ()"_s, {}, [&](const pg::Rows &) {
                ++calls;
                return true;
            });
        QVERIFY(command);
        QCOMPARE(calls, 1);
        QCOMPARE(command->commandTag(), u"CREATE TABLE"_s);
    }

    void aHandlerThatHasEnoughStopsTheServer()
    {
        auto connection = m_server.connect();
        QElapsedTimer timer;
        timer.start();
        const auto end = connection.stream(u"SELECT generate_series(1, 1000000000)"_s, {},
                                           [](const pg::Rows &) { return false; });
        QVERIFY(!end);
        QVERIFY(end.error().isCancelled());
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(connection.query(u"SELECT 1"_s));
    }

    void cancellationStopsTheStatementAndNotTheNext()
    {
        auto connection = m_server.connect();
        for (int round = 0; round < 20; ++round) {
            CancellationSource source;
            QElapsedTimer timer;
            timer.start();
            {
                const Later later(source, 10);
                const auto slept =
                    connection.query(u"SELECT pg_sleep($1)"_s, {round % 2 ? u"30"_s : u"0.01"_s},
                                     {.token = source.token()});
                QVERIFY(slept || slept.error().isCancelled());
            }
            QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
            const auto next = connection.query(u"SELECT pg_sleep(0.02)"_s);
            QVERIFY2(next, next ? "" : qUtf8Printable(next.error().toText()));
        }
    }

    void aCancelThatIsCaughtIsRepeated()
    {
        auto connection = m_server.connect();
        CancellationSource source;
        const Later later(source, 50);
        const auto slept =
            connection.query(u"DO $$BEGIN PERFORM pg_sleep(30); EXCEPTION WHEN query_canceled THEN "
                             u"PERFORM pg_sleep(30); END$$"_s,
                             {}, {.token = source.token()});
        QVERIFY(!slept);
        QVERIFY(slept.error().isCancelled());
        QVERIFY(connection.isUsable());
        QVERIFY(connection.query(u"SELECT 1"_s));
    }

    void aDeadlineIsATimeOut()
    {
        auto connection = m_server.connect();
        const auto slept =
            connection.query(u"SELECT pg_sleep(30)"_s, {}, {.deadline = QDeadlineTimer(50)});
        QVERIFY(!slept);
        QCOMPARE(slept.error().kind, Error::Kind::TimedOut);
        QVERIFY(connection.query(u"SELECT 1"_s));
    }

    void theServersOwnTimeOutIsTheServersWord()
    {
        auto connection = m_server.connect();
        QVERIFY(connection.query(u"SET statement_timeout = 50"_s));
        const auto slept = connection.query(u"SELECT pg_sleep(30)"_s);
        QVERIFY(!slept);
        QCOMPARE(slept.error().kind, Error::Kind::Server);
        QCOMPARE(slept.error().sqlstate, u"57014"_s);
    }

    void copyGoesBothWays()
    {
        auto connection = m_server.connect();
        QVERIFY(connection.query(u"CREATE TEMP TABLE c (a int, b text)"_s));
        int line = 0;
        const auto in =
            connection.copyIn(u"COPY c FROM STDIN"_s, [&line](QByteArray &buffer) -> Result<void> {
                for (int i = 0; i < 1000 && line < 50000; ++i, ++line)
                    buffer += QByteArray::number(line) + "\tx" + QByteArray::number(line) + '\n';
                return {};
            });
        QVERIFY2(in, in ? "" : qUtf8Printable(in.error().toText()));
        QCOMPARE(*in, 50000);
        QByteArray text;
        const auto out = connection.copyOut(u"COPY (SELECT * FROM c ORDER BY a) TO STDOUT"_s,
                                            [&](QByteArrayView data) {
                                                text.append(data.data(), data.size());
                                                return true;
                                            });
        QVERIFY(out);
        QCOMPARE(*out, 50000);
        QCOMPARE(text.count('\n'), 50000);
        QVERIFY(text.endsWith("49999\tx49999\n"));
    }

    void aBrokenCopyLeavesNothingAndTheConnectionGoesOn()
    {
        auto connection = m_server.connect();
        QVERIFY(connection.query(u"CREATE TEMP TABLE c (a int)"_s));
        const auto aborted =
            connection.copyIn(u"COPY c FROM STDIN"_s, [](QByteArray &buffer) -> Result<void> {
                if (!buffer.capacity())
                    buffer = "1\n";
                return Error::invalid(u"our reason"_s);
            });
        QVERIFY(!aborted);
        QCOMPARE(aborted.error().message, u"our reason"_s);
        bool sent = false;
        const auto bad =
            connection.copyIn(u"COPY c FROM STDIN"_s, [&sent](QByteArray &buffer) -> Result<void> {
                if (!std::exchange(sent, true))
                    buffer = "1\nx\n";
                return {};
            });
        QVERIFY(!bad);
        QCOMPARE(bad.error().sqlstate, u"22P02"_s);
        const auto stopped =
            connection.copyOut(u"COPY (SELECT generate_series(1, 100000000)) TO STDOUT"_s,
                               [](QByteArrayView) { return false; });
        QVERIFY(!stopped);
        QVERIFY(stopped.error().isCancelled());
        QCOMPARE(connection.query(u"SELECT count(*) FROM c"_s)->integer(0, 0), 0);
    }

    void copyWhereAQueryIsExpectedIsRefused_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("out") << u"COPY (SELECT generate_series(1, 100000000)) TO STDOUT"_s;
        QTest::newRow("in") << u"COPY c FROM STDIN"_s;
    }

    void copyWhereAQueryIsExpectedIsRefused()
    {
        QFETCH(const QString, sql);
        auto connection = m_server.connect();
        QVERIFY(connection.query(u"CREATE TEMP TABLE c (a int)"_s));
        QCOMPARE(connection.query(sql).error().kind, Error::Kind::Unsupported);
        QVERIFY(connection.query(u"SELECT 1"_s));
        QCOMPARE(connection.execute(sql).error().kind, Error::Kind::Unsupported);
        QVERIFY(connection.query(u"SELECT 1"_s));
        QCOMPARE(connection.stream(sql, {}, [](const pg::Rows &) { return true; }).error().kind,
                 Error::Kind::Unsupported);
        QVERIFY(connection.query(u"SELECT 1"_s));
        QCOMPARE(connection.copyOut(u"SELECT 1"_s, {}).error().kind, Error::Kind::InvalidInput);
        QVERIFY(connection.query(u"SELECT 1"_s));
    }

    void noticesAndNotificationsArrive()
    {
        auto connection = m_server.connect();
        QStringList heard;
        connection.setNoticeHandler(
            [&](const Error &notice) { heard += notice.context.constFirst() + notice.message; });
        connection.setNotificationHandler(
            [&](const pg::Notification &n) { heard += n.channel + u'/' + n.payload; });
        QVERIFY(
            connection.execute(u"DO $$ BEGIN RAISE WARNING 'careful'; END $$; LISTEN \"Here\""_s));
        auto other = m_server.connect();
        QVERIFY(other.query(u"NOTIFY \"Here\", 'now'"_s));
        const QDeadlineTimer deadline(5000);
        while (heard.size() < 2 && !deadline.hasExpired())
            QVERIFY(connection.receive());
        QCOMPARE(heard, (QStringList{u"WARNINGcareful"_s, u"Here/now"_s}));
    }

    void aTerminatedBackendIsALostConnection()
    {
        auto connection = m_server.connect();
        auto other = m_server.connect();
        QVERIFY(other.query(u"SELECT pg_terminate_backend($1)"_s,
                            {QString::number(connection.backendPid())}));
        const auto rows = connection.query(u"SELECT pg_sleep(5)"_s);
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, Error::Kind::ConnectionLost);
        QVERIFY(!connection.isUsable());
        QCOMPARE(connection.query(u"SELECT 1"_s).error().kind, Error::Kind::ConnectionLost);
    }

    void aFrozenServerIsGivenUp()
    {
        auto connection = m_server.connect();
        m_server.freeze();
        QElapsedTimer timer;
        timer.start();
        const auto rows = connection.query(u"SELECT 1"_s, {}, {.deadline = QDeadlineTimer(100)});
        const qint64 elapsed = timer.elapsed();
        m_server.thaw();
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, Error::Kind::TimedOut);
        QVERIFY2(elapsed < 4000, qPrintable(QString::number(elapsed)));
        QVERIFY(!connection.isUsable());
    }

    void aKilledServerIsALostConnection()
    {
        auto connection = m_server.connect();
        std::thread killing([this] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            m_server.kill();
        });
        const auto rows = connection.query(u"SELECT pg_sleep(30)"_s);
        killing.join();
        m_server.start();
        QVERIFY(!rows);
        QCOMPARE(rows.error().kind, Error::Kind::ConnectionLost);
    }
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
