#pragma once

#include "backup/manifest.h"
#include "base/cancellation.h"

#include <functional>

/// What must be true of files before a backup counts as written, and how that is checked later.
namespace howdah::backup {

/// Path and SHA-256 of every file below @p folder, sorted, without the manifest and the record of
/// checks.
[[nodiscard]] Result<QList<FileFigures>> hashFiles(const QString &folder,
                                                   const std::function<void(qint64 bytes)> &onBytes,
                                                   const CancellationToken &token);

/// Waits until every file and folder below @p folder is on the disk itself.
[[nodiscard]] Result<void> flushToDisk(const QString &folder);

/// The same for one folder's own entries: after a rename in it.
[[nodiscard]] Result<void> flushFolder(const QString &folder);

/// Writes a file whole: under another name first, flushed, then renamed.
[[nodiscard]] Result<void> writeWhole(const QString &path, const QByteArray &bytes);

/// Bytes below a folder, or of a file.
[[nodiscard]] qint64 sizeOf(const QString &path);

} // namespace howdah::backup
