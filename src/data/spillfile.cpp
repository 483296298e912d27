#include "data/spillfile.h"

#include <QDir>
#include <QTemporaryFile>

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
    if (m_size + bytes.size() > m_quota) {
        return Error{.kind = Error::Kind::DiskFull,
                     .message = u"the quota for rows that do not fit into memory is used up"_s};
    }
    const qint64 offset = m_size;
    if (!m_file->seek(offset) || m_file->write(bytes.data(), bytes.size()) != bytes.size() ||
        !m_file->flush()) {
        return Error{.kind = Error::Kind::DiskFull, .message = m_file->errorString()};
    }
    m_size += bytes.size();
    return offset;
}

Result<QByteArray> SpillFile::read(qint64 offset, qint64 size)
{
    if (!m_file->seek(offset))
        return Error{.kind = Error::Kind::Io, .message = m_file->errorString()};
    QByteArray bytes = m_file->read(size);
    if (bytes.size() != size)
        return Error{.kind = Error::Kind::Io,
                     .message = u"rows could not be read back: "_s + m_file->errorString()};
    return bytes;
}

} // namespace howdah::data
