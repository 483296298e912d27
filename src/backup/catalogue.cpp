#include "backup/catalogue.h"

#include "backup/files.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

bool isBeingWritten(const QString &path)
{
    QLockFile lock(path + u'/' + lockFileName);
    lock.setStaleLockTime(0);
    if (!QFileInfo::exists(path + u'/' + lockFileName))
        return false;
    return !lock.tryLock(0);
}

/// Empty when every file of the manifest is there in its size.
QString missingPart(const QString &path, const Manifest &manifest)
{
    for (const FileFigures &file : manifest.files) {
        const QFileInfo info(path + u'/' + file.path);
        if (!info.exists())
            return u"%1 is missing."_s.arg(file.path);
        if (info.size() != file.bytes)
            return u"%1 has %2 bytes instead of %3."_s.arg(file.path)
                .arg(info.size())
                .arg(file.bytes);
    }
    return {};
}

Backup partial(const QString &path)
{
    Backup backup{.path = path,
                  .state = isBeingWritten(path) ? State::Running : State::Partial,
                  .bytes = sizeOf(path)};
    backup.manifest.database = backup.name().section(u'-', 0, -3);
    backup.manifest.snapshotAt = QFileInfo(path).lastModified();
    return backup;
}

} // namespace

QString toName(State state)
{
    switch (state) {
    case State::Running:
        return u"running"_s;
    case State::Partial:
        return u"partial"_s;
    case State::Unverified:
        return u"unverified"_s;
    case State::Verified:
        return u"verified"_s;
    case State::Proven:
        return u"proven"_s;
    case State::Damaged:
        return u"damaged"_s;
    }
    Q_UNREACHABLE();
}

std::optional<Check> Backup::lastCheck(Check::Kind kind) const
{
    const auto found = std::find_if(checks.crbegin(), checks.crend(),
                                    [&](const Check &check) { return check.kind == kind; });
    if (found == checks.crend())
        return {};
    return *found;
}

QString defaultFolder()
{
    if (const QString chosen = qEnvironmentVariable("BACKUP_DIR"); !chosen.isEmpty())
        return QDir(chosen).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           u"/howdah/backups"_s;
}

QString dumpPath(const QString &backupFolder, Format format)
{
    switch (format) {
    case Format::Directory:
        return backupFolder + u"/dump"_s;
    case Format::Custom:
        return backupFolder + u"/dump.pgdump"_s;
    case Format::Plain:
        return backupFolder + u"/dump.sql"_s;
    }
    Q_UNREACHABLE();
}

Result<Backup> inspect(const QString &path)
{
    if (path.endsWith(partialSuffix) && QFileInfo(path).isDir())
        return partial(path);
    const auto manifest = readManifest(path);
    if (!manifest) {
        if (manifest.error().kind == Error::Kind::NotFound)
            return manifest.error();
        Backup backup{.path = path,
                      .state = State::Damaged,
                      .bytes = sizeOf(path),
                      .checks = readChecks(path),
                      .problem = manifest.error().message};
        backup.manifest.database = backup.name().section(u'-', 0, -3);
        backup.manifest.snapshotAt = QFileInfo(path).lastModified();
        return backup;
    }
    Backup backup{.path = path,
                  .manifest = *manifest,
                  .bytes = manifest->fileBytes(),
                  .checks = readChecks(path)};
    backup.problem = missingPart(path, *manifest);
    if (backup.problem.isEmpty() && !backup.checks.isEmpty() &&
        !backup.checks.constLast().hasPassed())
        backup.problem = backup.checks.constLast().problems.constFirst();
    const auto proof = backup.lastCheck(Check::Kind::Proven);
    const auto reading = backup.lastCheck(Check::Kind::Verified);
    if (!backup.problem.isEmpty())
        backup.state = State::Damaged;
    else if (proof && proof->hasPassed())
        backup.state = State::Proven;
    else if (reading && reading->hasPassed())
        backup.state = State::Verified;
    return backup;
}

Result<QList<Backup>> scan(const QString &folder)
{
    QList<Backup> backups;
    const QFileInfo info(folder);
    if (!info.exists())
        return backups;
    if (!info.isDir() || !info.isReadable()) {
        return Error{.kind = Error::Kind::Io,
                     .message = u"The folder %1 cannot be read."_s.arg(folder)};
    }
    const auto entries = QDir(folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entries) {
        if (auto backup = inspect(entry.filePath()))
            backups.append(*std::move(backup));
    }
    std::ranges::sort(backups, [](const Backup &a, const Backup &b) {
        return a.manifest.snapshotAt > b.manifest.snapshotAt;
    });
    return backups;
}

Result<void> remove(const QString &path)
{
    const auto backup = inspect(path);
    if (!backup)
        return Error::invalid(u"%1 is no backup, so nothing in it is removed."_s.arg(path));
    if (backup->state == State::Running) {
        return Error{.kind = Error::Kind::Conflict, .message = u"%1 is being written."_s.arg(path)};
    }
    // Without its manifest it is no backup any more, also when the rest cannot be removed.
    QFile::remove(path + u'/' + manifestFileName);
    if (!QDir(path).removeRecursively())
        return Error{.kind = Error::Kind::Io,
                     .message = u"Not all of %1 could be removed."_s.arg(path)};
    return {};
}

} // namespace howdah::backup
