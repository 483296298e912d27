#include "connections/hub.h"
#include "store/store.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace howdah;
using connections::Environment;
using connections::Hub;
using connections::Profile;
using connections::Purpose;

namespace {

class EmptyKeychain final : public vault::Backend
{
public:
    void read(const QString &, const ReadDone &done) override
    {
        done(Error{.kind = Error::Kind::NotFound});
    }
    void write(const QString &, const Secret &, const Done &done) override { done({}); }
    void remove(const QString &, const Done &done) override { done({}); }
};

/// The saved connections with everything around them, and a clock that the test sets.
struct House
{
    std::shared_ptr<store::Store> store = store::Store::inMemory();
    connections::ProfileList profiles{store};
    std::shared_ptr<vault::Vault> vault =
        std::make_shared<vault::Vault>(std::make_unique<EmptyKeychain>());
    std::chrono::steady_clock::time_point now{1h};
    connections::ProductionLock lock{[this] { return now; }};
    std::shared_ptr<store::ExecutionRecord> record =
        std::make_shared<store::ExecutionRecord>(store);
    Hub hub{profiles, vault, lock, record};

    QString add(const Profile &profile)
    {
        QSignalSpy changed(&profiles, &connections::ProfileList::changed);
        const auto saved = profiles.save(profile).result();
        if (!saved)
            qFatal("%s", qPrintable(saved.error().toText()));
        changed.wait();
        return saved->id;
    }
};

Result<QString> ask(pg::Session &session, const QString &sql)
{
    const auto future = session.run<QString>(
        [sql](pg::Connection &connection, const pg::CallLimits &limits) -> Result<QString> {
            const auto rows = connection.query(sql, {}, limits);
            if (!rows)
                return rows.error();
            return rows->isEmpty() ? QString() : rows->text(0, 0);
        });
    return future.result();
}

/// The word, or what went wrong, for QTRY_COMPARE.
QString readOnly(pg::Session &session)
{
    const auto answer = ask(session, u"SHOW default_transaction_read_only"_s);
    return answer ? *answer : answer.error().toText();
}

} // namespace

class TestHub final : public QObject
{
    Q_OBJECT

    support::TestServer m_server{{.loopback = true}};

