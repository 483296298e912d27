#include "store/executionrecord.h"
#include "store/store.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using store::Execution;
using store::ExecutionFilter;
using store::ExecutionRecord;
using store::Outcome;

class TestExecutionRecord final : public QObject
{
    Q_OBJECT

    static Execution entry(const QString &statement, Outcome outcome = Outcome::Succeeded)
    {
        return {.startedAt = QDateTime(QDate(2026, 3, 1), QTime(12, 0, 0, 250), Qt::UTC),
                .connectionId = u"id-1"_s,
                .connectionName = u"Staging"_s,
                .server = u"db.example:5433"_s,
                .database = u"navi"_s,
                .databaseRole = u"mentor"_s,
                .osUser = u"ann"_s,
                .source = u"console"_s,
                .statement = statement,
                .outcome = outcome,
                .affectedRows = 5,
                .duration = std::chrono::microseconds(1234)};
    }

    static QStringList statements(ExecutionRecord &record, const ExecutionFilter &filter)
    {
        const auto found = record.search(filter).result();
        QStringList list;
        if (found) {
            for (const Execution &e : *found)
                list += e.statement;
        }
        return list;
    }

private slots:
    void givesBackWhatWasRecorded()
    {
        ExecutionRecord record(store::Store::inMemory());
        Execution failed = entry(u"SELECT 1/0"_s, Outcome::Failed);
        failed.sqlstate = u"22012"_s;
        failed.message = u"division by zero"_s;
        record.append(failed);
        const auto found = record.search({}).result();
        QVERIFY(found);
        QCOMPARE(found->size(), 1);
        const Execution &e = found->first();
        QVERIFY(e.id > 0);
        QCOMPARE(e.startedAt, failed.startedAt);
        QCOMPARE(e.connectionId, failed.connectionId);
        QCOMPARE(e.connectionName, failed.connectionName);
        QCOMPARE(e.server, failed.server);
        QCOMPARE(e.database, failed.database);
        QCOMPARE(e.databaseRole, failed.databaseRole);
        QCOMPARE(e.osUser, failed.osUser);
        QCOMPARE(e.source, failed.source);
        QCOMPARE(e.statement, failed.statement);
        QCOMPARE(e.outcome, Outcome::Failed);
        QCOMPARE(e.sqlstate, failed.sqlstate);
        QCOMPARE(e.message, failed.message);
        QCOMPARE(e.affectedRows, 5);
        QCOMPARE(e.duration.count(), 1234);
    }

    void knowsWhoRunsItWhenNobodySays()
    {
        ExecutionRecord record(store::Store::inMemory());
        Execution execution;
        execution.startedAt = QDateTime::currentDateTimeUtc();
        execution.statement = u"SELECT 1"_s;
        const QByteArray user = qgetenv("USER");
        qunsetenv("USER");
        record.append(execution);
        const auto found = record.search({}).result();
        if (!user.isNull())
            qputenv("USER", user);
        QVERIFY(found);
        QCOMPARE(found->size(), 1);
        QVERIFY(!found->first().osUser.isEmpty());
        QCOMPARE(record.losses().count, 0);
    }

    void narrows()
    {
        ExecutionRecord record(store::Store::inMemory());
        record.append(entry(u"SELECT 100% FROM a_b"_s));
        Execution other = entry(u"DROP TABLE t"_s, Outcome::Cancelled);
        other.connectionId = u"id-2"_s;
        other.startedAt = other.startedAt.addDays(1);
        record.append(other);
        record.append(entry(u"select 1"_s, Outcome::Failed));

        QCOMPARE(statements(record, {}),
                 (QStringList{u"select 1"_s, u"DROP TABLE t"_s, u"SELECT 100% FROM a_b"_s}));
        QCOMPARE(statements(record, {.text = u"SELECT"_s}).size(), 2);
        QCOMPARE(statements(record, {.text = u"0%"_s}).size(), 1);
        QCOMPARE(statements(record, {.text = u"aXb"_s}).size(), 0);
        QCOMPARE(statements(record, {.text = u"navi"_s}).size(), 3);
        QCOMPARE(statements(record, {.connectionId = u"id-2"_s}), QStringList{u"DROP TABLE t"_s});
        QCOMPARE(statements(record, {.from = other.startedAt}), QStringList{u"DROP TABLE t"_s});
        QCOMPARE(statements(record, {.until = other.startedAt}).size(), 2);
        QCOMPARE(statements(record, {.outcome = Outcome::Failed}), QStringList{u"select 1"_s});
        QCOMPARE(statements(record, {.limit = 1}), QStringList{u"select 1"_s});
        const auto newest = record.search({.limit = 1}).result();
        QCOMPARE(statements(record, {.beforeId = newest->first().id}).size(), 2);
    }

