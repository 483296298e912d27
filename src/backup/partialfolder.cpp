#include "backup/partialfolder.h"

#include "backup/catalogue.h"
#include "backup/files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace howdah::backup {

PartialFolder::PartialFolder(const QString &finalPath)
    : m_finalPath(finalPath)
    , m_path(finalPath + partialSuffix)
    , m_lock(m_path + u'/' + lockFileName)
{}

PartialFolder::~PartialFolder()
{
    if (m_ours) {
        m_lock.unlock();
        QDir(m_path).removeRecursively();
    }
}

Result<std::unique_ptr<PartialFolder>> PartialFolder::create(const QString &finalPath)
{
    std::unique_ptr<PartialFolder> folder(new PartialFolder(finalPath));
    if (QFileInfo::exists(finalPath) || QFileInfo::exists(folder->m_path)) {
        return Error{.kind = Error::Kind::Conflict,
                     .message = u"There is a backup called %1 already."_s.arg(
                         QFileInfo(finalPath).fileName())};
    }
    if (!QDir().mkpath(folder->m_path)) {
        return Error{.kind = Error::Kind::Io,
                     .message = u"The folder %1 cannot be made."_s.arg(folder->m_path)};
    }
    folder->m_ours = true;
    // What a dump says is for its owner alone.
    QFile::setPermissions(folder->m_path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    folder->m_lock.setStaleLockTime(0);
    if (!folder->m_lock.tryLock(0))
        return Error{.kind = Error::Kind::Conflict,
                     .message = u"%1 is being written."_s.arg(folder->m_path)};
    return folder;
}

Result<void> PartialFolder::publish()
{
    m_lock.unlock();
    if (const auto flushed = flushToDisk(m_path); !flushed)
        return flushed;
    if (!QDir().rename(m_path, m_finalPath)) {
        return Error{.kind = Error::Kind::Io,
                     .message = u"%1 could not be renamed to %2."_s.arg(m_path, m_finalPath)};
    }
    m_ours = false;
    // The rename itself must reach the disk too; all else is there.
    return flushFolder(QFileInfo(m_finalPath).path());
}

} // namespace howdah::backup
