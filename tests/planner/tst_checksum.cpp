#include "planner/checksum.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah::planner;

/// Known answers, from the tools themselves (Flyway) and from Python's zlib and hashlib.
class TestChecksum final : public QObject
{
    Q_OBJECT

private slots:
    void flyway_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("expected");
        QTest::newRow("LF") << u"create table a(id int);\ninsert into a values (1);\n"_s
                            << -346639793;
        QTest::newRow("CRLF") << u"create table a(id int);\r\ninsert into a values (1);\r\n"_s
                              << -346639793;
        QTest::newRow("CR") << u"create table a(id int);\rinsert into a values (1);\r"_s
                            << -346639793;
        QTest::newRow("no final end")
            << u"create table a(id int);\ninsert into a values (1);"_s << -346639793;
        QTest::newRow("one line") << u"create table a(id int);insert into a values (1);"_s
                                  << -346639793;
        QTest::newRow("empty") << QString() << 0;
        QTest::newRow("check value of CRC-32") << u"123456789"_s << int(0xCBF43926);
    }
    void flyway()
    {
        QFETCH(QString, text);
        QTEST(flywayChecksum(text), "expected");
    }

    void lockKeys()
    {
        QCOMPARE(golangMigrateLockKey(u"public"_s, u"schema_migrations"_s, u"app"_s), 1787120056LL);
        QCOMPARE(flywayLockKey(u"public"_s, u"flyway_schema_history"_s), 77433833903597LL);
    }

    void matchesByShape()
    {
        const QByteArray bytes("select 1;\n");
        const auto sums = checksumsOf(bytes, QString::fromUtf8(bytes));
        QVERIFY(sums.matches(QString::fromLatin1(sums.sha256)));
        QVERIFY(sums.matches(QString::fromLatin1(sums.sha256).toUpper()));
        QVERIFY(sums.matches(QString::fromLatin1(sums.md5)));
        QVERIFY(sums.matches(QString::number(sums.crc)));
        QVERIFY(sums.matches(QString::number(quint32(sums.crc))));
        QVERIFY(!sums.matches(QString()));
        QVERIFY(!sums.matches(u"0"_s));
        QVERIFY(Checksums::canVerify(u"-5"_s));
        QVERIFY(!Checksums::canVerify(u"h1:abc="_s));
    }
};

QTEST_GUILESS_MAIN(TestChecksum)
#include "tst_checksum.moc"
