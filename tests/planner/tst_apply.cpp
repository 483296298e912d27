#include "planner/apply.h"
#include "planner/changeproof.h"
#include "planner/folder.h"
#include "planner/runnerlock.h"
#include "support/testserver.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::planner;

/// Folders applied to a real server, and what the tools' own tables say afterwards.
class TestApply final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QString m_database;
    std::unique_ptr<QTemporaryDir> m_dir;

    void write(const QString &name, const QByteArray &content) const
    {
        QDir(m_dir->path()).mkpath(QFileInfo(name).path());
        QFile file(m_dir->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qUtf8Printable(name));
    }
    [[nodiscard]] QString ask(const QString &sql) const
    {
        return m_server.psql(sql, m_database).trimmed();
    }

    [[nodiscard]] Plan plan(const PlanOptions &options = {}) const
    {
        auto connection = m_server.connect(m_database);
        const auto folder = readFolder(m_dir->path());
        if (!folder)
            qFatal("%s", qUtf8Printable(folder.error().toText()));
        const auto facts = inspectDatabase(connection);
        if (!facts)
            qFatal("%s", qUtf8Printable(facts.error().toText()));
        const auto made = makePlan(*folder, *facts, options);
        if (!made)
            qFatal("%s", qUtf8Printable(made.error().toText()));
        return *made;
    }
    [[nodiscard]] ApplyReport apply(const Plan &what) const
    {
        auto connection = m_server.connect(m_database);
        return applyPlan(connection, what);
    }
    static const char *why(const ApplyReport &report)
    {
        static QByteArray text;
        text = report.error ? (report.error->toText() + u'\n' + report.standing).toUtf8()
                            : QByteArray();
        return text.constData();
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }
    void init()
    {
        m_database = m_server.createDatabase();
        m_dir = std::make_unique<QTemporaryDir>();
    }

    void flyway()
    {
        write(u"V1__accounts.sql"_s, "create table a(id int);\ninsert into a values (1);\n");
        write(u"V2__more_things.sql"_s, "CREATE TABLE b (id int);\n");
        write(u"U2__more_things.sql"_s, "DROP TABLE b;\n");
        write(u"R__view.sql"_s, "CREATE OR REPLACE VIEW v AS SELECT id FROM a;\n");
        const auto report = apply(plan());
        QVERIFY2(!report.error, why(report));
        QCOMPARE(report.done, QStringList({u"1"_s, u"2"_s, u"view"_s}));
        QCOMPARE(
            ask(u"SELECT installed_rank, version, description, type, script, checksum, success "
                "FROM flyway_schema_history ORDER BY 1"_s),
            u"1|1|accounts|SQL|V1__accounts.sql|-346639793|t\n"
            "2|2|more things|SQL|V2__more_things.sql|%1|t\n3||view|SQL|R__view.sql|%2|t"_s
                .arg(flywayChecksum(u"CREATE TABLE b (id int);\n"_s))
                .arg(flywayChecksum(u"CREATE OR REPLACE VIEW v AS SELECT id FROM a;\n"_s)));
        QVERIFY(plan().toRun.isEmpty());

        const auto down = apply(plan({.direction = Direction::Down}));
        QVERIFY2(!down.error, why(down));
        QCOMPARE(down.done, QStringList{u"2"_s});
        QCOMPARE(ask(u"SELECT type, version FROM flyway_schema_history WHERE installed_rank = 4"_s),
                 u"UNDO_SQL|2"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE tablename = 'b'"_s), u"0"_s);

        write(u"R__view.sql"_s, "CREATE OR REPLACE VIEW v AS SELECT id, 1 AS one FROM a;\n");
        const auto again = plan();
        QCOMPARE(again.toRun.size(), 2);
        QVERIFY2(!apply(again).error, why(apply(again)));
        QVERIFY(plan().toRun.isEmpty());
    }

    void flywayTableIsTheTools()
    {
        write(u"V1__a.sql"_s, "SELECT 1;");
        QVERIFY(!apply(plan()).error);
        // The column list of Flyway's own DDL, as PostgreSQL sees it.
        QCOMPARE(
            ask(u"SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || "
                "CASE WHEN a.attnotnull THEN ' not null' ELSE '' END, ', ' ORDER BY a.attnum) FROM "
                "pg_attribute a "
                "WHERE a.attrelid = 'flyway_schema_history'::regclass AND a.attnum > 0"_s),
            u"installed_rank integer not null, version character varying(50), description "
            u"character varying(200) "
            "not null, type character varying(20) not null, script character varying(1000) not "
            "null, checksum "
            "integer, installed_by character varying(100) not null, installed_on timestamp without "
            "time zone not "
            "null, execution_time integer not null, success boolean not null"_s);
        QCOMPARE(ask(u"SELECT string_agg(indexrelid::regclass::text, ',' ORDER BY 1) FROM pg_index "
                     "WHERE indrelid = 'flyway_schema_history'::regclass"_s),
                 u"flyway_schema_history_pk,flyway_schema_history_s_idx"_s);
    }

    void golangMigrate()
    {
        write(u"1_a.up.sql"_s, "CREATE TABLE a (id int);");
        write(u"1_a.down.sql"_s, "DROP TABLE a;");
        write(u"2_b.up.sql"_s, "CREATE TABLE b (id int);");
        write(u"2_b.down.sql"_s, "DROP TABLE b;");
        QVERIFY(!apply(plan()).error);
        QCOMPARE(ask(u"SELECT version, dirty FROM schema_migrations"_s), u"2|f"_s);
        QVERIFY(!apply(plan({.direction = Direction::Down})).error);
        QCOMPARE(ask(u"SELECT version, dirty FROM schema_migrations"_s), u"1|f"_s);
        QVERIFY(!apply(plan({.direction = Direction::Down, .target = u"base"_s})).error);
        QCOMPARE(ask(u"SELECT count(*) FROM schema_migrations"_s), u"0"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE tablename IN ('a', 'b')"_s), u"0"_s);
    }

    void golangMigrateStaysDirtyWhenHalfDone()
    {
        write(u"1_a.up.sql"_s, "CREATE TABLE a (id int);");
        write(u"2_b.up.sql"_s,
              "INSERT INTO a VALUES (1), (1);\nCREATE UNIQUE INDEX CONCURRENTLY i ON a (id);");
        const auto report = apply(plan());
        QVERIFY(report.error.has_value());
        QCOMPARE(report.done, QStringList{u"1"_s});
        QCOMPARE(report.broken.value_or(QString()), u"2"_s);
        QCOMPARE(report.errorFile, u"2_b.up.sql"_s);
        QCOMPARE(report.errorPlace.line, 2);
        QVERIFY2(report.standing.contains(u"first 1 of 2"_s) &&
                     report.standing.contains(u"index i is invalid"_s),
                 qUtf8Printable(report.standing));
        QCOMPARE(ask(u"SELECT version, dirty FROM schema_migrations"_s), u"2|t"_s);
        QVERIFY(plan().isBlocked());
    }

    void aHistoryOfTheFoldersOwn()
    {
        write(u"init.sql"_s, "CREATE TABLE users (id int);");
        write(u"migrations/V001__versions.sql"_s, R"(
            CREATE TABLE schema_migrations (
                version text PRIMARY KEY CHECK (version ~ '^[0-9]{3,}$'), description text NOT NULL,
                checksum text NOT NULL CHECK (length(checksum) = 64), execution_time_ms integer NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now());
            CREATE FUNCTION in_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF EXISTS (SELECT FROM schema_migrations WHERE version >= NEW.version) THEN RAISE 'out of order'; END IF;
                RETURN NEW; END $$;
            CREATE TRIGGER in_order BEFORE INSERT ON schema_migrations FOR EACH ROW EXECUTE FUNCTION in_order();)");
        write(u"migrations/V002__names.sql"_s, "ALTER TABLE users ADD name text;");
        write(u"migrations/V003__broken.sql"_s, "ALTER TABLE nobody ADD name text;");
        const auto report = apply(plan());
        QCOMPARE(report.done, QStringList({u"init"_s, u"001"_s, u"002"_s}));
        QCOMPARE(report.error->sqlstate, u"42P01"_s);
        QCOMPARE(report.errorFile, u"migrations/V003__broken.sql"_s);
        QCOMPARE(ask(u"SELECT string_agg(version, ',' ORDER BY version) FROM schema_migrations"_s),
                 u"001,002"_s);
        const auto next = plan();
        QCOMPARE(next.steps.at(0).state, StepState::Applied);
        QCOMPARE(next.toRun, QList<qsizetype>{3});
    }

    void nothingIsInWhenTheHistoryIsNot()
    {
        write(u"init.sql"_s, "CREATE TABLE users (id int);");
        write(u"V001__versions.sql"_s,
              "CREATE TABLE schema_migrations (version text, checksum text);\nSELECT 1/0;");
        const auto report = apply(plan());
        QCOMPARE(report.error->sqlstate, u"22012"_s);
        QVERIFY(report.done.isEmpty());
        QCOMPARE(report.errorFile, u"V001__versions.sql"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"_s), u"0"_s);
    }

    void numbered()
    {
        write(u"init.sql"_s, "CREATE TABLE users (id int);");
        write(u"001_a.sql"_s, "BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\n");
        write(u"002_b.sql"_s, "SET search_path = '';\nCREATE TABLE public.b (id int);\n");
        write(u"002_b.down.sql"_s, "DROP TABLE b;\n");
        write(u"003_c.sql"_s, "CREATE TABLE c (id int);\n");
        const auto report = apply(plan());
        QVERIFY2(!report.error, why(report));
        QCOMPARE(
            ask(u"SELECT string_agg(version, ',' ORDER BY applied_at) FROM schema_migrations"_s),
            u"init,001,002,003"_s);
        // What one script SETs does not reach the next.
        QCOMPARE(ask(u"SELECT schemaname FROM pg_tables WHERE tablename = 'c'"_s), u"public"_s);
        QVERIFY(plan().toRun.isEmpty());
        write(u"001_a.sql"_s, "CREATE TABLE other (id int);\n");
        QCOMPARE(plan().steps.at(1).state, StepState::Changed);
        const auto back = plan({.direction = Direction::Down, .target = u"001"_s});
        QVERIFY(back.isBlocked()); // 003 has no way back
    }

    void runnersExcludeEachOther()
    {
        write(u"1_a.up.sql"_s, "CREATE TABLE a (id int);");
        const auto made = plan();
        auto other = m_server.connect(m_database);
        // golang-migrate at work: its own lock, taken by its own formula.
        QVERIFY(other.query(u"SELECT pg_advisory_lock(%1)"_s.arg(
            golangMigrateLockKey(u"public"_s, u"schema_migrations"_s, m_database))));
        const auto report = apply(made);
        QVERIFY(report.error.has_value());
        QCOMPARE(report.error->kind, Error::Kind::Conflict);
        QVERIFY2(report.error->message.contains(QString::number(other.backendPid())),
                 qUtf8Printable(report.error->message));
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"_s), u"0"_s);
        QVERIFY(other.query(u"SELECT pg_advisory_unlock_all()"_s));
        QVERIFY(!apply(made).error);
        QCOMPARE(ask(u"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"_s), u"0"_s);
    }

    void anOldPlanIsRefused()
    {
        write(u"1_a.up.sql"_s, "CREATE TABLE a (id int);");
        write(u"2_b.up.sql"_s, "CREATE TABLE b (id int);");
        const auto old = plan();
        QVERIFY(!apply(plan({.target = u"1"_s})).error);
        const auto report = apply(old);
        QCOMPARE(report.error->kind, Error::Kind::Conflict);
        QCOMPARE(report.left.size(), 2);
    }

    void aMissingExtensionIsAFinding()
    {
        write(u"V1__a.sql"_s, "CREATE EXTENSION no_such_extension;");
        const auto made = plan();
        QVERIFY(made.isBlocked());
        const auto report = apply(made);
        QCOMPARE(report.error->kind, Error::Kind::InvalidInput);
        QCOMPARE(ask(u"SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"_s), u"0"_s);
    }

    void aRoleWithoutRightsIsTold()
    {
        m_server.psql(u"DROP ROLE IF EXISTS visitor; CREATE ROLE visitor LOGIN; REVOKE CREATE ON "
                      u"SCHEMA public FROM "
                      "PUBLIC"_s,
                      m_database);
        write(u"V1__a.sql"_s, "CREATE TABLE a (id int);");
        auto endpoint = m_server.endpoint(m_database);
        endpoint.setValue(u"user"_s, u"visitor"_s);
        auto connection = pg::Connection::open(endpoint);
        QVERIFY(connection);
        const auto facts = inspectDatabase(*connection);
        QVERIFY2(facts, facts ? "" : qUtf8Printable(facts.error().toText()));
        const auto made = makePlan(*readFolder(m_dir->path()), *facts);
        QVERIFY(made->isBlocked());
        QCOMPARE(made->findings.constFirst().rule, u"rights"_s);
    }

    void aChangedCommentIsProvedByGit()
    {
        const auto git = [this](const QStringList &arguments) {
            QProcess process;
            process.setWorkingDirectory(m_dir->path());
            process.start(u"git"_s, QStringList{u"-c"_s, u"user.name=t"_s, u"-c"_s,
                                                u"user.email=t@example.org"_s} +
                                        arguments);
            return process.waitForFinished() && process.exitCode() == 0;
        };
        write(u"V1__a.sql"_s, "CREATE TABLE a (id int);\n");
        write(u"V2__b.sql"_s, "CREATE TABLE b (id int);\n");
        QVERIFY(git({u"init"_s, u"-q"_s}));
        QVERIFY(git({u"add"_s, u"."_s}));
        QVERIFY(git({u"commit"_s, u"-qm"_s, u"first"_s}));
        QVERIFY(!apply(plan()).error);
        write(u"V1__a.sql"_s, "-- Licensed to everybody\nCREATE TABLE a (\n  id int\n);\n");
        write(u"V2__b.sql"_s, "CREATE TABLE b (id bigint);\n");
        auto changed = plan();
        QVERIFY(changed.isBlocked());
        proveChanges(changed);
        QCOMPARE(changed.steps.at(0).findings.constFirst().rule, u"comments-changed-after-apply"_s);
        QCOMPARE(changed.steps.at(0).findings.constFirst().severity, change::Severity::Warning);
        QCOMPARE(changed.steps.at(1).findings.constFirst().severity, change::Severity::Error);
        QVERIFY(changed.steps.at(1).findings.constFirst().message.contains(u"SQL is another"_s));
    }

    void commentsAreNotSql_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<bool>("same");
        QTest::newRow("comment") << QByteArray("SELECT 1;")
                                 << QByteArray("-- x\nSELECT /* y */ 1 ;") << true;
        QTest::newRow("in a string")
            << QByteArray("SELECT 'a b';") << QByteArray("SELECT 'a  b';") << false;
        QTest::newRow("in a body")
            << QByteArray("DO $$ x $$") << QByteArray("DO $$ x  $$") << false;
        QTest::newRow("value") << QByteArray("SELECT 1;") << QByteArray("SELECT 2;") << false;
        QTest::newRow("shorter") << QByteArray("SELECT 1; SELECT 2") << QByteArray("SELECT 1;")
                                 << false;
        QTest::newRow("split word") << QByteArray("SELECT ab") << QByteArray("SELECT a b") << false;
    }
    void commentsAreNotSql()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QTEST(sameButForComments(a, b), "same");
    }

    void aThousandStatements()
    {
        QByteArray script;
        for (int i = 0; i < 1000; ++i)
            script += "INSERT INTO t VALUES (" + QByteArray::number(i) + ");\n";
        write(u"V1__a.sql"_s, "CREATE TABLE t (id int);\n" + script);
        const auto report = apply(plan());
        QVERIFY2(!report.error, why(report));
        QCOMPARE(ask(u"SELECT count(*) FROM t"_s), u"1000"_s);
    }
};

QTEST_GUILESS_MAIN(TestApply)
#include "tst_apply.moc"
