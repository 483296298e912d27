#include "data/spillfile.h"

#include <QDir>
#include <QTemporaryFile>

#ifdef Q_OS_UNIX
#include <unistd.h>

#include <cerrno>
#endif

using namespace Qt::StringLiterals;

namespace howdah::data {

SpillFile::SpillFile(std::unique_ptr<QFile> file, qint64 quota)
    : m_file(std::move(file))
    , m_quota(quota)
{}

SpillFile::~SpillFile() = default;

Result<std::unique_ptr<SpillFile>> SpillFile::create(const QString &folder, qint64 quota)
{
    auto file = std::make_unique<QTemporaryFile>(QDir(folder).filePath(u"rows-XXXXXX"_s));
    if (!file->open()) {
        return Error{.kind = Error::Kind::Io,
                     .message = file->errorString(),
                     .context = {u"make a file for rows in "_s + folder}};
    }
#ifdef Q_OS_UNIX
    // From here on nobody can open it, and nothing is left behind even by a kill.
    QFile::remove(file->fileName());
    file->setAutoRemove(false);
#endif
    return std::unique_ptr<SpillFile>(new SpillFile(std::move(file), quota));
}

Result<qint64> SpillFile::append(QByteArrayView bytes)
{
    const qint64 offset = m_size;
    if (offset + bytes.size() > m_quota) {
        return Error{.kind = Error::Kind::DiskFull,
                     .message = u"the quota for rows that do not fit into memory is used up"_s};
    }
    if (!writeAt(offset, bytes))
        return Error{.kind = Error::Kind::DiskFull, .message = qt_error_string()};
    m_size = offset + bytes.size();
    return offset;
}

Result<QByteArray> SpillFile::read(qint64 offset, qint64 size) const
{
    QByteArray bytes(size, Qt::Uninitialized);
    if (!readAt(offset, &bytes)) {
        return Error{.kind = Error::Kind::Io,
                     .message = u"rows could not be read back: "_s + qt_error_string()};
    }
    return bytes;
}

#ifdef Q_OS_UNIX

bool SpillFile::writeAt(qint64 offset, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written =
            ::pwrite(m_file->handle(), bytes.data(), size_t(bytes.size()), offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
        offset += written;
    }
    return true;
}

bool SpillFile::readAt(qint64 offset, QByteArray *bytes) const
{
    for (qsizetype done = 0; done < bytes->size();) {
        const ssize_t count = ::pread(m_file->handle(), bytes->data() + done,
                                      size_t(bytes->size() - done), offset + done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count == 0)
            errno = EIO; // it ends before what was written
        if (count <= 0)
            return false;
        done += count;
    }
    return true;
}

#else

bool SpillFile::writeAt(qint64 offset, QByteArrayView bytes)
{
    const std::lock_guard lock(m_position);
    return m_file->seek(offset) && m_file->write(bytes.data(), bytes.size()) == bytes.size() &&
           m_file->flush();
}

bool SpillFile::readAt(qint64 offset, QByteArray *bytes) const
{
    const std::lock_guard lock(m_position);
    return m_file->seek(offset) && m_file->read(bytes->data(), bytes->size()) == bytes->size();
}

#endif

} // namespace howdah::data
