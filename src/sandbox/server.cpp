#include "sandbox/server.h"

#include "sandbox/folder.h"
#include "sandbox/serverprocess.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>

#include <optional>

using namespace Qt::StringLiterals;

namespace howdah::sandbox {

namespace {

constexpr auto port = "5432"_L1;

/// Losing it all in a power cut is fine for something thrown away; waiting for the disk is not.
QMap<QString, QString> baseSettings()
{
    return {{u"fsync"_s, u"off"_s},
            {u"synchronous_commit"_s, u"off"_s},
            {u"full_page_writes"_s, u"off"_s},
            {u"listen_addresses"_s, u""_s},
            {u"max_connections"_s, u"60"_s},
            {u"shared_buffers"_s, u"64MB"_s},
            {u"lc_messages"_s, u"C"_s},
            {u"logging_collector"_s, u"off"_s},
            {u"log_destination"_s, u"stderr"_s}};
}

} // namespace

struct Server::Private
{
    Installation installation;
    Options options;
    std::optional<process::Account> account;
    Folder folder;

    std::optional<ServerProcess> postmaster;

    explicit Private(Folder own)
        : folder(std::move(own))
    {}
    Q_DISABLE_COPY_MOVE(Private)

    [[nodiscard]] Result<void> initialise(const QString &data,
                                          const process::RunLimits &limits) const
    {
        return initialiseData(installation, data, options.superuser, account, limits);
    }

    [[nodiscard]] Result<void> copyTemplate(const process::RunLimits &limits) const
    {
        // Ownership and modes must survive, which QFile::copy does not promise. Only Unix has
        // templates.
        const auto copied = process::runToSuccess(
            {.program = u"cp"_s, .arguments = {u"-a"_s, options.templateData, folder.data()}},
            limits);
        if (!copied)
            return copied.error().within(u"copy "_s + options.templateData);
        return {};
    }

    [[nodiscard]] Result<void> makeData(const process::RunLimits &limits) const
    {
        if (options.templateData.isEmpty())
            return initialise(folder.data(), limits);
        QLockFile lock(options.templateData + u".lock"_s);
        lock.setStaleLockTime(0);
        if (!lock.lock())
            return initialise(folder.data(), limits);
        if (!QFileInfo::exists(options.templateData + u"/PG_VERSION"_s)) {
            if (const auto made = initialise(folder.data(), limits); !made)
                return made.error();
            const QString fresh = options.templateData + u".new"_s;
            QDir(fresh).removeRecursively();
            QDir(options.templateData).removeRecursively();
            const auto kept = process::runToSuccess(
                {.program = u"cp"_s, .arguments = {u"-a"_s, folder.data(), fresh}}, limits);
            if (!kept)
                return kept.error().within(u"keep "_s + options.templateData);
            QDir().rename(fresh, options.templateData);
            return {};
        }
        return copyTemplate(limits);
    }

    [[nodiscard]] Result<void> configure() const
    {
        auto settings = baseSettings();
        settings.insert(u"unix_socket_directories"_s, folder.sockets());
        settings.insert(u"port"_s, port);
        if (options.loopbackPort > 0) {
            settings.insert(u"listen_addresses"_s, u"127.0.0.1"_s);
            settings.insert(u"port"_s, QString::number(options.loopbackPort));
        }
        for (auto it = options.settings.begin(); it != options.settings.end(); ++it)
            settings.insert(it.key(), it.value());
        return appendSettings(folder.data(), settings);
    }
};

Server::Server(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}
Server::Server(Server &&) noexcept = default;
Server &Server::operator=(Server &&) noexcept = default;

Server::~Server()
{
    // Nobody needs the data any more: not a fast stop, which would write it all out, but an
    // immediate one.
    if (d)
        killServerOf(d->folder.data());
}

Result<Server> Server::create(const Installation &installation, const Options &options,
                              const process::RunLimits &limits)
{
    const auto account = process::unprivilegedAccount();
    auto folder = Folder::create(
        options.baseFolder.isEmpty() ? defaultBaseFolder() : options.baseFolder, account);
    if (!folder)
        return folder.error();
    auto d = std::make_unique<Private>(*std::move(folder));
    d->installation = installation;
    d->options = options;
    d->account = account;
    if (const auto made = d->makeData(limits); !made)
        return made.error();
    if (const auto configured = d->configure(); !configured)
        return configured.error();
    d->postmaster.emplace(installation, d->folder.data(), account);
    Server server(std::move(d));
    if (const auto started = server.start(limits); !started)
        return started.error();
    return server;
}

Result<void> Server::start(const process::RunLimits &limits)
{
    return d->postmaster->start(limits);
}

void Server::stop()
{
    d->postmaster->stop();
}

pg::Endpoint Server::endpoint(const QString &database) const
{
    pg::Endpoint endpoint;
    endpoint.setValue(u"host"_s, d->folder.sockets());
    endpoint.setValue(
        u"port"_s, d->options.loopbackPort > 0 ? QString::number(d->options.loopbackPort) : port);
    endpoint.setValue(u"user"_s, d->options.superuser);
    endpoint.setValue(u"dbname"_s, database);
    return endpoint;
}

const Installation &Server::installation() const
{
    return d->installation;
}

QString Server::dataFolder() const
{
    return d->folder.data();
}

QStringList Server::log() const
{
    return d->postmaster->log();
}

qint64 Server::pid() const
{
    return d->postmaster->pid();
}

} // namespace howdah::sandbox
