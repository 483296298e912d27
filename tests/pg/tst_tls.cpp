#include "pg/connection.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

#include <chrono>
#include <thread>

using namespace Qt::StringLiterals;
using namespace howdah;

/// Certificates of our own, a server that shows one, and what each sslmode makes of it.
class TestTls final : public QObject
{
    Q_OBJECT

    support::TestServer m_server{{.loopback = true}};
    QTemporaryDir m_dir;

    void openssl(const QStringList &arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_dir.path());
        process.start(u"openssl"_s, arguments);
        if (!process.waitForFinished() || process.exitCode() != 0)
            qFatal("openssl: %s", process.readAllStandardError().constData());
    }

    void makeAuthority(const QString &name)
    {
        openssl({u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                 u"ec_paramgen_curve:P-256"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                 u"/CN="_s + name, u"-keyout"_s, name + u".key"_s, u"-out"_s, name + u".crt"_s});
    }

    void makeCertificate(const QString &name, const QString &commonName)
    {
        openssl({u"req"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                 u"-nodes"_s, u"-subj"_s, u"/CN="_s + commonName, u"-keyout"_s, name + u".key"_s,
                 u"-out"_s, name + u".csr"_s});
        openssl({u"x509"_s, u"-req"_s, u"-in"_s, name + u".csr"_s, u"-CA"_s, u"root.crt"_s,
                 u"-CAkey"_s, u"root.key"_s, u"-CAcreateserial"_s, u"-days"_s, u"2"_s, u"-out"_s,
                 name + u".crt"_s});
    }

    void install(const QString &file, const QString &as)
    {
        const QString target = m_server.dataFolder() + u'/' + as;
        QFile::remove(target);
        if (!QFile::copy(m_dir.filePath(file), target))
            qFatal("cannot write %s", qUtf8Printable(target));
        QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner);
        // Run by root, the server belongs to somebody else.
        const QFileInfo folder(m_server.dataFolder());
        if (::chown(QFile::encodeName(target).constData(), folder.ownerId(), folder.groupId()) != 0)
            qFatal("cannot give %s away", qUtf8Printable(target));
    }

    [[nodiscard]] pg::Endpoint endpoint(const QString &mode,
                                        const QString &host = u"localhost"_s) const
    {
        pg::Endpoint endpoint;
        endpoint.setValue(u"host"_s, host);
        endpoint.setValue(u"port"_s, QString::number(m_server.loopbackPort()));
        endpoint.setValue(u"user"_s, u"postgres"_s);
        endpoint.setValue(u"dbname"_s, u"postgres"_s);
        endpoint.setValue(u"sslmode"_s, mode);
        endpoint.setValue(u"sslrootcert"_s, m_dir.filePath(u"root.crt"_s));
        return endpoint;
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        makeAuthority(u"root"_s);
        makeAuthority(u"stranger"_s);
        makeCertificate(u"server"_s, u"localhost"_s);
        makeCertificate(u"client"_s, u"postgres"_s);
        install(u"server.crt"_s, u"server.crt"_s);
        install(u"server.key"_s, u"server.key"_s);
        install(u"root.crt"_s, u"root.crt"_s);
        auto connection = m_server.connect();
        for (const QString &statement :
             {u"ALTER SYSTEM SET ssl = on"_s, u"ALTER SYSTEM SET ssl_ca_file = 'root.crt'"_s,
              u"SELECT pg_catalog.pg_reload_conf()"_s})
            QVERIFY(connection.query(statement));
        QTRY_VERIFY(pg::Connection::open(endpoint(u"require"_s)));
    }

    void everyModeDoesWhatItSays_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("authority");
        QTest::addColumn<bool>("connects");
        QTest::addColumn<bool>("encrypted");
        const auto row = [](const char *name, const QString &mode, const QString &host,
                            const QString &authority, bool connects, bool encrypted) {
            QTest::newRow(name) << mode << host << authority << connects << encrypted;
        };
        row("disable", u"disable"_s, u"localhost"_s, u"root.crt"_s, true, false);
        row("allow", u"allow"_s, u"localhost"_s, u"root.crt"_s, true, false);
        row("prefer", u"prefer"_s, u"localhost"_s, u"root.crt"_s, true, true);
        row("verify-ca", u"verify-ca"_s, u"127.0.0.1"_s, u"root.crt"_s, true, true);
        row("verify-ca, strange authority", u"verify-ca"_s, u"localhost"_s, u"stranger.crt"_s,
            false, false);
        row("verify-full", u"verify-full"_s, u"localhost"_s, u"root.crt"_s, true, true);
        row("verify-full, other name", u"verify-full"_s, u"127.0.0.1"_s, u"root.crt"_s, false,
            false);
    }

    void everyModeDoesWhatItSays()
    {
        QFETCH(const QString, mode);
        QFETCH(const QString, host);
        QFETCH(const QString, authority);
        QFETCH(const bool, connects);
        auto target = endpoint(mode, host);
        target.setValue(u"sslrootcert"_s, m_dir.filePath(authority));
        const auto connection = pg::Connection::open(target);
        QCOMPARE(connection.hasValue(), connects);
        if (!connection) {
            QCOMPARE(connection.error().kind, Error::Kind::ConnectionFailed);
            QVERIFY(!connection.error().message.isEmpty());
            return;
        }
        QTEST(connection->tls().used, "encrypted");
        QCOMPARE(connection->tls().protocol.startsWith("TLSv1"_L1), connection->tls().used);
    }

    void aStatementIsCancelledThroughTls()
    {
        auto connection = pg::Connection::open(endpoint(u"verify-full"_s));
        QVERIFY(connection);
        CancellationSource source;
        std::thread cancelling([&source] {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            source.cancel();
        });
        QElapsedTimer timer;
        timer.start();
        const auto slept =
            connection->query(u"SELECT pg_sleep(30)"_s, {}, {.token = source.token()});
        cancelling.join();
        QVERIFY(!slept);
        QVERIFY(slept.error().isCancelled());
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(connection->query(u"SELECT 1"_s));
    }

    void largeResultsPassThroughTls()
    {
        auto connection = pg::Connection::open(endpoint(u"require"_s));
        QVERIFY(connection);
        qint64 rows = 0;
        const auto end =
            connection->stream(u"SELECT i, repeat('x', 100) FROM generate_series(1, 50000) i"_s, {},
                               [&rows](const pg::Rows &batch) {
                                   rows += batch.rowCount();
                                   return true;
                               });
        QVERIFY2(end, end ? "" : qUtf8Printable(end.error().toText()));
        QCOMPARE(rows, 50000);
    }

    void aClientCertificateIsShown()
    {
        QFile rules(m_server.dataFolder() + u"/pg_hba.conf"_s);
        QVERIFY(rules.open(QIODevice::WriteOnly | QIODevice::Truncate));
        rules.write("local all all trust\nhostssl all all 127.0.0.1/32 cert\n");
        rules.close();
        auto admin = m_server.connect();
        QVERIFY(admin.query(u"SELECT pg_catalog.pg_reload_conf()"_s));
        auto with = endpoint(u"verify-full"_s);
        with.setValue(u"hostaddr"_s, u"127.0.0.1"_s);
        auto without = with;
        without.setValue(u"sslcert"_s, m_dir.filePath(u"none.crt"_s));
        QTRY_VERIFY(!pg::Connection::open(without));
        const auto refused = pg::Connection::open(without);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::AuthenticationFailed);
        with.setValue(u"sslcert"_s, m_dir.filePath(u"client.crt"_s));
        with.setValue(u"sslkey"_s, m_dir.filePath(u"client.key"_s));
        const auto accepted = pg::Connection::open(with);
        QVERIFY2(accepted, accepted ? "" : qUtf8Printable(accepted.error().toText()));
    }
};

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
