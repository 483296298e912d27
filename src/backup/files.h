#pragma once

#include "backup/manifest.h"
#include "base/cancellation.h"

#include <thread>

/// What must be true of files before a backup counts as written, and how that is checked later.
namespace howdah::backup {

/// Path and SHA-256 of every file below @p folder, sorted, without the manifest and the record of
/// checks.
[[nodiscard]] Result<QList<FileFigures>> hashFiles(const QString &folder,
                                                   const CancellationToken &token);

/// hashFiles() on a thread of its own, while another program reads the same files: the disk gives
/// each of them once.
class FileHashing final
{
public:
    enum class Flush { Yes, No };

    /// With @p flush what is hashed is then sent on its way to the disk, too.
    FileHashing(const QString &folder, Flush flush, const CancellationToken &token);
    /// Stops, and waits for that.
    ~FileHashing();
    Q_DISABLE_COPY_MOVE(FileHashing)

    /// Waits for the end.
    [[nodiscard]] Result<QList<FileFigures>> join();

private:
    CancellationSource m_source;
    CancellationToken::Registration m_registration;
    Result<QList<FileFigures>> m_result = Error::cancelled();
    std::thread m_thread;
};

/// Waits until every file and folder below @p folder is on the disk itself.
[[nodiscard]] Result<void> flushToDisk(const QString &folder);

/// The same for one folder's own entries: after a rename in it.
[[nodiscard]] Result<void> flushFolder(const QString &folder);

/// Writes a file whole: under another name first, flushed, then renamed.
[[nodiscard]] Result<void> writeWhole(const QString &path, const QByteArray &bytes);

/// Bytes below a folder, or of a file.
[[nodiscard]] qint64 sizeOf(const QString &path);

} // namespace howdah::backup
