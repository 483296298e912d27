#include "backup/create.h"
#include "backup/preflight.h"
#include "backup/restore.h"
#include "backup/verify.h"
#include "process/tools.h"
#include "support/testserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

#include <sys/mount.h>

using namespace howdah;
using namespace Qt::StringLiterals;

namespace {

constexpr auto canary = "c4nary:\\pass"_L1;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void overwrite(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        qFatal("a file cannot be written");
}

/// Processes whose command line contains all @p words.
QList<qint64> processesWith(const QByteArrayList &words)
{
    QList<qint64> pids;
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QByteArray line = contentOf(u"/proc/"_s + entry + u"/cmdline"_s);
        const bool all =
            std::ranges::all_of(words, [&](const QByteArray &word) { return line.contains(word); });
        if (entry.toLongLong() > 0 && !line.isEmpty() && all)
            pids += entry.toLongLong();
    }
    return pids;
}

QString largestFile(const QString &folder)
{
    const auto files = QDir(folder).entryInfoList(QDir::Files, QDir::Size);
    return files.isEmpty() ? QString() : files.constFirst().filePath();
}

} // namespace

/// What a person is left with after each mishap: never a backup that is none, never a lost one,
/// nothing running on.
class TestFaults final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_database;

    /// A create() or restore() on its own thread.
    template<typename T>
    struct Running
    {
        CancellationSource source;
        jobs::JobControl control{source.token()};
        std::optional<Result<T>> result;
        std::thread thread;

        template<typename Work>
        explicit Running(Work work)
            : thread([this, work] { result = work(control); })
        {}
        Q_DISABLE_COPY_MOVE(Running)
        ~Running()
        {
            source.cancel();
            if (thread.joinable())
                thread.join();
        }
        Result<T> join()
        {
            thread.join();
            return *result;
        }
    };

    [[nodiscard]] backup::CreateOptions into() const
    {
        return {.folder = m_folder->path(), .name = u"b"_s};
    }

    static jobs::JobControl &quiet()
    {
        static jobs::JobControl control{CancellationToken()};
        return control;
    }

    backup::Backup make(backup::Format format = backup::Format::Custom,
                        const QString &compression = {})
    {
        auto options = into();
        options.format = format;
        options.compression = compression;
        const auto made = backup::create(m_server.endpoint(m_database), options, quiet());
        if (!made)
            qFatal("%s", qUtf8Printable(made.error().toText()));
        return *made;
    }

    [[nodiscard]] bool folderIsEmpty() const
    {
        return QDir(m_folder->path())
            .isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    [[nodiscard]] int dumpSessions() const
    {
        auto connection = m_server.connect();
        return int(
            connection
                .query(
                    u"SELECT count(*) FROM pg_stat_activity WHERE application_name ~ '^howdah-'"_s)
                ->integer(0, 0));
    }

    /// The process id of the pg_dump that writes into our folder, once it is there.
    qint64 waitForDump()
    {
        const QDeadlineTimer deadline(20'000);
        while (!deadline.hasExpired()) {
            const auto pids = processesWith({"pg_dump", m_folder->path().toUtf8()});
            if (!pids.isEmpty() && dumpSessions() >= 2)
                return pids.constFirst();
            QThread::msleep(20);
        }
        return -1;
    }

    /// A folder with a pg_dump that does as @p script says ($REAL is the true one) and otherwise
    /// answers for its version.
    QString fakeTool(const QByteArray &script)
    {
        const QString folder = m_folder->path() + u"-tools"_s;
        QDir().mkpath(folder);
        const auto tool = process::chooseTool(u"pg_dump"_s, m_server.connect().serverVersion(),
                                              process::programFolders({}));
        if (!tool)
            qFatal("%s", qUtf8Printable(tool.error().toText()));
        const QByteArray real = tool->path.toUtf8();
        overwrite(folder + u"/pg_dump"_s, "#!/bin/sh\nREAL=" + real +
                                              "\n[ \"$1\" = --version ] && exec $REAL --version\n" +
                                              script);
        QFile::setPermissions(folder + u"/pg_dump"_s,
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return folder;
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_database = m_server.createDatabase(u"source"_s);
        m_server.psql(
            u"CREATE TABLE a AS SELECT i, md5(i::text) AS t FROM generate_series(1, 5000) i;"
            "CREATE TABLE b AS SELECT i, md5(i::text) AS t FROM generate_series(1, 6000) i"_s,
            m_database);
    }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup()
    {
        QDir(m_folder->path() + u"-tools"_s).removeRecursively();
        if (m_server.isRunning()) {
            auto connection = m_server.connect();
            QTRY_COMPARE(dumpSessions(), 0);
        }
    }

    void cancelledDump_leavesNothingWithinTwoSeconds()
    {
        auto blocker = m_server.connect(m_database);
        QVERIFY(blocker.execute(u"BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE"_s));
        Running<backup::Backup> running([&](jobs::JobControl &control) {
            return backup::create(m_server.endpoint(m_database), into(), control);
        });
        QVERIFY(waitForDump() > 0);
        // While it runs it is listed as what it is.
        QCOMPARE(backup::scan(m_folder->path())->constFirst().state, backup::State::Running);
        QElapsedTimer clock;
        clock.start();
        running.source.cancel();
        const auto result = running.join();
        QVERIFY(clock.elapsed() < 2000);
        QVERIFY(!result);
        QVERIFY(result.error().isCancelled());
        QTRY_COMPARE_WITH_TIMEOUT(dumpSessions(), 0, 2000 - int(clock.elapsed()) + 500);
        QVERIFY(folderIsEmpty());
    }

    void killedDumpTool_leavesNothing()
    {
        auto blocker = m_server.connect(m_database);
        QVERIFY(blocker.execute(u"BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE"_s));
        Running<backup::Backup> running([&](jobs::JobControl &control) {
            return backup::create(m_server.endpoint(m_database), into(), control);
        });
        const qint64 pid = waitForDump();
        QVERIFY(pid > 0);
        ::kill(pid_t(pid), SIGKILL);
        const auto result = running.join();
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::ToolFailed);
        QVERIFY2(result.error().message.contains("signal 9"_L1),
                 qUtf8Printable(result.error().toText()));
        QVERIFY(folderIsEmpty());
    }

    void killedHowdah_leavesAPartialThatIsNoBackup()
    {
        auto blocker = m_server.connect(m_database);
        QVERIFY(blocker.execute(u"BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE"_s));
        QProcess howdah;
        howdah.setProgram(QCoreApplication::applicationFilePath());
        howdah.setArguments({m_server.conninfo(m_database), m_folder->path()});
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOWDAH_BACKUP_CHILD"_s, u"1"_s);
        howdah.setProcessEnvironment(environment);
        howdah.start();
        QVERIFY(waitForDump() > 0);
        howdah.kill();
        QVERIFY(howdah.waitForFinished());
        // The kernel interrupts pg_dump when its parent is gone.
        QTRY_VERIFY(processesWith({"pg_dump", m_folder->path().toUtf8()}).isEmpty());

        const auto backups = backup::scan(m_folder->path());
        QCOMPARE(backups->size(), 1);
        const auto &partial = backups->constFirst();
        QCOMPARE(partial.state, backup::State::Partial);
        const auto restored = backup::restore(m_server.endpoint(),
                                              {.path = partial.path, .database = u"r"_s}, quiet());
        QVERIFY(!restored);
        QVERIFY(!m_server.hasDatabase(u"r"_s));
        QVERIFY(backup::remove(partial.path));
        QVERIFY(folderIsEmpty());
    }

    void silentToolFailure_isNoSuccess()
    {
        auto options = into();
        options.toolFolder = fakeTool("exit 1\n");
        const auto result = backup::create(m_server.endpoint(m_database), options, quiet());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::ToolFailed);
        QVERIFY(folderIsEmpty());
    }

    void toolThatWritesNothing_isNoSuccess()
    {
        auto options = into();
        options.toolFolder = fakeTool("exit 0\n");
        const auto result = backup::create(m_server.endpoint(m_database), options, quiet());
        QVERIFY(!result);
        QVERIFY(folderIsEmpty());
    }

    void toolThatDumpsFewerRows_isNoSuccess()
    {
        const QString half = m_server.createDatabase(u"half"_s);
        m_server.psql(
            u"CREATE TABLE a AS SELECT i, md5(i::text) AS t FROM generate_series(1, 2500) i;"
            "CREATE TABLE b AS SELECT i, md5(i::text) AS t FROM generate_series(1, 6000) i"_s,
            half);
        auto options = into();
        options.format = backup::Format::Custom;
        options.toolFolder =
            fakeTool("while [ $# -gt 0 ]; do [ \"$1\" = --file ] && FILE=$2; shift; done\n"
                     "exec $REAL --format custom --file \"$FILE\" --dbname '" +
                     m_server.conninfo(half).toUtf8().replace("'", "'\\''") + "'\n");
        const auto result = backup::create(m_server.endpoint(m_database), options, quiet());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Corrupt);
        QVERIFY2(
            result.error().detail.contains("public.a has 2500 rows in the dump instead of 5000"_L1),
            qUtf8Printable(result.error().toText()));
        QVERIFY(folderIsEmpty());
    }

    void fullDisk_isSaidAndFreedAgain()
    {
        const QString disk = m_folder->filePath(u"disk"_s);
        QDir().mkpath(disk);
        if (::mount("tmpfs", qUtf8Printable(disk), "tmpfs", 0, "size=96k") != 0)
            QSKIP("only root can make a small disk");
        auto options = into();
        options.folder = disk;
        options.compression = u"none"_s;
        const auto result = backup::create(m_server.endpoint(m_database), options, quiet());
        auto connection = m_server.connect(m_database);
        const auto checked = backup::preflight(connection, options, {});
        const bool empty = QDir(disk).isEmpty();
        ::umount(qUtf8Printable(disk));
        QVERIFY(!result);
        QVERIFY2(result.error().kind == Error::Kind::DiskFull,
                 qUtf8Printable(result.error().toText()));
        QVERIFY(empty);
        QVERIFY(checked);
        QVERIFY(checked->isBlocked());
    }

    void unwritableFolder_isSaidBefore()
    {
        overwrite(m_folder->filePath(u"file"_s), "x");
        auto options = into();
        options.folder = m_folder->filePath(u"file"_s);
        auto connection = m_server.connect(m_database);
        const auto checked = backup::preflight(connection, options, {});
        QVERIFY(checked);
        QVERIFY(checked->isBlocked());
        const auto result = backup::create(m_server.endpoint(m_database), options, quiet());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Io);
    }

    void secondBackupOfTheSameName_leavesTheFirst()
    {
        const auto first = make();
        const auto second = backup::create(m_server.endpoint(m_database), into(), quiet());
        QVERIFY(!second);
        QCOMPARE(second.error().kind, Error::Kind::Conflict);
        QCOMPARE(backup::inspect(first.path)->state, backup::State::Verified);
    }

    void everyDamageIsFound_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("compression");
        QTest::addColumn<QString>("damage");
        for (const auto &[name, format] : {std::pair("custom", backup::Format::Custom),
                                           std::pair("directory", backup::Format::Directory),
                                           std::pair("plain", backup::Format::Plain)}) {
            for (const char *compression : {"gzip:1", "none"}) {
                for (const char *damage :
                     {"cut", "flipped bit", "missing", "added", "manifest edited"}) {
                    QTest::addRow("%s, %s, %s", name, compression, damage)
                        << int(format) << QString::fromLatin1(compression)
                        << QString::fromLatin1(damage);
                }
            }
        }
        QTest::newRow("directory, swapped")
            << int(backup::Format::Directory) << u"gzip:1"_s << u"swapped"_s;
    }
    void everyDamageIsFound()
    {
        QFETCH(int, format);
        QFETCH(QString, compression);
        QFETCH(QString, damage);
        const auto made = make(backup::Format(format), compression);
        const QString dump = backup::dumpPath(made.path, backup::Format(format));
        const QString victim = QFileInfo(dump).isDir() ? largestFile(dump) : dump;
        QByteArray bytes = contentOf(victim);
        QVERIFY(bytes.size() > 1000);
        if (damage == "cut"_L1) {
            overwrite(victim, bytes.first(bytes.size() / 2));
        } else if (damage == "flipped bit"_L1) {
            bytes[bytes.size() / 2] = char(bytes.at(bytes.size() / 2) ^ 1);
            overwrite(victim, bytes);
        } else if (damage == "missing"_L1) {
            QVERIFY(QFile::remove(victim));
        } else if (damage == "added"_L1) {
            overwrite(made.path + u"/extra"_s, "x");
        } else if (damage == "manifest edited"_L1) {
            const QString manifest = made.path + u"/manifest.json"_s;
            overwrite(manifest, contentOf(manifest).replace("5000", "5001"));
        } else if (damage == "swapped"_L1) {
            const auto files = QDir(dump).entryInfoList({u"*.dat.gz"_s}, QDir::Files);
            QCOMPARE(files.size(), 2);
            const QByteArray first = contentOf(files.at(0).filePath());
            overwrite(files.at(0).filePath(), contentOf(files.at(1).filePath()));
            overwrite(files.at(1).filePath(), first);
        }
        const auto check = backup::verify(made.path, {}, quiet());
        QVERIFY2(check, check ? "" : qUtf8Printable(check.error().toText()));
        QVERIFY(!check->hasPassed());
        QCOMPARE(backup::inspect(made.path)->state, backup::State::Damaged);
    }

    void anUndamagedBackupPasses()
    {
        const auto made = make(backup::Format::Directory);
        const auto check = backup::verify(made.path, {}, quiet());
        QVERIFY2(check, check ? "" : qUtf8Printable(check.error().toText()));
        QVERIFY2(check->hasPassed(), qUtf8Printable(check->problems.join(u'\n')));
        QCOMPARE(backup::inspect(made.path)->state, backup::State::Verified);
    }

    void restoreOfADamagedDump_isNeverCalledDone()
    {
        const auto made = make(backup::Format::Custom, u"none"_s);
        const QString dump = backup::dumpPath(made.path, backup::Format::Custom);
        // One letter of a value: pg_restore has nothing to complain about, the row count is right.
        QByteArray bytes = contentOf(dump);
        const qsizetype at = bytes.indexOf("c4ca4238a0b923820dcc509a6f75849b");
        QVERIFY(at > 0);
        bytes[at] = 'd';
        overwrite(dump, bytes);
        const auto result =
            backup::restore(m_server.endpoint(), {.path = made.path, .database = u"r"_s}, quiet());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Corrupt);
        QVERIFY2(result.error().hint.contains("dropped"_L1),
                 qUtf8Printable(result.error().toText()));
        QVERIFY(!m_server.hasDatabase(u"r"_s));

        const auto kept = backup::restore(m_server.endpoint(),
                                          {.path = made.path,
                                           .database = u"kept"_s,
                                           .onFailure = backup::OnFailure::KeepDatabase},
                                          quiet());
        QVERIFY(!kept);
        QVERIFY(m_server.hasDatabase(u"kept"_s));
        m_server.psql(u"DROP DATABASE kept"_s, u"postgres"_s);

        const auto proof = backup::prove(made.path, {}, quiet());
        QVERIFY2(proof, proof ? "" : qUtf8Printable(proof.error().toText()));
        QVERIFY(!proof->hasPassed());
    }

    void proofWithoutAnExtension_isNoVerdict()
    {
        const auto made = make();
        auto manifest = made.manifest;
        manifest.extensions.append({.name = u"no_such_extension"_s, .version = u"1"_s});
        overwrite(made.path + u"/manifest.json"_s, backup::toJson(manifest));
        const auto proof = backup::prove(made.path, {}, quiet());
        QVERIFY(!proof);
        QCOMPARE(proof.error().kind, Error::Kind::Unsupported);
        // What this computer lacks says nothing about the backup.
        QCOMPARE(backup::inspect(made.path)->state, backup::State::Verified);
    }

    void proofOfAnotherSchema_fails()
    {
        const auto made = make();
        auto manifest = made.manifest;
        manifest.schemaHash = u"0"_s;
        overwrite(made.path + u"/manifest.json"_s, backup::toJson(manifest));
        const auto proof = backup::prove(made.path, {}, quiet());
        QVERIFY2(proof, proof ? "" : qUtf8Printable(proof.error().toText()));
        QCOMPARE(proof->problems.size(), 1);
        QVERIFY(proof->problems.constFirst().contains("schema"_L1));
    }

    void cancelledRestore_dropsItsDatabase()
    {
        m_server.psql(
            u"CREATE FUNCTION slow(int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';"
            "CREATE TABLE c (i int CHECK (slow(i)))"_s,
            m_database);
        const auto made = make();
        Running<backup::RestoreOutcome> running([&](jobs::JobControl &control) {
            return backup::restore(m_server.endpoint(), {.path = made.path, .database = u"r"_s},
                                   control);
        });
        QTRY_VERIFY(m_server.hasDatabase(u"r"_s));
        QElapsedTimer clock;
        clock.start();
        running.source.cancel();
        const auto result = running.join();
        m_server.psql(u"DROP TABLE c; DROP FUNCTION slow"_s, m_database);
        QVERIFY(clock.elapsed() < 5000);
        QVERIFY(!result);
        QVERIFY(result.error().isCancelled());
        QVERIFY(!m_server.hasDatabase(u"r"_s));
    }

    void missingExtension_isFatalWithARemedy()
    {
        // A dump that asks for an extension nobody has.
        const QString script = m_folder->filePath(u"x.sql"_s);
        overwrite(script, "CREATE TABLE t (i int);\nCREATE EXTENSION no_such_extension;\n");
        const auto result =
            backup::restore(m_server.endpoint(), {.path = script, .database = u"r"_s}, quiet());
        QVERIFY(!result);
        QVERIFY2(result.error().toText().contains("no_such_extension"_L1),
                 qUtf8Printable(result.error().toText()));
        QVERIFY(!m_server.hasDatabase(u"r"_s));
    }

    void readersWithoutRights_areToldBefore()
    {
        m_server.psql(u"CREATE ROLE reader LOGIN"_s, m_database);
        pg::Endpoint endpoint = m_server.endpoint(m_database);
        endpoint.setValue(u"user"_s, u"reader"_s);
        auto connection = pg::Connection::open(endpoint);
        QVERIFY(connection);
        const auto checked = backup::preflight(*connection, into(), {});
        QVERIFY2(checked, checked ? "" : qUtf8Printable(checked.error().toText()));
        QVERIFY(checked->isBlocked());
        QVERIFY(checked->findings.constFirst().text.contains("public.a"_L1));
        const auto result = backup::create(endpoint, into(), quiet());
        QVERIFY(!result);
        QVERIFY(folderIsEmpty());
    }

    void killedServer_leavesNothing()
    {
        auto blocker = m_server.connect(m_database);
        QVERIFY(blocker.execute(u"BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE"_s));
        Running<backup::Backup> running([&](jobs::JobControl &control) {
            return backup::create(m_server.endpoint(m_database), into(), control);
        });
        QVERIFY(waitForDump() > 0);
        m_server.kill();
        const auto result = running.join();
        QVERIFY(!result);
        QVERIFY2(result.error().kind == Error::Kind::ConnectionLost,
                 qUtf8Printable(result.error().toText()));
        QVERIFY(folderIsEmpty());
        m_server.start();
    }

    // The last ones: from here on the server wants a password.
    void passwordIsNowhereToBeSeen()
    {
        m_server.requirePassword(QByteArray(canary.data(), canary.size()));
        auto blocker = m_server.connect(m_database);
        QVERIFY(blocker.execute(u"BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE"_s));
        Running<backup::Backup> running([&](jobs::JobControl &control) {
            return backup::create(m_server.endpoint(m_database), into(), control);
        });
        const qint64 pid = waitForDump();
        QVERIFY(pid > 0);
        QVERIFY(processesWith({"c4nary"}).isEmpty());
        QVERIFY(!contentOf(u"/proc/%1/environ"_s.arg(pid)).contains("c4nary"));
        QVERIFY(contentOf(u"/proc/%1/environ"_s.arg(pid)).contains("PGPASSFILE"));
        QVERIFY(blocker.execute(u"ROLLBACK"_s));
        const auto result = running.join();
        QVERIFY2(result, result ? "" : qUtf8Printable(result.error().toText()));
        QVERIFY(!running.control.take().newLines.join(u'\n').contains("c4nary"_L1));
        QVERIFY(!contentOf(result->path + u"/manifest.json"_s).contains("c4nary"));

        const auto restored = backup::restore(m_server.endpoint(),
                                              {.path = result->path, .database = u"r"_s}, quiet());
        QVERIFY2(restored, restored ? "" : qUtf8Printable(restored.error().toText()));
    }

    void passwordFromACommand_reachesTheTools()
    {
        pg::Endpoint endpoint = m_server.endpoint(m_database);
        endpoint.setPassword({});
        endpoint.setPasswordCommand({u"echo"_s, QString(canary)});
        const auto result = backup::create(endpoint, into(), quiet());
        QVERIFY2(result, result ? "" : qUtf8Printable(result.error().toText()));
    }

    void wrongPassword_isSaidAsSuch()
    {
        pg::Endpoint endpoint = m_server.endpoint(m_database);
        endpoint.setPassword(Secret("wrong"_qba));
        const auto result = backup::create(endpoint, into(), quiet());
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::AuthenticationFailed);
        QVERIFY(folderIsEmpty());
    }
};

/// The Howdah that is killed.
static int backupChild(const QStringList &arguments)
{
    const auto endpoint = pg::Endpoint::parse(arguments.value(1));
    if (!endpoint)
        return 1;
    jobs::JobControl control{CancellationToken()};
    return backup::create(*endpoint, {.folder = arguments.value(2)}, control) ? 0 : 1;
}

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (qEnvironmentVariableIsSet("HOWDAH_BACKUP_CHILD"))
        return backupChild(QCoreApplication::arguments());
    TestFaults test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_faults.moc"
