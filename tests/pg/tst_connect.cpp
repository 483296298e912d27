#include "pg/connection.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstring>
#include <dlfcn.h>
#include <thread>

using namespace Qt::StringLiterals;
using howdah::CancellationSource;
using howdah::Error;
namespace pg = howdah::pg;

/// A resolver that takes its time for one name, in place of the C library's.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int getaddrinfo(const char *node, const char *service, const addrinfo *hints,
                           addrinfo **list)
{
    if (node && std::strcmp(node, "slow.invalid") == 0) {
        std::this_thread::sleep_for(std::chrono::seconds(5));
        return EAI_NONAME;
    }
    using Function = int (*)(const char *, const char *, const addrinfo *, addrinfo **);
    static const auto real = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(node, service, hints, list);
}

/// Accepts connections, as far as the kernel does that by itself, and never says a word.
class SilentServer final
{
public:
    SilentServer()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        if (::bind(m_socket, generic, size) != 0 || ::listen(m_socket, 5) != 0 ||
            ::getsockname(m_socket, generic, &size) != 0)
            qFatal("no port to listen on");
        m_port = ntohs(address.sin_port);
    }
    ~SilentServer() { ::close(m_socket); }
    Q_DISABLE_COPY_MOVE(SilentServer)
    [[nodiscard]] QString port() const { return QString::number(m_port); }

private:
    int m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
    quint16 m_port = 0;
};

class TestConnect final : public QObject
{
    Q_OBJECT

    howdah::support::TestServer m_server{{.loopback = true}};

    [[nodiscard]] pg::Endpoint tcp(const QString &host = u"127.0.0.1"_s) const
    {
        pg::Endpoint endpoint;
        endpoint.setValue(u"host"_s, host);
        endpoint.setValue(u"port"_s, QString::number(m_server.loopbackPort()));
        endpoint.setValue(u"user"_s, u"postgres"_s);
        endpoint.setValue(u"dbname"_s, u"postgres"_s);
        return endpoint;
    }

