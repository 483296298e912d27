#include "pg/endpoint.h"

#include <QTest>

using namespace Qt::StringLiterals;
using howdah::pg::Endpoint;

class TestEndpoint final : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryForm_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QByteArray>("password");

        QTest::newRow("conninfo") << u"host=db.example port=5433 dbname=navi user=mentor"_s
                                  << u"dbname='navi' host='db.example' port='5433' user='mentor'"_s
                                  << QByteArray();
        QTest::newRow("conninfo, quoted")
            << u"host='a b' dbname='it\\'s'"_s << u"dbname='it\\'s' host='a b'"_s << QByteArray();
        QTest::newRow("uri")
            << u"postgresql://mentor:p%40ss@db:5433/navi?sslmode=verify-full"_s
            << u"dbname='navi' host='db' port='5433' sslmode='verify-full' user='mentor'"_s
            << QByteArray("p@ss");
        QTest::newRow("uri, several hosts")
            << u"postgres://a:1,b:2/x?target_session_attrs=read-write"_s
            << u"dbname='x' host='a,b' port='1,2' target_session_attrs='read-write'"_s
            << QByteArray();
        QTest::newRow("uri, IPv6") << u"postgresql://[::1]:5433/x"_s
                                   << u"dbname='x' host='::1' port='5433'"_s << QByteArray();
        QTest::newRow("uri, ssl=true")
            << u"postgresql://h/x?ssl=true"_s << u"dbname='x' host='h' sslmode='require'"_s
            << QByteArray();
        QTest::newRow("SQLAlchemy, psycopg2")
            << u"postgresql+psycopg2://mentor:mentor@localhost:5432/mentor"_s
            << u"dbname='mentor' host='localhost' port='5432' user='mentor'"_s
            << QByteArray("mentor");
        QTest::newRow("SQLAlchemy, asyncpg")
            << u"postgresql+asyncpg://u@h/x?ssl=require&prepared_statement_cache_size=0"_s
            << u"dbname='x' host='h' sslmode='require' user='u'"_s << QByteArray();
        QTest::newRow(".NET")
            << u"Host=database;Database=semantic_kernel;Username=user;Password=password"_s
            << u"dbname='semantic_kernel' host='database' user='user'"_s << QByteArray("password");
        QTest::newRow(".NET, all sorts")
            << u"Server=db; Port=5433; Database=x; User Id=u; Pwd='a;b''c'; SSL Mode=VerifyFull; "
               u"Timeout=7; "
               u"Root Certificate=/ca.pem; Maximum Pool Size=20; Command Timeout=30; Search Path=a,b"_s
            << u"connect_timeout='7' dbname='x' host='db' options='-c statement_timeout=30s -c "
               u"search_path=a,b' "
               u"port='5433' sslmode='verify-full' sslrootcert='/ca.pem' user='u'"_s
            << QByteArray("a;b'c");
        QTest::newRow(".NET, one pair") << u"Host=db"_s << u"host='db'"_s << QByteArray();
    }

    void readsEveryForm()
    {
        QFETCH(const QString, text);
        const auto endpoint = Endpoint::parse(text);
        QVERIFY2(endpoint, endpoint ? "" : qUtf8Printable(endpoint.error().message));
        QTEST(endpoint->toConninfo(), "expected");
        QTEST(endpoint->password().reveal(), "password");
    }

    void whatItWritesItReads()
    {
        Endpoint endpoint;
        endpoint.setValue(u"host"_s, u"a'b\\c d"_s);
        endpoint.setValue(u"dbname"_s, u"größe 'x'"_s);
        const auto again = Endpoint::parse(endpoint.toConninfo());
        QVERIFY(again);
        QCOMPARE(*again, endpoint);
    }

    void aSemicolonInsideAValueStaysThere()
    {
        Endpoint endpoint;
        endpoint.setValue(u"dbname"_s, u"odd;name"_s);
        endpoint.setValue(u"host"_s, u"it's;odd"_s);
        const auto again = Endpoint::parse(endpoint.toConninfo());
        QVERIFY(again);
        QCOMPARE(*again, endpoint);
    }

    void refusesAZeroByte()
    {
        QVERIFY(!Endpoint::parse(u"host=db.example"_s + QChar(QChar::Null) + u" dbname=navi"_s));
    }

    void anErrorNamesTheKeywordButNeverAValue_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("mention");
        QTest::newRow("nothing") << u"  "_s << u"No connection"_s;
        QTest::newRow("prose") << u"canary123"_s << u"neither"_s;
        QTest::newRow("unknown keyword") << u"hots=canary123"_s << u"\"hots\""_s;
        QTest::newRow("password with a blank") << u"host=a password=x canary123"_s << u"neither"_s;
        QTest::newRow("uri") << u"postgresql://u:canary123@[::1/x"_s << u"neither"_s;
        QTest::newRow("unknown query item")
            << u"postgresql://h/x?sslmod=canary123"_s << u"\"sslmod\""_s;
        QTest::newRow(".NET") << u"Host=a;Pasword=canary123"_s << u"\"pasword\""_s;
    }

    void anErrorNamesTheKeywordButNeverAValue()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, mention);
        const auto endpoint = Endpoint::parse(text);
        QVERIFY(!endpoint);
        QCOMPARE(endpoint.error().kind, howdah::Error::Kind::InvalidInput);
        QVERIFY2(endpoint.error().message.contains(mention),
                 qUtf8Printable(endpoint.error().message));
        QVERIFY(!endpoint.error().toText().contains("canary"_L1));
    }

    void showsNoSecret()
    {
        const auto endpoint = Endpoint::parse(u"postgresql://mentor:canary@db:5433/navi"_s);
        QVERIFY(endpoint);
        QCOMPARE(endpoint->toDisplayText(), u"mentor@db:5433/navi"_s);
        QVERIFY(!endpoint->toConninfo().contains("canary"_L1));
        for (const QString &value : endpoint->parameters())
            QVERIFY(!value.contains("canary"_L1));
    }

    void anEmptyValueRemovesTheParameter()
    {
        Endpoint endpoint;
        endpoint.setValue(u"sslmode"_s, u"require"_s);
        endpoint.setValue(u"sslmode"_s, {});
        QVERIFY(endpoint.parameters().isEmpty());
        QVERIFY(Endpoint::supportedKeywords().contains(u"sslmode"_s));
    }
};

QTEST_GUILESS_MAIN(TestEndpoint)
#include "tst_endpoint.moc"
