#include "planner/historywriter.h"
#include "planner/plan.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::planner;

namespace {

change::ScriptPtr script(const QString &file, const QString &text)
{
    return std::make_shared<const change::Script>(
        change::Script{.file = file, .text = text, .map = change::SourceMap::ofText(text)});
}

Migration migration(const QString &id, const QString &sql = u"SELECT 1;"_s,
                    const QString &down = {})
{
    Migration made;
    made.id = id;
    made.description = u"step "_s + id;
    made.file = id + u".sql"_s;
    made.up = {script(made.file, sql)};
    made.checksums = checksumsOf(sql.toUtf8(), sql);
    if (!down.isNull()) {
        made.hasDown = true;
        made.downFile = id + u".down.sql"_s;
        made.down = {script(made.downFile, down)};
    }
    return made;
}

MigrationFolder folder(Format format, const QList<Migration> &migrations)
{
    return {
        .path = u"/x"_s, .format = format, .migrations = migrations, .findings = {}, .heads = {}};
}

DatabaseFacts facts()
{
    DatabaseFacts made;
    made.serverVersion = 150004;
    made.serverVersionText = u"15.4"_s;
    made.database = u"app"_s;
    made.user = u"owner"_s;
    made.schema = u"public"_s;
    made.superuser = true;
    made.mayCreateInSchema = true;
    made.mayCreateInDatabase = true;
    return made;
}

DatabaseFacts withHistory(HistoryKind kind, const QString &table, const QList<HistoryRow> &rows)
{
    auto made = facts();
    made.historyTables = {{.kind = kind, .schema = u"public"_s, .name = table, .columns = {}}};
    made.histories = {{.kind = kind,
                       .schema = u"public"_s,
                       .table = table,
                       .exists = true,
                       .columns = {},
                       .rows = rows}};
    return made;
}

HistoryRow row(const QString &version, const QString &checksum = {}, const QString &type = u"SQL"_s)
{
    return {.version = version,
            .description = u"step "_s + version,
            .type = type,
            .script = version + u".sql"_s,
            .checksum = checksum};
}

QString states(const Plan &plan)
{
    QStringList all;
    for (const Step &step : plan.steps)
        all += step.id + u'=' + stepStateName(step.state) + (step.selected ? u"*"_s : QString());
    return all.join(u' ');
}

QStringList rules(const Plan &plan)
{
    QStringList all;
    for (const auto &finding : plan.allFindings()) {
        if (finding.severity == change::Severity::Error)
            all += finding.rule;
    }
    return all;
}

} // namespace

/// Folder and database facts in, plan out: no server needed.
class TestPlan final : public QObject
{
    Q_OBJECT

private slots:
    void anEmptyDatabaseGetsEverything()
    {
        const auto plan =
            makePlan(folder(Format::Versioned, {migration(u"1"_s), migration(u"2"_s)}), facts());
        QVERIFY(plan);
        QCOMPARE(states(*plan), u"1=pending* 2=pending*"_s);
        QCOMPARE(plan->history.kind, HistoryKind::Flyway);
        QCOMPARE(plan->history.table, u"flyway_schema_history"_s);
        QVERIFY(!plan->isBlocked());
    }

    void aTargetStopsThere()
    {
        const auto f =
            folder(Format::Versioned, {migration(u"1"_s), migration(u"2.1"_s), migration(u"3"_s)});
        QCOMPARE(states(*makePlan(f, facts(), {.target = u"2.1"_s})),
                 u"1=pending* 2.1=pending* 3=pending"_s);
        QCOMPARE(states(*makePlan(f, facts(), {.target = u"02_1"_s})),
                 u"1=pending* 2.1=pending* 3=pending"_s);
        QCOMPARE(makePlan(f, facts(), {.target = u"7"_s}).error().kind, Error::Kind::NotFound);
    }