    void run(const QString &sql)
    {
        auto connection = m_server.connect();
        const auto done = connection.query(sql);
        QVERIFY2(done, done ? "" : qUtf8Printable(done.error().toText()));
    }

private slots:
    void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText())); }

    void connectsAndSetsTheSessionUp()
    {
        run(u"CREATE ROLE reporter"_s);
        pg::SessionSetup setup;
        setup.applicationName = u"a test"_s;
        setup.role = u"reporter"_s;
        setup.searchPath = u"pg_catalog"_s;
        setup.readOnly = true;
        setup.statementTimeoutMs = 1234;
        setup.lockTimeoutMs = 567;
        setup.idleInTransactionTimeoutMs = 8901;
        auto connection = pg::Connection::open(m_server.endpoint(), setup);
        QVERIFY2(connection, connection ? "" : qUtf8Printable(connection.error().toText()));
        const auto rows = connection->query(
            u"SELECT current_user, current_setting('search_path'), "
            u"current_setting('statement_timeout'), "
            "current_setting('lock_timeout'), "
            "current_setting('idle_in_transaction_session_timeout'), "
            "current_setting('application_name'), current_setting('client_encoding')"_s);
        QVERIFY(rows);
        QStringList values;
        for (int column = 0; column < rows->columnCount(); ++column)
            values += rows->text(0, column);
        QCOMPARE(values, (QStringList{u"reporter"_s, u"pg_catalog"_s, u"1234ms"_s, u"567ms"_s,
                                      u"8901ms"_s, u"a test"_s, u"UTF8"_s}));
        const auto table = connection->query(u"CREATE TABLE public.x ()"_s);
        QVERIFY(!table);
        QCOMPARE(table.error().kind, Error::Kind::ReadOnly);
        QVERIFY(connection->serverVersion() >= 130000);
        QVERIFY(!connection->tls().used);
    }

    void aRoleThatIsNotThereFailsTheSetUp()
    {
        pg::SessionSetup setup;
        setup.role = u"nobody here"_s;
        const auto connection = pg::Connection::open(m_server.endpoint(), setup);
        QVERIFY(!connection);
        QCOMPARE(connection.error().sqlstate, u"22023"_s);
        QVERIFY(connection.error().toText().contains("set up the session"_L1));
    }

    void aMissingDatabaseCarriesItsSqlstate()
    {
        const auto connection = pg::Connection::open(m_server.endpoint(u"nowhere"_s));
        QVERIFY(!connection);
        QCOMPARE(connection.error().kind, Error::Kind::ConnectionFailed);
        QCOMPARE(connection.error().sqlstate, u"3D000"_s);
        QVERIFY2(!connection.error().message.contains("LOCATION"_L1),
                 qUtf8Printable(connection.error().message));
        QVERIFY(!connection.error().message.contains("3D000"_L1));
    }

    void aDeadPortNamesTheAddress()
    {
        auto endpoint = tcp(u"localhost"_s);
        endpoint.setValue(u"port"_s, u"1"_s);
        const auto connection = pg::Connection::open(endpoint);
        QVERIFY(!connection);
        QCOMPARE(connection.error().kind, Error::Kind::ConnectionFailed);
        QVERIFY2(connection.error().message.contains("127.0.0.1"_L1),
                 qUtf8Printable(connection.error().message));
    }

    void aSilentServerGivesUpAtTheTimeout()
    {
        const SilentServer silent;
        auto endpoint = tcp();
        endpoint.setValue(u"port"_s, silent.port());
        pg::SessionSetup setup;
        setup.connectTimeoutMs = 300;
        QElapsedTimer timer;
        timer.start();
        const auto connection = pg::Connection::open(endpoint, setup);
        QVERIFY(!connection);
        QCOMPARE(connection.error().kind, Error::Kind::ConnectionFailed);
        QVERIFY(connection.error().message.contains(u"127.0.0.1, port "_s + silent.port()));
        QVERIFY2(timer.elapsed() >= 290 && timer.elapsed() < 1500,
                 qPrintable(QString::number(timer.elapsed())));
    }

    void aSlowNameServerDefeatsNeitherDeadlineNorCancel()
    {
        pg::SessionSetup setup;
        setup.connectTimeoutMs = 200;
        QElapsedTimer timer;
        timer.start();
        const auto late = pg::Connection::open(tcp(u"slow.invalid"_s), setup);
        QVERIFY(!late);
        QCOMPARE(late.error().kind, Error::Kind::ConnectionFailed);
        QVERIFY(late.error().message.contains("slow.invalid"_L1));
        CancellationSource source;
        std::thread cancelling([&source] {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            source.cancel();
        });
        const auto cancelled =
            pg::Connection::open(tcp(u"slow.invalid"_s), {}, {.token = source.token()});
        cancelling.join();
        QVERIFY(!cancelled);
        QVERIFY(cancelled.error().isCancelled());
        QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
    }

    void ofSeveralHostsTheFirstThatAnswersIsTaken()
    {
        const SilentServer silent;
        auto endpoint = tcp(u"127.0.0.1,nosuchhost.invalid,127.0.0.1,localhost"_s);
        endpoint.setValue(u"port"_s,
                          silent.port() + u",5432,1,"_s + QString::number(m_server.loopbackPort()));
        pg::SessionSetup setup;
        setup.connectTimeoutMs = 3000;
        const auto connection = pg::Connection::open(endpoint, setup);
        QVERIFY2(connection, connection ? "" : qUtf8Printable(connection.error().toText()));
        QVERIFY2(connection->address().startsWith("localhost"_L1),
                 qUtf8Printable(connection->address()));
    }

    void targetSessionAttributesAreKept()
    {
        auto endpoint = tcp();
        endpoint.setValue(u"target_session_attrs"_s, u"standby"_s);
        const auto refused = pg::Connection::open(endpoint);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::ConnectionFailed);
        endpoint.setValue(u"target_session_attrs"_s, u"prefer-standby"_s);
        QVERIFY(pg::Connection::open(endpoint));
        endpoint.setValue(u"target_session_attrs"_s, u"read-write"_s);
        QVERIFY(pg::Connection::open(endpoint));
    }

    void aServiceIsFound()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(u"services"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[here]\nhost=localhost\nuser=postgres\ndbname=template1\nport=" +
                   QByteArray::number(m_server.loopbackPort()) + '\n');
        file.close();
        qputenv("PGSERVICEFILE", file.fileName().toUtf8());
        const auto guard = qScopeGuard([] { qunsetenv("PGSERVICEFILE"); });
        auto connection = pg::Connection::open(*pg::Endpoint::parse(u"service=here"_s));
        QVERIFY2(connection, connection ? "" : qUtf8Printable(connection.error().toText()));
        QCOMPARE(connection->query(u"SELECT current_database()"_s)->text(0, 0), u"template1"_s);
        const auto missing = pg::Connection::open(*pg::Endpoint::parse(u"service=there"_s));
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, Error::Kind::NotFound);
    }

    void aRouteLeadsElsewhere()
    {
        auto endpoint = tcp(u"db.behind.a.tunnel"_s);
        endpoint.setValue(u"hostaddr"_s, u"192.0.2.1"_s);
        QStringList asked;
        pg::SessionSetup setup;
        const auto tunnel = std::make_shared<int>(1);
        setup.route = [&](const QString &host, const QString &port, const pg::CallLimits &) {
            asked += host + u':' + port;
            return howdah::Result<pg::Route>(
                pg::Route{u"127.0.0.1"_s, QString::number(m_server.loopbackPort()), tunnel});
        };
        {
            const auto connection = pg::Connection::open(endpoint, setup);
            QVERIFY2(connection, connection ? "" : qUtf8Printable(connection.error().toText()));
            QCOMPARE(tunnel.use_count(), 2);
        }
        QCOMPARE(tunnel.use_count(), 1);
        QCOMPARE(asked,
                 QStringList{u"db.behind.a.tunnel:"_s + QString::number(m_server.loopbackPort())});
    }

    void aParameterLibpqDoesNotKnowIsNamed()
    {
        auto endpoint = tcp();
        endpoint.setValue(u"sslnegotiatoin"_s, u"direct"_s);
        const auto connection = pg::Connection::open(endpoint);
        QVERIFY(!connection);
        QCOMPARE(connection.error().kind, Error::Kind::Unsupported);
        QVERIFY(connection.error().message.contains("sslnegotiatoin"_L1));
    }

    void tlsIsDemandedInVain()
    {
        auto endpoint = tcp();
        endpoint.setValue(u"sslmode"_s, u"require"_s);
        const auto connection = pg::Connection::open(endpoint);
        QVERIFY(!connection);
        QCOMPARE(connection.error().kind, Error::Kind::ConnectionFailed);
    }

    void passwordsAreToldApart()
    {
        m_server.requirePassword("right");
        auto endpoint = m_server.endpoint();
        endpoint.setPassword({});
        const auto none = pg::Connection::open(endpoint);
        QVERIFY(!none);
        QCOMPARE(none.error().kind, Error::Kind::PasswordNeeded);
        endpoint.setPassword(howdah::Secret("wrong"));
        const auto wrong = pg::Connection::open(endpoint);
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().kind, Error::Kind::AuthenticationFailed);
        QCOMPARE(wrong.error().sqlstate, u"28P01"_s);
        endpoint.setPassword(howdah::Secret("right"));
        QVERIFY(pg::Connection::open(endpoint));
        endpoint.setPassword({});
        endpoint.setPasswordCommand({u"echo"_s, u"right"_s});
        QVERIFY(pg::Connection::open(endpoint));
        endpoint.setPasswordCommand({u"echo"_s, u"wrong"_s});
        const auto printed = pg::Connection::open(endpoint);
        QVERIFY(!printed);
        QCOMPARE(printed.error().kind, Error::Kind::AuthenticationFailed);
        // No line of pg_hba.conf fits: refused before any password is asked for.
        endpoint.setPasswordCommand({});
        endpoint.setValue(u"host"_s, u"::1"_s);
        endpoint.setValue(u"port"_s, QString::number(m_server.loopbackPort()));
        const auto elsewhere = pg::Connection::open(endpoint);
        QVERIFY(!elsewhere);
        QVERIFY(elsewhere.error().kind == Error::Kind::AuthenticationFailed ||
                elsewhere.error().kind == Error::Kind::ConnectionFailed);
    }

    void aPassFileIsLookedUpByTheHostsName()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(u"pass"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("localhost:*:*:postgres:right\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        auto endpoint = tcp(u"localhost"_s);
        endpoint.setValue(u"passfile"_s, file.fileName());
        const auto connection = pg::Connection::open(endpoint);
        QVERIFY2(connection, connection ? "" : qUtf8Printable(connection.error().toText()));
    }
};

QTEST_GUILESS_MAIN(TestConnect)
#include "tst_connect.moc"
