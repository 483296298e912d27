#include "data/csvimport.h"
#include "data/csvreader.h"
#include "support/testserver.h"

#include <QBuffer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;

class TestCsvImport final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QTemporaryDir m_folder;

    QString fileWith(const QByteArray &content)
    {
        QFile file(m_folder.filePath(u"data.csv"_s));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write(content);
        return file.fileName();
    }

    qint64 count(const QString &table)
    {
        return m_server.connect().query(u"SELECT count(*) FROM "_s + table)->integer(0, 0);
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_server.psql(u"CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL, at timestamptz)"_s,
                      u"postgres"_s);
    }
    void init() { m_server.psql(u"TRUNCATE t; DROP TABLE IF EXISTS fresh"_s, u"postgres"_s); }

    void cutsRowsWhereQuotesEnd()
    {
        QByteArray text("\xEF\xBB\xBF"
                        "a,b\r\n1,\"x\ny\"\"\n\"\n2,");
        QBuffer buffer(&text);
        buffer.open(QIODevice::ReadOnly);
        const data::CsvFormat format;
        data::CsvReader reader(buffer, format);
        QCOMPARE(data::csvFields(reader.next()->bytes, format), QStringList({u"a"_s, u"b"_s}));
        const auto second = reader.next();
        QCOMPARE(second->line, 2);
        QCOMPARE(data::csvFields(second->bytes, format), QStringList({u"1"_s, u"x\ny\"\n"_s}));
        const auto third = reader.next();
        QCOMPARE(third->line, 5);
        QVERIFY(data::csvFields(third->bytes, format).at(1).isNull());
        QVERIFY(!reader.next());
    }

    void guessesHowAFileIsWritten()
    {
        const auto preview = data::previewCsv(
            fileWith("id;name;price;day;seen;doc;code\n"
                     "1;Anna;1.50;2026-01-01;2026-01-01T10:00:00Z;\"{\"\"a\"\":1}\";007\n"
                     "2;\"B;C\";2;2026-01-02;2026-01-01 10:00:00+02;[];008\n"
                     "3;;;;;;\n"));
        QVERIFY(preview);
        QCOMPARE(preview->format.delimiter, ';');
        QVERIFY(preview->format.header);
        QCOMPARE(preview->columns.first(3), QStringList({u"id"_s, u"name"_s, u"price"_s}));
        QCOMPARE(preview->types, QStringList({u"integer"_s, u"text"_s, u"numeric"_s, u"date"_s,
                                              u"timestamptz"_s, u"jsonb"_s, u"text"_s}));
        QCOMPARE(preview->rows.size(), 3);
        QCOMPARE(preview->rows.at(1).at(1), u"B;C"_s);
        QVERIFY(preview->rows.at(2).at(1).isNull());
    }

    void aLineThatEndsTheDataForTheServerIsNamed()
    {
        auto connection = m_server.connect();
        const bool knows = connection.serverVersion() >= 180000;
        m_server.psql(u"CREATE TABLE words (word text)"_s, u"postgres"_s);
        const auto report =
            data::importCsv(connection, {.path = fileWith("word\none\n\\.\nthree\n"),
                                         .format = {},
                                         .schema = u"public"_s,
                                         .table = u"words"_s,
                                         .columns = {u"word"_s},
                                         .createWithTypes = {}});
        QVERIFY(report);
        QCOMPARE(count(u"words"_s), knows ? 3 : 0);
        if (!knows) {
            QCOMPARE(report->bad.size(), 1);
            QCOMPARE(report->bad.constFirst().line, 3);
        }
        // In quotes, and inside a text, it is one like any other.
        const auto good =
            data::importCsv(connection, {.path = fileWith("word\none\n\"\\.\"\nc:\\.git\n"),
                                         .format = {},
                                         .schema = u"public"_s,
                                         .table = u"words"_s,
                                         .columns = {u"word"_s},
                                         .createWithTypes = {}});
        QVERIFY2(good, good ? "" : qUtf8Printable(good.error().toText()));
        QCOMPARE(good->rows, 3);
    }

    void seesWhenThereIsNoHeader()
    {
        const auto preview = data::previewCsv(fileWith("1,2\n3,4\n"));
        QVERIFY(preview && !preview->format.header);
        QCOMPARE(preview->columns, QStringList({u"column1"_s, u"column2"_s}));
        QCOMPARE(preview->rows.size(), 2);
    }

    void importsAWholeFile()
    {
        auto connection = m_server.connect();
        qint64 seen = 0;
        const auto report =
            data::importCsv(connection,
                            {.path = fileWith("id,name\n1,Anna\n2,\"B, \"\"C\"\"\"\n3,\"\""),
                             .schema = u"public"_s,
                             .table = u"t"_s,
                             .columns = {u"id"_s, u"name"_s}},
                            [&](data::ImportStage, qint64 bytes, qint64) { seen = bytes; });
        QVERIFY2(report, report ? "" : qUtf8Printable(report.error().toText()));
        QCOMPARE(report->rows, 3);
        QVERIFY(report->bad.isEmpty());
        QVERIFY(seen > 20);
        QCOMPARE(connection.query(u"SELECT name FROM t WHERE id = 2"_s)->text(0, 0), u"B, \"C\""_s);
        QCOMPARE(connection.query(u"SELECT name FROM t WHERE id = 3"_s)->text(0, 0), u""_s);
    }

    void makesTheTableFirst()
    {
        auto connection = m_server.connect();
        const auto report =
            data::importCsv(connection, {.path = fileWith("a,B c\n1,x\n"),
                                         .schema = u"public"_s,
                                         .table = u"fresh"_s,
                                         .columns = {u"a"_s, u"B c"_s},
                                         .createWithTypes = {u"integer"_s, u"text"_s}});
        QVERIFY2(report, report ? "" : qUtf8Printable(report.error().toText()));
        QCOMPARE(connection.query(u"SELECT \"B c\" FROM fresh WHERE a = 1"_s)->text(0, 0), u"x"_s);
    }

    void namesEveryBadRowAndKeepsNothing()
    {
        QByteArray text("id,name\n");
        for (int i = 1; i <= 5000; ++i) {
            if (i == 17)
                text += "seventeen,x\n"; // line 18
            else if (i == 3000)
                text += "2999,again\n"; // line 3001, a duplicate
            else if (i == 4999)
                text += "4999,\n"; // line 5000, NULL in NOT NULL
            else
                text += QByteArray::number(i) + ",row\n";
        }
        auto connection = m_server.connect();
        const auto report = data::importCsv(connection, {.path = fileWith(text),
                                                         .schema = u"public"_s,
                                                         .table = u"t"_s,
                                                         .columns = {u"id"_s, u"name"_s}});
        QVERIFY2(report, report ? "" : qUtf8Printable(report.error().toText()));
        QCOMPARE(report->rows, 0);
        QCOMPARE(report->bad.size(), 3);
        QCOMPARE(report->bad.at(0).line, 18);
        QVERIFY(report->bad.at(0).reason.contains(u"seventeen"_s));
        QCOMPARE(report->bad.at(1).line, 3001);
        QVERIFY(report->bad.at(1).reason.contains(u"duplicate"_s));
        QCOMPARE(report->bad.at(2).line, 5000);
        QCOMPARE(report->bad.at(2).text, u"4999,"_s);
        QCOMPARE(count(u"t"_s), 0);
        QCOMPARE(connection.transactionStatus(), pg::TransactionStatus::Idle);
    }

    void aFailedImportLeavesNoTable()
    {
        auto connection = m_server.connect();
        const auto report = data::importCsv(connection, {.path = fileWith("a\n1\nx\n"),
                                                         .schema = u"public"_s,
                                                         .table = u"fresh"_s,
                                                         .columns = {u"a"_s},
                                                         .createWithTypes = {u"integer"_s}});
        QVERIFY(report);
        QCOMPARE(report->bad.size(), 1);
        QCOMPARE(report->bad.constFirst().line, 3);
        QVERIFY(connection.query(u"SELECT to_regclass('fresh') IS NULL"_s)->boolean(0, 0));
    }

    void canBeCancelled()
    {
        QByteArray text;
        for (int i = 0; i < 200'000; ++i)
            text += QByteArray::number(i) + ",row\n";
        auto connection = m_server.connect();
        CancellationSource source;
        const auto report = data::importCsv(
            connection,
            {.path = fileWith(text),
             .format = {.header = false},
             .schema = u"public"_s,
             .table = u"t"_s,
             .columns = {u"id"_s, u"name"_s}},
            [&](data::ImportStage, qint64, qint64) { source.cancel(); }, {.token = source.token()});
        QVERIFY(!report);
        QVERIFY(report.error().isCancelled());
        QCOMPARE(count(u"t"_s), 0);
        QCOMPARE(connection.transactionStatus(), pg::TransactionStatus::Idle);
    }

    void aMissingTableIsNoBadRow()
    {
        auto connection = m_server.connect();
        const auto report = data::importCsv(
            connection, {.path = fileWith("a\n1\n"), .schema = u"public"_s, .table = u"nowhere"_s});
        QVERIFY(!report);
        QCOMPARE(report.error().sqlstate, u"42P01"_s);
    }
};

QTEST_GUILESS_MAIN(TestCsvImport)
#include "tst_csvimport.moc"