    void flywayStates()
    {
        const auto one = migration(u"1"_s);
        auto again = migration(u"views"_s);
        again.kind = Migration::Kind::Repeatable;
        const auto f = folder(Format::Versioned, {one, migration(u"2"_s), migration(u"3"_s),
                                                  migration(u"5"_s), again});
        const auto sum = QString::number(one.checksums.crc);
        auto old = row({}, u"1"_s);
        old.version = QString();
        old.description = u"views"_s;
        const auto plan = makePlan(
            f, withHistory(HistoryKind::Flyway, u"flyway_schema_history"_s,
                           {row(u"1"_s, sum), row(u"3"_s, u"12345"_s), row(u"4"_s, u"1"_s), old}));
        QVERIFY(plan);
        QCOMPARE(states(*plan),
                 u"1=applied 2=out of order 3=changed 4=missing 5=pending* views=outdated*"_s);
        QVERIFY(plan->isBlocked());
        auto found = rules(*plan);
        found.sort();
        QCOMPARE(found, QStringList({u"changed-after-apply"_s, u"missing"_s, u"out-of-order"_s}));
    }

    void undoneFailedAndBaselined()
    {
        const auto f =
            folder(Format::Versioned, {migration(u"1"_s), migration(u"2"_s), migration(u"3"_s)});
        const auto sum = QString::number(migration(u"1"_s).checksums.crc);
        const auto undone = makePlan(
            f, withHistory(HistoryKind::Flyway, u"flyway_schema_history"_s,
                           {row(u"1"_s, sum), row(u"2"_s, sum), row(u"2"_s, {}, u"UNDO_SQL"_s)}));
        QCOMPARE(states(*undone), u"1=applied 2=undone* 3=pending*"_s);
        const auto based = makePlan(f, withHistory(HistoryKind::Flyway, u"flyway_schema_history"_s,
                                                   {row(u"2"_s, {}, u"BASELINE"_s)}));
        QCOMPARE(states(*based), u"1=below baseline 2=below baseline 3=pending*"_s);
        QVERIFY(!based->isBlocked());
        auto bad = row(u"2"_s, sum);
        bad.success = false;
        const auto failed = makePlan(f, withHistory(HistoryKind::Flyway, u"flyway_schema_history"_s,
                                                    {row(u"1"_s, sum), bad}));
        QCOMPARE(states(*failed), u"1=applied 2=failed 3=pending*"_s);
        QVERIFY(failed->isBlocked());
    }

    void aBaselineFileStandsForWhatIsBelow()
    {
        auto baseline = migration(u"2"_s);
        baseline.kind = Migration::Kind::Baseline;
        const auto f = folder(Format::Versioned,
                              {migration(u"1"_s), baseline, migration(u"2"_s), migration(u"3"_s)});
        QCOMPARE(states(*makePlan(f, facts())),
                 u"1=below baseline 2=pending* 2=below baseline 3=pending*"_s);
    }

    void golangStates()
    {
        const auto f =
            folder(Format::UpDown, {migration(u"1"_s), migration(u"2"_s), migration(u"3"_s)});
        auto at = row(u"2"_s);
        QCOMPARE(states(*makePlan(
                     f, withHistory(HistoryKind::GolangMigrate, u"schema_migrations"_s, {at}))),
                 u"1=applied 2=applied 3=pending*"_s);
        at.dirty = true;
        at.success = false;
        const auto dirty =
            makePlan(f, withHistory(HistoryKind::GolangMigrate, u"schema_migrations"_s, {at}));
        QCOMPARE(states(*dirty), u"1=applied 2=dirty 3=pending*"_s);
        QVERIFY(dirty->isBlocked());
        QCOMPARE(states(*makePlan(f, withHistory(HistoryKind::GolangMigrate, u"schema_migrations"_s,
                                                 {row(u"9"_s)}))),
                 u"1=applied 2=applied 3=applied 9=ahead"_s);
    }

