#include "activity/service.h"
#include "support/testserver.h"

#include <QTest>

#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace howdah;

class TestOverview final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    std::optional<pg::Connection> m_eye;

    std::shared_ptr<pg::Session> session(const QString &application)
    {
        return std::make_shared<pg::Session>([this, application](const pg::CallLimits &limits) {
            return pg::Connection::open(m_server.endpoint(), {.applicationName = application},
                                        limits);
        });
    }

    static QFuture<Result<pg::Rows>> run(const std::shared_ptr<pg::Session> &session,
                                         const QString &sql)
    {
        return session->run<pg::Rows>(
            [sql](pg::Connection &connection, const pg::CallLimits &limits) {
                return connection.query(sql, {}, limits);
            });
    }

    template<typename T>
    static bool finished(const QFuture<T> &future)
    {
        return QTest::qWaitFor([&future] { return future.isFinished(); });
    }

    static const activity::ServerSession *byName(const activity::Overview &overview,
                                                 const QString &application)
    {
        for (const auto &session : overview.sessions) {
            if (session.application == application)
                return &session;
        }
        return nullptr;
    }

    activity::Overview look()
    {
        // One connection for all looks: one that was just closed may still be listed for a moment.
        if (!m_eye || !m_eye->isUsable())
            m_eye.emplace(m_server.connect());
        auto overview = activity::loadOverview(*m_eye);
        if (!overview)
            qFatal("%s", qUtf8Printable(overview.error().toText()));
        return *overview;
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void seesWhoIsThereAndWhatTheyDo()
    {
        const auto sleeper = session(u"sleeper"_s);
        const auto sleeping = run(sleeper, u"SELECT pg_sleep(30) /* größe */"_s);
        QTRY_VERIFY(byName(look(), u"sleeper"_s) && byName(look(), u"sleeper"_s)->isActive());
        const auto overview = look();
        const auto *seen = byName(overview, u"sleeper"_s);
        QCOMPARE(seen->statement, u"SELECT pg_sleep(30) /* größe */"_s);
        QCOMPARE(seen->client, u"local"_s);
        QCOMPARE(seen->user, u"postgres"_s);
        QCOMPARE(seen->waitEvent, u"PgSleep"_s);
        QVERIFY(!seen->isOwn);
        QVERIFY(seen->transactionAt.isValid());
        QVERIFY(qAbs(overview.takenAt.secsTo(QDateTime::currentDateTimeUtc())) < 60);
        QVERIFY(byName(overview, u"test"_s)->isOwn);
        QTRY_COMPARE(look().figures.connections, 2);
        QCOMPARE(overview.figures.maxConnections,
                 m_server.psql(u"SHOW max_connections"_s, u"postgres"_s).trimmed().toInt());
        QVERIFY(overview.figures.longestTransaction);
        QVERIFY(!overview.figures.replicationLag);
        QVERIFY(overview.figures.oldestTransactionAge >= 0);
    }

    void findsWhoBlocksWhom()
    {
        QVERIFY(
            !m_server.psql(u"CREATE TABLE public.\"Odd table\" (a int); SELECT 1"_s, u"postgres"_s)
                 .isEmpty());
        const auto holder = session(u"holder"_s);
        QVERIFY(finished(run(holder, u"BEGIN"_s)));
        const auto locked =
            run(holder, u"LOCK TABLE public.\"Odd table\" IN ACCESS EXCLUSIVE MODE"_s);
        QTRY_VERIFY(locked.isFinished());
        const auto first = session(u"first"_s);
        const auto waiting1 = run(first, u"SELECT * FROM public.\"Odd table\""_s);
        QTRY_COMPARE(look().figures.blockedSessions, 1);
        const auto second = session(u"second"_s);
        const auto waiting2 = run(second, u"INSERT INTO public.\"Odd table\" VALUES (1)"_s);
        QTRY_COMPARE(look().figures.blockedSessions, 2);

        const auto overview = look();
        const int holderPid = byName(overview, u"holder"_s)->pid;
        const int firstPid = byName(overview, u"first"_s)->pid;
        QCOMPARE(overview.rootBlockers(), QList<int>{holderPid});
        QVERIFY(overview.waitingFor(holderPid).contains(firstPid));
        QCOMPARE(byName(overview, u"first"_s)->blockedBy, QList<int>{holderPid});
        const auto wait =
            std::ranges::find_if(overview.waits, [&](const auto &w) { return w.pid == firstPid; });
        QVERIFY(wait != overview.waits.end());
        QCOMPARE(wait->holder, holderPid);
        QCOMPARE(wait->wantedMode, u"AccessShareLock"_s);
        QCOMPARE(wait->heldMode, u"AccessExclusiveLock"_s);
        QCOMPARE(wait->object, u"public.Odd table"_s);
        QCOMPARE(activity::levelOfBlocked(overview.figures), activity::Level::Warning);
    }

    void stopsAStatementThenTheSession()
    {
        const auto victim = session(u"victim"_s);
        const auto sleeping = run(victim, u"SELECT pg_sleep(30)"_s);
        QTRY_VERIFY(byName(look(), u"victim"_s) && byName(look(), u"victim"_s)->isActive());
        const auto seen = *byName(look(), u"victim"_s);
        const activity::Service service(session(u"service"_s));
        const auto cancelled = service.stop(activity::Stop::Statement, seen.pid, seen.startedAt);
        QTRY_VERIFY(cancelled.isFinished());
        QVERIFY2(cancelled.result(),
                 cancelled.result() ? "" : qUtf8Printable(cancelled.result().error().toText()));
        QTRY_VERIFY(sleeping.isFinished());
        QCOMPARE(sleeping.result().error().sqlstate, u"57014"_s);
        QVERIFY(byName(look(), u"victim"_s));
        const auto ended = service.stop(activity::Stop::Session, seen.pid, seen.startedAt);
        QTRY_VERIFY(ended.isFinished());
        QVERIFY(ended.result());
        QTRY_VERIFY(!byName(look(), u"victim"_s));
        const auto again = service.stop(activity::Stop::Session, seen.pid, seen.startedAt);
        QTRY_VERIFY(again.isFinished());
        QCOMPARE(again.result().error().kind, Error::Kind::NotFound);
    }

    void aPidThatWasReusedIsSpared()
    {
        const auto other = session(u"other"_s);
        QVERIFY(finished(run(other, u"SELECT 1"_s)));
        const auto seen = *byName(look(), u"other"_s);
        auto connection = m_server.connect();
        const auto stopped = activity::stopSession(connection, activity::Stop::Session, seen.pid,
                                                   seen.startedAt.addMSecs(-1));
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, Error::Kind::NotFound);
        QVERIFY(byName(look(), u"other"_s));
    }

    void theSqlShownIsTheSqlThatWorks()
    {
        const auto victim = session(u"shown"_s);
        QVERIFY(finished(run(victim, u"SELECT 1"_s)));
        const auto seen = *byName(look(), u"shown"_s);
        const QString sql = activity::stopSql(activity::Stop::Session, seen.pid, seen.startedAt);
        QVERIFY(sql.contains("pg_terminate_backend"_L1));
        QCOMPARE(m_server.psql(sql, u"postgres"_s).trimmed(), u"t"_s);
        QTRY_VERIFY(!byName(look(), u"shown"_s));
    }

    void aRoleWithFewRightsSeesThatSomebodyIsThere()
    {
        const auto somebody = session(u"somebody"_s);
        QVERIFY(finished(run(somebody, u"SELECT 'secret'"_s)));
        const int pid = byName(look(), u"somebody"_s)->pid;
        (void)m_server.psql(u"CREATE ROLE limited"_s, u"postgres"_s);
        auto connection = pg::Connection::open(m_server.endpoint(), {.role = u"limited"_s});
        QVERIFY(connection);
        const auto overview = activity::loadOverview(*connection);
        QVERIFY2(overview, overview ? "" : qUtf8Printable(overview.error().toText()));
        const auto *seen = overview->session(pid);
        QVERIFY(seen);
        QVERIFY(seen->isHidden);
        QVERIFY(!seen->statement.contains("secret'"_L1));
        const auto refused = activity::stopSession(*connection, activity::Stop::Session, pid,
                                                   QDateTime::currentDateTimeUtc());
        QVERIFY(!refused);
    }
};

QTEST_GUILESS_MAIN(TestOverview)
#include "tst_overview.moc"
