#pragma once

#include "base/result.h"

#include <QByteArray>

#include <atomic>
#include <memory>
#include <mutex>

class QFile;

namespace howdah::data {

/// A file without a name, gone with the process however that ends, that grows up to a quota. Holds
/// what does not fit into memory. One thread appends; any thread may read what was appended, and
/// does not wait for the writing of more.
class SpillFile final
{
public:
    /// @p folder must exist; on a file system that is memory (tmpfs) nothing would be won.
    [[nodiscard]] static Result<std::unique_ptr<SpillFile>> create(const QString &folder,
                                                                   qint64 quota);
    ~SpillFile();
    Q_DISABLE_COPY_MOVE(SpillFile)

    /// Appends and answers where. DiskFull when the quota or the disk does not allow it; nothing
    /// was kept then.
    [[nodiscard]] Result<qint64> append(QByteArrayView bytes);
    /// Exactly @p size bytes at @p offset, or Io.
    [[nodiscard]] Result<QByteArray> read(qint64 offset, qint64 size) const;
    [[nodiscard]] qint64 size() const { return m_size; }

private:
    SpillFile(std::unique_ptr<QFile> file, qint64 quota);

    [[nodiscard]] bool writeAt(qint64 offset, QByteArrayView bytes);
    [[nodiscard]] bool readAt(qint64 offset, QByteArray *bytes) const;

    std::unique_ptr<QFile> m_file;
    qint64 m_quota;
    std::atomic<qint64> m_size = 0;
#ifndef Q_OS_UNIX
    mutable std::mutex m_position; ///< which reading and writing share there
#endif
};

} // namespace howdah::data
