#include "planner/apply.h"
#include "planner/folder.h"
#include "support/testserver.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::planner;

namespace {

QByteArray revision(const QByteArray &id, const QByteArray &parents, const QByteArray &dependencies)
{
    return "from alembic import op\nrevision = '" + id + "'\ndown_revision = " + parents +
           "\ndepends_on = " + dependencies +
           "\n\ndef upgrade():\n    op.execute('CREATE TABLE t_" + id +
           " (id int)')\n\ndef downgrade():\n"
           "    op.execute('DROP TABLE t_" +
           id + "')\n";
}

const QByteArray env = R"(
import os
from alembic import context
from sqlalchemy import create_engine
with create_engine(os.environ['HOWDAH_TEST_URL']).connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
)";

} // namespace

/// Howdah and the real alembic take turns on one database and must agree at every step.
class TestAlembic final : public QObject
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

    /// Runs the real tool; a failure ends the program with what it said.
    [[nodiscard]] QString alembic(const QStringList &arguments, const QString &database) const
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        const auto endpoint = m_server.endpoint(database);
        environment.insert(u"HOWDAH_TEST_URL"_s,
                           u"postgresql+psycopg2://%1@/%2?host=%3&port=%4"_s.arg(
                               endpoint.user(), database, endpoint.host(), endpoint.port()));
        environment.insert(u"SQLALCHEMY_SILENCE_UBER_WARNING"_s, u"1"_s);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_dir->path());
        process.start(u"alembic"_s, arguments);
        if (!process.waitForFinished(60000) || process.exitCode() != 0)
            qFatal("alembic: %s", process.readAllStandardError().constData());
        return QString::fromUtf8(process.readAllStandardOutput());
    }

    [[nodiscard]] QStringList versions(const QString &database) const
    {
        auto rows = m_server.psql(u"SELECT version_num FROM alembic_version"_s, database)
                        .trimmed()
                        .split(u'\n');
        rows.removeAll(QString());
        rows.sort();
        return rows;
    }

    [[nodiscard]] ApplyReport apply(const PlanOptions &options, const QString &database) const
    {
        auto connection = m_server.connect(database);
        const auto folder = readFolder(m_dir->path());
        if (!folder)
            qFatal("%s", qUtf8Printable(folder.error().toText()));
        const auto facts = inspectDatabase(connection);
        const auto plan = makePlan(*folder, *facts, options);
        if (!plan)
            qFatal("%s", qUtf8Printable(plan.error().toText()));
        return applyPlan(connection, *plan);
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        if (QStandardPaths::findExecutable(u"alembic"_s).isEmpty())
            QSKIP("the real alembic is not installed");
    }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        write(u"alembic.ini"_s, "[alembic]\nscript_location = %(here)s\n");
        write(u"env.py"_s, env);
        const std::tuple<QByteArray, QByteArray, QByteArray> graph[] = {
            {"a1", "None", "None"}, {"b1", "'a1'", "None"},         {"b2", "'b1'", "None"},
            {"c1", "'a1'", "None"}, {"m1", "('b2', 'c1')", "None"}, {"x1", "None", "None"},
            {"x2", "'x1'", "'b1'"}, {"x3", "'x2'", "('c1', 'b1')"}, {"m2", "'m1'", "'x2'"},
        };
        for (const auto &[id, parents, dependencies] : graph)
            write(u"versions/%1.py"_s.arg(QString::fromLatin1(id)),
                  revision(id, parents, dependencies));
    }

    void agreesWithTheRealAlembicEverywhere_data()
    {
        QTest::addColumn<QString>("target");
        for (const char *target : {"a1", "b1", "b2", "c1", "m1", "x1", "x2", "x3", "m2"})
            QTest::newRow(target) << QString::fromLatin1(target);
        QTest::newRow("heads") << u"heads"_s;
    }
    void agreesWithTheRealAlembicEverywhere()
    {
        QFETCH(QString, target);
        const QString ours = m_server.createDatabase();
        const QString theirs = m_server.createDatabase();
        const auto report = apply({.target = target}, ours);
        QVERIFY2(!report.error, report.error ? qUtf8Printable(report.error->toText()) : "");
        (void)alembic({u"upgrade"_s, target}, theirs);
        QCOMPARE(versions(ours), versions(theirs));
        QCOMPARE(m_server.pgDump(ours), m_server.pgDump(theirs));

        // And the real one goes on from where Howdah stopped, up and down.
        (void)alembic({u"upgrade"_s, u"heads"_s}, ours);
        QCOMPARE(versions(ours), QStringList({u"m2"_s, u"x3"_s}));
        (void)alembic({u"downgrade"_s, u"base"_s}, ours);
        QCOMPARE(versions(ours), QStringList());
    }

    void downAgreesToo_data()
    {
        QTest::addColumn<QString>("target");
        for (const char *target : {"base", "a1", "b1", "m1", "x2"})
            QTest::newRow(target) << QString::fromLatin1(target);
    }
    void downAgreesToo()
    {
        QFETCH(QString, target);
        const QString ours = m_server.createDatabase();
        const QString theirs = m_server.createDatabase();
        (void)alembic({u"upgrade"_s, u"heads"_s}, ours);
        (void)alembic({u"upgrade"_s, u"heads"_s}, theirs);
        const auto report = apply({.direction = Direction::Down, .target = target}, ours);
        QVERIFY2(!report.error, report.error ? qUtf8Printable(report.error->toText()) : "");
        (void)alembic({u"downgrade"_s, target}, theirs);
        QCOMPARE(versions(ours), versions(theirs));
        QCOMPARE(m_server.pgDump(ours), m_server.pgDump(theirs));
        const auto up = apply({.target = u"heads"_s}, theirs);
        QVERIFY2(!up.error, up.error ? qUtf8Printable(up.error->toText()) : "");
        QCOMPARE(versions(theirs), QStringList({u"m2"_s, u"x3"_s}));
    }

    void currentSaysSo()
    {
        const QString database = m_server.createDatabase();
        QVERIFY(!apply({.target = u"m1"_s}, database).error);
        QCOMPARE(alembic({u"current"_s}, database).trimmed(), u"m1 (mergepoint)"_s);
    }
};

QTEST_GUILESS_MAIN(TestAlembic)
#include "tst_alembic.moc"
