#include "sandbox/serverprocess.h"

#include <QDir>
#include <QFile>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace howdah::sandbox {

namespace {

constexpr qsizetype longestLog = 2000;
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

} // namespace

struct ServerProcess::Private
{
    Installation installation;
    QString data;
    std::optional<process::Account> account;

    std::thread thread;
    CancellationSource stopper;
    mutable std::mutex mutex;
    std::condition_variable news;
    QStringList log;
    bool ready = false;
    std::optional<Result<process::Exit>> ended;
    std::atomic<qint64> pid = -1;

    void run()
    {
        auto postgres = serverCommand(installation, u"postgres"_s, {u"-D"_s, data}, account);
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

ServerProcess::ServerProcess(const Installation &installation, const QString &dataFolder,
                             const std::optional<process::Account> &account)
    : d(std::make_unique<Private>())
{
    d->installation = installation;
    d->data = dataFolder;
    d->account = account;
}

ServerProcess::~ServerProcess()
{
    stop();
}

void ServerProcess::stop()
{
    d->stopper.cancel();
    if (d->thread.joinable())
        d->thread.join();
    d->pid = -1;
}

Result<void> ServerProcess::start(const process::RunLimits &limits)
{
    stop();
    d->stopper = CancellationSource();
    {
        const std::lock_guard lock(d->mutex);
        d->ready = false;
        d->ended.reset();
    }
    d->thread = std::thread([priv = d.get()] { priv->run(); });

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
    stop();
    return error.within(u"start PostgreSQL "_s + d->installation.versionText);
}

QStringList ServerProcess::log() const
{
    const std::lock_guard lock(d->mutex);
    return d->log;
}

qint64 ServerProcess::pid() const
{
    return d->pid;
}

process::Command serverCommand(const Installation &installation, const QString &program,
                               const QStringList &arguments,
                               const std::optional<process::Account> &account)
{
    return {.program = installation.program(program),
            .arguments = arguments,
            .workingDirectory = QDir::rootPath(),
            .account = account};
}

Result<void> initialiseData(const Installation &installation, const QString &folder,
                            const QString &superuser,
                            const std::optional<process::Account> &account,
                            const process::RunLimits &limits)
{
    const auto done = process::runToSuccess(
        serverCommand(installation, u"initdb"_s,
                      {u"--pgdata"_s, folder, u"--username"_s, superuser, u"--auth"_s, u"trust"_s,
                       u"--encoding"_s, u"UTF8"_s, u"--locale"_s, locale, u"--no-sync"_s},
                      account),
        limits);
    if (!done)
        return done.error().within(u"initdb"_s);
    return {};
}

Result<void> appendSettings(const QString &dataFolder, const QMap<QString, QString> &settings)
{
    QFile file(dataFolder + u"/postgresql.conf"_s);
    if (!file.open(QIODevice::Append))
        return Error{
            .kind = Error::Kind::Io, .message = file.errorString(), .context = {file.fileName()}};
    for (auto it = settings.begin(); it != settings.end(); ++it)
        file.write((it.key() + u" = "_s + quotedSetting(it.value()) + u'\n').toUtf8());
    return {};
}

} // namespace howdah::sandbox
