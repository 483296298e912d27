#include "backup/create.h"
#include "backup/restore.h"
#include "connections/hub.h"
#include "e2e/processwatch.h"
#include "store/settings.h"
#include "store/store.h"
#include "support/testserver.h"

#include <QDirIterator>
#include <QLoggingCategory>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace howdah;

namespace {

/// What must not turn up. The password is this between characters that need escaping somewhere.
const QByteArray canary = "canary-" + QUuid::createUuid().toByteArray(QUuid::Id128);
const QByteArray password = "p:@/ \\'\"%" + canary;

std::mutex logMutex;
QByteArray everythingLogged;

void keepMessage(QtMsgType, const QMessageLogContext &context, const QString &message)
{
    const std::scoped_lock lock(logMutex);
    everythingLogged += QByteArray(context.category) + ": " + message.toUtf8() + '\n';
}

QByteArray logged()
{
    const std::scoped_lock lock(logMutex);
    return everythingLogged;
}

class NoKeychain final : public vault::Backend
{
public:
    void read(const QString &, const ReadDone &done) override
    {
        done(Error{.kind = Error::Kind::Unavailable});
    }
    void write(const QString &, const Secret &, const Done &done) override
    {
        done(Error{.kind = Error::Kind::Unavailable});
    }
    void remove(const QString &, const Done &done) override { done({}); }
};

/// Files below @p folder that hold the canary.
QStringList filesWithCanary(const QString &folder)
{
    QStringList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly) || file.readAll().contains(canary))
            found.append(file.fileName());
    }
    return found;
}

} // namespace

/// A password is nowhere but in memory and on its way to the server.
class TestCanary final : public QObject
{
    Q_OBJECT

    support::TestServer m_server{{.loopback = true}};
    QTemporaryDir m_home;
    QString m_database;

    [[nodiscard]] pg::Endpoint endpoint(const QByteArray &secret) const
    {
        pg::Endpoint endpoint;
        endpoint.setValue(u"host"_s, u"127.0.0.1"_s);
        endpoint.setValue(u"port"_s, QString::number(m_server.loopbackPort()));
        endpoint.setValue(u"user"_s, u"postgres"_s);
        endpoint.setValue(u"dbname"_s, m_database);
        if (!secret.isEmpty())
            endpoint.setPassword(Secret(secret));
        return endpoint;
    }

    /// Dumps and restores, and returns what was said meanwhile.
    QByteArray dumpAndRestore(const pg::Endpoint &source, const QString &target)
    {
        jobs::JobControl control{CancellationToken()};
        const auto made =
            backup::create(source, {.folder = m_home.filePath(u"backups"_s)}, control);
        if (!made)
            return "dump: " + made.error().toText().toUtf8();
        const auto restored =
            backup::restore(source, {.path = made->path, .database = target, .jobs = 2}, control);
        if (!restored)
            return "restore: " + restored.error().toText().toUtf8();
        return control.take().newLines.join(u'\n').toUtf8();
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        QVERIFY(m_home.isValid());
        m_database = m_server.createDatabase();
        m_server.psql(u"CREATE TABLE a AS SELECT i, repeat('x', 200) AS t "
                      "FROM generate_series(1, 50000) i; CREATE INDEX ON a (i);"_s,
                      m_database);
        m_server.requirePassword(password);
        QLoggingCategory::setFilterRules(u"*.debug=true\n*.info=true\nqt.*=false"_s);
        qInstallMessageHandler(keepMessage);
    }

    void cleanupTestCase() { qInstallMessageHandler(nullptr); }

