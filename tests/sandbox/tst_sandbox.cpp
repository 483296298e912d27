#include "sandbox/folder.h"
#include "sandbox/server.h"
#include "support/testserver.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace howdah;
using namespace Qt::StringLiterals;

namespace {

bool isAlive(qint64 pid)
{
    if (::kill(pid_t(pid), 0) != 0)
        return false;
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    return !(file.open(QIODevice::ReadOnly) && file.readAll().contains(") Z "));
}

} // namespace

class TestSandbox final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void aServerIsPrivateAndNeedsNoNetwork()
    {
        auto connection = m_server.connect();
        QCOMPARE(connection.serverVersion(), m_server.installation().version);
        const auto listen = connection.query(u"SHOW listen_addresses"_s);
        QVERIFY(listen);
        QCOMPARE(listen->text(0, 0), QString());
        const QFileInfo folder(QFileInfo(m_server.dataFolder()).path());
        QVERIFY(!(folder.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther)));
    }

    void helpersTalkToIt()
    {
        const QString name = m_server.createDatabase(u"wei\"rd näme"_s);
        m_server.psql(u"CREATE TABLE t (a int); INSERT INTO t SELECT generate_series(1, 3);"_s,
                      name);
        QCOMPARE(m_server.psql(u"SELECT sum(a) FROM t"_s, name), u"6\n"_s);
        const QString dump = m_server.pgDump(name);
        QVERIFY2(dump.contains("CREATE TABLE public.t"_L1), qUtf8Printable(dump));
        QVERIFY(!dump.contains("restrict"_L1));
        QVERIFY(m_server.hasDatabase(name));
        QVERIFY(!m_server.hasDatabase(u"none"_s));
    }

    void equalDatabasesDumpEqually()
    {
        const QString a = m_server.createDatabase();
        const QString b = m_server.createDatabase();
        m_server.psql(u"CREATE TABLE x (i int); CREATE TABLE y (j int);"_s, a);
        m_server.psql(u"CREATE TABLE y (j int); CREATE TABLE x (i int);"_s, b);
        QCOMPARE(m_server.pgDump(a), m_server.pgDump(b));
    }

    void stopKeepsTheDataAndKillToo()
    {
        const QString name = m_server.createDatabase();
        m_server.psql(u"CREATE TABLE kept (a int);"_s, name);
        m_server.stop();
        QVERIFY(!m_server.isRunning());
        QVERIFY(!pg::Connection::open(m_server.endpoint()));
        m_server.start();
        QVERIFY(m_server.pgDump(name).contains("kept"_L1));
        m_server.psql(u"CHECKPOINT"_s, name);
        m_server.kill();
        QVERIFY(!m_server.isRunning());
        m_server.start();
        QVERIFY(m_server.pgDump(name).contains("kept"_L1));
    }

    void aFrozenServerAnswersLater()
    {
        auto connection = m_server.connect();
        m_server.freeze();
        const auto late = connection.query(u"SELECT 1"_s, {}, {.deadline = QDeadlineTimer(300)});
        QVERIFY(!late);
        m_server.thaw();
        auto again = m_server.connect();
        QVERIFY(again.query(u"SELECT 1"_s));
    }

    void nothingIsLeftBehind()
    {
        const QTemporaryDir base;
        QString data;
        qint64 pid = 0;
        {
            const auto server = sandbox::Server::create(m_server.installation(), options(base));
            QVERIFY2(server, server ? "" : qUtf8Printable(server.error().toText()));
            data = server->dataFolder();
            pid = server->pid();
            QVERIFY(isAlive(pid));
        }
        QVERIFY(!isAlive(pid));
        QVERIFY(!QFileInfo::exists(data));
        QVERIFY(QDir(baseOf(base)).isEmpty(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden));
    }

    void aKilledProgramLeavesNoServer()
    {
        const QTemporaryDir base;
        QProcess program;
        program.setProgram(QCoreApplication::applicationFilePath());
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOWDAH_SANDBOX_CHILD"_s, baseOf(base));
        program.setProcessEnvironment(environment);
        program.start();
        QTRY_VERIFY_WITH_TIMEOUT(program.canReadLine(), 60'000);
        const qint64 server = program.readLine().trimmed().toLongLong();
        QVERIFY(server > 0 && isAlive(server));

        // What is in use is left alone.
        QCOMPARE(sandbox::sweep(baseOf(base)), 0);
        QVERIFY(isAlive(server));

        program.kill();
        QVERIFY(program.waitForFinished());
        QTRY_VERIFY_WITH_TIMEOUT(!isAlive(server), 15'000);
        QCOMPARE(sandbox::sweep(baseOf(base)), 1);
        QVERIFY(QDir(baseOf(base)).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
    }

    void aServerThatCannotStartSaysWhy()
    {
        const QTemporaryDir base;
        auto broken = options(base);
        broken.settings.insert(u"shared_buffers"_s, u"nonsense"_s);
        const auto server = sandbox::Server::create(m_server.installation(), broken);
        QVERIFY(!server);
        QVERIFY2(server.error().toText().contains("shared_buffers"_L1),
                 qUtf8Printable(server.error().toText()));
        QVERIFY(QDir(baseOf(base)).entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty());
    }

    void cancellingStopsTheStart()
    {
        const QTemporaryDir base;
        CancellationSource source;
        source.cancel();
        const auto server = sandbox::Server::create(m_server.installation(), options(base),
                                                    {.token = source.token()});
        QVERIFY(!server);
        QVERIFY(server.error().isCancelled());
    }

    void theNearestVersionIsChosen()
    {
        const auto at = [](int version) {
            return sandbox::Installation{.programFolder = u"/pg%1"_s.arg(version),
                                         .version = version,
                                         .versionText = QString::number(version)};
        };
        const QList<sandbox::Installation> all{at(180'001), at(150'004), at(160'002)};
        QCOMPARE(sandbox::chooseInstallation(all)->version, 180'001);
        QCOMPARE(sandbox::chooseInstallation(all, 150'014)->version, 150'004);
        QCOMPARE(sandbox::chooseInstallation(all, 130'000)->version, 150'004);
        const auto none = sandbox::chooseInstallation(all, 190'000);
        QVERIFY(!none);
        QCOMPARE(none.error().kind, Error::Kind::NotFound);
        QVERIFY(none.error().detail.contains("/pg160002"_L1));
    }

    void passwordsCanBeRequired()
    {
        m_server.requirePassword("canary:\\"_qba);
        pg::Endpoint endpoint = m_server.endpoint();
        endpoint.setPassword(Secret("wrong"_qba));
        const auto refused = pg::Connection::open(endpoint);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::AuthenticationFailed);
        QCOMPARE(m_server.psql(u"SELECT 1"_s, u"postgres"_s), u"1\n"_s);
    }

private:
    static QString baseOf(const QTemporaryDir &folder) { return folder.path() + u"/b"_s; }

    static sandbox::Options options(const QTemporaryDir &base)
    {
        // The account that root's servers run as must be able to enter.
        QFile::setPermissions(base.path(),
                              QFile::permissions(base.path()) | QFile::ExeGroup | QFile::ExeOther);
        return {.baseFolder = baseOf(base)};
    }
};

/// The program that is killed: a server, its number on standard output, and no more to do.
static int sandboxChild(const QString &base)
{
    QFile::setPermissions(QFileInfo(base).path(), QFile::permissions(QFileInfo(base).path()) |
                                                      QFile::ExeGroup | QFile::ExeOther);
    const auto installation = sandbox::chooseInstallation(sandbox::findInstallations());
    if (!installation)
        return 1;
    const auto server = sandbox::Server::create(*installation, {.baseFolder = base});
    if (!server)
        return 1;
    while (server->pid() <= 0)
        QThread::msleep(10);
    printf("%lld\n", static_cast<long long>(server->pid()));
    fflush(stdout);
    QThread::sleep(600);
    return 0;
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (const QString base = qEnvironmentVariable("HOWDAH_SANDBOX_CHILD"); !base.isEmpty())
        return sandboxChild(base);
    TestSandbox test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_sandbox.moc"
