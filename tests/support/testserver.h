#pragma once

#include "pg/connection.h"
#include "sandbox/server.h"

#include <QStringList>

#include <optional>

/// What several tests share.
namespace howdah::support {

/// How a test's server differs from the usual one.
struct TestServerOptions final
{
    QMap<QString, QString> settings; ///< postgresql.conf
    bool loopback = false;           ///< also listens on 127.0.0.1, at a free port
};

/// A private PostgreSQL server for one test program: a member of the test class, started when made,
/// gone with it.
///
///     support::TestServer m_server;
///     void initTestCase() { QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
///     }
///
/// HOWDAH_TEST_PGBIN (a folder of programs) chooses the version; else it is one with pgvector, if
/// there is one. A missing server fails the test: it is no reason to skip. What a helper cannot do
/// ends the program with the reason (qFatal).
class TestServer final
{
public:
    explicit TestServer(const TestServerOptions &options = {});

    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] QString errorText() const { return m_error; }

    /// The superuser "postgres", no password.
    [[nodiscard]] pg::Endpoint endpoint(const QString &database = QStringLiteral("postgres")) const;
    [[nodiscard]] QString conninfo(const QString &database = QStringLiteral("postgres")) const;
    [[nodiscard]] pg::Connection
    connect(const QString &database = QStringLiteral("postgres")) const;
    /// A new empty database; an unused name is made up when none is given. An old one of that name
    /// goes.
    QString createDatabase(const QString &name = {});
    [[nodiscard]] bool hasDatabase(const QString &name) const;

    /// Runs a script through psql and returns what it prints (unaligned, without headers); stops at
    /// the first error.
    QString psql(const QString &script, const QString &database) const;
    /// pg_dump --schema-only (or what @p arguments say) without comments, blank lines and settings,
    /// its statements sorted: equal for databases with equal content.
    [[nodiscard]] QString pgDump(const QString &database,
                                 const QStringList &arguments = {
                                     QStringLiteral("--schema-only")}) const;

    [[nodiscard]] const sandbox::Installation &installation() const;
    [[nodiscard]] bool hasVector() const
    {
        return installation().offersExtension(QStringLiteral("vector"));
    }
    [[nodiscard]] quint16 loopbackPort() const { return m_port; }
    [[nodiscard]] QString dataFolder() const;

    void stop();
    void start();
    /// As a power cut: SIGKILL for the server and its sessions.
    void kill();
    /// The server and its sessions stand still, as behind a dead network, until thaw().
    void freeze();
    void thaw();
    /// From now on everybody must give a password (scram-sha-256); the superuser's is set to @p
    /// password, and what this class does by itself uses it.
    void requirePassword(const QByteArray &password);

private:
    void signalAll(int signal) const;
    [[nodiscard]] process::Command client(const QString &name, const QStringList &arguments) const;

    std::optional<sandbox::Server> m_server;
    QString m_error;
    quint16 m_port = 0;
    int m_databases = 0;
    Secret m_password;
};

} // namespace howdah::support
