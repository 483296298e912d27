#include "migrations/samplefolders.h"

#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;
using samples::System;

/// The lists are written from the system's document, not from the folder.
class TestMemory final : public QObject
{
    Q_OBJECT

    support::TestServer m_server{
        {.settings = {{u"shared_preload_libraries"_s, u"pg_stat_statements"_s}}}};
    QString m_database;

    QString ask(const QString &sql) { return samplefolders::ask(m_server, m_database, sql); }
    samplefolders::AlembicRun alembic(const QString &database, const QStringList &arguments)
    {
        return samplefolders::alembic(m_server, samplefolders::iniFile(System::Memory), database,
                                      arguments);
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        if (!m_server.hasVector())
            QSKIP("the server has no pgvector");
        m_database = m_server.createDatabase(u"nina"_s);
        samplefolders::migrate(m_server, System::Memory, m_database);
        samplefolders::seed(m_server, System::Memory, m_database);
        samplefolders::seed(m_server, System::Memory, m_database); // may run again
    }

    void tablesAndExtensions()
    {
        const auto tables = samplefolders::askList(
            m_server, m_database, u"SELECT tablename FROM pg_tables WHERE schemaname = 'public'"_s);
        for (const QString &table :
             {u"users"_s, u"teams"_s, u"team_members"_s, u"memories"_s, u"contexts"_s, u"roles"_s})
            QVERIFY2(tables.contains(table), qPrintable(table));
        const auto extensions =
            samplefolders::askList(m_server, m_database, u"SELECT extname FROM pg_extension"_s);
        for (const QString &name : {u"vector"_s, u"uuid-ossp"_s, u"pg_stat_statements"_s})
            QVERIFY2(extensions.contains(name), qPrintable(name));
    }

    void vectorsAndTheirIndexAreAsPrinted()
    {
        QCOMPARE(ask(u"SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = "
                     u"'memories'::regclass AND attname = 'embedding'"_s),
                 u"vector(1536)"_s);
        QCOMPARE(
            ask(u"SELECT indexdef FROM pg_indexes WHERE indexname = 'memories_embedding_idx'"_s),
            u"CREATE INDEX memories_embedding_idx ON public.memories USING ivfflat (embedding "
            u"vector_cosine_ops) WITH (lists='100')"_s);
        QCOMPARE(ask(u"SELECT atttypid::regtype FROM pg_attribute WHERE attrelid = "
                     u"'memories'::regclass AND attname = 'id'"_s),
                 u"integer"_s);
    }

    void theSeeds()
    {
        QCOMPARE(samplefolders::askList(m_server, m_database,
                                        u"SELECT id, username, email FROM users ORDER BY id"_s),
                 (QStringList{u"1|alice|alice@example.com"_s, u"2|bob|bob@example.com"_s,
                              u"3|charlie|charlie@example.com"_s}));
        QCOMPARE(ask(u"SELECT name, description FROM teams"_s),
                 u"Test Team|Test team for development"_s);
        QCOMPARE(
            samplefolders::askList(m_server, m_database,
                                   u"SELECT content FROM memories WHERE user_id = 1 ORDER BY id"_s),
            (QStringList{u"Remember to implement user authentication"_s,
                         u"Database migration system is working well"_s,
                         u"Need to add vector search capabilities"_s}));
        QCOMPARE(ask(u"SELECT count(*) FROM memories"_s), u"3"_s);
        QCOMPARE(ask(u"SELECT user_has_permission(1, 'team.manage', 1), user_has_permission(2, "
                     u"'team.manage', 1), user_has_permission(2, 'memory.write', 1), "
                     u"user_has_permission(2, 'memory.write')"_s),
                 u"t|f|t|f"_s);
        // The next user gets a number that nobody has.
        QCOMPARE(ask(u"BEGIN; INSERT INTO users (username, email) VALUES ('dora', 'd@example.com') "
                     u"RETURNING id; ROLLBACK"_s),
                 u"4"_s);
    }

    void similarMemoriesAreFound()
    {
        QCOMPARE(
            ask(u"BEGIN; UPDATE memories SET embedding = (SELECT array_agg(CASE WHEN n % 3 = id % "
                u"3 THEN 1.0 ELSE 0.1 END)::real[]::vector FROM generate_series(1, 1536) n); SET "
                u"LOCAL ivfflat.probes = 100; SELECT f.memory_id, round(f.distance::numeric, 6) "
                u"FROM "
                u"find_similar_memories((SELECT embedding FROM memories WHERE id = 2), 1, 1) f; "
                u"ROLLBACK"_s),
            u"2|0.000000"_s);
    }

    void maintenanceAndStatistics()
    {
        QCOMPARE(ask(u"SELECT step FROM run_maintenance()"_s), u"analyze\nreindex"_s);
        (void)ask(u"SELECT optimize_vector_indexes()"_s);
        QCOMPARE(ask(u"SELECT count(*) > 0, min(total_exec_time) > 0 FROM query_statistics(5)"_s),
                 u"t|t"_s);
        QCOMPARE(
            ask(u"SELECT connections > 0 FROM connection_statistics() WHERE state = 'active'"_s),
            u"t"_s);
        QCOMPARE(
            ask(u"SELECT count(*) FROM size_statistics() WHERE name IN ('database nina', 'table "
                u"memories')"_s),
            u"2"_s);
    }

    void everyRevisionGoesDownAgain()
    {
        const QString database = m_server.createDatabase();
        const QString empty = m_server.pgDump(database);
        const QStringList steps{u"001_initial_schema"_s, u"002_add_teams"_s, u"003_add_pgvector"_s,
                                u"004_add_contexts"_s, u"005_add_rbac"_s};
        QStringList states;
        for (const QString &step : steps) {
            const auto up = alembic(database, {u"upgrade"_s, step});
            QVERIFY2(up.exitCode == 0, qUtf8Printable(up.output));
            states.append(m_server.pgDump(database));
        }
        QCOMPARE(alembic(database, {u"heads"_s}).output.trimmed(), u"005_add_rbac (head)"_s);
        for (auto i = steps.size() - 2; i >= 0; --i) {
            const auto down = alembic(database, {u"downgrade"_s, u"-1"_s});
            QVERIFY2(down.exitCode == 0, qUtf8Printable(down.output));
            QCOMPARE(m_server.pgDump(database), states.at(i));
        }
        QCOMPARE(alembic(database, {u"downgrade"_s, u"base"_s}).exitCode, 0);
        (void)samplefolders::ask(m_server, database, u"DROP TABLE alembic_version"_s);
        QCOMPARE(m_server.pgDump(database), empty);
    }
};

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
