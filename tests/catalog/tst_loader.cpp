#include "catalog/loader.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::catalog;

/// Stage 1: what the catalogs say, as a Snapshot.
class TestLoader final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;

    SnapshotPtr load(const QString &database, const QString &user = {})
    {
        auto endpoint = m_server.endpoint(database);
        if (!user.isEmpty())
            endpoint.setValue(u"user"_s, user);
        auto connection = pg::Connection::open(endpoint);
        if (!connection) {
            QTest::qFail(qPrintable(connection.error().toText()), __FILE__, __LINE__);
            return {};
        }
        auto snapshot = loadObjects(*connection);
        if (!snapshot) {
            QTest::qFail(qPrintable(snapshot.error().toText()), __FILE__, __LINE__);
            return {};
        }
        return *snapshot;
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void seesTablesWithTheirColumnsKeysAndIndexes()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(uR"(
            CREATE TABLE team (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name varchar(40) NOT NULL UNIQUE);
            CREATE TABLE metric (
                id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
                team_id bigint REFERENCES team (id) ON DELETE CASCADE DEFERRABLE,
                cost numeric(12,6) CHECK (cost >= 0),
                doubled numeric GENERATED ALWAYS AS (cost * 2) STORED,
                at timestamptz(3));
            CREATE INDEX metric_recent ON metric (at DESC, team_id) INCLUDE (cost) WHERE cost > 0;
            COMMENT ON COLUMN metric.cost IS 'in dollars';)"_s,
                      database);
        const SnapshotPtr s = load(database);
        QVERIFY(s);
        const Relation *metric = s->relation(u"public", u"metric");
        QVERIFY(metric);
        QCOMPARE(s->columns(*metric).size(), 5U);
        const Column *cost = s->column(*metric, u"cost");
        QVERIFY(cost);
        QCOMPARE(s->typeName(cost->type, cost->typeModifier), u"numeric(12,6)"_s);
        QCOMPARE(s->comment({.kind = Kind::Column, .oid = metric->oid, .number = cost->number}),
                 u"in dollars"_s);
        QCOMPARE(s->column(*metric, u"doubled")->generated, 's');
        QVERIFY(s->column(*metric, u"id")->hasDefault);
        QCOMPARE(
            s->typeName(s->column(*metric, u"at")->type, s->column(*metric, u"at")->typeModifier),
            u"timestamp(3) with time zone"_s);

        const Index *recent = s->index(u"public", u"metric_recent");
        QVERIFY(recent);
        QCOMPARE(s->numbers(recent->keys), (QList<qint64>{5, 2, 3}));
        QCOMPARE(recent->keyCount, qint16(2));
        QVERIFY(recent->hasPredicate);
        QVERIFY(!recent->hasExpressions);
        QCOMPARE(s->numbers(recent->flags).constFirst(), 3);

        const Relation *team = s->relation(u"public", u"team");
        const auto referencing = s->referencing(team->oid);
        QCOMPARE(referencing.size(), 1);
        QCOMPARE(referencing.constFirst()->relation, metric->oid);
        QCOMPARE(referencing.constFirst()->deleteAction, 'c');
        QVERIFY(referencing.constFirst()->isDeferrable);
        QVERIFY(s->constraint(*metric, u"metric_pkey"));
        QCOMPARE(s->constraint(*metric, u"metric_pkey")->type, 'p');
        const auto owned = s->ownedSequences(team->oid);
        QCOMPARE(owned.size(), 1);
        QVERIFY(owned.constFirst()->isIdentity);
        QCOMPARE(s->column(*team, u"id")->identity, 'a');
    }

    void knowsPartitionsAndTheirParents()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(uR"(
            CREATE TABLE e (at date, n int) PARTITION BY RANGE (at);
            CREATE TABLE e_2026 PARTITION OF e FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (n);
            CREATE TABLE e_2026_1 PARTITION OF e_2026 FOR VALUES IN (1);
            CREATE TABLE e_rest PARTITION OF e DEFAULT;)"_s,
                      database);
        const SnapshotPtr s = load(database);
        QVERIFY(s);
        const Relation *e = s->relation(u"public", u"e");
        QVERIFY(e->isPartitioned());
        QCOMPARE(s->children(e->oid).size(), 2);
        QCOMPARE(s->partitioning(e->oid)->defaultPartition, s->relation(u"public", u"e_rest")->oid);
        const Relation *leaf = s->relation(u"public", u"e_2026_1");
        QVERIFY(leaf->isPartition);
        QCOMPARE(s->parents(leaf->oid).front().parent, s->relation(u"public", u"e_2026")->oid);
    }

    void keepsHostileNamesAsTheyAre()
    {
        const QString name = u"a'b\";--<img>\n\\N\t\u05d0\u05d1🐘"_s;
        const QString database = m_server.createDatabase();
        auto connection = m_server.connect(database);
        QString quoted = name;
        quoted.replace(u'"', u"\"\""_s);
        QVERIFY(connection.execute(u"CREATE TABLE \"%1\" (\"%1\" int)"_s.arg(quoted)));
        const SnapshotPtr s = load(database);
        QVERIFY(s);
        const Relation *table = s->relation(u"public", name);
        QVERIFY(table);
        QCOMPARE(s->text(s->columns(*table).front().name), name);
    }

    void readsATableOf1600ColumnsAndAFunctionOf5Megabytes()
    {
        const QString database = m_server.createDatabase();
        auto connection = m_server.connect(database);
        QStringList columns;
        for (int i = 1; i <= 1600; ++i)
            columns.append(u"c%1 int"_s.arg(i));
        QVERIFY(connection.execute(u"CREATE TABLE wide ("_s + columns.join(u", "_s) + u")"_s));
        const QString body = u"SELECT 1 -- "_s + QString(5'000'000, u'x');
        QVERIFY(connection.execute(u"CREATE FUNCTION long() RETURNS int LANGUAGE sql AS $$"_s +
                                   body + u"$$"_s));
        const SnapshotPtr s = load(database);
        QVERIFY(s);
        QCOMPARE(s->columns(*s->relation(u"public", u"wide")).size(), 1600U);
        QCOMPARE(s->text(s->functions(u"public", u"long").constFirst()->source), body);
    }

    void seesEveryKindThatIsThere()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(uR"(
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE TYPE pair AS (a int, b text);
            CREATE TYPE span AS RANGE (subtype = float8);
            CREATE DOMAIN positive AS int CHECK (VALUE > 0);
            CREATE FUNCTION f(a int, b positive DEFAULT 1, OUT c text) LANGUAGE sql AS 'SELECT ''x''';
            CREATE PROCEDURE p() LANGUAGE sql AS '';
            CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
            CREATE OPERATOR === (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int);
            CREATE COLLATION german FROM "C";
            CREATE FOREIGN DATA WRAPPER w; CREATE SERVER srv FOREIGN DATA WRAPPER w OPTIONS (host 'h''x');
            CREATE USER MAPPING FOR PUBLIC SERVER srv OPTIONS (user 'u', password 'canary-secret');
            CREATE FOREIGN TABLE ft (a int) SERVER srv;
            CREATE TABLE t (a int, b int); CREATE STATISTICS st ON a, b FROM t;
            CREATE VIEW v AS SELECT * FROM t; CREATE MATERIALIZED VIEW m AS SELECT * FROM t;
            CREATE RULE r AS ON INSERT TO v DO INSTEAD NOTHING;
            CREATE POLICY pol ON t USING (a > 0);
            CREATE PUBLICATION pub FOR TABLE t;
            CREATE TEXT SEARCH CONFIGURATION conf (COPY = simple);
            CREATE CAST (mood AS int) WITH INOUT;)"_s,
                      database);
        const SnapshotPtr s = load(database);
        QVERIFY(s);
        QVERIFY(s->objects().unreadable.empty());
        for (const auto &[schema, name] : {std::pair(u"public"_s, u"mood"_s),
                                           {u"public"_s, u"pair"_s},
                                           {u"public"_s, u"span"_s},
                                           {u"public"_s, u"positive"_s}}) {
            QVERIFY2(s->type(schema, name), qPrintable(name));
        }
        QCOMPARE(s->enumLabels(s->type(u"public", u"mood")->oid).size(), 2U);
        const auto functions = s->functions(u"public", u"f");
        QCOMPARE(functions.size(), 1);
        QCOMPARE(s->sqlName(*functions.constFirst()), u"public.f(integer, public.positive)"_s);
        for (const auto &[kind, name] : {std::pair(Kind::Aggregate, u"total"_s),
                                         {Kind::Operator, u"==="_s},
                                         {Kind::Collation, u"german"_s},
                                         {Kind::ForeignServer, u"srv"_s},
                                         {Kind::Statistics, u"st"_s},
                                         {Kind::Publication, u"pub"_s},
                                         {Kind::TextSearchConfiguration, u"conf"_s},
                                         {Kind::Cast, u"public.mood AS integer"_s},
                                         {Kind::Language, u"plpgsql"_s},
                                         {Kind::Role, u"postgres"_s},
                                         {Kind::Extension, u"plpgsql"_s}}) {
            QVERIFY2(s->other(kind, name), qPrintable(name));
        }
        QCOMPARE(s->text(s->other(Kind::ForeignServer, u"srv")->definition),
                 u"CREATE SERVER srv FOREIGN DATA WRAPPER w OPTIONS (host 'h''x')"_s);
        const OtherObject &mapping = s->others(Kind::UserMapping).front();
        QVERIFY(!s->text(mapping.definition).contains(u"canary"_s));
        QVERIFY(s->text(mapping.definition).contains(u"\"user\" 'u'"_s));
    }

    void aRoleWithoutRightsSeesWhatItMay()
    {
        const QString database = m_server.createDatabase();
        m_server.psql(u"CREATE ROLE poor LOGIN; CREATE TABLE secret (a int); REVOKE ALL ON "
                      u"pg_policy FROM PUBLIC;"
                      u"REVOKE ALL ON pg_publication FROM PUBLIC;"_s,
                      database);
        const SnapshotPtr s = load(database, u"poor"_s);
        QVERIFY(s);
        QVERIFY(s->relation(u"public", u"secret"));
        QVERIFY(s->other(Kind::Role, u"poor"));
        QStringList told;
        for (const Text line : s->objects().unreadable)
            told.append(s->text(line).section(u':', 0, 0));
        QVERIFY2(told.contains(u"pg_policy"_s) && told.contains(u"pg_publication"_s),
                 qPrintable(told.join(u' ')));
    }

    void leavesTheConnectionAsItWas()
    {
        auto connection = m_server.connect();
        QVERIFY(connection.execute(u"SET search_path = pg_catalog"_s));
        QVERIFY(loadObjects(connection));
        QCOMPARE(connection.transactionStatus(), pg::TransactionStatus::Idle);
        QCOMPARE(connection.query(u"SHOW search_path"_s)->text(0, 0), u"pg_catalog"_s);
        CancellationSource source;
        source.cancel();
        QVERIFY(!loadObjects(connection, {.token = source.token()}));
        QCOMPARE(connection.transactionStatus(), pg::TransactionStatus::Idle);
    }
};

QTEST_GUILESS_MAIN(TestLoader)
#include "tst_loader.moc"
