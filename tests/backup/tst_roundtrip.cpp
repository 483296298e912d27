#include "backup/create.h"
#include "backup/restore.h"
#include "backup/snapshot.h"
#include "backup/verify.h"
#include "support/testserver.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace howdah;
using namespace Qt::StringLiterals;

namespace {

/// Names, types and values that tools stumble over.
const auto zoo = uR"(
CREATE SCHEMA "Wei""rd s";
CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'ha"ppy');
CREATE TABLE "Wei""rd s"."T x" (
    id bigserial PRIMARY KEY, "COPY public.x FROM stdin;" text, f double precision, r real, n numeric,
    b bytea, j jsonb, a text[], m mood, ts timestamptz, iv interval, d date, u uuid, x xml,
    up text GENERATED ALWAYS AS (upper("COPY public.x FROM stdin;")) STORED);
INSERT INTO "Wei""rd s"."T x" ("COPY public.x FROM stdin;", f, r, n, b, j, a, m, ts, iv, d, u, x)
SELECT E'line\none\ttab \\. \\N ' || i, pi() * i, 0.1 * i, 1e30 / 3, decode(md5(i::text), 'hex'),
       jsonb_build_object('k', i, 'ä', NULL), ARRAY['a,b', NULL, '"'], 'it''s ok',
       '2026-03-29 01:30:00+00'::timestamptz + i * interval '1 hour', make_interval(days => i), '2026-01-01', NULL,
       '<a/>'
FROM generate_series(1, 500) i;
INSERT INTO "Wei""rd s"."T x" (f) VALUES ('NaN'), ('Infinity'), (NULL);
CREATE TABLE child (id int GENERATED ALWAYS AS IDENTITY, parent bigint REFERENCES "Wei""rd s"."T x");
INSERT INTO child (parent) SELECT i FROM generate_series(1, 100) i;
CREATE TABLE nothing ();
INSERT INTO nothing DEFAULT VALUES;
CREATE TABLE empty (a int);
CREATE TABLE part (k int, v text) PARTITION BY RANGE (k);
CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (10);
CREATE TABLE part_2 PARTITION OF part DEFAULT;
INSERT INTO part SELECT i, 'v' FROM generate_series(1, 30) i;
CREATE UNLOGGED TABLE unlogged AS SELECT 1 AS a;
CREATE MATERIALIZED VIEW mv AS SELECT count(*) FROM child;
CREATE VIEW v AS SELECT * FROM child;
CREATE SEQUENCE unused_seq;
CREATE SEQUENCE used_seq; SELECT nextval('used_seq') FROM generate_series(1, 7);
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
SELECT lo_from_bytea(0, 'large');
)"_s;

} // namespace