    void theWatchIsAwake()
    {
        const e2e::ProcessWatch watch(canary);
        QProcess careless;
        careless.start(u"sleep"_s, {u"0.5"_s});
        QVERIFY(careless.waitForFinished());
        QVERIFY(watch.seen().contains("sleep"));
        QVERIFY(watch.findings().isEmpty());
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"PGPASSWORD"_s, QString::fromUtf8(canary));
        careless.setProcessEnvironment(environment);
        careless.start(u"sleep"_s, {u"0.5"_s});
        QVERIFY(careless.waitForFinished());
        QCOMPARE(watch.findings().size(), 1);
    }

    void aSavedConnection()
    {
        const e2e::ProcessWatch watch(canary);
        const QString path = m_home.filePath(u"workspace.sqlite"_s);
        {
            const auto opened = store::Store::open(path);
            QVERIFY(opened);
            store::Settings settings(opened->store);
            settings.set(u"window/test"_s, u"written"_s);
            connections::ProfileList profiles(opened->store);
            const auto vault = std::make_shared<vault::Vault>(std::make_unique<NoKeychain>());
            connections::ProductionLock lock;
            const auto record = std::make_shared<store::ExecutionRecord>(opened->store);
            connections::Hub hub(profiles, vault, lock, record);

            connections::Profile profile;
            profile.name = u"Canary"_s;
            profile.endpoint = endpoint(password);
            QSignalSpy changed(&profiles, &connections::ProfileList::changed);
            const auto saved = profiles.save(profile).result();
            QVERIFY(saved);
            QTRY_VERIFY(!changed.isEmpty());
            (void)vault->write(connections::secretKey(saved->id), Secret(password)).result();
            hub.setPassword(saved->id, Secret(password));

            const auto session = hub.session(saved->id, connections::Purpose::Run);
            const auto answer = session
                                    ->run<int>([](pg::Connection &connection,
                                                  const pg::CallLimits &limits) -> Result<int> {
                                        const auto rows =
                                            connection.query(u"SELECT 1"_s, {}, limits);
                                        if (!rows)
                                            return rows.error();
                                        return rows->text(0, 0).toInt();
                                    })
                                    .result();
            QVERIFY2(answer, answer ? "" : qUtf8Printable(answer.error().toText()));
            QCOMPARE(*answer, 1);
            QCOMPARE(filesWithCanary(m_home.path()), QStringList());
        }
        // Closed, everything has reached the file.
        QVERIFY(QFile::exists(path));
        QCOMPARE(filesWithCanary(m_home.path()), QStringList());
        QCOMPARE(watch.findings(), QStringList());
        QVERIFY(!logged().contains(canary));
    }

    void dumpAndRestoreWithAPasswordOfOurs()
    {
        const e2e::ProcessWatch watch(canary);
        const QByteArray said = dumpAndRestore(endpoint(password), u"restored_1"_s);
        QVERIFY2(m_server.hasDatabase(u"restored_1"_s), said.constData());
        QVERIFY(!said.contains(canary));
        QVERIFY2(watch.seen().contains("pg_dump"), "pg_dump did not come by");
        QVERIFY2(watch.seen().contains("pg_restore"), "pg_restore did not come by");
        QCOMPARE(watch.findings(), QStringList());
        QCOMPARE(filesWithCanary(m_home.path()), QStringList());
        QVERIFY(!logged().contains(canary));
    }

    void dumpAndRestoreWithAPasswordOfTheCaller()
    {
        // Put into our own environment after the start, it is not in /proc/self/environ; children
        // would inherit it.
        qputenv("PGPASSWORD", password);
        const e2e::ProcessWatch watch(canary);
        const QByteArray said = dumpAndRestore(endpoint({}), u"restored_2"_s);
        qunsetenv("PGPASSWORD");
        QVERIFY2(m_server.hasDatabase(u"restored_2"_s), said.constData());
        QVERIFY2(watch.seen().contains("pg_dump"), "pg_dump did not come by");
        QCOMPARE(watch.findings(), QStringList());
        QVERIFY(!logged().contains(canary));
    }

    void aRefusedPasswordIsNotRepeated()
    {
        const e2e::ProcessWatch watch(canary);
        jobs::JobControl control{CancellationToken()};
        const auto made = backup::create(endpoint("wrong " + password),
                                         {.folder = m_home.filePath(u"backups"_s)}, control);
        QVERIFY(!made);
        QCOMPARE(made.error().kind, Error::Kind::AuthenticationFailed);
        QVERIFY(!made.error().toText().toUtf8().contains(canary));
        QCOMPARE(watch.findings(), QStringList());
        QVERIFY(!logged().contains(canary));
    }

    void aPasswordInADsnIsRefusedWithoutRepeatingIt()
    {
        QProcess howdahctl;
        howdahctl.setProcessChannelMode(QProcess::MergedChannels);
        howdahctl.start(
            QStringLiteral(HOWDAHCTL),
            {u"export"_s, u"--query"_s, u"SELECT 1"_s, u"--workspace"_s,
             m_home.filePath(u"workspace.sqlite"_s), u"--dsn"_s,
             u"postgresql://postgres:"_s + QString::fromLatin1(canary) + u"@127.0.0.1/postgres"_s});
        QVERIFY(howdahctl.waitForFinished());
        const QByteArray said = howdahctl.readAll();
        QCOMPARE(howdahctl.exitCode(), 2);
        QVERIFY2(said.contains("password"), said.constData());
        QVERIFY2(!said.contains(canary), said.constData());
    }
};

QTEST_GUILESS_MAIN(TestCanary)
#include "tst_canary.moc"