    void initComesFirstAndOnce()
    {
        auto init = migration(u"init"_s);
        init.kind = Migration::Kind::Init;
        const auto one = migration(u"001"_s, u"CREATE TABLE schema_migrations (version text);"_s);
        const auto f = folder(Format::Versioned, {init, one, migration(u"002"_s)});
        const auto first = makePlan(f, facts());
        QCOMPARE(states(*first), u"init=pending* 001=pending* 002=pending*"_s);
        QCOMPARE(first->history.kind, HistoryKind::Recorded);
        QVERIFY(first->folderCreatesHistory);
        QCOMPARE(first->historyFromStep(), 1);
        QCOMPARE(rules(*makePlan(f, facts(), {.target = u"init"_s})), QStringList{u"no-history"_s});
        const auto later =
            makePlan(f, withHistory(HistoryKind::Recorded, u"schema_migrations"_s,
                                    {row(u"001"_s, QString::fromLatin1(one.checksums.sha256))}));
        QCOMPARE(states(*later), u"init=applied 001=applied 002=pending*"_s);
    }

    void rollbackGoesBackwards()
    {
        const auto f = folder(Format::UpDown,
                              {migration(u"1"_s, u"A"_s, u"a"_s), migration(u"2"_s, u"B"_s, u"b"_s),
                               migration(u"3"_s, u"C"_s), migration(u"4"_s, u"D"_s, u"d"_s)});
        const auto history =
            withHistory(HistoryKind::GolangMigrate, u"schema_migrations"_s, {row(u"4"_s)});
        const auto one = makePlan(f, history, {.direction = Direction::Down});
        QCOMPARE(states(*one), u"1=applied 2=applied 3=applied 4=applied*"_s);
        QCOMPARE(one->steps.at(3).change.statements.constFirst().text, u"d"_s);
        const auto more = makePlan(f, history, {.direction = Direction::Down, .target = u"1"_s});
        QCOMPARE(more->toRun, QList<qsizetype>({3, 2, 1}));
        QCOMPARE(rules(*more), QStringList{u"no-way-back"_s});
        QCOMPARE(makePlan(f, history, {.direction = Direction::Down, .target = u"base"_s})->toRun,
                 QList<qsizetype>({3, 2, 1, 0}));
    }

    void alembicGraph()
    {
        auto root = migration(u"root"_s);
        auto x = migration(u"x"_s);
        x.parents = {u"root"_s};
        auto y = migration(u"y"_s);
        y.parents = {u"root"_s};
        auto merge = migration(u"merge"_s);
        merge.parents = {u"x"_s, u"y"_s};
        auto apart = migration(u"apart"_s);
        apart.dependencies = {u"x"_s};
        const auto f = folder(Format::Alembic, {root, x, y, merge, apart});
        const auto plan =
            makePlan(f, withHistory(HistoryKind::Alembic, u"alembic_version"_s, {row(u"x"_s)}));
        QCOMPARE(states(*plan),
                 u"root=applied x=applied y=pending* merge=pending* apart=pending*"_s);
        QCOMPARE(states(*makePlan(f, facts(), {.target = u"apart"_s})),
                 u"root=pending* x=pending* y=pending merge=pending apart=pending*"_s);
        QCOMPARE(states(*makePlan(f, facts(), {.target = u"me"_s})),
                 u"root=pending* x=pending* y=pending* merge=pending* apart=pending"_s);
        const auto all = withHistory(HistoryKind::Alembic, u"alembic_version"_s,
                                     {row(u"merge"_s), row(u"apart"_s)});
        const auto down = makePlan(f, all, {.direction = Direction::Down, .target = u"x"_s});
        QCOMPARE(down->toRun, QList<qsizetype>{3});
        QVERIFY(
            rules(*makePlan(f, all, {.direction = Direction::Down})).contains(u"several-heads"_s));
        const auto ahead =
            makePlan(f, withHistory(HistoryKind::Alembic, u"alembic_version"_s, {row(u"new"_s)}));
        QVERIFY(rules(*ahead).contains(u"ahead"_s));
        QCOMPARE(alembicHeads(f, {u"root"_s, u"x"_s, u"y"_s, u"merge"_s, u"apart"_s}),
                 QStringList({u"merge"_s, u"apart"_s}));
    }

