#include "sandbox/folder.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QThread>

#ifdef Q_OS_UNIX
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace howdah::sandbox {

namespace {

constexpr auto lockName = "lock"_L1;
constexpr int serverEndMs = 5000;

Error folderError(const QString &path, const QString &reason)
{
    return {.kind = Error::Kind::Io,
            .message = reason,
            .context = {u"make the sandbox folder "_s + path}};
}

/// Anybody may write among the temporary files, so a folder with our name may be somebody's trap.
Result<void> makeBase(const QString &base)
{
    if (!QFileInfo::exists(base) && !QDir().mkpath(base))
        return folderError(base, u"It cannot be made."_s);
#ifdef Q_OS_UNIX
    struct stat status
    {};
    const QByteArray path = QFile::encodeName(base);
    if (::lstat(path.constData(), &status) != 0 || !S_ISDIR(status.st_mode) ||
        status.st_uid != ::geteuid())
        return folderError(base, u"It belongs to somebody else."_s);
    // Root's servers run as another user who must get through, without being able to list.
    if (::chmod(path.constData(), process::isRoot() ? 0711 : 0700) != 0)
        return folderError(base, qt_error_string(errno));
#endif
    return {};
}

std::unique_ptr<QLockFile> lockFor(const QString &folder)
{
    // Beside the folder, so that nobody who may write into the folder can take it away.
    auto lock = std::make_unique<QLockFile>(folder + u'.' + lockName);
    lock->setStaleLockTime(0);
    return lock;
}

} // namespace

struct Folder::Private
{
    QString path; ///< set only once the folder is ours to remove
    std::unique_ptr<QLockFile> lock;

    [[nodiscard]] QString sockets() const { return path + u"/run"_s; }

    Private() = default;
    Q_DISABLE_COPY_MOVE(Private)
    ~Private()
    {
        if (path.isEmpty())
            return;
        killServerOf(path + u"/data"_s);
        QDir(path).removeRecursively();
    }
};

Folder::Folder(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}
Folder::Folder(Folder &&) noexcept = default;
Folder &Folder::operator=(Folder &&) noexcept = default;
Folder::~Folder() = default;

QString Folder::path() const
{
    return d->path;
}

QString defaultBaseFolder()
{
    if (const QString chosen = qEnvironmentVariable("HOWDAH_SANDBOX_DIR"); !chosen.isEmpty())
        return QDir(chosen).absolutePath();
#ifdef Q_OS_UNIX
    return QDir::tempPath() + u"/howdah-sandbox-"_s + QString::number(::geteuid());
#else
    return QDir::tempPath() + u"/howdah-sandbox"_s;
#endif
}

Result<Folder> Folder::create(const QString &base, const std::optional<process::Account> &owner)
{
    if (const auto made = makeBase(base); !made)
        return made.error();
    sweep(base);
    // The lock must be held before the folder can be seen, or another program's sweep takes it for
    // a left-over.
    for (int attempt = 0; attempt < 100; ++attempt) {
        const QString path =
            base + u"/s"_s +
            QString::number(QCoreApplication::applicationPid() * 1000 + attempt, 36);
        auto d = std::make_unique<Private>();
        d->lock = lockFor(path);
        if (QFileInfo::exists(path) || !d->lock->tryLock(0))
            continue;
        if (!QDir().mkdir(path))
            return folderError(path, u"It cannot be made."_s);
        d->path = path;
        if (!QDir().mkdir(d->sockets()))
            return folderError(path, u"It cannot be made."_s);
#ifdef Q_OS_UNIX
        for (const QString &folder : {d->path, d->sockets()}) {
            const QByteArray name = QFile::encodeName(folder);
            if (::chmod(name.constData(), 0700) != 0 ||
                (owner && ::chown(name.constData(), owner->uid, owner->gid) != 0))
                return folderError(folder, qt_error_string(errno));
        }
#else
        Q_UNUSED(owner)
#endif
        return Folder(std::move(d));
    }
    return folderError(base, u"No free name was found in it."_s);
}

int sweep(const QString &base)
{
    int swept = 0;
    const auto entries =
        QDir(base).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QFileInfo &entry : entries) {
        const auto lock = lockFor(entry.filePath());
        if (!lock->tryLock(0))
            continue;
        killServerOf(entry.filePath() + u"/data"_s);
        if (QDir(entry.filePath()).removeRecursively())
            ++swept;
    }
    return swept;
}

void killServerOf(const QString &dataFolder)
{
#ifdef Q_OS_UNIX
    QFile file(dataFolder + u"/postmaster.pid"_s);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const auto pid = pid_t(file.readLine().trimmed().toInt());
    if (pid <= 1)
        return;
#ifdef Q_OS_LINUX
    // The number may belong to another program by now; a server sits in its data folder.
    const QString cwd = QFile::symLinkTarget(u"/proc/%1/cwd"_s.arg(pid));
    if (QFileInfo(cwd).canonicalFilePath() != QFileInfo(dataFolder).canonicalFilePath())
        return;
#endif
    // SIGQUIT is PostgreSQL's "immediate": its children go with it.
    if (::kill(pid, SIGQUIT) != 0)
        return;
    const QDeadlineTimer deadline(serverEndMs);
    while (::kill(pid, 0) == 0 && !deadline.hasExpired())
        QThread::msleep(10);
    if (::kill(pid, 0) == 0)
        ::kill(pid, SIGKILL);
#else
    Q_UNUSED(dataFolder)
#endif
}

} // namespace howdah::sandbox
