#include "sandbox/keptserver.h"

#include "sandbox/folder.h"
#include "sandbox/serverprocess.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <algorithm>
#include <optional>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace howdah::sandbox {

namespace {

constexpr auto port = "5432"_L1;
constexpr auto superuser = "postgres"_L1;
/// The address of a Unix socket holds 107 bytes, its own name (".s.PGSQL.5432") included.
constexpr qsizetype longestSocketFolder = 90;

QString socketsOf(const QString &folder)
{
    return folder + u"/run"_s;
}

QString dataOf(const QString &folder)
{
    return folder + u"/data"_s;
}

/// Root's servers run as another user, to whom these two belong.
Result<void> makeFolders(const QString &folder, const std::optional<process::Account> &account)
{
    for (const QString &path : {folder, socketsOf(folder)}) {
        const auto problem = [&path](const QString &reason) {
            return Error{.kind = Error::Kind::Io,
                         .message = reason,
                         .context = {u"make the folder "_s + path}};
        };
        if (!QDir().mkpath(path))
            return problem(u"It cannot be made."_s);
#ifdef Q_OS_UNIX
        const QByteArray name = QFile::encodeName(path);
        if (::chmod(name.constData(), 0700) != 0 ||
            (account && ::chown(name.constData(), account->uid, account->gid) != 0))
            return problem(qt_error_string(errno));
#else
        Q_UNUSED(account)
#endif
    }
    return {};
}

QMap<QString, QString> settingsFor(const KeptServer::Options &options,
                                   const Installation &installation)
{
    QMap<QString, QString> settings{{u"listen_addresses"_s, u""_s},
                                    {u"port"_s, port},
                                    {u"unix_socket_directories"_s, socketsOf(options.folder)},
                                    {u"unix_socket_permissions"_s, u"0700"_s},
                                    // The last second may be lost in a power cut, not more.
                                    {u"synchronous_commit"_s, u"off"_s},
                                    {u"lc_messages"_s, u"C"_s},
                                    {u"logging_collector"_s, u"off"_s},
                                    {u"log_destination"_s, u"stderr"_s}};
    QStringList libraries;
    std::ranges::copy_if(options.preload, std::back_inserter(libraries),
                         [&](const QString &name) { return installation.offersExtension(name); });
    if (!libraries.isEmpty())
        settings.insert(u"shared_preload_libraries"_s, libraries.join(u','));
    settings.insert(options.settings);
    return settings;
}

/// The major version a data folder was made by; 0 when there is none.
int majorVersionOf(const QString &data)
{
    QFile file(data + u"/PG_VERSION"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
}

Result<Installation> installationFor(const QList<Installation> &installations, int majorVersion,
                                     const QStringList &extensions, const QString &folder)
{
    auto chosen = chooseInstallation(installations, majorVersion * 10'000, extensions);
    if (majorVersion == 0 || (chosen && chosen->majorVersion() == majorVersion))
        return chosen;
    return Error{
        .kind = Error::Kind::Unsupported,
        .message = u"The databases in %1 were made by PostgreSQL %2, which is not installed here."_s
                       .arg(folder)
                       .arg(majorVersion),
        .hint = u"Install PostgreSQL %1, or remove that folder to have them made anew."_s.arg(
            majorVersion)};
}

} // namespace

struct KeptServer::Private
{
    Installation installation;
    std::unique_ptr<QLockFile> lock;
    std::optional<ServerProcess> postmaster; ///< stopped before the lock goes
};

KeptServer::KeptServer(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}
KeptServer::KeptServer(KeptServer &&) noexcept = default;
KeptServer &KeptServer::operator=(KeptServer &&) noexcept = default;
KeptServer::~KeptServer() = default;

Result<KeptServer> KeptServer::start(const QList<Installation> &installations,
                                     const QStringList &extensions, const Options &options,
                                     const process::RunLimits &limits)
{
    const QString &folder = options.folder;
    const QString data = dataOf(folder);
    if (QFile::encodeName(socketsOf(folder)).size() > longestSocketFolder) {
        return Error{.kind = Error::Kind::Unsupported,
                     .message =
                         u"The path %1 is too long for a Unix socket."_s.arg(socketsOf(folder))};
    }
    auto d = std::make_unique<Private>();
    const auto account = process::unprivilegedAccount();
    if (!QDir().mkpath(QFileInfo(folder).path())) {
        return Error{.kind = Error::Kind::Io,
                     .message = u"It cannot be made."_s,
                     .context = {u"make the folder "_s + QFileInfo(folder).path()}};
    }
    // Beside the folder, which may belong to another user.
    d->lock = std::make_unique<QLockFile>(folder + u".lock"_s);
    d->lock->setStaleLockTime(0);
    if (!d->lock->tryLock(0)) {
        return Error{.kind = Error::Kind::Conflict,
                     .message = u"Another program runs the server in %1."_s.arg(folder)};
    }
    if (const auto made = makeFolders(folder, account); !made)
        return made.error();
    const auto installation =
        installationFor(installations, majorVersionOf(data), extensions, folder);
    if (!installation)
        return installation.error();
    d->installation = *installation;
    // Nobody else may run it while we hold the lock: one whose program was killed where children
    // survive that.
    killServerOf(data);
    if (majorVersionOf(data) == 0) {
        // Complete or not at all: an initdb that was stopped leaves half a folder.
        const QString fresh = data + u".new"_s;
        QDir(fresh).removeRecursively();
        QDir(data).removeRecursively();
        if (const auto made = initialiseData(*installation, fresh, superuser, account, limits);
            !made)
            return made.error();
        if (const auto set = appendSettings(fresh, settingsFor(options, *installation)); !set)
            return set.error();
        if (!QDir().rename(fresh, data)) {
            return Error{.kind = Error::Kind::Io,
                         .message = u"It cannot be renamed."_s,
                         .context = {u"make the folder "_s + data}};
        }
    }
    d->postmaster.emplace(*installation, data, account);
    if (const auto started = d->postmaster->start(limits); !started)
        return started.error();
    return KeptServer(std::move(d));
}

pg::Endpoint KeptServer::endpointOf(const QString &folder)
{
    pg::Endpoint endpoint;
    endpoint.setValue(u"host"_s, socketsOf(folder));
    endpoint.setValue(u"port"_s, port);
    endpoint.setValue(u"user"_s, superuser);
    endpoint.setValue(u"dbname"_s, u"postgres"_s);
    return endpoint;
}

const Installation &KeptServer::installation() const
{
    return d->installation;
}

} // namespace howdah::sandbox
