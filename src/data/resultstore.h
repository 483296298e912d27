#pragma once

#include "data/column.h"
#include "data/spillfile.h"

#include <deque>
#include <mutex>
#include <optional>

namespace howdah::data {

/// One value of a result.
struct Cell final
{
    QByteArray bytes; ///< UTF-8 text as the server sent it, perhaps only its beginning
    qint64 size = 0;  ///< of the whole value, in bytes
    bool null = false;

    [[nodiscard]] bool isCut() const { return bytes.size() < size; }
    /// Null for SQL NULL, empty but not null for an empty value.
    [[nodiscard]] QString text() const
    {
        return null ? QString() : bytes.isEmpty() ? QStringLiteral("") : QString::fromUtf8(bytes);
    }
};

/// The rows of one result, whatever their number, in bounded memory: what came last and what was
/// looked at last is held, everything else lies in a file without a name. Written by one thread
/// while others read; every row that was appended can be read exactly, at any time.
class ResultStore final
{
public:
    struct Limits
    {
        qint64 memory = 48 * 1024 * 1024;
        qint64 quota = 8LL * 1024 * 1024 * 1024; ///< of the file
        QString folder; ///< for the file; empty: the cache folder, else the temporary one
    };

    ResultStore();
    explicit ResultStore(const Limits &limits);
    ~ResultStore();
    Q_DISABLE_COPY_MOVE(ResultStore)

    /// Takes over columns (from the first batch) and rows. DiskFull when the quota is used up: the
    /// rows up to there stay readable.
    [[nodiscard]] Result<void> append(const pg::Rows &batch);
    /// One row that comes from elsewhere; a null QByteArray is NULL.
    [[nodiscard]] Result<void> append(const QList<Column> &columns, const QList<QByteArray> &row);

    [[nodiscard]] QList<Column> columns() const;
    [[nodiscard]] qint64 rowCount() const;
    /// The value of a row that is there, or at least its first @p mostBytes. An unreadable one says
    /// so in its text.
    [[nodiscard]] Cell cell(qint64 row, int column, qint64 mostBytes = 1 << 20) const;
    /// Bytes held in memory and bytes in the file.
    [[nodiscard]] qint64 memoryBytes() const;
    [[nodiscard]] qint64 spilledBytes() const;

private:
    /// A run of rows, encoded: for each cell its size (32 bits), then its bytes; sizes from
    /// `outOfLine` on have a meaning of their own.
    struct Page
    {
        qint64 firstRow = 0;
        QList<quint32> starts; ///< of each row inside bytes
        QByteArray bytes;
        qint64 offset = -1; ///< in the file, -1 while in memory only
        qint64 size = 0;
    };

    template<typename ValueOf>
    [[nodiscard]] Result<void> appendRow(const ValueOf &valueOf);
    [[nodiscard]] Result<void> encode(const std::optional<QByteArrayView> &value,
                                      QByteArray *bytes);
    [[nodiscard]] Result<void> makeRoom();
    [[nodiscard]] Result<SpillFile *> file() const;
    [[nodiscard]] const Page *pageOf(qint64 row) const;
    [[nodiscard]] Result<QByteArray> bytesOf(const Page &page) const;

    Limits m_limits;
    mutable std::mutex m_mutex;
    QList<Column> m_columns;
    std::deque<Page> m_pages;
    size_t m_firstInMemory = 0;
    qint64 m_rowCount = 0;
    qint64 m_memory = 0;
    mutable std::unique_ptr<SpillFile> m_file;
    /// Pages read back, the last used first.
    mutable std::deque<std::pair<qint64, QByteArray>> m_readBack;
};

} // namespace howdah::data
