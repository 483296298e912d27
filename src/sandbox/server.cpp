#include "sandbox/server.h"

#include "sandbox/folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace howdah::sandbox {

namespace {

constexpr qsizetype longestLog = 2000;
constexpr auto port = "5432"_L1;
// Knows all letters and sorts the same everywhere; only Linux has it.
#ifdef Q_OS_LINUX
constexpr auto locale = "C.UTF-8"_L1;
#else
constexpr auto locale = "C"_L1;
#endif
constexpr auto stopGrace = std::chrono::seconds(10);

QString quotedSetting(const QString &value)
{
    return u'\'' + QString(value).replace(u"'"_s, u"''"_s) + u'\'';
}

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

    std::thread thread;
    CancellationSource stopper;
    std::mutex mutex;
    std::condition_variable news;
    QStringList log;
    bool ready = false;
    std::optional<Result<process::Exit>> ended;
    std::atomic<qint64> pid = -1;

    explicit Private(Folder own)
        : folder(std::move(own))
    {}
    Q_DISABLE_COPY_MOVE(Private)
    ~Private() { end(); }

    void end()
    {
        stopper.cancel();
        if (thread.joinable())
            thread.join();
        pid = -1;
    }

    [[nodiscard]] process::Command command(const QString &program,
                                           const QStringList &arguments) const
    {
        return {.program = program,
                .arguments = arguments,
                .workingDirectory = QDir::rootPath(),
                .account = account};
    }

    [[nodiscard]] Result<void> initialise(const QString &data,
                                          const process::RunLimits &limits) const
    {
        const auto done =
            process::runToSuccess(command(installation.program(u"initdb"_s),
                                          {u"--pgdata"_s, data, u"--username"_s, options.superuser,
                                           u"--auth"_s, u"trust"_s, u"--encoding"_s, u"UTF8"_s,
                                           u"--locale"_s, locale, u"--no-sync"_s}),
                                  limits);
        if (!done)
            return done.error().within(u"initdb"_s);
        return {};
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
        QFile file(folder.data() + u"/postgresql.conf"_s);
        if (!file.open(QIODevice::Append))
            return Error{.kind = Error::Kind::Io,
                         .message = file.errorString(),
                         .context = {file.fileName()}};
        for (auto it = settings.begin(); it != settings.end(); ++it)
            file.write((it.key() + u" = "_s + quotedSetting(it.value()) + u'\n').toUtf8());
        return {};
    }

    void runServer()
    {
        auto postgres = command(installation.program(u"postgres"_s), {u"-D"_s, folder.data()});
        postgres.onLine = [this](process::Channel, const QString &line) {
            const std::lock_guard lock(mutex);
            log += line;
            if (log.size() > longestLog)
                log.removeFirst();
            if (line.contains("ready to accept connections"_L1)) {
                ready = true;
                news.notify_all();
            }
        };
        postgres.onTick = [this](qint64 id) { pid = id; };
        // The interrupt is PostgreSQL's "fast": sessions end, data is written.
        auto exit = process::run(postgres, {.token = stopper.token(), .grace = stopGrace});
        pid = -1;
        const std::lock_guard lock(mutex);
        ended = std::move(exit);
        news.notify_all();
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
    Server server(std::move(d));
    if (const auto started = server.start(limits); !started)
        return started.error();
    return server;
}

Result<void> Server::start(const process::RunLimits &limits)
{
    d->end();
    d->stopper = CancellationSource();
    {
        const std::lock_guard lock(d->mutex);
        d->ready = false;
        d->ended.reset();
    }
    d->thread = std::thread([priv = d.get()] { priv->runServer(); });

    std::unique_lock lock(d->mutex);
    while (!d->ready && !d->ended && !limits.token.isCancelled() && !limits.deadline.hasExpired())
        d->news.wait_for(lock, std::chrono::milliseconds(100));
    if (d->ready)
        return {};
    Error error = Error::cancelled();
    if (d->ended) {
        error = {.kind = Error::Kind::ToolFailed,
                 .message = u"The server did not start."_s,
                 .detail = d->log.join(u'\n')};
        if (!d->ended->hasValue())
            error = d->ended->error();
    } else if (!limits.token.isCancelled()) {
        error = Error::timedOut(u"The server did not start in time."_s);
    }
    lock.unlock();
    d->end();
    return error.within(u"start PostgreSQL "_s + d->installation.versionText);
}

void Server::stop()
{
    d->end();
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
    const std::lock_guard lock(d->mutex);
    return d->log;
}

qint64 Server::pid() const
{
    return d->pid;
}

} // namespace howdah::sandbox
