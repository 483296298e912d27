#include "cli/backupcommand.h"
#include "cli/program.h"
#include "support/testserver.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::cli;

class TestBackupCommand final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QTemporaryDir m_folder;
    QString m_database;
    QString m_out;
    QString m_err;

    ExitCode run(const QStringList &arguments)
    {
        m_out.clear();
        m_err.clear();
        std::vector<std::unique_ptr<Command>> commands;
        commands.push_back(std::make_unique<BackupCommand>());
        Program program(std::move(commands), [] { return nullptr; });
        QTextStream out(&m_out);
        QTextStream err(&m_err);
        return program.run(
            QStringList{u"howdahctl"_s, u"backup"_s, u"--folder"_s, m_folder.path()} + arguments,
            out, err);
    }

    [[nodiscard]] QStringList dsn() const { return {u"--dsn"_s, m_server.conninfo(m_database)}; }

    [[nodiscard]] QJsonDocument json() const { return QJsonDocument::fromJson(m_out.toUtf8()); }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_database = m_server.createDatabase(u"shop"_s);
        m_server.psql(u"CREATE TABLE a AS SELECT i FROM generate_series(1, 10) i"_s, m_database);
    }

    void mistakesAreExplained()
    {
        QCOMPARE(run({}), ExitCode::Usage);
        QCOMPARE(run({u"explode"_s}), ExitCode::Usage);
        QCOMPARE(run({u"verify"_s}), ExitCode::Usage);
        QCOMPARE(run(QStringList{u"create"_s, u"--layout"_s, u"zip"_s} + dsn()), ExitCode::Usage);
        QCOMPARE(run(QStringList{u"restore"_s, u"x"_s} + dsn()), ExitCode::Usage);
        QVERIFY(m_err.contains("--into"_L1));
    }

    void aServerThatIsNotThereIsSaid()
    {
        QCOMPARE(run({u"create"_s, u"--dsn"_s, u"host=/nowhere dbname=x"_s}),
                 ExitCode::CannotConnect);
    }

    void aNightlyRound()
    {
        QCOMPARE(run(QStringList{u"create"_s, u"--dry-run"_s} + dsn()), ExitCode::Fine);
        QVERIFY(m_out.contains("--snapshot"_L1));
        QCOMPARE(run({u"list"_s, u"--format"_s, u"json"_s}), ExitCode::Fine);
        QVERIFY(json().isArray());
        QCOMPARE(json().array().size(), 0);

        QCOMPARE(run(QStringList{u"create"_s, u"--name"_s, u"night"_s, u"--format"_s, u"json"_s} +
                     dsn()),
                 ExitCode::Fine);
        QCOMPARE(json()[u"state"].toString(), u"verified"_s);
        QCOMPARE(json()[u"rows"].toInteger(), 10);
        QVERIFY(m_err.isEmpty());

        QCOMPARE(run({u"list"_s}), ExitCode::Fine);
        QVERIFY(m_out.contains("night"_L1));
        QCOMPARE(run({u"show"_s, u"night"_s}), ExitCode::Fine);
        QVERIFY(m_out.contains("public.a"_L1));
        QCOMPARE(run({u"verify"_s, u"night"_s, u"--format"_s, u"json"_s}), ExitCode::Fine);
        QVERIFY(json()[u"passed"].toBool());

        QCOMPARE(run(QStringList{u"restore"_s, u"night"_s, u"--into"_s, u"shop_copy"_s,
                                 u"--format"_s, u"json"_s} +
                     dsn()),
                 ExitCode::Fine);
        QVERIFY(json()[u"compared"].toBool());
        QCOMPARE(m_server.pgDump(u"shop_copy"_s, {}), m_server.pgDump(m_database, {}));
        QCOMPARE(run(QStringList{u"restore"_s, u"night"_s, u"--into"_s, u"shop_copy"_s} + dsn()),
                 ExitCode::Failed);
        QVERIFY(m_err.contains("already"_L1));
    }

    void damageIsAFinding()
    {
        QCOMPARE(run(QStringList{u"create"_s, u"--name"_s, u"broken"_s, u"--layout"_s, u"plain"_s} +
                     dsn()),
                 ExitCode::Fine);
        QFile dump(m_folder.filePath(u"broken/dump.sql"_s));
        QVERIFY(dump.open(QIODevice::Append));
        dump.write("x");
        dump.close();
        QCOMPARE(run({u"verify"_s, u"broken"_s}), ExitCode::Findings);
        QVERIFY(m_out.contains("dump.sql"_L1));
        QCOMPARE(run({u"remove"_s, u"broken"_s}), ExitCode::Fine);
        QVERIFY(!QFileInfo::exists(m_folder.filePath(u"broken"_s)));
        QCOMPARE(run({u"remove"_s, m_folder.path()}), ExitCode::Usage);
    }
};

QTEST_GUILESS_MAIN(TestBackupCommand)
#include "tst_backupcommand.moc"
