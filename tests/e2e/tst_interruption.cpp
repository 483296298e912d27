#include "support/testserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace howdah;

namespace {

/// howdahctl, as a shell would start it.
class Ctl final
{
public:
    explicit Ctl(const QStringList &arguments)
    {
        m_process.setProgram(QStringLiteral(HOWDAHCTL));
        m_process.setArguments(arguments);
        // What starts the tests may ignore interrupts, and children inherit that.
        m_process.setChildProcessModifier([] {
            ::signal(SIGINT, SIG_DFL);
            ::signal(SIGTERM, SIG_DFL);
        });
        m_process.start();
    }
    Q_DISABLE_COPY_MOVE(Ctl)
    ~Ctl()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    void send(int signal) const { ::kill(pid_t(m_process.processId()), signal); }
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    bool waitForEnd(int milliseconds = 10'000)
    {
        const bool ended = m_process.waitForFinished(milliseconds);
        m_errors += m_process.readAllStandardError();
        return ended;
    }
    [[nodiscard]] int code() const { return m_process.exitCode(); }
    [[nodiscard]] bool wasKilled() const { return m_process.exitStatus() == QProcess::CrashExit; }
    const QByteArray &errors()
    {
        m_errors += m_process.readAllStandardError();
        return m_errors;
    }

private:
    QProcess m_process;
    QByteArray m_errors;
};

} // namespace

/// Whoever presses Ctrl+C gets a prompt end, a word about what is left, and no rubbish.
class TestInterruption final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_database;

    [[nodiscard]] QStringList with(const QStringList &arguments) const
    {
        return arguments + QStringList{u"--workspace"_s, m_folder->filePath(u"workspace.sqlite"_s),
                                       u"--dsn"_s, m_server.conninfo(m_database)};
    }