    void neverKeepsAPassword()
    {
        ExecutionRecord record(store::Store::inMemory());
        record.append(entry(u"CREATE ROLE a PASSWORD 'canary'"_s));
        QCOMPARE(statements(record, {}), QStringList{u"CREATE ROLE a PASSWORD '***'"_s});
    }

    void shortensWhatIsHuge()
    {
        ExecutionRecord record(store::Store::inMemory());
        record.append(entry(u"SELECT "_s + QString(1'000'000, u'1')));
        const QString kept = statements(record, {}).value(0);
        QVERIFY(kept.size() < 300'000);
        QVERIFY(kept.contains(u"more characters were not recorded"_s));
    }

    void exportsCsvThatReadsBack()
    {
        ExecutionRecord record(store::Store::inMemory());
        record.append(entry(u"SELECT \"a\",\n'b'"_s));
        record.append(entry(u"SELECT 2"_s));
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        const auto count = record.exportTo(buffer, ExecutionRecord::Format::Csv, {.limit = 0});
        QVERIFY(count);
        QCOMPARE(*count, 2);
        QCOMPARE(
            buffer.data(),
            QByteArray(
                "started_at,connection,server,database,role,os_user,source,statement,outcome,"
                "sqlstate,"
                "message,affected_rows,duration_us\r\n"
                "2026-03-01T12:00:00.250Z,Staging,db.example:5433,navi,mentor,ann,console,"
                "\"SELECT \"\"a\"\",\n'b'\",succeeded,,,5,1234\r\n"
                "2026-03-01T12:00:00.250Z,Staging,db.example:5433,navi,mentor,ann,console,SELECT 2,"
                "succeeded,,,5,1234\r\n"));
    }

    void exportsJson()
    {
        ExecutionRecord record(store::Store::inMemory());
        record.append(entry(u"SELECT 1"_s));
        record.append(entry(u"SELECT 2"_s, Outcome::Unknown));
        QBuffer buffer;
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QVERIFY(record.exportTo(buffer, ExecutionRecord::Format::Json, {.limit = 0}));
        const auto list = QJsonDocument::fromJson(buffer.data()).array();
        QCOMPARE(list.size(), 2);
        QCOMPARE(list.at(1).toObject().value(u"statement"_s).toString(), u"SELECT 2"_s);
        QCOMPARE(list.at(1).toObject().value(u"outcome"_s).toString(), u"unknown"_s);
        QCOMPARE(list.at(0).toObject().value(u"durationUs"_s).toInt(), 1234);
    }

    void aFullDiskCostsTheRecordAndNothingElse()
    {
        QTemporaryDir dir;
        const auto opening = store::Store::open(dir.filePath(u"howdah.sqlite"_s));
        QVERIFY(opening);
        const auto limited = opening->store->read(
            [](store::Transaction &t) { return t.select(u"PRAGMA max_page_count = 1"_s); });
        QVERIFY(limited);
        ExecutionRecord record(opening->store);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 3; ++i)
            record.append(entry(QString(100'000, u'x')));
        QVERIFY2(timer.elapsed() < 100, "append() must not wait for the disk");
        QTRY_COMPARE(record.losses().count, 3);
        QCOMPARE(record.losses().last->kind, Error::Kind::DiskFull);

        const auto unlimited = opening->store->read(
            [](store::Transaction &t) { return t.select(u"PRAGMA max_page_count = 100000"_s); });
        QVERIFY(unlimited);
        record.append(entry(u"SELECT 'after'"_s));
        QCOMPARE(statements(record, {}), QStringList{u"SELECT 'after'"_s});
    }

    void doesNotSlowExecution()
    {
        ExecutionRecord record(store::Store::inMemory());
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10'000; ++i)
            record.append(entry(u"INSERT INTO t VALUES (%1)"_s.arg(i)));
        QVERIFY2(timer.elapsed() < 500,
                 qPrintable(u"10,000 entries took %1 ms"_s.arg(timer.elapsed())));
        QCOMPARE(statements(record, {.limit = 0}).size(), 10'000);
        QCOMPARE(record.losses().count, 0);
    }

    void forgetsOnDemand()
    {
        ExecutionRecord record(store::Store::inMemory());
        record.append(entry(u"old"_s));
        Execution young = entry(u"young"_s);
        young.startedAt = young.startedAt.addDays(10);
        record.append(young);
        const auto removed = record.removeBefore(young.startedAt).result();
        QVERIFY(removed);
        QCOMPARE(*removed, 1);
        QCOMPARE(statements(record, {}), QStringList{u"young"_s});
    }
};

QTEST_GUILESS_MAIN(TestExecutionRecord)
#include "tst_executionrecord.moc"
