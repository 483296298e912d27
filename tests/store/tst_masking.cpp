#include "store/masking.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;

class TestMasking final : public QObject
{
    Q_OBJECT

private slots:
    void hidesThePassword_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QString &sql, const QString &expected) {
            QTest::newRow(name) << sql << expected;
        };
        row("create role", u"CREATE ROLE a LOGIN PASSWORD 'canary' CREATEDB"_s,
            u"CREATE ROLE a LOGIN PASSWORD '***' CREATEDB"_s);
        row("encrypted, lower case", u"alter role a encrypted password 'canary';"_s,
            u"alter role a encrypted password '***';"_s);
        row("quotes doubled", u"ALTER ROLE a PASSWORD 'can''ary' SUPERUSER"_s,
            u"ALTER ROLE a PASSWORD '***' SUPERUSER"_s);
        row("escape string", u"ALTER ROLE a PASSWORD E'can\\'ary' SUPERUSER"_s,
            u"ALTER ROLE a PASSWORD '***' SUPERUSER"_s);
        row("unicode string", u"ALTER ROLE a PASSWORD U&'can\\0041ry'"_s,
            u"ALTER ROLE a PASSWORD '***'"_s);
        row("dollar quotes", u"ALTER ROLE a PASSWORD $x$canary$x$, b"_s,
            u"ALTER ROLE a PASSWORD '***', b"_s);
        row("comment between", u"ALTER ROLE a PASSWORD /* 'no' */ -- it's\n 'canary'"_s,
            u"ALTER ROLE a PASSWORD /* 'no' */ -- it's\n '***'"_s);
        row("continued on the next line",
            u"ALTER ROLE a PASSWORD 'can'\n  'ary' VALID UNTIL 'infinity'"_s,
            u"ALTER ROLE a PASSWORD '***'\n  '***' VALID UNTIL 'infinity'"_s);
        row("never closed", u"ALTER ROLE a PASSWORD 'canary"_s, u"ALTER ROLE a PASSWORD '***'"_s);
        row("user mapping",
            u"CREATE USER MAPPING FOR a SERVER s OPTIONS (user 'bob', password 'canary')"_s,
            u"CREATE USER MAPPING FOR a SERVER s OPTIONS (user 'bob', password '***')"_s);
        row("quoted option",
            u"ALTER USER MAPPING FOR a SERVER s OPTIONS (SET \"password\" 'canary')"_s,
            u"ALTER USER MAPPING FOR a SERVER s OPTIONS (SET \"password\" '***')"_s);
        row("subscription",
            u"CREATE SUBSCRIPTION s CONNECTION 'host=h password=canary' PUBLICATION p"_s,
            u"CREATE SUBSCRIPTION s CONNECTION '***' PUBLICATION p"_s);
        row("dblink", u"SELECT * FROM dblink('host=h password=canary', 'SELECT 1')"_s,
            u"SELECT * FROM dblink('***', 'SELECT 1')"_s);
        row("uri", u"SELECT dblink_connect('postgresql://u:canary@h/db')"_s,
            u"SELECT dblink_connect('***')"_s);
        row("setting", u"SET app.password TO 'canary'"_s, u"SET app.password TO '***'"_s);
        row("update", u"UPDATE account SET password = 'canary' WHERE name = 'bob'"_s,
            u"UPDATE account SET password = '***' WHERE name = 'bob'"_s);
        row("inside a block", u"DO $$ BEGIN ALTER ROLE a PASSWORD 'canary'; PERFORM 'x'; END $$"_s,
            u"DO $$ BEGIN ALTER ROLE a PASSWORD '***'; PERFORM 'x'; END $$"_s);
        row("inside EXECUTE", u"DO $$ BEGIN EXECUTE 'ALTER ROLE a PASSWORD ''canary'''; END $$"_s,
            u"DO $$ BEGIN EXECUTE '***'; END $$"_s);
    }

    void hidesThePassword()
    {
        QFETCH(QString, sql);
        QFETCH(QString, expected);
        QCOMPARE(store::maskSecrets(sql), expected);
        QVERIFY(!expected.contains(u"can"_s));
    }

    void leavesTheRestAlone_data()
    {
        QTest::addColumn<QString>("sql");
        for (const QString &sql :
             {u"SELECT 'password' AS word, 'a' FROM t"_s, u"ALTER ROLE a PASSWORD NULL"_s,
              u"SELECT password_hash = 'x' FROM account"_s,
              u"SET password_encryption = 'scram-sha-256'"_s,
              u"COMMENT ON COLUMN a.password IS 'never in clear'"_s,
              u"SELECT 1 -- 'unclosed\n, 'b' $1 $2"_s, u""_s,
              u"SELECT 'https://example.org/passwords'"_s})
            QTest::newRow(qUtf8Printable(sql)) << sql;
    }

    void leavesTheRestAlone()
    {
        QFETCH(QString, sql);
        QCOMPARE(store::maskSecrets(sql), sql);
    }
};

QTEST_GUILESS_MAIN(TestMasking)
#include "tst_masking.moc"