    void write(const QString &name, const QByteArray &content) const
    {
        const QString path = m_folder->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qUtf8Printable(path));
    }

    /// Waits until a statement that matches @p pattern runs in the test's database.
    [[nodiscard]] bool serverRuns(const QString &pattern) const
    {
        return serverRuns(pattern, m_database);
    }
    [[nodiscard]] bool serverRuns(const QString &pattern, const QString &database) const
    {
        auto connection = m_server.connect();
        return QTest::qWaitFor(
            [&] {
                const auto rows = connection.query(
                    u"SELECT count(*) FROM pg_stat_activity WHERE state = 'active' "
                    u"AND datname = $1 AND query ~* $2"_s,
                    {database, pattern});
                return rows && rows->integer(0, 0) > 0;
            },
            60'000);
    }

    /// Nothing of howdahctl is left on the server.
    [[nodiscard]] bool serverIsQuiet() const
    {
        auto connection = m_server.connect();
        return QTest::qWaitFor(
            [&] {
                const auto rows = connection.query(
                    u"SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' "
                    u"AND application_name ~ '^(howdahctl|howdah-|howdah demo|pg_)'"_s);
                return rows && rows->integer(0, 0) == 0;
            },
            5'000);
    }

    [[nodiscard]] QStringList filesIn(const QString &folder) const
    {
        return QDir(m_folder->filePath(folder))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }
    void init()
    {
        m_database = m_server.createDatabase();
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(u"out"_s));
    }

    void anExportLeavesTheFileAsItWas_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("signal");
        const QString many = u"SELECT generate_series(1, 2000000000)"_s;
        QTest::newRow("csv") << u"csv"_s << many << SIGINT;
        QTest::newRow("xlsx") << u"xlsx"_s << many << SIGTERM;
        QTest::newRow("json") << u"json"_s << many << SIGINT;
        QTest::newRow("waiting") << u"ndjson"_s << u"SELECT pg_sleep(100)"_s << SIGTERM;
    }

    void anExportLeavesTheFileAsItWas()
    {
        QFETCH(const QString, format);
        QFETCH(const QString, query);
        QFETCH(const int, signal);
        write(u"out/rows"_s, "as before");
        Ctl ctl(with({u"export"_s, u"--format"_s, format, u"--query"_s, query, u"-o"_s,
                      m_folder->filePath(u"out/rows"_s)}));
        QVERIFY(serverRuns(u"generate_series|pg_sleep"_s));
        ctl.send(signal);
        QVERIFY(ctl.waitForEnd());
        QVERIFY2(!ctl.wasKilled(), ctl.errors().constData());
        QCOMPARE(ctl.code(), 4);
        QVERIFY2(ctl.errors().contains("Interrupted before it was done."),
                 ctl.errors().constData());
        QCOMPARE(filesIn(u"out"_s), QStringList{u"rows"_s});
        QFile file(m_folder->filePath(u"out/rows"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "as before");
        QVERIFY(serverIsQuiet());
    }

    void aBackupLeavesNothing()
    {
        m_server.psql(u"CREATE TABLE a AS SELECT generate_series(1, 1000) AS i"_s, m_database);
        auto blocker = m_server.connect(m_database);
        QVERIFY(blocker.execute(u"BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE"_s));
        Ctl ctl(with({u"backup"_s, u"create"_s, u"--folder"_s, m_folder->filePath(u"out"_s)}));
        QVERIFY(serverRuns(u"^LOCK TABLE"_s)); // by pg_dump
        QVERIFY(!filesIn(u"out"_s).isEmpty());
        ctl.send(SIGINT);
        QVERIFY(ctl.waitForEnd());
        QCOMPARE(ctl.code(), 4);
        QVERIFY2(ctl.errors().contains("Interrupted before it was done. There is no new backup"),
                 ctl.errors().constData());
        QCOMPARE(filesIn(u"out"_s), QStringList());
        QVERIFY(serverIsQuiet());
    }

    void migrationsSayWhatIsIn()
    {
        write(u"m/1_a.up.sql"_s, "CREATE TABLE a (id int);\n");
        write(u"m/2_b.up.sql"_s, "CREATE TABLE b (id int);\nSELECT pg_sleep(100);\n");
        Ctl ctl(with({u"apply"_s, u"--migrations"_s, m_folder->filePath(u"m"_s)}));
        QVERIFY(serverRuns(u"pg_sleep"_s));
        ctl.send(SIGINT);
        QVERIFY(ctl.waitForEnd());
        QCOMPARE(ctl.code(), 4);
        QVERIFY2(ctl.errors().contains("Interrupted before it was done."),
                 ctl.errors().constData());
        QVERIFY2(ctl.errors().contains("1 of 2"), ctl.errors().constData());
        QCOMPARE(m_server.psql(u"SELECT to_regclass('a') IS NOT NULL, to_regclass('b') IS NULL"_s,
                               m_database),
                 u"t|t\n"_s);
        QVERIFY(serverIsQuiet());
    }

    void seedsSayWhatIsIn()
    {
        write(u"migrations/1_a.up.sql"_s, "CREATE TABLE a (id int);\n");
        write(u"seeds/1_a.sql"_s, "INSERT INTO a VALUES (1);\n");
        write(u"seeds/2_b.sql"_s, "INSERT INTO a VALUES (2);\nSELECT pg_sleep(100);\n");
        m_server.psql(u"CREATE TABLE a (id int)"_s, m_database);
        Ctl ctl(with({u"seed"_s, u"--migrations"_s, m_folder->filePath(u"migrations"_s)}));
        QVERIFY(serverRuns(u"pg_sleep"_s));
        ctl.send(SIGTERM);
        QVERIFY(ctl.waitForEnd());
        QCOMPARE(ctl.code(), 4);
        QVERIFY2(ctl.errors().contains("1 file is in, 1 left no trace. To go on, load again"),
                 ctl.errors().constData());
        QCOMPARE(m_server.psql(u"SELECT * FROM a"_s, m_database), u"1\n"_s);
    }

    void theDemoGoesOnLater()
    {
        Ctl ctl(with({u"demo"_s, u"prepare"_s, u"--system"_s, u"orchestrator"_s, u"--migrations"_s,
                      QStringLiteral(HOWDAH_SOURCE_DIR "/migrations"), u"--days"_s, u"20"_s,
                      u"--scale"_s, u"30"_s}));
        QVERIFY(serverRuns(u"^COPY"_s, u"orchestrator"_s));
        ctl.send(SIGINT);
        QVERIFY(ctl.waitForEnd());
        QCOMPARE(ctl.code(), 4);
        QVERIFY2(ctl.errors().contains("the same command goes on from there"),
                 ctl.errors().constData());
        QVERIFY(serverIsQuiet());
        Ctl again(
            with({u"demo"_s, u"prepare"_s, u"--system"_s, u"orchestrator"_s, u"--migrations"_s,
                  QStringLiteral(HOWDAH_SOURCE_DIR "/migrations"), u"--days"_s, u"5"_s}));
        QVERIFY(again.waitForEnd(120'000));
        QVERIFY2(again.code() == 0, again.errors().constData());
    }

    void theSecondOneEndsItAtOnce()
    {
        Ctl ctl(with({u"export"_s, u"--query"_s, u"SELECT pg_sleep(100)"_s}));
        QVERIFY(serverRuns(u"pg_sleep"_s));
        m_server.freeze(); // which keeps the first one waiting for an answer
        ctl.send(SIGINT);
        const bool told =
            QTest::qWaitFor([&] { return ctl.errors().contains("once more ends it at once"); });
        const bool waits = ctl.isRunning();
        QElapsedTimer timer;
        timer.start();
        ctl.send(SIGINT);
        const bool ended = ctl.waitForEnd();
        const qint64 took = timer.elapsed();
        m_server.thaw();
        QVERIFY(told);
        QVERIFY(waits);
        QVERIFY(ended);
        QVERIFY(ctl.wasKilled());
        QVERIFY2(took < 1000, qPrintable(QString::number(took)));
    }
};

QTEST_GUILESS_MAIN(TestInterruption)
#include "tst_interruption.moc"
