#include "catalog/actions.h"
#include "catalog/dependencygraph.h"
#include "catalog/details.h"
#include "catalog/loader.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::catalog;

/// What a page asks beyond the catalogs, and what its menu runs, on a server where others are at
/// work.
class TestDetails final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QString m_database;

    [[nodiscard]] Oid oidOf(const QString &name)
    {
        return m_server.psql(u"SELECT '%1'::regclass::oid"_s.arg(name), m_database)
            .trimmed()
            .toUInt();
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void init()
    {
        m_database = m_server.createDatabase();
        m_server.psql(uR"(
            CREATE TABLE calls (id bigint PRIMARY KEY, model text, note text, spoken text);
            INSERT INTO calls SELECT g, CASE WHEN g % 4 = 0 THEN 'large' ELSE 'small' END,
                CASE WHEN g % 2 = 0 THEN 'n' || g END FROM generate_series(1, 1000) g;
            ANALYZE calls;)"_s,
                      m_database);
    }

    void tellSizesAndWhatAnalyzeSaw()
    {
        auto connection = m_server.connect(m_database);
        const auto details = relationDetails(connection, oidOf(u"calls"_s));
        QVERIFY(details);
        QCOMPARE(details->currentName, u"calls"_s);
        QCOMPARE(QString::number(details->tableBytes),
                 m_server.psql(u"SELECT pg_table_size('calls')"_s, m_database).trimmed());
        QCOMPARE(QString::number(details->indexBytes),
                 m_server.psql(u"SELECT pg_indexes_size('calls')"_s, m_database).trimmed());
        QCOMPARE(details->indexes.size(), 1);
        QVERIFY(details->toastBytes >= 0 && details->toastBytes < details->tableBytes);
        const auto columns = columnStatistics(connection, oidOf(u"calls"_s));
        QVERIFY(columns);
        QCOMPARE(columns->size(), 4);
        QCOMPARE(columns->at(0).column, u"id"_s);
        QCOMPARE(columns->at(0).distinct, -1.0);
        QCOMPARE(columns->at(1).distinct, 2.0);
        QVERIFY(columns->at(1).commonValues.startsWith(u"{small,large"_s));
        QCOMPARE(columns->at(2).nullFraction, 0.5);
        QCOMPARE(columns->at(3).nullFraction, 1.0);
    }

    void noticeARenameAndADrop()
    {
        auto connection = m_server.connect(m_database);
        const Oid oid = oidOf(u"calls"_s);
        m_server.psql(u"ALTER TABLE calls RENAME TO \"new 'name'\""_s, m_database);
        auto details = relationDetails(connection, oid);
        QVERIFY(details);
        QCOMPARE(details->currentName, u"new 'name'"_s);
        m_server.psql(u"DROP TABLE \"new 'name'\""_s, m_database);
        details = relationDetails(connection, oid);
        QVERIFY(details);
        QVERIFY(details->currentName.isNull());
        QCOMPARE(details->tableBytes, -1);
        const auto columns = columnStatistics(connection, oid);
        QVERIFY(columns && columns->isEmpty());
    }

    void doNotWaitForAMigration()
    {
        auto migrating = m_server.connect(m_database);
        QVERIFY(migrating.execute(u"BEGIN; LOCK TABLE calls IN ACCESS EXCLUSIVE MODE"_s));
        auto connection = m_server.connect(m_database);
        const auto details = relationDetails(connection, oidOf(u"pg_class"_s));
        QVERIFY(details && details->tableBytes > 0);
        const Oid oid =
            m_server.psql(u"SELECT oid FROM pg_class WHERE relname = 'calls'"_s, m_database)
                .trimmed()
                .toUInt();
        const auto locked = relationDetails(connection, oid);
        QVERIFY(locked);
        // The counters are there, only the size is not.
        QCOMPARE(locked->currentName, u"calls"_s);
        QCOMPARE(locked->tableBytes, -1);
        QVERIFY(columnStatistics(connection, oid));
        QCOMPARE(connection.transactionStatus(), pg::TransactionStatus::Idle);
    }

    void aRoleSeesOnlyTheStatisticsOfWhatItMayRead()
    {
        m_server.psql(u"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reader')"
                      u" THEN CREATE ROLE reader LOGIN; END IF; END $$;"
                      u" GRANT SELECT (model) ON calls TO reader"_s,
                      m_database);
        auto endpoint = m_server.endpoint(m_database);
        endpoint.setValue(u"user"_s, u"reader"_s);
        auto connection = pg::Connection::open(endpoint);
        QVERIFY(connection);
        const auto columns = columnStatistics(*connection, oidOf(u"calls"_s));
        QVERIFY(columns);
        QCOMPARE(columns->size(), 1);
        QCOMPARE(columns->at(0).column, u"model"_s);
        const auto details = relationDetails(*connection, oidOf(u"calls"_s));
        QVERIFY(details);
        QVERIFY(details->tableBytes > 0);
    }

    void everyChoiceOfEveryActionIsTakenByTheServer()
    {
        m_server.psql(uR"(
            CREATE SCHEMA "odd ""one""";
            CREATE TABLE "odd ""one"""."t;--" (id int PRIMARY KEY, part int);
            CREATE INDEX "i;--" ON "odd ""one"""."t;--" (part);
            CREATE VIEW seen AS SELECT id FROM "odd ""one"""."t;--";
            CREATE MATERIALIZED VIEW kept AS SELECT model, count(*) FROM calls GROUP BY 1;
            CREATE UNIQUE INDEX ON kept (model);)"_s,
                      m_database);
        auto connection = m_server.connect(m_database);
        const auto s = loadObjects(connection);
        QVERIFY(s);
        const auto table = Snapshot::idOf(*(*s)->relation(u"odd \"one\"", u"t;--"));
        const auto view = Snapshot::idOf(*(*s)->relation(u"public", u"kept"));
        const ObjectId index{.kind = Kind::Index, .oid = (*s)->index(u"odd \"one\"", u"i;--")->oid};
        const QList<std::pair<ObjectId, ObjectAction>> all{
            {table, ObjectAction::Analyze},    {table, ObjectAction::Vacuum},
            {table, ObjectAction::Reindex},    {table, ObjectAction::Truncate},
            {view, ObjectAction::RefreshView}, {view, ObjectAction::Reindex},
            {index, ObjectAction::Reindex},    {index, ObjectAction::Drop}};
        for (const auto &[id, action] : all) {
            const auto offered = optionsFor(**s, id, action);
            QList<ActionOptions> choices{gentleOptions(**s, id, action), offered};
            if (action == ObjectAction::Drop)
                choices = {gentleOptions(**s, id, action)}; // it can go only once
            for (const ActionOptions options : std::as_const(choices)) {
                const QString sql = actionSql(**s, id, action, {}, options);
                const auto done = connection.execute(sql);
                QVERIFY2(done, qPrintable(sql + (done ? QString() : done.error().toText())));
            }
        }
        QVERIFY(optionsFor(**s, view, ObjectAction::RefreshView) & ActionOption::Concurrently);
    }

    void aDropTakesAlongExactlyWhatWasListed()
    {
        m_server.psql(uR"(
            CREATE TABLE lines (id int PRIMARY KEY, call bigint REFERENCES calls);
            CREATE VIEW report AS SELECT id FROM calls;
            CREATE VIEW report_of_report AS SELECT id FROM report;
            CREATE VIEW of_lines AS SELECT call FROM lines;
            CREATE SEQUENCE counter OWNED BY calls.id;
            CREATE TABLE uses (n int DEFAULT nextval('counter'));)"_s,
                      m_database);
        auto connection = m_server.connect(m_database);
        const auto objects = loadObjects(connection);
        QVERIFY(objects);
        const auto s = loadDependencies(connection, *objects);
        QVERIFY(s);
        const DependencyGraph graph(**s);
        const auto calls = Snapshot::idOf(*(*s)->relation(u"public", u"calls"));
        QStringList listed;
        for (const auto &casualty : graph.droppedWith(**s, calls)) {
            listed.append((casualty.needsCascade ? u"cascade "_s : u"along "_s) +
                          (casualty.isDefault ? u"default of "_s : QString()) +
                          (*s)->name(casualty.id));
        }
        listed.sort();
        QCOMPARE(listed, (QStringList{u"along counter"_s, u"cascade default of n"_s,
                                      u"cascade lines_call_fkey"_s, u"cascade report"_s,
                                      u"cascade report_of_report"_s}));
        QVERIFY(!connection.execute(actionSql(**s, calls, ObjectAction::Drop)));
        QVERIFY(connection.execute(
            actionSql(**s, calls, ObjectAction::Drop, {}, ActionOption::Cascade)));
        QCOMPARE(
            m_server
                .psql(u"SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE"
                      u" relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S')"_s,
                      m_database)
                .trimmed(),
            u"lines of_lines uses"_s);
    }
};

QTEST_GUILESS_MAIN(TestDetails)
#include "tst_details.moc"
