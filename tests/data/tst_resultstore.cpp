#include "data/resultstore.h"
#include "support/testserver.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace howdah;

class TestResultStore final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QTemporaryDir m_folder;

    static QString oracle(qint64 row)
    {
        return u"row %1 %2"_s.arg(row).arg(QString(int(row % 97), u'x'));
    }

    [[nodiscard]] Result<void> fill(data::ResultStore &store, const QString &sql)
    {
        auto connection = m_server.connect();
        std::optional<Error> error;
        const auto end = connection.stream(sql, {}, [&](const pg::Rows &batch) {
            if (const auto stored = store.append(batch); !stored)
                error = stored.error();
            return !error;
        });
        if (error)
            return *error;
        if (!end)
            return end.error();
        return {};
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void everyRowIsReadBackExactly()
    {
        data::ResultStore store(
            {.memory = 1024 * 1024, .quota = 1 << 30, .folder = m_folder.path()});
        const auto filled =
            fill(store, u"SELECT i, CASE WHEN i % 5 = 0 THEN NULL ELSE 'row ' || i || ' ' || "
                        u"repeat('x', (i % 97)::int) END, '' FROM generate_series(0, 199999) i"_s);
        QVERIFY(filled);
        QCOMPARE(store.rowCount(), 200'000);
        QCOMPARE(store.columns().size(), 3);
        QVERIFY(store.spilledBytes() > 5'000'000);
        QVERIFY2(store.memoryBytes() < 12'000'000,
                 qPrintable(QString::number(store.memoryBytes())));
        QRandomGenerator random(3);
        for (int i = 0; i < 20'000; ++i) {
            const qint64 row = i < 100 ? 199'999 - i : random.bounded(200'000);
            QCOMPARE(store.cell(row, 0).text(), QString::number(row));
            const auto cell = store.cell(row, 1);
            QCOMPARE(cell.null, row % 5 == 0);
            if (!cell.null)
                QCOMPARE(cell.text(), oracle(row));
            QVERIFY(!store.cell(row, 2).null);
            QVERIFY(store.cell(row, 2).bytes.isEmpty());
        }
    }

    void leavesNoFileBehind() { QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files).size(), 0); }

    void aHugeValueIsNotHeldInMemory()
    {
        data::ResultStore store(
            {.memory = 1024 * 1024, .quota = 1 << 30, .folder = m_folder.path()});
        QVERIFY(fill(store, u"SELECT repeat('ab', 15000000), 'after'"_s));
        QVERIFY(store.memoryBytes() < 2'000'000);
        const auto beginning = store.cell(0, 0, 10);
        QCOMPARE(beginning.bytes, QByteArray("ababababab"));
        QCOMPARE(beginning.size, 30'000'000);
        QVERIFY(beginning.isCut());
        QCOMPARE(store.cell(0, 1).text(), u"after"_s);
        QCOMPARE(store.cell(0, 0, 40'000'000).bytes.size(), 30'000'000);
    }

    void largeValuesKeepTheirPlaces()
    {
        data::ResultStore store(
            {.memory = 1024 * 1024, .quota = 1 << 30, .folder = m_folder.path()});
        QVERIFY(fill(store, u"SELECT i, CASE WHEN i % 3 = 0 THEN NULL ELSE repeat(i::text, 300000) "
                            u"END, 'between', repeat((i + 1)::text, 270000) "
                            u"FROM generate_series(1, 8) i"_s));
        QCOMPARE(store.rowCount(), 8);
        for (int row = 0; row < 8; ++row) {
            const int i = row + 1;
            QCOMPARE(store.cell(row, 0).text(), QString::number(i));
            const auto second = store.cell(row, 1, 4);
            QCOMPARE(second.null, i % 3 == 0);
            if (!second.null) {
                QCOMPARE(second.size, 300'000);
                QCOMPARE(second.bytes, QByteArray::number(i).repeated(4));
            }
            QCOMPARE(store.cell(row, 2).text(), u"between"_s);
            QCOMPARE(store.cell(row, 3).bytes, QByteArray::number(i + 1).repeated(270'000));
        }
    }

    void isReadWhileItGrows()
    {
        data::ResultStore store(
            {.memory = 1024 * 1024, .quota = 1 << 30, .folder = m_folder.path()});
        Result<void> filled;
        std::atomic<bool> ended = false;
        std::thread writer([&] {
            filled = fill(store, u"SELECT i, repeat('z', (i % 50)::int) "
                                 u"FROM generate_series(0, 299999) i"_s);
            ended = true;
        });
        QRandomGenerator random(5);
        bool right = true;
        qint64 looks = 0;
        while (!ended && right) {
            const qint64 rows = store.rowCount();
            if (rows == 0)
                continue;
            ++looks;
            const qint64 row = random.bounded(rows);
            right = store.cell(row, 0).text() == QString::number(row) &&
                    store.cell(row, 1).size == row % 50 &&
                    store.cell(rows - 1, 0).text() == QString::number(rows - 1);
        }
        writer.join();
        QVERIFY(filled);
        QVERIFY(right && looks > 0);
    }

    void saysWhenTheQuotaIsReached()
    {
        data::ResultStore store(
            {.memory = 512 * 1024, .quota = 2'000'000, .folder = m_folder.path()});
        const auto filled =
            fill(store, u"SELECT i, repeat('y', 100) FROM generate_series(0, 99999) i"_s);
        QVERIFY(!filled);
        QCOMPARE(filled.error().kind, Error::Kind::DiskFull);
        QVERIFY(store.rowCount() > 10'000);
        // What came before stays readable to the last row.
        QCOMPARE(store.cell(store.rowCount() - 1, 0).text(), QString::number(store.rowCount() - 1));
        QCOMPARE(store.cell(0, 0).text(), u"0"_s);
    }

    void knowsColumnsOfAnEmptyResult()
    {
        data::ResultStore store;
        QVERIFY(fill(store, u"SELECT 1 AS a, now() AS b WHERE false"_s));
        QCOMPARE(store.rowCount(), 0);
        QCOMPARE(store.columns().size(), 2);
        QCOMPARE(store.columns().at(1).kind, data::ValueKind::TimestampWithZone);
    }
};

QTEST_GUILESS_MAIN(TestResultStore)
#include "tst_resultstore.moc"
