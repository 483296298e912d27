#include "cli/commands.h"
#include "cli/program.h"
#include "support/testserver.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::cli;

/// plan, apply, rollback, history and seed as a script meets them.
class TestMigrationCommands final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QString m_database;
    std::unique_ptr<QTemporaryDir> m_dir;
    QTemporaryDir m_workspace;
    QString m_out;
    QString m_err;

    void write(const QString &name, const QByteArray &content) const
    {
        QDir(m_dir->path()).mkpath(QFileInfo(name).path());
        QFile file(m_dir->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qUtf8Printable(name));
    }

    int run(QStringList arguments)
    {
        m_out.clear();
        m_err.clear();
        QTextStream out(&m_out);
        QTextStream err(&m_err);
        Program program(makeCommands(), [] { return nullptr; });
        arguments.prepend(u"howdahctl"_s);
        arguments += {u"--migrations"_s, m_dir->path(),
                      u"--dsn"_s,        m_server.conninfo(m_database),
                      u"--workspace"_s,  m_workspace.filePath(u"workspace.sqlite"_s)};
        return int(program.run(arguments, out, err));
    }
    [[nodiscard]] QJsonObject json() const
    {
        return QJsonDocument::fromJson(m_out.toUtf8()).object();
    }
    [[nodiscard]] QString ask(const QString &sql) const
    {
        return m_server.psql(sql, m_database).trimmed();
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }
    void init()
    {
        m_database = m_server.createDatabase();
        m_dir = std::make_unique<QTemporaryDir>();
        write(u"1_users.up.sql"_s,
              "-- who\nCREATE TABLE users (id int PRIMARY KEY);\nCREATE INDEX i ON users (id);\n");
        write(u"1_users.down.sql"_s, "DROP TABLE users;\n");
        write(u"2_names.up.sql"_s, "ALTER TABLE users ADD name text;\n");
        write(u"2_names.down.sql"_s, "ALTER TABLE users DROP name;\n");
    }

    void planSaysWhatWouldRunAndChangesNothing()
    {
        QCOMPARE(run({u"plan"_s, u"--format"_s, u"json"_s}), 0);
        const auto statements = json().value(u"statements"_s).toArray();
        QCOMPARE(statements.size(), 3);
        QCOMPARE(statements.at(0).toObject().value(u"file"_s).toString(), u"1_users.up.sql"_s);
        QCOMPARE(statements.at(0).toObject().value(u"line"_s).toInt(), 2);
        QCOMPARE(statements.at(0).toObject().value(u"sql"_s).toString(),
                 u"CREATE TABLE users (id int PRIMARY KEY)"_s);
        QCOMPARE(statements.at(0).toObject().value(u"transactional"_s), QJsonValue(true));
        QVERIFY(json().value(u"fingerprint"_s).toString().startsWith(u"sha256:"_s));
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"_s), u"0"_s);
        QCOMPARE(run({u"plan"_s}), 0);
        QVERIFY(m_out.contains(u"2 steps with 3 statements to apply"_s));
        QVERIFY2(m_err.isEmpty(), qUtf8Printable(m_err));
    }

    void theSqlIsAScriptForPsql()
    {
        QCOMPARE(run({u"plan"_s, u"--format"_s, u"sql"_s}), 0);
        m_server.psql(m_out, m_database);
        QCOMPARE(
            ask(u"SELECT count(*) FROM information_schema.columns WHERE table_name = 'users'"_s),
            u"2"_s);
    }

    void appliesAndGoesBack()
    {
        QCOMPARE(run({u"apply"_s, u"--to"_s, u"1"_s}), 0);
        QCOMPARE(ask(u"SELECT version FROM schema_migrations"_s), u"1"_s);
        QCOMPARE(run({u"apply"_s, u"--format"_s, u"json"_s}), 0);
        QCOMPARE(json().value(u"done"_s).toArray(), QJsonArray{u"2"_s});
        QCOMPARE(run({u"apply"_s}), 0);
        QVERIFY(m_out.contains(u"Nothing to do"_s));
        QCOMPARE(run({u"history"_s, u"--format"_s, u"json"_s}), 0);
        const auto histories = QJsonDocument::fromJson(m_out.toUtf8()).array();
        QCOMPARE(histories.at(0).toObject().value(u"tool"_s).toString(), u"golang-migrate"_s);
        QCOMPARE(run({u"rollback"_s, u"--dry-run"_s}), 0);
        QCOMPARE(ask(u"SELECT version FROM schema_migrations"_s), u"2"_s);
        QCOMPARE(run({u"rollback"_s}), 0);
        QCOMPARE(ask(u"SELECT version FROM schema_migrations"_s), u"1"_s);
        QCOMPARE(run({u"rollback"_s, u"--to"_s, u"base"_s}), 0);
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE tablename = 'users'"_s), u"0"_s);
    }

    void exitCodes()
    {
        write(u"3_extension.up.sql"_s, "CREATE EXTENSION no_such_thing;\n");
        QCOMPARE(run({u"plan"_s}), 1);
        QVERIFY(m_out.contains(u"extension-missing 3_extension.up.sql:1"_s));
        QCOMPARE(run({u"apply"_s}), 1);
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"_s), u"0"_s);
        write(u"3_extension.up.sql"_s, "SELECT 1;\nSELECT nonsense;\n");
        QCOMPARE(run({u"apply"_s}), 4);
        QVERIFY2(m_err.contains(u"3_extension.up.sql:2:8"_s) && m_err.contains(u"42703"_s) &&
                     m_err.contains(u"2 of 3 steps are in"_s),
                 qUtf8Printable(m_err));
        QCOMPARE(run({u"plan"_s, u"--to"_s, u"99"_s}), 4);
        QCOMPARE(run({u"plan"_s, u"--fail-on"_s, u"often"_s}), 2);
        QCOMPARE(run({u"plan"_s, u"--nonsense"_s}), 2);
    }

    void onlyTheApprovedPlan()
    {
        QCOMPARE(run({u"plan"_s, u"--format"_s, u"json"_s}), 0);
        const QString fingerprint = json().value(u"fingerprint"_s).toString();
        write(u"2_names.up.sql"_s, "ALTER TABLE users ADD name varchar(3);\n");
        QCOMPARE(run({u"apply"_s, u"--approved"_s, fingerprint}), 4);
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"_s), u"0"_s);
        write(u"2_names.up.sql"_s, "ALTER TABLE users ADD name text;\n");
        QCOMPARE(run({u"apply"_s, u"--approved"_s, fingerprint}), 0);
    }

    void seedsFollowTheirEnvironment()
    {
        QCOMPARE(run({u"apply"_s}), 0);
        write(u"seeds/001_users.sql"_s,
              "-- Three people\n-- howdah:environments development, test\nINSERT INTO users VALUES "
              "(1, 'a'), (2, 'b'), (3, 'c') ON CONFLICT DO NOTHING;\n");
        write(
            u"seeds/002_more.sql"_s,
            "INSERT INTO users SELECT 4, 'd' WHERE NOT EXISTS (SELECT FROM users WHERE id = 4);\n");
        QCOMPARE(run({u"seed"_s, u"--env"_s, u"production"_s}), 0);
        QVERIFY(m_out.contains(u"never loaded in production"_s));
        QCOMPARE(ask(u"SELECT count(*) FROM users"_s), u"0"_s);
        qputenv("DATABASE_SEED_ENV", "test");
        QCOMPARE(run({u"seed"_s}), 0);
        qunsetenv("DATABASE_SEED_ENV");
        QCOMPARE(ask(u"SELECT count(*) FROM users"_s), u"3"_s);
        QCOMPARE(run({u"seed"_s, u"--format"_s, u"json"_s}), 0);
        const auto table = json().value(u"tables"_s).toArray().at(0).toObject();
        QCOMPARE(table.value(u"table"_s).toString(), u"users"_s);
        QCOMPARE(table.value(u"before"_s).toInt(), 3);
        QCOMPARE(table.value(u"after"_s).toInt(), 4);
        QCOMPARE(run({u"seed"_s}), 0);
        QCOMPARE(ask(u"SELECT count(*) FROM users"_s), u"4"_s);
    }

    void aBrokenSeedLeavesNothing()
    {
        QCOMPARE(run({u"apply"_s}), 0);
        write(u"seeds/001.sql"_s, "INSERT INTO users VALUES (1, 'a');\n");
        write(u"seeds/002.sql"_s,
              "INSERT INTO users VALUES (2, 'b');\nINSERT INTO nowhere VALUES (1);\n");
        QCOMPARE(run({u"seed"_s}), 4);
        QVERIFY2(m_err.contains(u"002.sql:2:13"_s), qUtf8Printable(m_err));
        QCOMPARE(ask(u"SELECT count(*) FROM users"_s), u"1"_s);
    }
};

QTEST_GUILESS_MAIN(TestMigrationCommands)
#include "tst_migrationcommands.moc"
