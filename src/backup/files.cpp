#include "backup/files.h"

#include "backup/catalogue.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QSaveFile>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

constexpr qint64 blockBytes = 1024 * 1024;

Error ioError(const QString &path, const QString &reason)
{
    return {.kind = Error::Kind::Io, .message = reason, .context = {path}};
}

QStringList filesBelow(const QString &folder)
{
    QStringList paths;
    const QDir root(folder);
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = root.relativeFilePath(files.next());
        if (path != manifestFileName && path != checksFileName && path != lockFileName)
            paths += path;
    }
    std::ranges::sort(paths);
    return paths;
}

Result<void> flushOne(const QString &path)
{
#ifdef Q_OS_UNIX
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return ioError(path, qt_error_string(errno));
    const int failed = ::fsync(descriptor);
    const int reason = errno;
    ::close(descriptor);
    if (failed)
        return ioError(path, qt_error_string(reason));
#else
    Q_UNUSED(path)
#endif
    return {};
}

} // namespace

Result<QList<FileFigures>> hashFiles(const QString &folder, const CancellationToken &token)
{
    QList<FileFigures> figures;
    QByteArray block(blockBytes, Qt::Uninitialized);
    for (const QString &path : filesBelow(folder)) {
        QFile file(folder + u'/' + path);
        if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return ioError(file.fileName(), file.errorString());
        QCryptographicHash hash(QCryptographicHash::Sha256);
        FileFigures figure{.path = path};
        while (true) {
            if (token.isCancelled())
                return Error::cancelled();
            const qint64 count = file.read(block.data(), block.size());
            if (count < 0)
                return ioError(file.fileName(), file.errorString());
            if (count == 0)
                break;
            hash.addData(QByteArrayView(block).first(count));
            figure.bytes += count;
        }
        figure.sha256 = QString::fromLatin1(hash.result().toHex());
        figures.append(figure);
    }
    return figures;
}

FileHashing::FileHashing(const QString &folder, Flush flush, const CancellationToken &token)
    : m_registration(token.onCancelled([this] { m_source.cancel(); }))
    , m_thread([this, folder, flush] {
        m_result = hashFiles(folder, m_source.token());
        // Whether it succeeds is asked when all of it must be there.
        if (m_result && flush == Flush::Yes)
            (void)flushToDisk(folder);
    })
{}

FileHashing::~FileHashing()
{
    m_source.cancel();
    if (m_thread.joinable())
        m_thread.join();
}

Result<QList<FileFigures>> FileHashing::join()
{
    if (m_thread.joinable())
        m_thread.join();
    return m_result;
}

Result<void> flushToDisk(const QString &folder)
{
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        if (const auto flushed = flushOne(entries.next()); !flushed)
            return flushed;
    }
    return flushOne(folder);
}

Result<void> flushFolder(const QString &folder)
{
    return flushOne(folder);
}

Result<void> writeWhole(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        Error error = ioError(path, file.errorString());
        if (file.error() == QFileDevice::ResourceError || file.error() == QFileDevice::WriteError)
            error.kind = Error::Kind::DiskFull;
        return error;
    }
    return flushOne(QFileInfo(path).path());
}

qint64 sizeOf(const QString &path)
{
    if (const QFileInfo info(path); !info.isDir())
        return info.size();
    qint64 bytes = 0;
    QDirIterator files(path, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

} // namespace howdah::backup
