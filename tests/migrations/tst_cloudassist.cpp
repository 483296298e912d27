#include "migrations/samplefolders.h"

#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;
using samples::System;

/// The lists are written from the system's document, not from the folder.
class TestCloudAssist final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

    void run(const QString &name, const QString &database)
    {
        (void)m_server.psql(QString::fromUtf8(samplefolders::read(
                                samplefolders::path(System::CloudAssist) + u'/' + name)),
                            database);
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void theFirstVersionIsAsPrinted()
    {
        const QString database = m_server.createDatabase();
        samplefolders::migrate(m_server, System::CloudAssist, database, u"1"_s);
        QCOMPARE(
            samplefolders::askList(m_server, database,
                                   u"SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
                                   u"ORDER BY 1"_s),
            (QStringList{u"agent_states"_s, u"audit_logs"_s, u"conversations"_s, u"messages"_s,
                         u"sessions"_s, u"usage_analytics"_s, u"users"_s}));
        QCOMPARE(
            samplefolders::askList(m_server, database,
                                   u"SELECT indexname FROM pg_indexes WHERE schemaname = 'public' "
                                   u"AND indexname LIKE 'idx\\_%' ORDER BY 1"_s),
            (QStringList{u"idx_analytics_event"_s, u"idx_analytics_user_time"_s,
                         u"idx_audit_action"_s, u"idx_audit_user_time"_s,
                         u"idx_conversations_session"_s, u"idx_conversations_user"_s,
                         u"idx_messages_conversation"_s, u"idx_messages_parent"_s,
                         u"idx_sessions_expires"_s, u"idx_sessions_token"_s,
                         u"idx_sessions_user_active"_s}));
        QCOMPARE(
            samplefolders::ask(m_server, database,
                               u"SELECT string_agg(column_name || ' ' || data_type, ', ' ORDER BY "
                               u"ordinal_position) FROM information_schema.columns WHERE "
                               u"table_name = 'sessions'"_s),
            u"id uuid, user_id uuid, session_token character varying, created_at timestamp with "
            u"time zone, expires_at timestamp with time zone, last_activity timestamp with time "
            u"zone, ip_address inet, user_agent text, is_active boolean"_s);
    }

    void everyVersionGoesDownAgain()
    {
        const QString database = m_server.createDatabase();
        const QStringList names{u"001_initial_schema"_s, u"002_audit_retention"_s,
                                u"003_partition_audit_logs"_s};
        QStringList states{m_server.pgDump(database)};
        for (const QString &name : names) {
            run(name + u".up.sql"_s, database);
            states.append(m_server.pgDump(database));
            QVERIFY(states.constLast() != states.at(states.size() - 2));
        }
        for (auto i = names.size() - 1; i >= 0; --i) {
            run(names.at(i) + u".down.sql"_s, database);
            QCOMPARE(m_server.pgDump(database), states.at(i));
        }
    }

    void theTrailIsKeptForNinetyDays()
    {
        const QString database = m_server.createDatabase();
        samplefolders::migrate(m_server, System::CloudAssist, database, u"2"_s);
        (void)samplefolders::ask(
            m_server, database,
            u"INSERT INTO audit_logs (action, timestamp) SELECT 'a', now() - n * "
            u"interval '1 day' - interval '1 hour' FROM generate_series(0, 119) n"_s);
        QCOMPARE(
            samplefolders::ask(m_server, database, u"SELECT purge_audit_logs(batch_size => 7)"_s),
            u"30"_s);
        QCOMPARE(samplefolders::ask(m_server, database, u"SELECT count(*) FROM audit_logs"_s),
                 u"90"_s);
    }

    void partitioningKeepsTheTrail()
    {
        const QString database = m_server.createDatabase();
        samplefolders::migrate(m_server, System::CloudAssist, database, u"2"_s);
        (void)samplefolders::ask(
            m_server, database,
            u"INSERT INTO audit_logs (action, timestamp) VALUES ('a', "
            u"'2026-01-31T23:00Z'), ('b', '2026-02-01T00:00Z'), ('c', NULL)"_s);
        run(u"003_partition_audit_logs.up.sql"_s, database);
        QCOMPARE(samplefolders::askList(m_server, database,
                                        u"SELECT action, tableoid::regclass FROM audit_logs WHERE "
                                        u"action <> 'c' ORDER BY 1"_s),
                 (QStringList{u"a|audit_logs_2026_01"_s, u"b|audit_logs_2026_02"_s}));
        QCOMPARE(samplefolders::ask(m_server, database, u"SELECT count(*) FROM audit_logs"_s),
                 u"3"_s);
        run(u"003_partition_audit_logs.down.sql"_s, database);
        QCOMPARE(samplefolders::ask(m_server, database, u"SELECT count(*) FROM audit_logs"_s),
                 u"3"_s);
    }
};

QTEST_GUILESS_MAIN(TestCloudAssist)
#include "tst_cloudassist.moc"
