#include "sql/classify.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using sql::Classification;
using sql::ObjectName;
using Category = Classification::Category;
using Effect = Classification::Effect;
using InTransaction = Classification::InTransaction;

class TestClassify final : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatAStatementDoes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Category>("category");
        QTest::addColumn<Effect>("effect");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("targets");
        const auto row = [](const char *text, Category category, Effect effect, const char *command,
                            const char *targets) {
            QTest::newRow(text) << QString::fromUtf8(text) << category << effect
                                << QString::fromUtf8(command) << QString::fromUtf8(targets);
        };
        using enum Category;
        row("SELECT count(*) FROM t", Query, Effect::Reads, "SELECT", "");
        row("VALUES (1)", Query, Effect::Reads, "VALUES", "");
        row("TABLE t", Query, Effect::Reads, "TABLE", "");
        row("WITH a AS (SELECT 1) SELECT * FROM a", Query, Effect::Reads, "SELECT", "");
        row("WITH d AS (DELETE FROM s.t RETURNING *) SELECT * FROM d", Query, Effect::Writes,
            "SELECT", "s.t");
        row("SELECT 1 INTO x", Query, Effect::Writes, "SELECT", "x");
        row("SELECT nextval('s')", Query, Effect::Writes, "SELECT", "");
        row("SELECT pg_terminate_backend(1)", Query, Effect::Writes, "SELECT", "");
        row("EXPLAIN DELETE FROM t", Query, Effect::Reads, "EXPLAIN", "");
        row("EXPLAIN ANALYZE DELETE FROM t", Query, Effect::Writes, "EXPLAIN", "t");
        row("EXPLAIN (ANALYZE off) DELETE FROM t", Query, Effect::Reads, "EXPLAIN", "");
        row("SHOW work_mem", Query, Effect::Reads, "SHOW", "");
        row("INSERT INTO a.\"B\" VALUES (1)", Dml, Effect::Writes, "INSERT", "a.B");
        row("MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE", Dml, Effect::Writes, "MERGE",
            "t");
        row("COPY t TO STDOUT", Dml, Effect::Reads, "COPY", "t");
        row("COPY t FROM STDIN", Dml, Effect::Writes, "COPY", "t");
        row("COPY t TO '/tmp/x'", Dml, Effect::Writes, "COPY", "t");
        row("COPY t TO PROGRAM 'x'", Dml, Effect::Writes, "COPY", "t");
        row("CREATE UNLOGGED TABLE IF NOT EXISTS s.t (a int)", Ddl, Effect::Writes, "CREATE TABLE",
            "s.t");
        row("CREATE UNIQUE INDEX i ON s.t (a)", Ddl, Effect::Writes, "CREATE INDEX", "s.t");
        row("CREATE OR REPLACE FUNCTION s.f() RETURNS int LANGUAGE sql AS 'select 1'", Ddl,
            Effect::Writes, "CREATE FUNCTION", "s.f");
        row("CREATE TABLE t AS SELECT 1", Ddl, Effect::Writes, "CREATE TABLE", "t");
        row("DROP TABLE a.b, c", Ddl, Effect::Writes, "DROP TABLE", "a.b c");
        row("DROP TRIGGER t ON s.tab", Ddl, Effect::Writes, "DROP TRIGGER", "s.tab");
        row("ALTER TABLE ONLY s.t ADD COLUMN a int", Ddl, Effect::Writes, "ALTER TABLE", "s.t");
        row("ALTER TABLE t RENAME TO u", Ddl, Effect::Writes, "ALTER TABLE", "t");
        row("COMMENT ON COLUMN s.t.c IS 'x'", Ddl, Effect::Writes, "COMMENT", "s.t");
        row("GRANT SELECT ON s.t TO bob", Ddl, Effect::Writes, "GRANT", "s.t");
        row("CREATE SCHEMA x", Ddl, Effect::Writes, "CREATE SCHEMA", "x");
        row("CREATE EXTENSION vector", Ddl, Effect::Writes, "CREATE EXTENSION", "vector");
        row("REFRESH MATERIALIZED VIEW m", Ddl, Effect::Writes, "REFRESH MATERIALIZED VIEW", "m");
        row("CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM u; SELECT 2)", Ddl,
            Effect::Writes, "CREATE RULE", "t");
        row("BEGIN", Transaction, Effect::Reads, "BEGIN", "");
        row("ROLLBACK TO SAVEPOINT a", Transaction, Effect::Reads, "ROLLBACK", "");
        row("PREPARE TRANSACTION 'x'", Transaction, Effect::Writes, "PREPARE", "");
        row("SET work_mem = '1MB'", Utility, Effect::Reads, "SET", "work_mem");
        row("VACUUM FULL s.t", Utility, Effect::Writes, "VACUUM", "s.t");
        row("DO $$ BEGIN END $$", Utility, Effect::Opaque, "DO", "");
        row("CALL p()", Utility, Effect::Opaque, "CALL", "");
        row("EXECUTE p", Utility, Effect::Opaque, "EXECUTE", "p");
        row("gibberish here", Unknown, Effect::Opaque, "GIBBERISH", "");
        row("", Unknown, Effect::Opaque, "", "");
    }
    void tellsWhatAStatementDoes()
    {
        QFETCH(QString, text);
        const auto found = sql::classify(text);
        QTEST(found.category, "category");
        QTEST(found.effect, "effect");
        QTEST(found.command, "command");
        QStringList targets;
        for (const ObjectName &target : found.targets)
            targets += target.schema.isEmpty() ? target.name : target.schema + u'.' + target.name;
        QTEST(targets.join(u' '), "targets");
    }

    void knowsWhatATransactionForbids_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<InTransaction>("rule");
        using enum InTransaction;
        for (const char *text :
             {"CREATE INDEX CONCURRENTLY i ON t (a)", "DROP INDEX CONCURRENTLY i",
              "REINDEX TABLE CONCURRENTLY t", "REINDEX (CONCURRENTLY) INDEX i", "REINDEX SCHEMA s",
              "REINDEX DATABASE d", "VACUUM", "VACUUM (FULL) t", "CLUSTER", "CREATE DATABASE d",
              "DROP DATABASE d", "CREATE TABLESPACE x LOCATION '/x'", "DROP TABLESPACE x",
              "ALTER SYSTEM SET work_mem = '1MB'", "ALTER DATABASE d SET TABLESPACE x",
              "ALTER TABLE t DETACH PARTITION p CONCURRENTLY", "DISCARD ALL", "COMMIT PREPARED 'x'",
              "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p"})
            QTest::newRow(text) << QString::fromUtf8(text) << Forbidden;
        for (const char *text :
             {"REINDEX TABLE t", "CLUSTER t", "ANALYZE", "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
              "ALTER TYPE e ADD VALUE 'x'", "CREATE INDEX i ON t (a)",
              "REINDEX (CONCURRENTLY false) INDEX i", "ALTER DATABASE d SET work_mem = '1MB'",
              "DISCARD PLANS",
              "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot = false)",
              "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false)"})
            QTest::newRow(text) << QString::fromUtf8(text) << Allowed;
        for (const char *text : {"DO $$ BEGIN COMMIT; END $$", "CALL p()", "DROP SUBSCRIPTION s"})
            QTest::newRow(text) << QString::fromUtf8(text) << InTransaction::Unknown;
    }
    void knowsWhatATransactionForbids()
    {
        QFETCH(QString, text);
        QTEST(sql::classify(text).inTransaction, "rule");
    }

    void noticesAMissingWhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("everyRow");
        QTest::newRow("delete") << u"DELETE FROM t"_s << true;
        QTest::newRow("delete where") << u"DELETE FROM t WHERE a"_s << false;
        QTest::newRow("update") << u"UPDATE t SET a = 1"_s << true;
        QTest::newRow("update where") << u"UPDATE t SET a = 1 WHERE b"_s << false;
        QTest::newRow("update from") << u"UPDATE t SET a = 1 FROM u"_s << true;
        QTest::newRow("in a CTE") << u"WITH x AS (UPDATE t SET a = 1 RETURNING 1) SELECT * FROM x"_s
                                  << true;
        QTest::newRow("truncate") << u"TRUNCATE t"_s << true;
        QTest::newRow("explained only") << u"EXPLAIN DELETE FROM t"_s << false;
        QTest::newRow("explained and run") << u"EXPLAIN ANALYZE DELETE FROM t"_s << true;
        QTest::newRow("select") << u"SELECT 1"_s << false;
    }
    void noticesAMissingWhere()
    {
        QFETCH(QString, text);
        QTEST(sql::classify(text).touchesEveryRow, "everyRow");
    }

    /// Forms of PostgreSQL 18 that the grammar of 17 cannot read are no errors.
    void readsAroundNewerSyntax_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL)",
              "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2))",
              "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED",
              "ALTER TABLE t ADD CONSTRAINT c FOREIGN KEY (a) REFERENCES u NOT ENFORCED",
              "CREATE TABLE t (a int, r daterange, PRIMARY KEY (a, r WITHOUT OVERLAPS))",
              "CREATE TABLE t (a int, r daterange, FOREIGN KEY (a, PERIOD r) REFERENCES u (a, "
              "PERIOD r))",
              "ALTER TABLE t ADD CONSTRAINT c NOT NULL a NOT VALID",
              "ALTER TABLE t ADD NOT NULL a NO INHERIT",
              "UPDATE t SET a = 1 RETURNING WITH (OLD AS o) o.a", "VACUUM ONLY t", "ANALYZE ONLY t",
              "ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO bob"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void readsAroundNewerSyntax()
    {
        QFETCH(QString, text);
        const auto found = sql::classify(text);
        QVERIFY2(!found.newerSyntax.isEmpty(), qUtf8Printable(found.syntaxError));
        QVERIFY(found.syntaxError.isEmpty());
        QCOMPARE(found.effect, Effect::Writes);
        QVERIFY(!found.command.isEmpty());
    }

    void faultsAreNoNewerSyntax()
    {
        const auto found = sql::classify(u"CREATE TABLE t (a int,, b int)"_s);
        QVERIFY(found.newerSyntax.isEmpty());
        QVERIFY(!found.syntaxError.isEmpty());
        QCOMPARE(found.command, u"CREATE TABLE"_s);
    }

    void classifiesWhatIsTooLargeByItsHead()
    {
        const QString text =
            u"INSERT INTO s.t VALUES ('"_s + u"x"_s.repeated(9 * 1024 * 1024) + u"')"_s;
        const auto found = sql::classify(text);
        QCOMPARE(found.category, Category::Dml);
        QCOMPARE(found.effect, Effect::Writes);
        QCOMPARE(found.targets, QList<ObjectName>({{u"s"_s, u"t"_s}}));
        QVERIFY(found.syntaxError.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestClassify)
#include "tst_classify.moc"