class TestRoundtrip final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    std::unique_ptr<QTemporaryDir> m_folder;

    static jobs::JobControl &control()
    {
        static jobs::JobControl shared{CancellationToken()};
        return shared;
    }

    QString makeZoo()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(zoo, database);
        return database;
    }

    [[nodiscard]] backup::CreateOptions into() const { return {.folder = m_folder->path()}; }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsRestoredEqualsTheSource_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("jobs");
        QTest::newRow("directory, two jobs") << int(backup::Format::Directory) << 2;
        QTest::newRow("directory, one job") << int(backup::Format::Directory) << 1;
        QTest::newRow("custom") << int(backup::Format::Custom) << 2;
        QTest::newRow("plain") << int(backup::Format::Plain) << 1;
    }
    void whatIsRestoredEqualsTheSource()
    {
        QFETCH(int, format);
        QFETCH(int, jobs);
        const QString database = makeZoo();
        auto options = into();
        options.format = backup::Format(format);
        options.jobs = jobs;
        const auto made = backup::create(m_server.endpoint(database), options, control());
        QVERIFY2(made, made ? "" : qUtf8Printable(made.error().toText()));
        QCOMPARE(made->state, backup::State::Verified);
        QCOMPARE(made->manifest.database, database);
        QCOMPARE(made->manifest.largeObjects, 1);
        const auto listed = backup::scan(m_folder->path());
        QVERIFY(listed);
        QCOMPARE(listed->size(), 1);

        const QString copy = database + u"_copy"_s;
        const auto outcome = backup::restore(
            m_server.endpoint(), {.path = made->path, .database = copy, .jobs = jobs}, control());
        QVERIFY2(outcome, outcome ? "" : qUtf8Printable(outcome.error().toText()));
        QVERIFY(outcome->compared);
        QCOMPARE(outcome->rows, 503 + 100 + 1 + 0 + 30 + 1);
        QVERIFY(outcome->problems.isEmpty());
        // pg_dump as an independent judge, of schema and data.
        QCOMPARE(m_server.pgDump(copy, {}), m_server.pgDump(database, {}));
        m_server.psql(u"DROP DATABASE "_s + copy, u"postgres"_s);
    }

    void theBackupShowsOneInstantWhateverIsWrittenMeanwhile()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(
            u"CREATE TABLE a AS SELECT i, md5(i::text) AS t FROM generate_series(1, 200000) i;"
            "CREATE TABLE b AS SELECT 1 AS i"_s,
            database);
        std::atomic<bool> stop = false;
        std::thread writer([&] {
            auto connection = m_server.connect(database);
            while (!stop)
                (void)connection.execute(
                    u"INSERT INTO a VALUES (0, 'x'); INSERT INTO b SELECT 1"_s);
        });
        const auto made = backup::create(m_server.endpoint(database), into(), control());
        stop = true;
        writer.join();
        QVERIFY2(made, made ? "" : qUtf8Printable(made.error().toText()));
        const auto proof = backup::prove(made->path, {}, control());
        QVERIFY2(proof, proof ? "" : qUtf8Printable(proof.error().toText()));
        QVERIFY2(proof->hasPassed(), qUtf8Printable(proof->problems.join(u'\n')));
        QCOMPARE(backup::inspect(made->path)->state, backup::State::Proven);
        // One insert in each transaction: rows of b are those of a beyond the first ones.
        const auto &tables = made->manifest.tables;
        QCOMPARE(tables.size(), 2);
        QCOMPARE(tables.at(0).rows - 200'000, tables.at(1).rows - 1);
    }

    void fingerprintsTellEqualCountsApart()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(u"CREATE TABLE a (i int, r text); INSERT INTO a VALUES (1, 'x'), (2, 'y')"_s,
                      database);
        const auto figures = [&](backup::Figures kind) {
            auto connection = m_server.connect(database);
            if (!connection.execute(u"BEGIN;"_s + backup::pinnedSettings()))
                qFatal("settings cannot be pinned");
            return *backup::countTable(connection, {u"public"_s, u"a"_s}, kind, {});
        };
        const auto before = figures(backup::Figures::Fingerprints);
        m_server.psql(u"DELETE FROM a; INSERT INTO a VALUES (2, 'y'), (1, 'x')"_s, database);
        QCOMPARE(figures(backup::Figures::Fingerprints), before);
        m_server.psql(u"UPDATE a SET r = 'z' WHERE i = 2"_s, database);
        QCOMPARE(figures(backup::Figures::Fingerprints).rows, before.rows);
        QVERIFY(figures(backup::Figures::Fingerprints).fingerprint != before.fingerprint);
        QVERIFY(figures(backup::Figures::Counts).fingerprint.isEmpty());
    }

    void chosenSchemasOnly()
    {
        const QString database = makeZoo();
        auto options = into();
        options.schemas = {u"Wei\"rd s"_s};
        options.format = backup::Format::Custom;
        const auto made = backup::create(m_server.endpoint(database), options, control());
        QVERIFY2(made, made ? "" : qUtf8Printable(made.error().toText()));
        QCOMPARE(made->manifest.tables.size(), 1);
        QVERIFY(!made->manifest.isWhole());
    }

    void schemaOnlyHasNoRows()
    {
        const QString database = makeZoo();
        auto options = into();
        options.content = backup::Content::SchemaOnly;
        const auto made = backup::create(m_server.endpoint(database), options, control());
        QVERIFY2(made, made ? "" : qUtf8Printable(made.error().toText()));
        const auto outcome = backup::restore(
            m_server.endpoint(), {.path = made->path, .database = u"bones"_s}, control());
        QVERIFY2(outcome, outcome ? "" : qUtf8Printable(outcome.error().toText()));
        QCOMPARE(m_server.pgDump(u"bones"_s), m_server.pgDump(database));
    }

    void foreignDumpsCanBeRestored()
    {
        const QString database = makeZoo();
        const QString dump = m_folder->filePath(u"by hand.pgdump"_s);
        (void)m_server.pgDump(database, {u"--format=custom"_s, u"--file"_s, dump});
        const auto outcome = backup::restore(m_server.endpoint(),
                                             {.path = dump, .database = u"by_hand"_s}, control());
        QVERIFY2(outcome, outcome ? "" : qUtf8Printable(outcome.error().toText()));
        QVERIFY(!outcome->compared);
        QCOMPARE(m_server.pgDump(u"by_hand"_s, {}), m_server.pgDump(database, {}));
    }

    void aMissingOwnerDegradesButLosesNothing()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(
            u"CREATE ROLE app; CREATE TABLE a (i int); ALTER TABLE a OWNER TO app; INSERT INTO a VALUES (1)"_s,
            database);
        auto options = into();
        options.format = backup::Format::Custom;
        const auto made = backup::create(m_server.endpoint(database), options, control());
        QVERIFY2(made, made ? "" : qUtf8Printable(made.error().toText()));
        QVERIFY(made->manifest.roles.contains(u"app"_s));
        m_server.psql(u"DROP TABLE a; DROP ROLE app"_s, database);

        const auto outcome = backup::restore(
            m_server.endpoint(), {.path = made->path, .database = u"ownerless"_s}, control());
        QVERIFY2(outcome, outcome ? "" : qUtf8Printable(outcome.error().toText()));
        QCOMPARE(outcome->problems.size(), 1);
        QCOMPARE(outcome->problems.constFirst().severity, backup::Severity::Degraded);
        QVERIFY(outcome->problems.constFirst().remedy.contains("app"_L1));
        QVERIFY(outcome->compared);

        const auto without = backup::restore(
            m_server.endpoint(),
            {.path = made->path, .database = u"mine"_s, .owners = backup::Owners::AsConnected},
            control());
        QVERIFY2(without, without ? "" : qUtf8Printable(without.error().toText()));
        QVERIFY(without->problems.isEmpty());
    }

    void anExistingDatabaseIsNeverTouched()
    {
        const QString database = makeZoo();
        const auto made = backup::create(m_server.endpoint(database), into(), control());
        QVERIFY2(made, made ? "" : qUtf8Printable(made.error().toText()));
        const QString before = m_server.pgDump(database, {});
        const auto outcome = backup::restore(m_server.endpoint(),
                                             {.path = made->path, .database = database}, control());
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, Error::Kind::Conflict);
        QCOMPARE(m_server.pgDump(database, {}), before);
    }

    void aScriptCannotRunPrograms()
    {
        const QString victim = m_folder->filePath(u"victim"_s);
        QFile script(m_folder->filePath(u"evil.sql"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("CREATE TABLE a (i int);\n\\! touch '" + victim.toUtf8() + "'\n");
        script.close();
        const auto outcome = backup::restore(
            m_server.endpoint(), {.path = script.fileName(), .database = u"evil"_s}, control());
        QVERIFY(!outcome);
        QVERIFY(!QFileInfo::exists(victim));
        QVERIFY(!m_server.hasDatabase(u"evil"_s));
    }
};

QTEST_GUILESS_MAIN(TestRoundtrip)
#include "tst_roundtrip.moc"
