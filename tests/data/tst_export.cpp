#include "data/export.h"
#include "data/resultstore.h"
#include "support/testserver.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using data::ExportFormat;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

} // namespace

class TestExport final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QTemporaryDir m_folder;

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_server.psql(
            u"CREATE TABLE t (id int PRIMARY KEY, \"Te xt\" text, at timestamptz, doc jsonb, raw "
            u"bytea, b bool);"
            u"INSERT INTO t SELECT i, CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN "
            u"E'a,\"b\"\\n\\\\.' "
            u"ELSE 'ü|<x>' || i END, '2026-01-01 00:00+00'::timestamptz + i * interval '1 minute', "
            u"jsonb_build_object('i', i), decode('00ff', 'hex'), i % 2 = 0 FROM generate_series(1, 5000) i"_s,
            u"postgres"_s);
    }

    void csvIsWhatPsqlWrites_data()
    {
        QTest::addColumn<QString>("query");
        QTest::newRow("through COPY") << u"SELECT * FROM t ORDER BY id; -- all of it"_s;
        QTest::newRow("comment at the end") << u"SELECT id FROM t ORDER BY id -- nothing more"_s;
        QTest::newRow("a CTE") << u"WITH x AS (SELECT * FROM t) SELECT * FROM x ORDER BY id"_s;
    }
    void csvIsWhatPsqlWrites()
    {
        QFETCH(QString, query);
        auto connection = m_server.connect();
        const auto exported =
            data::exportQuery(connection, {.query = query, .path = path(u"own.csv"_s)});
        QVERIFY2(exported, exported ? "" : qUtf8Printable(exported.error().toText()));
        QCOMPARE(exported->rows, 5000);
        const QString other = path(u"psql.csv"_s);
        m_server.psql(u"\\copy (%1) TO '%2' WITH (FORMAT csv, HEADER)\n"_s.arg(
                          query.section(u';', 0, 0).section(u"--"_s, 0, 0), other),
                      u"postgres"_s);
        QVERIFY(contentOf(other).size() > 10'000);
        QCOMPARE(contentOf(path(u"own.csv"_s)), contentOf(other));
    }

    /// What cannot go through COPY is quoted by our own writer, by the same rules.
    void csvOfOurOwnIsTheSame()
    {
        auto connection = m_server.connect();
        QVERIFY(data::exportQuery(
            connection, {.query = u"SELECT * FROM t ORDER BY id"_s, .path = path(u"copy.csv"_s)}));
        QVERIFY(connection.execute(u"PREPARE everything AS SELECT * FROM t ORDER BY id"_s));
        const auto exported = data::exportQuery(
            connection, {.query = u"EXECUTE everything"_s, .path = path(u"own.csv"_s)});
        QVERIFY2(exported, exported ? "" : qUtf8Printable(exported.error().toText()));
        QCOMPARE(contentOf(path(u"own.csv"_s)), contentOf(path(u"copy.csv"_s)));
    }

    void jsonHoldsEveryRow()
    {
        auto connection = m_server.connect();
        QVERIFY(data::exportQuery(connection, {.query = u"TABLE t ORDER BY id"_s,
                                               .format = ExportFormat::Json,
                                               .path = path(u"t.json"_s)}));
        const auto rows = QJsonDocument::fromJson(contentOf(path(u"t.json"_s))).array();
        QCOMPARE(rows.size(), 5000);
        QCOMPARE(rows.at(1)[u"Te xt"].toString(), u"a,\"b\"\n\\."_s);
        QCOMPARE(rows.at(41)[u"doc"][u"i"].toInt(), 42);
        QVERIFY(rows.at(3)[u"Te xt"].isNull());
    }

    void insertStatementsBringTheRowsBack()
    {
        auto connection = m_server.connect();
        QVERIFY(data::exportQuery(connection, {.query = u"TABLE t ORDER BY id"_s,
                                               .format = ExportFormat::Sql,
                                               .path = path(u"t.sql"_s),
                                               .table = u"copy_of_t"_s}));
        m_server.psql(u"CREATE TABLE copy_of_t (LIKE t)"_s, u"postgres"_s);
        m_server.psql(QString::fromUtf8(contentOf(path(u"t.sql"_s))), u"postgres"_s);
        const auto differing =
            connection.query(u"SELECT count(*) FROM (TABLE t EXCEPT TABLE copy_of_t) x"_s);
        QVERIFY(differing);
        QCOMPARE(differing->integer(0, 0), 0);
        QCOMPARE(connection.query(u"SELECT count(*) FROM copy_of_t"_s)->integer(0, 0), 5000);
    }

    void workbooksAreReal()
    {
        auto connection = m_server.connect();
        const auto exported = data::exportQuery(
            connection,
            {.query =
                 u"SELECT id, \"Te xt\", b, repeat('z', 40000) FROM t WHERE id < 4 ORDER BY id"_s,
             .format = ExportFormat::Xlsx,
             .path = path(u"t.xlsx"_s)});
        QVERIFY2(exported, exported ? "" : qUtf8Printable(exported.error().toText()));
        QCOMPARE(exported->rows, 3);
        QVERIFY(exported->remark.contains(u"3 values"_s));
        // A workbook is a zip archive; Python reads it without any library of ours.
        QProcess python;
        python.start(u"python3"_s,
                     {u"-c"_s,
                      u"import sys,zipfile,re; "
                      u"s=zipfile.ZipFile(sys.argv[1]).read('xl/worksheets/sheet1.xml').decode();"
                      u"print(len(re.findall('<row ',s)), s.count('t=\"b\"'), '<v>2</v>' in s)"_s,
                      path(u"t.xlsx"_s)});
        QVERIFY(python.waitForFinished());
        QCOMPARE(python.readAllStandardOutput().trimmed(), QByteArray("4 3 True"));
        QVERIFY(!QFile::exists(path(u"t.xlsx.partial"_s)));
    }

    void aFailureKeepsTheOldFile()
    {
        QFile old(path(u"old.csv"_s));
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("precious");
        old.close();
        auto connection = m_server.connect();
        const auto failed =
            data::exportQuery(connection, {.query = u"SELECT 1 / (id - 4000) FROM t ORDER BY id"_s,
                                           .path = old.fileName()});
        QVERIFY(!failed);
        QCOMPARE(failed.error().sqlstate, u"22012"_s);
        QCOMPARE(contentOf(old.fileName()), QByteArray("precious"));
        // The connection is good for the next one.
        QVERIFY(data::exportQuery(connection, {.query = u"SELECT 1"_s, .path = old.fileName()}));
        QCOMPARE(contentOf(old.fileName()), QByteArray("?column?\n1\n"));
    }

    void canBeCancelled_data()
    {
        QTest::addColumn<QString>("format");
        for (const char *format : {"csv", "json", "xlsx"})
            QTest::newRow(format) << QString::fromLatin1(format);
    }
    void canBeCancelled()
    {
        QFETCH(QString, format);
        auto connection = m_server.connect();
        CancellationSource source;
        qint64 seen = 0;
        const auto cancelled = data::exportQuery(
            connection,
            {.query = u"SELECT generate_series(1, 100000000), 'some text'"_s,
             .format = *data::formatNamed(format),
             .path = path(u"cancelled"_s)},
            [&](qint64 rows) {
                seen = rows;
                source.cancel();
            },
            {.token = source.token()});
        QVERIFY(!cancelled);
        QVERIFY2(cancelled.error().isCancelled(), qUtf8Printable(cancelled.error().toText()));
        QVERIFY(seen > 0);
        QVERIFY(!QFile::exists(path(u"cancelled"_s)));
    }

    void refusesMoreThanOneStatement()
    {
        auto connection = m_server.connect();
        for (const QString &query :
             {u"SELECT 1; DROP TABLE t"_s, u""_s, u"SELECT 'open"_s, u"\\d t"_s}) {
            const auto refused =
                data::exportQuery(connection, {.query = query, .path = path(u"no.csv"_s)});
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, Error::Kind::InvalidInput);
        }
        QVERIFY(connection.query(u"SELECT 1 FROM t"_s));
    }

    void copiesPartsOfAResult()
    {
        auto connection = m_server.connect();
        data::ResultStore store;
        QVERIFY(
            connection.stream(u"SELECT id, \"Te xt\" FROM t ORDER BY id LIMIT 10"_s, {},
                              [&](const pg::Rows &batch) { return bool(store.append(batch)); }));
        QCOMPARE(*data::copyAs(ExportFormat::Tsv, store, {0, 3}, {0, 1}),
                 u"id\tTe xt\n1\t\n4\t\n"_s);
        QCOMPARE(*data::copyAs(ExportFormat::Csv, store, {0, 3}, {1}), u"Te xt\n\"\"\n\n"_s);
    }
};

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
