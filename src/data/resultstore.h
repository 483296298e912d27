#pragma once

#include "data/column.h"
#include "data/rowpage.h"
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
    /// A sealed RowPage, in memory or in the file.
    struct Page
    {
        qint64 firstRow = 0;
        qint64 rows = 0;
        qint64 size = 0;
        QByteArray bytes;   ///< empty when they lie in the file
        qint64 offset = -1; ///< in the file, -1 while in memory
    };
    /// Values of a batch that were written to the file by themselves, in the order of rows and
    /// columns.
    struct LargeValues
    {
        std::deque<qint64> offsets;
        qsizetype rows = 0; ///< that can be taken; fewer than there are after an error
        std::optional<Error> error;
    };

    template<typename ValueOf>
    [[nodiscard]] Result<void> appendRows(const ValueOf &valueOf, LargeValues *large);
    template<typename ValueOf>
    [[nodiscard]] LargeValues writeLargeValues(qsizetype rows, qsizetype columns,
                                               const ValueOf &valueOf);
    void sealPage();
    [[nodiscard]] Result<void> makeRoom();
    [[nodiscard]] Result<SpillFile *> file();
    [[nodiscard]] const Page &pageOf(qint64 row) const;
    [[nodiscard]] Result<QByteArray> readBack(const Page &page) const;
    [[nodiscard]] Cell read(const PageCell &cell, qint64 mostBytes) const;

    Limits m_limits;
    /// Held while rows are encoded or looked at, never while a file is written or read: the thread
    /// that shows rows waits for no disk but for what it asks for.
    mutable std::mutex m_mutex;
    QList<Column> m_columns;
    std::deque<Page> m_pages;
    RowPage m_open; ///< the rows after those of m_pages
    size_t m_firstInMemory = 0;
    qint64 m_rowCount = 0;
    qint64 m_memory = 0;
    std::unique_ptr<SpillFile> m_file;

    mutable std::mutex m_readMutex;
    /// Pages read back by their offset, the last used first.
    mutable std::deque<std::pair<qint64, QByteArray>> m_readBack;
};

} // namespace howdah::data
