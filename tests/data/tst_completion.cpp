#include "catalog/loader.h"
#include "data/completion.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using Kind = data::Completion::Kind;

class TestCompletion final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    catalog::SnapshotPtr m_snapshot;

    /// "|" marks the cursor.
    [[nodiscard]] QStringList offered(QString text, std::optional<Kind> kind = {}) const
    {
        const int cursor = int(text.indexOf(u'|'));
        text.remove(cursor, 1);
        QStringList texts;
        const auto list = data::complete(text, cursor, m_snapshot);
        for (const auto &item : list.items) {
            if (!kind || item.kind == *kind)
                texts += item.text;
        }
        return texts;
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_server.psql(
            u"CREATE TABLE messages (id bigint, body text, \"User\" text); CREATE TABLE models (id "
            u"int, name text);"
            u"CREATE SCHEMA audit; CREATE TABLE audit.log_entries (at timestamptz, what text);"
            u"CREATE FUNCTION message_count(since timestamptz) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'"_s,
            u"postgres"_s);
        auto connection = m_server.connect();
        const auto loaded = catalog::loadObjects(connection);
        QVERIFY(loaded);
        m_snapshot = *loaded;
    }

    void offersTablesWhereATableIsExpected()
    {
        QCOMPARE(offered(u"SELECT * FROM me|"_s).constFirst(), u"messages"_s);
        QVERIFY(offered(u"SELECT * FROM messages JOIN mod|"_s).contains(u"models"_s));
        QVERIFY(offered(u"INSERT INTO |"_s).contains(u"audit.log_entries"_s));
        QCOMPARE(offered(u"SELECT * FROM audit.|"_s), QStringList{u"log_entries"_s});
        QVERIFY(offered(u"SELECT * FROM me|"_s, Kind::Keyword).isEmpty());
    }

    void offersColumnsByAlias()
    {
        QCOMPARE(offered(u"SELECT m.| FROM messages m"_s),
                 QStringList({u"\"User\""_s, u"body"_s, u"id"_s}));
        QCOMPARE(offered(u"SELECT l.wh| FROM messages m, audit.log_entries AS l"_s),
                 QStringList{u"what"_s});
        QCOMPARE(offered(u"UPDATE models SET na|"_s).constFirst(), u"name"_s);
        QCOMPARE(offered(u"SELECT bo| FROM messages"_s).constFirst(), u"body"_s);
        // Only columns of what the statement names.
        QVERIFY(!offered(u"SELECT bo| FROM models"_s).contains(u"body"_s));
    }

    void offersFunctionsWithTheirArguments()
    {
        const auto list = data::complete(u"SELECT message_c"_s, 16, m_snapshot);
        QCOMPARE(list.replaceFrom, 7);
        QCOMPARE(list.items.constFirst().text, u"message_count("_s);
        QCOMPARE(list.items.constFirst().detail, u"(timestamp with time zone)"_s);
    }

    void offersKeywords()
    {
        QVERIFY(offered(u"SEL|"_s).contains(u"SELECT"_s));
        QVERIFY(offered(u"SELECT 1 FROM messages WHERE id IS NO|"_s).contains(u"NOT NULL"_s));
    }

    void keepsQuietInsideQuotesAndComments()
    {
        QVERIFY(offered(u"SELECT 'me|"_s).isEmpty());
        QVERIFY(offered(u"SELECT 1 -- me|"_s).isEmpty());
        QVERIFY(offered(u"SELECT $$ me| $$"_s).isEmpty());
    }

    void worksWithoutASnapshot()
    {
        const auto list = data::complete(u"SEL"_s, 3, {});
        QCOMPARE(list.items.constFirst().text, u"SELECT"_s);
    }
};

QTEST_GUILESS_MAIN(TestCompletion)
#include "tst_completion.moc"
