#include "backup/client.h"

#include "pg/connection.h"

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

constexpr int endSessionsMs = 2000;
constexpr int passwordCommandMs = 30'000;

/// What our own connections would use, from wherever they take it.
Result<Secret> passwordFor(const pg::Endpoint &endpoint)
{
    if (!endpoint.password().isEmpty())
        return endpoint.password();
    if (const QStringList command = endpoint.passwordCommand(); !command.isEmpty()) {
        const auto exit =
            process::runToSuccess({.program = command.constFirst(), .arguments = command.sliced(1)},
                                  {.deadline = QDeadlineTimer(passwordCommandMs)});
        if (!exit)
            return exit.error().within(u"run the password command"_s);
        return Secret(exit->output.section(u'\n', 0, 0).toUtf8());
    }
    // libpq takes it from there for our own connections; children do not get the variable.
    return Secret(qgetenv("PGPASSWORD"));
}

/// One line for each host the endpoint names, so that a script's \connect elsewhere gets no
/// password.
QList<process::PassEntry> passEntries(const pg::Endpoint &endpoint, const Secret &password)
{
    QList<process::PassEntry> entries;
    const auto add = [&](const QString &host) {
        entries.append({.host = host, .user = endpoint.user(), .password = password});
    };
    for (const QString &host : endpoint.host().split(u',')) {
        add(host.isEmpty() ? u"localhost"_s : host);
        // libpq's word for its default socket folder.
        if (host.startsWith(u'/'))
            add(u"localhost"_s);
    }
    for (const QString &address : endpoint.value(u"hostaddr"_s).split(u',', Qt::SkipEmptyParts))
        add(address);
    if (endpoint.host().isEmpty()) {
        if (const QString host = qEnvironmentVariable("PGHOST"); !host.isEmpty())
            add(host);
    }
    return entries;
}

} // namespace

Result<ClientCommand> ClientCommand::create(const QString &program, const pg::Endpoint &endpoint,
                                            const QStringList &arguments)
{
    const auto password = passwordFor(endpoint);
    if (!password)
        return password.error();
    const bool hasPassword = !password->isEmpty();
    pg::Endpoint target = endpoint;
    if (hasPassword)
        target.setValue(u"passfile"_s, {}); // it would win over PGPASSFILE
    ClientCommand client;
    client.m_command = {.program = program,
                        .arguments =
                            QStringList{u"--no-password"_s, u"--dbname"_s, target.toConninfo()} +
                            arguments};
    if (hasPassword) {
        auto file = process::PassFile::create(passEntries(endpoint, *password));
        if (!file)
            return file.error();
        client.m_command.environment.insert(u"PGPASSFILE"_s, file->path());
        if (file->descriptor() >= 0)
            client.m_command.inherited += file->descriptor();
        client.m_passFile.emplace(*std::move(file));
    }
    return client;
}

pg::Endpoint named(pg::Endpoint endpoint, const QString &applicationName, const QString &database)
{
    endpoint.setValue(u"application_name"_s, applicationName);
    if (!database.isEmpty())
        endpoint.setValue(u"dbname"_s, database);
    return endpoint;
}

void endSessions(const pg::Endpoint &endpoint, const QString &applicationName)
{
    const pg::CallLimits limits{.deadline = QDeadlineTimer(endSessionsMs)};
    auto connection = pg::Connection::open(endpoint, {.connectTimeoutMs = endSessionsMs}, limits);
    if (!connection)
        return; // a server that cannot be reached has no sessions we could end
    (void)connection->query(
        u"SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity "
        "WHERE application_name = $1 AND pid <> pg_catalog.pg_backend_pid()"_s,
        {applicationName}, limits);
}

Error classified(const Error &error)
{
    Error result = error;
    if (error.kind != Error::Kind::ToolFailed)
        return result;
    const auto says = [&](QLatin1StringView words) { return error.detail.contains(words); };
    if (says("No space left on device"_L1) || says("Disk quota exceeded"_L1))
        result.kind = Error::Kind::DiskFull;
    else if (says("password authentication failed"_L1))
        result.kind = Error::Kind::AuthenticationFailed;
    else if (says("server closed the connection"_L1) || says("terminating connection"_L1) ||
             says("could not connect to server"_L1) || says("connection to server"_L1))
        result.kind = Error::Kind::ConnectionLost;
    return result;
}

} // namespace howdah::backup
