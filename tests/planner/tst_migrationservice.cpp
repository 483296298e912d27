#include "planner/migrationservice.h"
#include "support/testserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::planner;

/// The service as pages and jobs use it: futures for looking, a blocking run for doing.
class TestMigrationService final : public QObject
{
    Q_OBJECT

    // What was committed must survive a kill; the usual test server does not promise that.
    support::TestServer m_server{{.settings = {{u"synchronous_commit"_s, u"on"_s}}}};
    QString m_database;
    std::unique_ptr<QTemporaryDir> m_dir;

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_dir->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qUtf8Printable(name));
    }
    [[nodiscard]] std::shared_ptr<pg::Session> session() const
    {
        return std::make_shared<pg::Session>(
            [endpoint = m_server.endpoint(m_database)](const pg::CallLimits &limits) {
                return pg::Connection::open(endpoint, {}, limits);
            });
    }
    [[nodiscard]] std::shared_ptr<MigrationService> service() const
    {
        return std::make_shared<MigrationService>(session(), [this] { return session(); });
    }
    [[nodiscard]] Plan plan(const MigrationService &service) const
    {
        auto future = service.plan(m_dir->path(), {});
        future.waitForFinished();
        if (!future.result())
            qFatal("%s", qUtf8Printable(future.result().error().toText()));
        return *future.result();
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }
    void init()
    {
        m_database = m_server.createDatabase();
        m_dir = std::make_unique<QTemporaryDir>();
    }

    void plansAndApplies()
    {
        write(u"1_a.up.sql"_s, "CREATE TABLE a (id int);\n");
        const auto used = service();
        const auto made = plan(*used);
        QCOMPARE(made.toRun.size(), 1);
        int steps = 0;
        ApplyObserver observer;
        observer.stepDone = [&](const Step &, std::chrono::microseconds) { ++steps; };
        const auto report = used->prepareApply(made, {})(observer, {});
        QVERIFY2(!report.error, report.error ? qUtf8Printable(report.error->toText()) : "");
        QCOMPARE(steps, 1);
        QVERIFY(plan(*used).toRun.isEmpty());
    }

    void aCancelledRunStillSaysWhatIsIn()
    {
        write(u"1_a.up.sql"_s, "CREATE TABLE a (id int);\n");
        write(u"2_b.up.sql"_s, "SELECT pg_sleep(60);\n");
        const auto used = service();
        const auto run = used->prepareApply(plan(*used), {});
        CancellationSource source;
        ApplyObserver observer;
        observer.stepDone = [&](const Step &, std::chrono::microseconds) {
            std::thread([source]() mutable {
                std::this_thread::sleep_for(std::chrono::milliseconds(200));
                source.cancel();
            }).detach();
        };
        const auto report = run(observer, source.token());
        QVERIFY(report.error.has_value());
        QVERIFY(report.error->isCancelled());
        QCOMPARE(report.done, QStringList{u"1"_s});
        QCOMPARE(report.left, QStringList{u"2"_s});
    }

    void aServerThatIsGoneIsAnError()
    {
        write(u"1_a.up.sql"_s, "CREATE TABLE a (id int);\n");
        const auto used = service();
        const auto made = plan(*used);
        m_server.stop();
        const auto report = used->prepareApply(made, {})({}, {});
        m_server.start();
        QVERIFY(report.error.has_value());
        QCOMPARE(report.left, QStringList{u"1"_s});
    }

    void aServerKilledMidwayLeavesWhatWasCommitted()
    {
        write(u"1_a.up.sql"_s, "CREATE TABLE a (id int);\n");
        write(u"2_b.up.sql"_s, "CREATE TABLE b (id int);\nSELECT pg_sleep(60);\n");
        const auto used = service();
        const auto run = used->prepareApply(plan(*used), {});
        ApplyObserver observer;
        std::thread killer;
        observer.stepDone = [&](const Step &, std::chrono::microseconds) {
            killer = std::thread([this] {
                std::this_thread::sleep_for(std::chrono::milliseconds(300));
                m_server.kill();
            });
        };
        const auto report = run(observer, {});
        killer.join();
        QVERIFY(report.error.has_value());
        QVERIFY2(report.error->isConnectionGone(), qUtf8Printable(report.error->toText()));
        QCOMPARE(report.done, QStringList{u"1"_s});
        m_server.start();
        const auto now = plan(*service());
        QCOMPARE(now.steps.at(0).state, StepState::Applied);
        QCOMPARE(now.toRun, QList<qsizetype>{1});
        QCOMPARE(
            m_server.psql(u"SELECT count(*) FROM pg_tables WHERE tablename = 'b'"_s, m_database)
                .trimmed(),
            u"0"_s);
    }
};

QTEST_GUILESS_MAIN(TestMigrationService)
#include "tst_migrationservice.moc"
