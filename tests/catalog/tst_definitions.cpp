#include "catalog/loader.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::catalog;

/// Stage 2: texts of the server, read while others migrate.
class TestDefinitions final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void readsViewsDefaultsAndExpressions()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(
            u"CREATE TABLE t (a int DEFAULT 1 + 1, b int GENERATED ALWAYS AS (a * 2) STORED,"
            u" CONSTRAINT c CHECK (a > 0)); CREATE VIEW v AS SELECT a FROM t;"
            u"CREATE INDEX i ON t ((a + b)) WHERE a > 0; CREATE INDEX simple ON t (a);"
            u"CREATE FUNCTION f(x int DEFAULT 5) RETURNS TABLE (y int) LANGUAGE sql AS 'SELECT 1';"_s,
            database);
        auto connection = m_server.connect(database);
        auto s = *loadObjects(connection);
        s = *loadDefinitions(connection, s);
        QVERIFY(s->definitions().isComplete);
        QVERIFY(s->definitions().locked.empty());
        const Relation *t = s->relation(u"public", u"t");
        QCOMPARE(s->definition(Definition::DefaultExpression, t->oid, 1), u"(1 + 1)"_s);
        QCOMPARE(s->definition(Definition::DefaultExpression, t->oid, 2), u"(a * 2)"_s);
        QCOMPARE(s->definition(Definition::CheckExpression, s->constraint(*t, u"c")->oid),
                 u"(a > 0)"_s);
        QVERIFY(s->definition(Definition::ViewQuery, s->relation(u"public", u"v")->oid)
                    .contains(u"public.t"_s));
        QVERIFY(s->definition(Definition::IndexText, s->index(u"public", u"i")->oid)
                    .contains(u"((a + b))"_s));
        // Simple ones are never asked for.
        QVERIFY(s->definition(Definition::IndexText, s->index(u"public", u"simple")->oid).isNull());
        const Oid f = s->functions(u"public", u"f").constFirst()->oid;
        QCOMPARE(s->definition(Definition::FunctionArguments, f), u"x integer DEFAULT 5"_s);
        QCOMPARE(s->definition(Definition::FunctionResult, f), u"TABLE(y integer)"_s);
        QCOMPARE(connection.query(u"SHOW lock_timeout"_s)->text(0, 0), u"0"_s);
    }

    void doesNotWaitForLockedTablesAndComesBackToThem()
    {
        const QString database = m_server.createDatabase();
        QString script;
        for (int i = 0; i < 20; ++i) {
            script +=
                u"CREATE TABLE t%1 (a int DEFAULT %1 CHECK (a >= 0)); CREATE VIEW v%1 AS SELECT a FROM t%1;"_s
                    .arg(i);
        }
        m_server.psql(script, database);
        auto migrating = m_server.connect(database);
        QVERIFY(migrating.execute(u"BEGIN; LOCK TABLE t3, t4 IN ACCESS EXCLUSIVE MODE"_s));

        auto connection = m_server.connect(database);
        QElapsedTimer timer;
        timer.start();
        auto s = *loadObjects(connection);
        auto defined = loadDefinitions(connection, s);
        QVERIFY2(defined, defined ? "" : qPrintable(defined.error().toText()));
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        s = *defined;
        const Oid t3 = s->relation(u"public", u"t3")->oid;
        const Oid v3 = s->relation(u"public", u"v3")->oid;
        const Oid t5 = s->relation(u"public", u"t5")->oid;
        QVERIFY(s->isLocked(t3));
        QVERIFY(s->isLocked(v3));
        QCOMPARE(s->definitions().locked.size(), 4U);
        QVERIFY(s->definition(Definition::DefaultExpression, t3, 1).isNull());
        QCOMPARE(s->definition(Definition::DefaultExpression, t5, 1), u"5"_s);

        QVERIFY(migrating.execute(u"COMMIT"_s));
        s = *retryLocked(connection, s);
        QVERIFY(!s->isLocked(t3));
        QCOMPARE(s->definition(Definition::DefaultExpression, t3, 1), u"3"_s);
        QVERIFY(!s->definition(Definition::ViewQuery, v3).isNull());
        QCOMPARE(s->definition(Definition::DefaultExpression, t5, 1), u"5"_s);
    }

    void whatIsDroppedMeanwhileIsNoError()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(u"CREATE TABLE stays (a int DEFAULT 1); CREATE TABLE goes (a int DEFAULT 2);"
                      u"CREATE VIEW goes_too AS SELECT 1 AS x; CREATE FUNCTION f() RETURNS int "
                      u"LANGUAGE sql AS"
                      u" 'SELECT 1'; CREATE DOMAIN d AS int CHECK (VALUE > 0);"_s,
                      database);
        auto connection = m_server.connect(database);
        auto s = *loadObjects(connection);
        m_server.psql(u"DROP TABLE goes; DROP VIEW goes_too; DROP FUNCTION f(); DROP DOMAIN d"_s,
                      database);
        const auto defined = loadDefinitions(connection, s);
        QVERIFY(defined);
        QVERIFY((*defined)->definitions().isComplete);
        QCOMPARE((*defined)->definition(Definition::DefaultExpression,
                                        s->relation(u"public", u"stays")->oid, 1),
                 u"1"_s);
        QVERIFY((*defined)->definitions().locked.empty());
    }

    void aServerThatDiesIsAnErrorNotAHalfAnswer()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(u"CREATE VIEW v AS SELECT 1 AS x"_s, database);
        auto connection = m_server.connect(database);
        auto s = *loadObjects(connection);
        auto other = m_server.connect();
        QVERIFY(other.query(u"SELECT pg_terminate_backend("_s +
                            QString::number(connection.backendPid()) + u")"_s));
        const auto defined = loadDefinitions(connection, s);
        QVERIFY(!defined);
        QVERIFY(defined.error().isConnectionGone());
    }
};

QTEST_GUILESS_MAIN(TestDefinitions)
#include "tst_definitions.moc"
