#include "migrations/samplefolders.h"

#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;
using samples::System;

/// The lists are written from the system's document, not from the folder.
class TestSemanticKernel final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QString m_database;

    QString ask(const QString &sql) { return samplefolders::ask(m_server, m_database, sql); }

    /// Indexes without primary keys, each counted once: partial ones first, then by what they are.
    static QString kinds()
    {
        return u"SELECT CASE WHEN i.indpred IS NOT NULL THEN 'partial' WHEN o.opcname = "
               u"'gin_trgm_ops' THEN 'trigram' WHEN m.amname = 'gin' AND a.atttypid = "
               u"'jsonb'::regtype THEN 'gin jsonb' ELSE m.amname END AS kind FROM pg_index i JOIN "
               u"pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam JOIN "
               u"pg_opclass o "
               u"ON o.oid = i.indclass[0] LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND "
               u"a.attnum = i.indkey[0] WHERE x.relnamespace = 'public'::regnamespace AND NOT "
               u"i.indisprimary"_s;
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        if (!m_server.hasVector())
            QSKIP("the server has no pgvector");
        m_database = m_server.createDatabase();
        samplefolders::migrate(m_server, System::SemanticKernel, m_database);
        samplefolders::seed(m_server, System::SemanticKernel, m_database);
    }

    void theEighteenTables()
    {
        const QStringList tables{u"users"_s,
                                 u"roles"_s,
                                 u"user_roles"_s,
                                 u"sessions"_s,
                                 u"user_quotas"_s,
                                 u"conversations"_s,
                                 u"messages"_s,
                                 u"semantic_memories"_s,
                                 u"skills"_s,
                                 u"embeddings"_s,
                                 u"function_executions"_s,
                                 u"planner_executions"_s,
                                 u"api_usage"_s,
                                 u"audit_logs"_s,
                                 u"rate_limit_tracking"_s,
                                 u"backup_metadata"_s,
                                 u"restore_history"_s,
                                 u"schema_migrations"_s};
        QCOMPARE(tables.size(), 18);
        auto found = samplefolders::askList(
            m_server, m_database, u"SELECT tablename FROM pg_tables WHERE schemaname = 'public'"_s);
        found.sort();
        auto wanted = tables;
        wanted.sort();
        QCOMPARE(found, wanted);
    }

    void theColumnsThatAreNamed_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QString>("type");
        QTest::newRow("users id") << u"users.id"_s << u"uuid"_s;
        QTest::newRow("users metadata") << u"users.metadata"_s << u"jsonb"_s;
        QTest::newRow("users verification") << u"users.is_verified"_s << u"boolean"_s;
        QTest::newRow("roles permissions") << u"roles.permissions"_s << u"jsonb"_s;
        QTest::newRow("assignment") << u"user_roles.assigned_by"_s << u"uuid"_s;
        QTest::newRow("ip") << u"sessions.ip_address"_s << u"inet"_s;
        QTest::newRow("agent") << u"sessions.user_agent"_s << u"text"_s;
        QTest::newRow("refresh") << u"sessions.refresh_token_hash"_s << u"bytea"_s;
        QTest::newRow("context") << u"conversations.context"_s << u"jsonb"_s;
        QTest::newRow("metadata") << u"conversations.metadata"_s << u"jsonb"_s;
        QTest::newRow("tokens") << u"messages.tokens_used"_s << u"integer"_s;
        QTest::newRow("qdrant") << u"semantic_memories.qdrant_point_id"_s << u"uuid"_s;
        QTest::newRow("timing") << u"function_executions.execution_time_ms"_s << u"integer"_s;
        QTest::newRow("status") << u"planner_executions.status"_s << u"text"_s;
        QTest::newRow("vector") << u"embeddings.embedding"_s << u"vector(1536)"_s;
        QTest::newRow("audit changes") << u"audit_logs.changes"_s << u"jsonb"_s;
        QTest::newRow("audit entity") << u"audit_logs.entity_type"_s << u"text"_s;
        QTest::newRow("backup checksum") << u"backup_metadata.checksum"_s << u"text"_s;
        QTest::newRow("history checksum") << u"schema_migrations.checksum"_s << u"text"_s;
        QTest::newRow("history time") << u"schema_migrations.execution_time_ms"_s << u"integer"_s;
    }
    void theColumnsThatAreNamed()
    {
        QFETCH(QString, column);
        QTEST(ask(u"SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = "
                  u"'%1'::regclass AND attname = '%2'"_s.arg(column.section(u'.', 0, 0),
                                                             column.section(u'.', 1))),
              "type");
    }

    void theIndexesByKind()
    {
        QHash<QString, int> counts;
        const auto all = samplefolders::askList(m_server, m_database, kinds());
        for (const QString &kind : all)
            ++counts[kind];
        QVERIFY2(counts.value(u"btree"_s) >= 30,
                 qPrintable(QString::number(counts.value(u"btree"_s))));
        QCOMPARE(counts.value(u"gin jsonb"_s), 8);
        QCOMPARE(counts.value(u"trigram"_s), 2);
        QCOMPARE(counts.value(u"ivfflat"_s), 1);
        QCOMPARE(counts.value(u"partial"_s), 3);
        QVERIFY(all.size() >= 50);
    }

    void theTwentyTwoFunctions()
    {
        const QStringList named{
            u"authenticate_user"_s,      u"create_session"_s,      u"cleanup_expired_sessions"_s,
            u"get_user_conversations"_s, u"get_api_usage_stats"_s, u"search_similar_embeddings"_s,
            u"search_messages"_s,        u"check_rate_limit"_s,    u"increment_rate_limit"_s,
            u"start_backup"_s,           u"complete_backup"_s,     u"start_restore"_s,
            u"complete_restore"_s,       u"cleanup_old_backups"_s, u"get_database_statistics"_s};
        QCOMPARE(named.size(), 15);
        const auto found = samplefolders::askList(
            m_server, m_database,
            u"SELECT proname FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND NOT "
            u"EXISTS "
            u"(SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"_s);
        for (const QString &name : named)
            QVERIFY2(found.contains(name), qPrintable(name));
        QCOMPARE(found.size(), 22);
    }

    void theViews()
    {
        QCOMPARE(
            samplefolders::askList(m_server, m_database,
                                   u"SELECT viewname FROM pg_views WHERE schemaname = 'public' "
                                   u"AND viewname LIKE 'v\\_%' ORDER BY 1"_s),
            (QStringList{u"v_active_users"_s, u"v_backup_overview"_s,
                         u"v_recent_conversations"_s}));
        QCOMPARE(ask(u"SELECT count(*) FROM pg_matviews"_s), u"3"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM v_active_users"_s), u"6"_s);
    }

    void theSeeds()
    {
        QCOMPARE(
            samplefolders::askList(
                m_server, m_database,
                u"SELECT username, r.name FROM users u JOIN user_roles x ON "
                u"x.user_id = u.id JOIN roles r ON r.id = x.role_id ORDER BY 1"_s),
            (QStringList{u"admin|Administrator"_s, u"alice|User"_s, u"bob|Developer"_s,
                         u"developer|Developer"_s, u"readonly|Read-only"_s, u"testuser|User"_s}));
        QCOMPARE(
            ask(u"SELECT requests_per_minute, requests_per_hour, requests_per_day, "
                u"tokens_per_day FROM user_quotas JOIN users u ON u.id = user_id WHERE username "
                u"= 'alice'"_s),
            u"60|1000|10000|100000"_s);
        QCOMPARE(ask(u"SELECT count(*) >= 5, count(*) FILTER (WHERE is_archived) FROM "
                     u"conversations"_s),
                 u"t|1"_s);
        QCOMPARE(ask(u"SELECT count(*), count(*) FILTER (WHERE name IN ('TextSummarization', "
                     u"'CodeGeneration', 'EmailGenerator')) FROM skills"_s),
                 u"14|3"_s);
        QCOMPARE(
            ask(u"SELECT count(*) FILTER (WHERE status = 'success') > 0, count(*) FILTER (WHERE "
                u"status = 'error') > 0 FROM function_executions"_s),
            u"t|t"_s);
        QCOMPARE(ask(u"SELECT count(*) > 0 FROM planner_executions"_s), u"t"_s);
        QCOMPARE(ask(u"SELECT count(*) > 0, bool_and(qdrant_point_id IS NOT NULL) FROM "
                     u"semantic_memories"_s),
                 u"t|t"_s);
        QCOMPARE(ask(u"SELECT count(*) > 0, bool_and(vector_dims(embedding) = 1536) FROM "
                     u"embeddings"_s),
                 u"t|t"_s);
        QCOMPARE(
            ask(u"SELECT count(*) >= 100, max(created_at) - min(created_at) BETWEEN '6 days' AND "
                u"'7 days 1 hour' FROM api_usage"_s),
            u"t|t"_s);
        QCOMPARE(ask(u"SELECT count(*) > 0 FROM audit_logs"_s), u"t"_s);
        QCOMPARE(ask(u"SELECT count(*) > 0 FROM rate_limit_tracking"_s), u"t"_s);
    }

    void seedsMayRunAgain()
    {
        const QString counts =
            u"SELECT string_agg(c::text, ',') FROM (SELECT count(*) AS c FROM users "
            u"UNION ALL SELECT count(*) FROM messages UNION ALL SELECT count(*) FROM "
            u"function_executions UNION ALL SELECT count(*) FROM embeddings UNION ALL "
            u"SELECT count(*) FROM api_usage UNION ALL SELECT count(*) FROM "
            u"audit_logs) s"_s;
        const QString before = ask(counts);
        samplefolders::seed(m_server, System::SemanticKernel, m_database);
        QCOMPARE(ask(counts), before);
    }

    void passwordsAreHashesThatWork()
    {
        QCOMPARE(ask(u"SELECT username, roles FROM authenticate_user('admin', 'Admin@123')"_s),
                 u"admin|{Administrator}"_s);
        for (const QString &name :
             {u"developer"_s, u"testuser"_s, u"readonly"_s, u"alice"_s, u"bob"_s}) {
            QCOMPARE(ask(u"SELECT username FROM authenticate_user('%1', 'Dev@12345')"_s.arg(name)),
                     name);
        }
        QCOMPARE(ask(u"SELECT count(*) FROM authenticate_user('admin', 'Dev@12345')"_s), u"0"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM authenticate_user('nobody', 'Dev@12345')"_s), u"0"_s);
        QCOMPARE(ask(u"SELECT count(DISTINCT password_hash), bool_and(password_hash LIKE '$2a$%') "
                     u"FROM users"_s),
                 u"6|t"_s);
    }

    void theCallsThatAreShown()
    {
        const QString alice = ask(u"SELECT id FROM users WHERE username = 'alice'"_s);
        QVERIFY(ask(u"SELECT count(*) FROM get_database_statistics()"_s).toInt() >= 18);
        QCOMPARE(
            ask(u"SELECT count(*) FROM search_messages('%1', 'semantic kernel', 10)"_s.arg(alice)),
            u"2"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM search_messages('%1', 'leap years', 10)"_s.arg(alice)),
                 u"0"_s); // Bob's
        QCOMPARE(ask(u"SELECT bool_and(headline LIKE '%**Semantic**%') FROM search_messages('%1', "
                     u"'semantic kernel', 10)"_s.arg(alice)),
                 u"t"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM get_user_conversations('%1')"_s.arg(alice)), u"3"_s);
        QCOMPARE(ask(u"SELECT similarity FROM search_similar_embeddings((SELECT embedding FROM "
                     u"embeddings ORDER BY source_id LIMIT 1), 1)"_s),
                 u"1"_s);
        QCOMPARE(ask(u"SELECT count(*) >= 7 FROM get_api_usage_stats(NULL, 8)"_s), u"t"_s);
    }

    void aSessionIsMadeAndCleanedUp()
    {
        QCOMPARE(
            ask(u"SELECT length(session_token), length(refresh_token) FROM create_session((SELECT "
                u"id FROM users WHERE username = 'bob'), '192.0.2.1', 'test', '1 hour')"_s),
            u"64|64"_s);
        (void)ask(
            u"UPDATE sessions SET created_at = now() - interval '40 days', expires_at = now() - "
            u"interval '39 days', refresh_expires_at = now() - interval '1 day'"_s);
        QCOMPARE(ask(u"SELECT cleanup_expired_sessions()"_s), u"1"_s);
    }

    void limitsHold()
    {
        const QString user = ask(u"SELECT id FROM users WHERE username = 'readonly'"_s);
        QCOMPARE(ask(u"SELECT allowed FROM check_rate_limit('%1')"_s.arg(user)), u"t"_s);
        QCOMPARE(
            ask(u"BEGIN; SELECT count(increment_rate_limit('%1', 10)) FROM generate_series(1, 6); "
                u"SELECT allowed, exceeded, used, quota FROM check_rate_limit('%1'); ROLLBACK"_s
                    .arg(user))
                .section(u'\n', 1),
            u"f|requests per minute|6|6"_s);
        QCOMPARE(ask(u"SELECT allowed, exceeded FROM check_rate_limit('%1', 200000)"_s.arg(user)),
                 u"f|tokens per day"_s);
        (void)ask(
            u"INSERT INTO rate_limit_tracking (user_id, window_type, window_start) VALUES ('%1', "
            u"'day', now() - interval '30 days')"_s.arg(user));
        QCOMPARE(ask(u"SELECT cleanup_rate_limit_tracking()"_s), u"1"_s);
    }

    void backupsAndRestoresAreRecorded()
    {
        QCOMPARE(ask(u"SELECT (complete_backup(start_backup('b', '/backups/b.gz'), 5, repeat('a', "
                     u"64))).status"_s),
                 u"completed"_s);
        QCOMPARE(
            ask(u"SELECT verify_backup(id, repeat('a', 64)), verify_backup(id, repeat('b', 64)) "
                u"FROM backup_metadata"_s),
            u"t|f"_s);
        QCOMPARE(ask(u"SELECT (complete_restore(start_restore(id), 7)).rows_restored FROM "
                     u"backup_metadata"_s),
                 u"7"_s);
        QCOMPARE(ask(u"SELECT restores FROM v_backup_overview"_s), u"1"_s);
        // The only one never expires.
        (void)ask(
            u"UPDATE backup_metadata SET started_at = now() - interval '60 days', completed_at = "
            u"now() - interval '60 days'"_s);
        QCOMPARE(ask(u"SELECT count(*) FROM cleanup_old_backups(30)"_s), u"0"_s);
    }

    void theHistoryRefusesWhatIsOutOfOrder()
    {
        const QString insert =
            u"INSERT INTO schema_migrations (version, description, script, checksum, "
            u"execution_time_ms) VALUES ('%1', 'd', 's', repeat('a', 64), 1)"_s;
        auto connection = m_server.connect(m_database);
        for (const QString &version : {u"init"_s, u"001"_s, u"003"_s})
            QVERIFY(connection.query(insert.arg(version)));
        for (const QString &version : {u"002"_s, u"003"_s, u"init"_s, u"x"_s})
            QVERIFY2(!connection.query(insert.arg(version)), qPrintable(version));
    }

    void initIsAsLongAsItSays()
    {
        const auto init =
            samplefolders::read(samplefolders::path(System::SemanticKernel) + u"/init.sql"_s);
        QVERIFY(init.count('\n') >= 420);
    }
};

QTEST_GUILESS_MAIN(TestSemanticKernel)
#include "tst_semantickernel.moc"
