#include "process/environment.h"

#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;

class TestEnvironment final : public QObject
{
    Q_OBJECT

private slots:
    void secretsAreRecognised_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("secret");

        QTest::newRow("libpq") << u"PGPASSWORD"_s << u"x"_s << true;
        QTest::newRow("url") << u"DATABASE_URL"_s << u"postgresql://h/db"_s << true;
        QTest::newRow("provider key") << u"OPENAI_API_KEY"_s << u"sk-1"_s << true;
        QTest::newRow("lower case") << u"db_password"_s << u"x"_s << true;
        QTest::newRow("uri with password")
            << u"MY_SERVER"_s << u"postgresql+psycopg2://u:pw@h/db"_s << true;
        QTest::newRow("conninfo") << u"TARGET"_s << u"host=h password=x"_s << true;
        QTest::newRow(".NET") << u"ConnectionStrings__Main"_s << u"Host=h;Password=x"_s << true;
        QTest::newRow("uri without password")
            << u"HOMEPAGE"_s << u"https://example.org:8080/a"_s << false;
        QTest::newRow("path") << u"PATH"_s << u"/usr/bin:/bin"_s << false;
        QTest::newRow("host") << u"PGHOST"_s << u"h"_s << false;
        QTest::newRow("certificate") << u"PGSSLROOTCERT"_s << u"/x.crt"_s << false;
        QTest::newRow("bus") << u"DBUS_SESSION_BUS_ADDRESS"_s << u"unix:path=/run/user/1000/bus"_s
                             << false;
    }
    void secretsAreRecognised()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QTEST(process::mayHoldSecret(name, value), "secret");
    }

    void childrenGetNoneAndSpeakEnglish()
    {
        QProcessEnvironment parent;
        parent.insert(u"PGPASSWORD"_s, u"canary"_s);
        parent.insert(u"DATABASE_URL"_s, u"postgresql://u:canary@h/db"_s);
        parent.insert(u"PATH"_s, u"/bin"_s);
        parent.insert(u"LC_ALL"_s, u"de_DE.UTF-8"_s);
        parent.insert(u"LANGUAGE"_s, u"de"_s);
        const auto child = process::childEnvironment(parent);
        QVERIFY(!child.toStringList().join(u'\n').contains("canary"_L1));
        QCOMPARE(child.value(u"PATH"_s), u"/bin"_s);
        QCOMPARE(child.value(u"LC_MESSAGES"_s), u"C"_s);
        QCOMPARE(child.value(u"LC_CTYPE"_s), u"de_DE.UTF-8"_s);
        QVERIFY(!child.contains(u"LC_ALL"_s));
        QVERIFY(!child.contains(u"LANGUAGE"_s));
    }
};

QTEST_GUILESS_MAIN(TestEnvironment)
#include "tst_environment.moc"
