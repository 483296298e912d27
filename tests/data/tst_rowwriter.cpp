#include "data/rowwriter.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using data::ExportFormat;
using data::Value;

namespace {

const QList<data::Column> columns{
    {.name = u"id"_s, .typeOid = 23, .kind = data::ValueKind::Number},
    {.name = u"say \"hi\""_s, .typeOid = 25, .kind = data::ValueKind::Text},
    {.name = u"ok"_s, .typeOid = 16, .kind = data::ValueKind::Boolean},
    {.name = u"doc"_s, .typeOid = 3802, .kind = data::ValueKind::Json},
};

QByteArray written(ExportFormat format, const QList<QList<Value>> &rows)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto writer = data::makeRowWriter(format, buffer, u"public.t"_s);
    bool fine = bool(writer->begin(columns));
    for (const auto &row : rows)
        fine = fine && writer->row(std::span(row.constData(), size_t(row.size())));
    fine = fine && writer->end();
    return fine ? buffer.data() : QByteArray("failed");
}

const QList<QList<Value>> rows{
    {Value("1"), Value("it's, \"so\"\nthen"), Value("t"), Value("{\"a\": [1]}")},
    {Value("-2.5"), Value(""), Value("f"), Value()},
    {Value("NaN"), Value(), Value(), Value("null")},
};

} // namespace

class TestRowWriter final : public QObject
{
    Q_OBJECT

private slots:
    void writesCsvAsCopyDoes()
    {
        QCOMPARE(written(ExportFormat::Csv, rows),
                 QByteArray("id,\"say \"\"hi\"\"\",ok,doc\n"
                            "1,\"it's, \"\"so\"\"\nthen\",t,\"{\"\"a\"\": [1]}\"\n"
                            "-2.5,\"\",f,\n"
                            "NaN,,,null\n"));
    }

    void writesJsonThatParses()
    {
        const auto document = QJsonDocument::fromJson(written(ExportFormat::Json, rows)).array();
        QCOMPARE(document.size(), 3);
        QCOMPARE(document.at(0)[u"id"].toInt(), 1);
        QCOMPARE(document.at(0)[u"say \"hi\""].toString(), u"it's, \"so\"\nthen"_s);
        QCOMPARE(document.at(0)[u"ok"].toBool(), true);
        QCOMPARE(document.at(0)[u"doc"][u"a"][0].toInt(), 1);
        QCOMPARE(document.at(1)[u"say \"hi\""].toString(), u""_s);
        QVERIFY(document.at(1)[u"doc"].isNull());
        QCOMPARE(document.at(2)[u"id"].toString(), u"NaN"_s);
        QCOMPARE(QJsonDocument::fromJson(written(ExportFormat::Json, {})).array().size(), 0);
    }

    void writesOneJsonObjectALine()
    {
        const auto lines =
            written(ExportFormat::Ndjson,
                    {{Value("1"), Value("x\ny"), Value("t"), Value("{\n \"a\": 1}")}})
                .split('\n');
        QCOMPARE(lines.size(), 2);
        QCOMPARE(QJsonDocument::fromJson(lines.at(0)).object().value(u"doc"_s)[u"a"].toInt(), 1);
    }

    void writesInsertStatements()
    {
        QCOMPARE(written(ExportFormat::Sql, rows),
                 QByteArray("INSERT INTO public.t (id, \"say \"\"hi\"\"\", ok, doc) VALUES\n"
                            "  (1, 'it''s, \"so\"\nthen', true, '{\"a\": [1]}'),\n"
                            "  (-2.5, '', false, NULL),\n"
                            "  ('NaN', NULL, NULL, 'null');\n"));
    }

    void writesMarkdownTables()
    {
        QCOMPARE(written(ExportFormat::Markdown,
                         {{Value("1"), Value("a|b<c>\nd"), Value("t"), Value()}}),
                 QByteArray("| id | say \"hi\" | ok | doc |\n"
                            "| ---: | --- | --- | --- |\n"
                            "| 1 | a\\|b&lt;c><br>d | t | NULL |\n"));
    }

    void whatIsNoUtf8IsMendedAndSaidSo()
    {
        const QList<QList<Value>> broken{
            {Value("1"),
             Value("a\xff\xfe"
                   "b"),
             Value(), Value()},
            {Value("2"), Value("gr\xc3\xbc\xc3\x9f"), Value(), Value()}};
        for (const auto format : {ExportFormat::Json, ExportFormat::Ndjson, ExportFormat::Sql}) {
            QBuffer buffer;
            buffer.open(QIODevice::WriteOnly);
            const auto writer = data::makeRowWriter(format, buffer, u"t"_s);
            QVERIFY(writer->begin(columns));
            for (const auto &row : broken)
                QVERIFY(writer->row(std::span(row.constData(), size_t(row.size()))));
            QVERIFY(writer->end());
            QVERIFY(buffer.data().isValidUtf8());
            QVERIFY(buffer.data().contains("a\xEF\xBF\xBD\xEF\xBF\xBD"
                                           "b"));
            QVERIFY(buffer.data().contains("gr\xc3\xbc\xc3\x9f"));
            QVERIFY(writer->remark().startsWith(u"1 values"_s));
        }
        const auto document = QJsonDocument::fromJson(written(ExportFormat::Json, broken)).array();
        QCOMPARE(document.size(), 2);
    }

    void knowsPlainNumbers()
    {
        for (const char *text :
             {"0", "-1", "12.50", "1e10", "1.5E-3", "123456789012345678901234567890"})
            QVERIFY2(data::isPlainNumber(text), text);
        for (const char *text : {"", "-", "NaN", "Infinity", "01", "1.", ".5", "1e", "1 ", "0x1"})
            QVERIFY2(!data::isPlainNumber(text), text);
    }
};

QTEST_GUILESS_MAIN(TestRowWriter)
#include "tst_rowwriter.moc"
