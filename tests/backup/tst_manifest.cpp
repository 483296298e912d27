#include "backup/manifest.h"

#include <QTest>
#include <QTimeZone>

using namespace howdah;
using namespace Qt::StringLiterals;

class TestManifest final : public QObject
{
    Q_OBJECT

    static backup::Manifest sample()
    {
        return {.id = u"1"_s,
                .database = u"wei\"rd näme"_s,
                .source = u"me@host/db"_s,
                .serverVersion = 150'020,
                .toolVersion = u"15.20 (Debian)"_s,
                .snapshotAt = QDateTime({2026, 11, 22}, {4, 45, 0, 123}, Qt::UTC),
                .finishedAt = QDateTime({2026, 11, 22}, {4, 46}, Qt::UTC),
                .content = backup::Content::Everything,
                .format = backup::Format::Custom,
                .figures = backup::Figures::Fingerprints,
                .schemas = {u"a"_s, u"b"_s},
                .compression = u"gzip:1"_s,
                .jobs = 3,
                .commandLine = u"pg_dump"_s,
                .encoding = u"UTF8"_s,
                .collate = u"C"_s,
                .characterType = u"C"_s,
                // Beyond what a double can hold exactly.
                .databaseBytes = 9'007'199'254'740'993,
                .largeObjects = 2,
                .schemaHash = u"ab"_s,
                .roles = {u"app"_s},
                .extensions = {{.name = u"vector"_s, .version = u"0.8.0"_s}},
                .tables = {{.relation = {u"public"_s, u"T x"_s},
                            .rows = 9'007'199'254'740'995,
                            .fingerprint = u"-12345678901234567890123"_s,
                            .bytes = 8192}},
                .sequences = {{.relation = {u"public"_s, u"s"_s}, .lastValue = 7},
                              {.relation = {u"public"_s, u"unused"_s}, .lastValue = {}}},
                .files = {{.path = u"dump.pgdump"_s, .bytes = 5, .sha256 = u"cd"_s}}};
    }

private slots:
    void whatIsWrittenIsRead()
    {
        const auto read = backup::manifestFromJson(backup::toJson(sample()));
        QVERIFY2(read, read ? "" : qUtf8Printable(read.error().toText()));
        QCOMPARE(*read, sample());
    }

    void anyEditIsNoticed()
    {
        const QByteArray json = backup::toJson(sample());
        QByteArray edited = json;
        edited.replace("9007199254740995", "9007199254740996");
        QVERIFY(edited != json);
        const auto read = backup::manifestFromJson(edited);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    }

    void otherFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << "dump"_qba;
        QTest::newRow("other JSON") << "{\"format\": \"something\"}"_qba;
        QTest::newRow("cut") << backup::toJson(sample()).first(300);
    }
    void otherFilesAreRefused()
    {
        QFETCH(QByteArray, json);
        const auto read = backup::manifestFromJson(json);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    }

    void rowsAreUnknownWhenOneTableIs()
    {
        auto manifest = sample();
        manifest.tables.append({.relation = {u"public"_s, u"u"_s}, .rows = -1});
        QCOMPARE(manifest.rowCount(), -1);
    }
};

QTEST_GUILESS_MAIN(TestManifest)
#include "tst_manifest.moc"