    [[nodiscard]] Profile profile(Environment environment = Environment::Development) const
    {
        Profile profile;
        profile.name = u"Test"_s;
        profile.environment = environment;
        profile.endpoint = m_server.endpoint();
        return profile;
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void sharesSomeSessionsAndNotOthers()
    {
        House house;
        const QString id = house.add(profile());
        const auto load = house.hub.session(id, Purpose::Load);
        QCOMPARE(house.hub.session(id, Purpose::Load), load);
        QVERIFY(house.hub.session(id, Purpose::Watch) != load);
        const auto console = house.hub.session(id, Purpose::Console);
        QVERIFY(house.hub.session(id, Purpose::Console) != console);
        const auto name = ask(*console, u"SHOW application_name"_s);
        QVERIFY2(name, name ? "" : qUtf8Printable(name.error().toText()));
        QCOMPARE(*name, u"howdah console"_s);
        QTRY_VERIFY(house.profiles.find(id)->lastUsed.isValid());
    }

    void countsSessionsAndKeepsToTheLimit()
    {
        House house;
        Profile small = profile();
        small.sessionLimit = 2;
        const QString id = house.add(small);
        auto a = house.hub.session(id, Purpose::Console);
        auto b = house.hub.session(id, Purpose::Run);
        const auto c = house.hub.session(id, Purpose::Console);
        QCOMPARE(house.hub.usage(id).open.size(), 0);
        QSignalSpy usage(&house.hub, &Hub::usageChanged);
        QVERIFY(ask(*a, u"SELECT 1"_s));
        QVERIFY(ask(*b, u"SELECT 1"_s));
        QTRY_COMPARE(usage.size(), 2);
        QCOMPARE(house.hub.usage(id).limit, 2);
        QCOMPARE(house.hub.usage(id).open, (QList<Purpose>{Purpose::Console, Purpose::Run}));
        const auto refused = ask(*c, u"SELECT 1"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Unavailable);
        a.reset();
        QTRY_COMPARE(house.hub.usage(id).open.size(), 1);
        QVERIFY(ask(*c, u"SELECT 1"_s));
    }

    void productionOpensReadOnlyAndFollowsTheLock()
    {
        House house;
        const QString id = house.add(profile(Environment::Production));
        const auto session = house.hub.session(id, Purpose::Console);
        QCOMPARE(readOnly(*session), u"on"_s);
        const auto refused = ask(*session, u"CREATE TABLE not_allowed (x int)"_s);
        QVERIFY(!refused);
        QCOMPARE(refused.error().sqlstate, u"25006"_s);

        QVERIFY(house.lock.unlock(*house.profiles.find(id), u"postgres"_s));
        QTRY_COMPARE(readOnly(*session), u"off"_s);
        QVERIFY(ask(*session, u"CREATE TABLE allowed (x int)"_s));
        house.now += 15min;
        QTRY_COMPARE_WITH_TIMEOUT(readOnly(*session), u"on"_s, 5000);
        // One that connects later finds it locked as well.
        QCOMPARE(readOnly(*house.hub.session(id, Purpose::Run)), u"on"_s);
    }

    void theLockWaitsForTheEndOfATransaction()
    {
        House house;
        const QString id = house.add(profile(Environment::Production));
        const auto session = house.hub.session(id, Purpose::Console);
        QVERIFY(house.lock.unlock(*house.profiles.find(id), u"postgres"_s));
        QTRY_COMPARE(readOnly(*session), u"off"_s);
        QVERIFY(ask(*session, u"BEGIN"_s));
        house.lock.lock(id);
        QCOMPARE(readOnly(*session), u"off"_s);
        QVERIFY(ask(*session, u"ROLLBACK"_s));
        QTRY_COMPARE_WITH_TIMEOUT(readOnly(*session), u"on"_s, 5000);
    }

    void recordsWhatPeopleRunAndNotWhatWeAsk()
    {
        House house;
        const QString id = house.add(profile());
        QVERIFY(ask(*house.hub.session(id, Purpose::Load), u"SELECT 'catalog'"_s));
        const auto console = house.hub.session(id, Purpose::Console);
        QVERIFY(ask(*console, u"CREATE TABLE recorded AS SELECT generate_series(1, 3)"_s));
        QVERIFY(!ask(*console, u"SELECT 1/0"_s));
        QVERIFY(ask(*console, u"CREATE ROLE recorded PASSWORD 'canary'"_s));
        const auto found = house.record->search({}).result();
        QVERIFY(found);
        QCOMPARE(found->size(), 3);
        QCOMPARE(found->at(0).statement, u"CREATE ROLE recorded PASSWORD '***'"_s);
        QCOMPARE(found->at(1).outcome, store::Outcome::Failed);
        QCOMPARE(found->at(1).sqlstate, u"22012"_s);
        QCOMPARE(found->at(2).affectedRows, 3);
        QCOMPARE(found->at(2).connectionId, id);
        QCOMPARE(found->at(2).database, u"postgres"_s);
        QCOMPARE(found->at(2).source, u"console"_s);
        QVERIFY(found->at(2).duration.count() > 0);
        QVERIFY(qAbs(found->at(2).startedAt.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    }

    void testsAConnection()
    {
        House house;
        const auto test = house.hub.test(profile(), {});
        const auto report = test.report.result();
        QVERIFY2(report, report ? "" : qUtf8Printable(report.error().toText()));
        QCOMPARE(report->localSocket, profile().endpoint.host().startsWith(u'/'));
        QVERIFY(report->versionNumber >= 130000);
        QVERIFY(report->version.startsWith(QString::number(report->versionNumber / 10000)));
        QCOMPARE(report->database, u"postgres"_s);
        QCOMPARE(report->currentRole, u"postgres"_s);
        QVERIFY(report->superuser && report->createDatabase && report->bypassRls);
        QVERIFY(report->replication);
        QVERIFY(!report->standby && !report->readOnly && !report->tls.used);
        QVERIFY(report->connectTime.count() > 0);
        QVERIFY(report->roundTrip.count() > 0 && report->roundTrip < 1s);
        QVERIFY(report->databaseBytes > 1'000'000);
        QVERIFY(report->connectionsMost >= 10 && report->connectionsUsed >= 1);
        QCOMPARE(report->extensions.value(0).name, u"plpgsql"_s);
    }

    void testsWithFewRights()
    {
        House house;
        m_server.psql(u"CREATE ROLE small LOGIN"_s, u"postgres"_s);
        Profile small = profile();
        small.endpoint.setValue(u"user"_s, u"small"_s);
        small.readOnly = true;
        const auto test = house.hub.test(small, {});
        const auto report = test.report.result();
        QVERIFY2(report, report ? "" : qUtf8Printable(report.error().toText()));
        QVERIFY(!report->superuser && !report->createDatabase && !report->bypassRls);
        QVERIFY(!report->replication && report->readOnly);
        QCOMPARE(report->currentRole, u"small"_s);
    }

    void aDeadHostGivesUpInTimeWithItsAddress()
    {
        House house;
        m_server.freeze(); // listens and never answers
        Profile dead = profile();
        dead.endpoint.setValue(u"host"_s, u"127.0.0.1"_s);
        dead.endpoint.setValue(u"port"_s, QString::number(m_server.loopbackPort()));
        dead.connectTimeoutMs = 400;
        QElapsedTimer timer;
        timer.start();
        const auto test = house.hub.test(dead, {});
        const auto report = test.report.result();
        const qint64 taken = timer.elapsed();
        m_server.thaw();
        QVERIFY(!report);
        QCOMPARE(report.error().kind, Error::Kind::ConnectionFailed);
        QVERIFY2(taken >= 350 && taken < 2500, qPrintable(QString::number(taken)));
        const QString text = report.error().toText();
        QVERIFY2(text.contains(u"127.0.0.1"_s), qUtf8Printable(text));
        QVERIFY2(text.contains(QString::number(m_server.loopbackPort())), qUtf8Printable(text));
    }

    void anUnknownConnectionSaysSo()
    {
        House house;
        const auto answer = ask(*house.hub.session(u"gone"_s, Purpose::Load), u"SELECT 1"_s);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::NotFound);
    }

    // Last: from here on the server wants passwords.
    void asksForThePasswordAndTriesARefusedOneOnce()
    {
        m_server.requirePassword("canary");
        House house;
        const QString id = house.add(profile());
        const auto session = house.hub.session(id, Purpose::Console);
        const auto none = ask(*session, u"SELECT 1"_s);
        QVERIFY(!none);
        QCOMPARE(none.error().kind, Error::Kind::PasswordNeeded);

        house.hub.setPassword(id, Secret("wrong"));
        const auto wrong = ask(*session, u"SELECT 1"_s);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().kind, Error::Kind::AuthenticationFailed);
        QVERIFY(!house.vault->remembered(connections::secretKey(id)));
        // Nobody typed another: the server is not bothered again.
        m_server.freeze();
        const auto again = ask(*session, u"SELECT 1"_s);
        m_server.thaw();
        QCOMPARE(again.error().kind, Error::Kind::AuthenticationFailed);

        house.hub.setPassword(id, Secret("canary"));
        const auto right = ask(*session, u"SELECT 1"_s);
        QVERIFY2(right, right ? "" : qUtf8Printable(right.error().toText()));
        // All sessions of the connection use it now.
        QVERIFY(ask(*house.hub.session(id, Purpose::Load), u"SELECT 1"_s));

        const auto typed = house.hub.test(profile(), Secret("wrong")).report.result();
        QCOMPARE(typed.error().kind, Error::Kind::AuthenticationFailed);
    }
};

QTEST_GUILESS_MAIN(TestHub)
#include "tst_hub.moc"
