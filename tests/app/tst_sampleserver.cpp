#include "app/sampleserver.h"
#include "connections/profilelist.h"
#include "pg/connection.h"

#include <QDir>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace howdah;

/// "Start the sample databases", as the button does it: on a real server in a folder of the test's.
class TestSampleServer final : public QObject
{
    Q_OBJECT

    static constexpr int patience = 120'000;

    QTemporaryDir m_folder;
    std::shared_ptr<store::Store> m_store = store::Store::inMemory();

    app::SampleServer::Options options(const QString &name) const
    {
        return {.folder = m_folder.filePath(name),
                .installations =
                    [] {
                        return sandbox::findInstallations(
                            qEnvironmentVariable("HOWDAH_TEST_PGBIN"));
                    },
                .demo = {.migrations = QStringLiteral(HOWDAH_SOURCE_DIR "/migrations"),
                         .generator = {.until = QDate(2026, 3, 30), .days = 3, .scale = 5}}};
    }

    QList<connections::Profile> profiles() const
    {
        return connections::ProfileList(m_store).profiles();
    }

private slots:
    void initTestCase()
    {
        // The server may run as another user, who must get through.
        QVERIFY(QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::WriteOwner |
                                                           QFile::ExeOwner | QFile::ExeGroup |
                                                           QFile::ExeOther));
    }

    void makesTheDatabasesAndTheirConnections()
    {
        store::Settings settings(m_store);
        jobs::JobList jobs;
        app::SampleServer server(jobs, m_store, settings, options(u"kept"_s));
        QSignalSpy prepared(&server, &app::SampleServer::prepared);
        QSignalSpy failed(&server, &app::SampleServer::failed);
        server.prepare();
        server.prepare();
        QCOMPARE(jobs.jobs().size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(prepared.size() + failed.size() == 1, patience);
        const jobs::Job *job = jobs.jobs().first();
        QVERIFY2(failed.isEmpty(), qUtf8Printable(job->error().toText()));

        // Those that need a package which this server lacks are named instead.
        const auto all = profiles();
        const auto leftOut = job->log().filter(u"no extension \"vector\""_s);
        QCOMPARE(all.size() + leftOut.size(), 5);
        for (const auto &profile : all) {
            QVERIFY(server.serves(profile));
            auto connection = pg::Connection::open(profile.endpoint);
            QVERIFY2(connection, connection ? "" : qUtf8Printable(connection.error().toText()));
            QCOMPARE(settings.get(u"migrate/folders/"_s + profile.id).toArray().size(), 1);
        }
        connections::Profile other = all.first();
        other.endpoint.setValue(u"host"_s, u"/run/postgresql"_s);
        QVERIFY(!server.serves(other));
        other.endpoint.setValue(u"host"_s, u"localhost"_s);
        QVERIFY(!server.serves(other));
    }

    void endsWithTheProgramAndComesBack()
    {
        const auto all = profiles();
        QVERIFY(!all.isEmpty());
        QVERIFY(!pg::Connection::open(all.first().endpoint));
        store::Settings settings(m_store);
        jobs::JobList jobs;
        app::SampleServer server(jobs, m_store, settings, options(u"kept"_s));
        QSignalSpy started(&server, &app::SampleServer::started);
        server.start();
        QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, patience);
        QVERIFY(pg::Connection::open(all.first().endpoint));
        QVERIFY(jobs.jobs().isEmpty());

        // Two Howdahs share it: the second finds it running.
        app::SampleServer second(jobs, m_store, settings, options(u"kept"_s));
        QSignalSpy found(&second, &app::SampleServer::started);
        second.start();
        QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1, patience);
    }

    void nothingIsStartedThatWasNeverMade()
    {
        store::Settings settings(m_store);
        jobs::JobList jobs;
        app::SampleServer server(jobs, m_store, settings, options(u"never"_s));
        QSignalSpy started(&server, &app::SampleServer::started);
        QSignalSpy failed(&server, &app::SampleServer::failed);
        server.start();
        QVERIFY(!started.wait(300));
        QVERIFY(failed.isEmpty());
        QVERIFY(!QDir(m_folder.filePath(u"never"_s)).exists());
    }

    void withoutPostgresqlItSaysWhatIsMissing()
    {
        store::Settings settings(m_store);
        jobs::JobList jobs;
        auto without = options(u"none"_s);
        without.installations = [] { return QList<sandbox::Installation>(); };
        app::SampleServer server(jobs, m_store, settings, without);
        QSignalSpy failed(&server, &app::SampleServer::failed);
        server.prepare();
        QTRY_COMPARE(failed.size(), 1);
        const auto error = failed.first().first().value<Error>();
        QCOMPARE(error.kind, Error::Kind::NotFound);
        QVERIFY2(error.hint.contains("Install PostgreSQL"_L1), qUtf8Printable(error.toText()));
    }

    void cancellingLeavesNothingHalfMade()
    {
        store::Settings settings(m_store);
        jobs::JobList jobs;
        const auto how = options(u"cancelled"_s);
        app::SampleServer server(jobs, m_store, settings, how);
        QSignalSpy failed(&server, &app::SampleServer::failed);
        server.prepare();
        jobs::Job *job = jobs.jobs().first();
        job->cancel();
        QTRY_COMPARE_WITH_TIMEOUT(job->state(), jobs::Job::State::Cancelled, patience);
        QVERIFY(failed.isEmpty());
        QSignalSpy prepared(&server, &app::SampleServer::prepared);
        server.prepare();
        QTRY_COMPARE_WITH_TIMEOUT(prepared.size() + failed.size(), 1, patience);
        QCOMPARE(prepared.size(), 1);
    }

    void mayGoWhileItWorks()
    {
        store::Settings settings(m_store);
        jobs::JobList jobs;
        auto server =
            std::make_unique<app::SampleServer>(jobs, m_store, settings, options(u"gone"_s));
        server->prepare();
        jobs::Job *job = jobs.jobs().first();
        QTRY_VERIFY_WITH_TIMEOUT(!job->step().isEmpty(), patience);
        server.reset();
        QTRY_VERIFY_WITH_TIMEOUT(job->state() != jobs::Job::State::Running, patience);
        QVERIFY(
            !pg::Connection::open(sandbox::KeptServer::endpointOf(m_folder.filePath(u"gone"_s))));
    }
};

QTEST_GUILESS_MAIN(TestSampleServer)
#include "tst_sampleserver.moc"