    void preflight()
    {
        const auto f = folder(
            Format::Versioned,
            {migration(u"1"_s, u"CREATE TABLE a();\nCREATE EXTENSION IF NOT EXISTS vector;"_s)});
        const auto missing = makePlan(f, facts());
        QCOMPARE(rules(*missing), QStringList{u"extension-missing"_s});
        const auto finding = missing->steps.constFirst().findings.constFirst();
        QCOMPARE(finding.line, 2);
        QVERIFY2(finding.message.contains(u"postgresql-15-pgvector"_s),
                 qUtf8Printable(finding.message));
        auto there = facts();
        there.extensions = {{.name = u"vector"_s,
                             .installedVersion = {},
                             .defaultVersion = u"0.8"_s,
                             .trusted = false}};
        QVERIFY(!makePlan(f, there)->isBlocked());
        there.superuser = false;
        QCOMPARE(rules(*makePlan(f, there)), QStringList{u"extension-rights"_s});
        there.extensions.first().installedVersion = u"0.8"_s;
        QVERIFY(!makePlan(f, there)->isBlocked());
        there.inRecovery = true;
        there.mayCreateInSchema = false;
        QCOMPARE(rules(*makePlan(f, there)), QStringList({u"standby"_s, u"rights"_s}));
    }

    void foreignHistories()
    {
        auto other = facts();
        other.historyTables = {{.kind = HistoryKind::VersionOnly,
                                .schema = u"public"_s,
                                .name = u"schema_migrations"_s,
                                .columns = {}}};
        QCOMPARE(rules(*makePlan(folder(Format::UpDown, {migration(u"1"_s)}), other)),
                 QStringList{u"foreign-history"_s});
    }

    void shapesAreRecognised_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<int>("kind");
        const auto add = [](const char *name, const QString &table, const QStringList &columns,
                            HistoryKind kind) {
            QTest::newRow(name) << table << columns << int(kind);
        };
        const auto migrations = u"schema_migrations"_s;
        add("golang-migrate", migrations, {u"version"_s, u"dirty"_s}, HistoryKind::GolangMigrate);
        add("dbmate", migrations, {u"version"_s}, HistoryKind::VersionOnly);
        add("Ecto", migrations, {u"version"_s, u"inserted_at"_s}, HistoryKind::VersionOnly);
        add("Supabase", migrations, {u"version"_s, u"statements"_s, u"name"_s},
            HistoryKind::Supabase);
        add("own", migrations, {u"version"_s, u"checksum"_s, u"execution_time_ms"_s},
            HistoryKind::Recorded);
        add("alembic", u"alembic_version"_s, {u"version_num"_s}, HistoryKind::Alembic);
        add("alembic in name only", u"alembic_version"_s, {u"id"_s}, HistoryKind::Unknown);
        add("goose", u"goose_db_version"_s, {u"id"_s, u"version_id"_s, u"is_applied"_s},
            HistoryKind::Goose);
    }
    void shapesAreRecognised()
    {
        QFETCH(QString, table);
        QFETCH(QStringList, columns);
        QList<HistoryColumn> all;
        for (const QString &column : std::as_const(columns))
            all.append({.name = column, .type = u"text"_s});
        QTEST(int(recogniseHistory(u"public"_s, table, all)), "kind");
    }

    void fingerprints()
    {
        const auto f =
            folder(Format::Versioned, {migration(u"1"_s, u"SELECT 1;"_s), migration(u"2"_s)});
        const auto g = folder(Format::Versioned,
                              {migration(u"1"_s, u"-- said\nSELECT 1"_s), migration(u"2"_s)});
        const auto h =
            folder(Format::Versioned, {migration(u"1"_s, u"SELECT 2;"_s), migration(u"2"_s)});
        QCOMPARE(makePlan(f, facts())->fingerprint, makePlan(g, facts())->fingerprint);
        QVERIFY(makePlan(f, facts())->fingerprint != makePlan(h, facts())->fingerprint);
        QVERIFY(makePlan(f, facts())->fingerprint !=
                makePlan(f, facts(), {.target = u"1"_s})->fingerprint);
    }
};

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
