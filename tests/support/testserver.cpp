#include "support/testserver.h"

#include "process/passfile.h"
#include "process/tools.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <csignal>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace howdah::support {

namespace {

constexpr int longestMs = 60'000;

process::RunLimits limits()
{
    return {.deadline = QDeadlineTimer(longestMs)};
}

[[noreturn]] void giveUp(const char *what, const Error &error)
{
    qFatal("%s: %s", what, qUtf8Printable(error.toText()));
}

Result<sandbox::Installation> chooseServer()
{
    const QString wanted = qEnvironmentVariable("HOWDAH_TEST_PGBIN");
    const auto installations = sandbox::findInstallations(wanted);
    if (wanted.isEmpty())
        return sandbox::chooseInstallation(installations, 0, {u"vector"_s});
    if (installations.isEmpty() ||
        installations.constFirst().programFolder != QDir(wanted).canonicalPath()) {
        return Error{.kind = Error::Kind::NotFound,
                     .message =
                         u"HOWDAH_TEST_PGBIN=%1 has no server that can be started."_s.arg(wanted)};
    }
    return installations.constFirst();
}

/// Free a moment ago, which is the best anybody can know.
quint16 freePort()
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the sockets interface wants it
    // so
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    quint16 port = 0;
    if (::bind(descriptor, generic, size) == 0 && ::getsockname(descriptor, generic, &size) == 0)
        port = ntohs(address.sin_port);
    ::close(descriptor);
    return port;
}

/// Every process below @p pid, itself first (backends are its children, each in a process group of
/// its own).
QList<qint64> family(qint64 pid)
{
    QList<qint64> pids{pid};
    const auto entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        QFile stat(u"/proc/"_s + entry + u"/stat"_s);
        if (entry.toLongLong() <= 0 || !stat.open(QIODevice::ReadOnly))
            continue;
        const QByteArray text = stat.readAll();
        if (text.sliced(text.lastIndexOf(')') + 2).split(' ').value(1).toLongLong() == pid)
            pids += entry.toLongLong();
    }
    return pids;
}

/// Not gone, and more than an entry that its parent has yet to read.
bool isAlive(qint64 pid)
{
    QFile stat(u"/proc/%1/stat"_s.arg(pid));
    if (!stat.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = stat.readAll();
    return !text.isEmpty() && text.at(text.lastIndexOf(')') + 2) != 'Z';
}

} // namespace

TestServer::TestServer(const TestServerOptions &options)
{
    const auto installation = chooseServer();
    if (!installation) {
        m_error = installation.error().toText();
        return;
    }
    sandbox::Options sandboxOptions;
    // initdb takes longer than most tests; its result is kept for each version.
    sandboxOptions.templateData =
        QStringLiteral(HOWDAH_BINARY_DIR "/test-cluster-") + QString::number(installation->version);
    sandboxOptions.settings = options.settings;
    if (options.loopback)
        m_port = freePort();
    sandboxOptions.loopbackPort = m_port;
    auto server = sandbox::Server::create(*installation, sandboxOptions, limits());
    if (server)
        m_server.emplace(*std::move(server));
    else
        m_error = server.error().toText();
}

bool TestServer::isRunning() const
{
    return m_server && m_server->pid() > 0;
}

pg::Endpoint TestServer::endpoint(const QString &database) const
{
    pg::Endpoint endpoint = m_server->endpoint(database);
    endpoint.setPassword(m_password);
    return endpoint;
}

QString TestServer::conninfo(const QString &database) const
{
    return endpoint(database).toConninfo();
}

pg::Connection TestServer::connect(const QString &database) const
{
    auto connection = pg::Connection::open(endpoint(database), {.applicationName = u"test"_s},
                                           {.deadline = QDeadlineTimer(longestMs)});
    if (!connection)
        giveUp("connect", connection.error());
    return *std::move(connection);
}

QString TestServer::createDatabase(const QString &name)
{
    const QString database = name.isEmpty() ? u"test_%1"_s.arg(++m_databases) : name;
    const QString quoted = u'"' + QString(database).replace(u"\""_s, u"\"\""_s) + u'"';
    auto connection = connect();
    for (const QString &statement :
         QStringList{u"DROP DATABASE IF EXISTS "_s + quoted + u" WITH (FORCE)"_s,
                     u"CREATE DATABASE "_s + quoted + u" TEMPLATE template0"_s}) {
        if (const auto done = connection.query(statement); !done)
            giveUp("create a database", done.error());
    }
    return database;
}

bool TestServer::hasDatabase(const QString &name) const
{
    auto connection = connect();
    const auto rows =
        connection.query(u"SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1"_s, {name});
    if (!rows)
        giveUp("look for a database", rows.error());
    return !rows->isEmpty();
}

