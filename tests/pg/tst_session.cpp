#include "pg/session.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QTest>

#include <atomic>
#include <chrono>
#include <optional>
#include <thread>

using namespace Qt::StringLiterals;
using howdah::Error;
using howdah::Result;
namespace pg = howdah::pg;

class TestSession final : public QObject
{
    Q_OBJECT

    howdah::support::TestServer m_server;
    std::atomic_int m_opened = 0;

    pg::Session::Opener opener(const QStringList &listen = {})
    {
        return [this, listen](const pg::CallLimits &limits) {
            ++m_opened;
            pg::SessionSetup setup;
            setup.listen = listen;
            return pg::Connection::open(m_server.endpoint(), setup, limits);
        };
    }

    static pg::Session::Request<QString> ask(pg::Session &session, const QString &sql)
    {
        return session.start<QString>(
            [sql](pg::Connection &connection, const pg::CallLimits &limits) {
                const auto rows = connection.query(sql, {}, limits);
                return rows ? Result<QString>(rows->text(0, 0)) : Result<QString>(rows.error());
            });
    }

    template<typename T>
    static bool answered(const QFuture<Result<T>> &future, int milliseconds = 10'000)
    {
        return QTest::qWaitFor([&future] { return future.isFinished(); }, milliseconds);
    }

    /// Ends that session and waits until it is gone. (The timeout of pg_terminate_backend() came
    /// with 14.)
    static void terminate(pg::Connection &other, const QString &pid)
    {
        QVERIFY(other.query(u"SELECT pg_terminate_backend($1)"_s, {pid}));
        QTRY_COMPARE(other.query(u"SELECT count(*) FROM pg_stat_activity WHERE pid = $1"_s, {pid})
                         ->integer(0, 0),
                     0);
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }
    void init() { m_opened = 0; }

    void jobsRunInOrderOnOneConnection()
    {
        pg::Session session(opener());
        QCOMPARE(m_opened.load(), 0); // nothing is opened before somebody asks
        const auto first = ask(session, u"SELECT pg_backend_pid()::text || pg_sleep(0.05)::text"_s);
        const auto second = ask(session, u"SELECT pg_backend_pid()::text"_s);
        QVERIFY(answered(second.future));
        QVERIFY(first.future.isFinished());
        QVERIFY(first.future.result());
        QCOMPARE(*first.future.result(), *second.future.result());
        QCOMPARE(m_opened.load(), 1);
        session.disconnect();
        const auto third = ask(session, u"SELECT pg_backend_pid()::text"_s);
        QVERIFY(answered(third.future));
        QVERIFY(*third.future.result() != *second.future.result());
    }

    void anErrorOfTheOpenerAnswersTheJob()
    {
        pg::Session session(
            [](const pg::CallLimits &) { return Error{.kind = Error::Kind::PasswordNeeded}; });
        const auto request = ask(session, u"SELECT 1"_s);
        QVERIFY(answered(request.future));
        QCOMPARE(request.future.result().error().kind, Error::Kind::PasswordNeeded);
    }

    void cancelHitsTheJobItNames()
    {
        pg::Session session(opener());
        QVERIFY(answered(ask(session, u"SELECT 1"_s).future));
        const auto running = ask(session, u"SELECT pg_sleep(30)"_s);
        const auto waiting = ask(session, u"SELECT pg_sleep(30)"_s);
        const auto last = ask(session, u"SELECT 'done'"_s);
        session.cancel(waiting.id);
        QVERIFY(waiting.future.isFinished()); // it never began
        QVERIFY(waiting.future.result().error().isCancelled());
        QVERIFY(!running.future.isFinished());
        session.cancel(running.id);
        session.cancel(running.id);
        QVERIFY(answered(last.future));
        QVERIFY(running.future.result().error().isCancelled());
        QCOMPARE(*last.future.result(), u"done"_s);
        session.cancel(running.id); // long gone
        const auto again = ask(session, u"SELECT 'again' FROM pg_sleep(0.1)"_s);
        QVERIFY(answered(again.future));
        QCOMPARE(*again.future.result(), u"again"_s);
        QCOMPARE(m_opened.load(), 1);
    }

    void cancelAnswersInTimeEvenWhenTheServerIsFrozen()
    {
        pg::Session session(opener());
        QVERIFY(answered(ask(session, u"SELECT 1"_s).future));
        m_server.freeze();
        const auto request = ask(session, u"SELECT 1"_s);
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        QElapsedTimer timer;
        timer.start();
        session.cancel(request.id);
        const qint64 call = timer.elapsed();
        const bool inTime = answered(request.future, 1000);
        const qint64 answer = timer.elapsed();
        m_server.thaw();
        QVERIFY(inTime);
        QVERIFY(request.future.result().error().isCancelled());
        QVERIFY2(call < 20, qPrintable(QString::number(call)));
        QVERIFY2(answer < 200, qPrintable(QString::number(answer)));
        const auto next = ask(session, u"SELECT 'alive'"_s);
        QVERIFY(answered(next.future));
        QVERIFY2(next.future.result(),
                 next.future.result() ? "" : qUtf8Printable(next.future.result().error().toText()));
    }

    void theDestructorDoesNotWaitForAFrozenServer()
    {
        std::optional<pg::Session> session(std::in_place, opener());
        QVERIFY(answered(ask(*session, u"SELECT 1"_s).future));
        m_server.freeze();
        const auto running = ask(*session, u"SELECT 1"_s);
        const auto waiting = ask(*session, u"SELECT 1"_s);
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        QElapsedTimer timer;
        timer.start();
        session.reset();
        const qint64 elapsed = timer.elapsed();
        m_server.thaw();
        QVERIFY2(elapsed < 60, qPrintable(QString::number(elapsed)));
        QVERIFY(running.future.result().error().isCancelled());
        QVERIFY(waiting.future.result().error().isCancelled());
    }

    void aLostConnectionIsOpenedAgain()
    {
        pg::Session session(opener());
        const auto pid = ask(session, u"SELECT pg_backend_pid()::text"_s);
        QVERIFY(answered(pid.future));
        auto other = m_server.connect();
        // While a job runs: it learns of the loss, the next one does not.
        const auto running = ask(session, u"SELECT pg_sleep(30)"_s);
        QTRY_COMPARE(
            other
                .query(
                    u"SELECT count(*) FROM pg_stat_activity WHERE pid = $1 AND state = 'active'"_s,
                    {*pid.future.result()})
                ->integer(0, 0),
            1);
        QVERIFY(other.query(u"SELECT pg_terminate_backend($1)"_s, {*pid.future.result()}));
        QVERIFY(answered(running.future));
        QCOMPARE(running.future.result().error().kind, Error::Kind::ConnectionLost);
        const auto next = ask(session, u"SELECT pg_backend_pid()::text"_s);
        QVERIFY(answered(next.future));
        QVERIFY(next.future.result());
        // Between jobs: nobody notices.
        terminate(other, *next.future.result());
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        const auto after = ask(session, u"SELECT 'fine'"_s);
        QVERIFY(answered(after.future));
        QVERIFY2(after.future.result(),
                 after.future.result() ? ""
                                       : qUtf8Printable(after.future.result().error().toText()));
        QCOMPARE(m_opened.load(), 3);
    }

    void notificationsArriveBetweenJobsAndAfterAReconnect()
    {
        std::atomic_int heard = 0;
        pg::Session session(opener({u"news"_s}));
        session.setNotificationHandler([&heard](const pg::Notification &notification) {
            if (notification.payload == "x"_L1)
                ++heard;
        });
        const auto pid = ask(session, u"SELECT pg_backend_pid()::text"_s);
        QVERIFY(answered(pid.future));
        auto other = m_server.connect();
        QVERIFY(other.query(u"NOTIFY news, 'x'"_s));
        QTRY_COMPARE(heard.load(), 1);
        terminate(other, *pid.future.result());
        // The server forgets a session a moment before it closes the socket: the first job may
        // still go into the old one.
        QTRY_VERIFY([&session] {
            const auto again = ask(session, u"SELECT 1"_s);
            return answered(again.future) && again.future.result();
        }());
        QVERIFY(other.query(u"NOTIFY news, 'x'"_s));
        QTRY_COMPARE(heard.load(), 2);
    }

    void rowsFlowThroughABoundedStream()
    {
        pg::Session session(opener());
        auto flow = session.stream(
            u"SELECT i, repeat('x', 100) FROM generate_series(1, 200000) i"_s, {}, 256 * 1024);
        // The producer must stand still while nobody takes.
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        QVERIFY(!flow.end.isFinished());
        qint64 rows = 0;
        while (const auto batch = flow.rows->take())
            rows += batch->rowCount();
        QVERIFY(answered(flow.end));
        QCOMPARE(rows, 200000);
        QVERIFY(flow.rows->isAtEnd());
        QVERIFY(!flow.rows->error());
        QCOMPARE(flow.end.result()->commandTag(), u"SELECT 200000"_s);
    }

    void aFullStreamCanBeCancelled()
    {
        pg::Session session(opener());
        auto flow = session.stream(u"SELECT generate_series(1, 100000000), repeat('x', 1000)"_s, {},
                                   256 * 1024);
        QVERIFY(flow.rows->take(QDeadlineTimer(5000)));
        QElapsedTimer timer;
        timer.start();
        session.cancel(flow.id);
        QVERIFY(answered(flow.end));
        QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(flow.end.result().error().isCancelled());
        while (flow.rows->take()) {
        }
        QVERIFY(flow.rows->error()->isCancelled());
        QVERIFY(answered(ask(session, u"SELECT 1"_s).future));
    }

    void aStreamThatFailsSaysWhy()
    {
        pg::Session session(opener());
        auto flow = session.stream(u"SELECT 1/(5 - i) FROM generate_series(1, 10) i"_s);
        while (flow.rows->take(QDeadlineTimer(5000))) {
        }
        QCOMPARE(flow.rows->error()->sqlstate, u"22012"_s);
        QVERIFY(answered(flow.end));
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