process::Command TestServer::client(const QString &name, const QStringList &arguments) const
{
    const auto tool = process::chooseTool(name, installation().version,
                                          process::programFolders(installation().programFolder));
    if (!tool)
        giveUp("find a client program", tool.error());
    return {.program = tool->path, .arguments = arguments};
}

QString TestServer::psql(const QString &script, const QString &database) const
{
    auto command = client(u"psql"_s, {u"-X"_s, u"-q"_s, u"-A"_s, u"-t"_s, u"-w"_s, u"-v"_s,
                                      u"ON_ERROR_STOP=1"_s, u"-d"_s, conninfo(database)});
    command.input = [bytes = script.toUtf8()](QByteArray &buffer) mutable -> Result<void> {
        buffer = std::exchange(bytes, {});
        return {};
    };
    const auto passFile = process::PassFile::create({{.password = m_password}});
    if (!passFile)
        giveUp("psql", passFile.error());
    command.environment.insert(u"PGPASSFILE"_s, passFile->path());
    command.inherited += passFile->descriptor();
    const auto exit = process::runToSuccess(command, limits());
    if (!exit)
        giveUp("psql", exit.error());
    return exit->output;
}

QString TestServer::pgDump(const QString &database, const QStringList &arguments) const
{
    auto command =
        client(u"pg_dump"_s, QStringList{u"-w"_s, u"-d"_s, conninfo(database)} + arguments);
    const auto passFile = process::PassFile::create({{.password = m_password}});
    if (!passFile)
        giveUp("pg_dump", passFile.error());
    command.environment.insert(u"PGPASSFILE"_s, passFile->path());
    command.inherited += passFile->descriptor();
    const auto exit = process::runToSuccess(command, limits());
    if (!exit)
        giveUp("pg_dump", exit.error());

    // Each object is one paragraph under its comment; their order follows OIDs where nothing
    // depends on it.
    static const QRegularExpression betweenObjects(u"(?:^--.*\\n)+"_s,
                                                   QRegularExpression::MultilineOption);
    static const QRegularExpression noise(
        u"^(SET |SELECT pg_catalog\\.set_config|\\\\restrict|\\\\unrestrict)"_s);
    QStringList objects;
    for (const QString &part : exit->output.split(betweenObjects)) {
        QStringList lines;
        for (const QString &line : part.split(u'\n')) {
            if (!line.trimmed().isEmpty() && !noise.match(line).hasMatch())
                lines += line;
        }
        if (!lines.isEmpty())
            objects += lines.join(u'\n');
    }
    objects.sort();
    return objects.join(u"\n\n"_s) + u'\n';
}

const sandbox::Installation &TestServer::installation() const
{
    return m_server->installation();
}

QString TestServer::dataFolder() const
{
    return m_server->dataFolder();
}

void TestServer::stop()
{
    m_server->stop();
}

void TestServer::start()
{
    if (const auto started = m_server->start(limits()); !started)
        giveUp("start the server", started.error());
}

void TestServer::signalAll(int signal) const
{
    const qint64 server = m_server->pid();
    if (server <= 0)
        qFatal("the server does not run");
    for (const qint64 pid : family(server))
        ::kill(pid_t(pid), signal);
}

void TestServer::kill()
{
    const auto processes = family(m_server->pid());
    signalAll(SIGKILL);
    m_server->stop();
    // As long as one of them holds the shared memory, the next server refuses to start.
    const QDeadlineTimer deadline(longestMs);
    for (const qint64 pid : processes) {
        while (isAlive(pid) && !deadline.hasExpired())
            ::usleep(5'000);
    }
}

void TestServer::freeze()
{
    signalAll(SIGSTOP);
}

void TestServer::thaw()
{
    signalAll(SIGCONT);
}

void TestServer::requirePassword(const QByteArray &password)
{
    {
        auto connection = connect();
        const QString literal =
            u'\'' + QString::fromUtf8(password).replace(u"'"_s, u"''"_s) + u'\'';
        // Up to PostgreSQL 13 the usual form is md5, which the rules below do not take.
        for (const QString &sql : {u"SET password_encryption = 'scram-sha-256'"_s,
                                   QString(u"ALTER ROLE postgres PASSWORD "_s + literal)}) {
            if (const auto done = connection.query(sql); !done)
                giveUp("set a password", done.error());
        }
        QFile rules(dataFolder() + u"/pg_hba.conf"_s);
        if (!rules.open(QIODevice::WriteOnly | QIODevice::Truncate))
            qFatal("pg_hba.conf cannot be written");
        rules.write("local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n");
        rules.close();
        if (const auto done = connection.query(u"SELECT pg_catalog.pg_reload_conf()"_s); !done)
            giveUp("reload the configuration", done.error());
    }
    m_password = Secret(password);
    // The server reads its rules when it gets to it.
    pg::Endpoint without = m_server->endpoint();
    const QDeadlineTimer deadline(longestMs);
    while (pg::Connection::open(without) && !deadline.hasExpired())
        ::usleep(10'000);
}

} // namespace howdah::support
