#include "data/resultstore.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

constexpr size_t pagesReadBack = 24;

Cell unreadable(const Error &error)
{
    const QByteArray text = error.message.toUtf8();
    return {.bytes = text, .size = text.size(), .null = false};
}

} // namespace

ResultStore::ResultStore()
    : ResultStore(Limits())
{}

ResultStore::ResultStore(const Limits &limits)
    : m_limits(limits)
{}

ResultStore::~ResultStore() = default;

Result<void> ResultStore::append(const pg::Rows &batch)
{
    if (const auto room = makeRoom(); !room)
        return room;
    const auto valueOf = [&](qsizetype row, qsizetype column) -> std::optional<QByteArrayView> {
        const auto value = batch.bytes(int(row), int(column));
        // Only what is empty can be NULL.
        if (value.isEmpty() && batch.isNull(int(row), int(column)))
            return std::nullopt;
        return value;
    };
    const qsizetype rows = batch.rowCount();
    LargeValues large{.offsets = {}, .rows = rows, .error = {}};
    if (batch.memorySize() > RowPage::largestInline)
        large = writeLargeValues(rows, batch.columnCount(), valueOf);
    const std::lock_guard lock(m_mutex);
    if (m_columns.isEmpty())
        m_columns = columnsOf(batch);
    return appendRows(valueOf, &large);
}

Result<void> ResultStore::append(const QList<Column> &columns, const QList<QByteArray> &row)
{
    if (const auto room = makeRoom(); !room)
        return room;
    const auto valueOf = [&](qsizetype, qsizetype column) -> std::optional<QByteArrayView> {
        const QByteArray &value = row.at(column);
        if (value.isNull())
            return std::nullopt;
        return QByteArrayView(value);
    };
    auto large = writeLargeValues(1, columns.size(), valueOf);
    const std::lock_guard lock(m_mutex);
    if (m_columns.isEmpty())
        m_columns = columns;
    return appendRows(valueOf, &large);
}

template<typename ValueOf>
ResultStore::LargeValues ResultStore::writeLargeValues(qsizetype rows, qsizetype columns,
                                                       const ValueOf &valueOf)
{
    LargeValues large;
    const auto write = [&](QByteArrayView value) -> Result<void> {
        const auto spill = file();
        if (!spill)
            return spill.error();
        const auto offset = (*spill)->append(value);
        if (!offset)
            return offset.error();
        large.offsets.push_back(*offset);
        return {};
    };
    for (; large.rows < rows; ++large.rows) {
        for (qsizetype column = 0; column < columns; ++column) {
            const auto value = valueOf(large.rows, column);
            if (!value || value->size() <= RowPage::largestInline)
                continue;
            if (const auto written = write(*value); !written) {
                large.error = written.error();
                return large;
            }
        }
    }
    return large;
}

template<typename ValueOf>
Result<void> ResultStore::appendRows(const ValueOf &valueOf, LargeValues *large)
{
    const qsizetype columns = m_columns.size();
    for (qsizetype row = 0; row < large->rows; ++row) {
        const qsizetype before = m_open.size();
        m_open.beginRow();
        for (qsizetype column = 0; column < columns; ++column) {
            const auto value = valueOf(row, column);
            if (!value) {
                m_open.addNull();
            } else if (value->size() <= RowPage::largestInline) {
                m_open.add(*value);
            } else {
                m_open.addElsewhere(large->offsets.front(), value->size());
                large->offsets.pop_front();
            }
        }
        ++m_rowCount;
        m_memory += m_open.size() - before;
        if (m_open.isFull())
            sealPage();
    }
    if (large->error)
        return *large->error;
    return {};
}

void ResultStore::sealPage()
{
    const qint64 rows = m_open.rowCount();
    const QByteArray bytes = m_open.seal();
    m_pages.push_back({.firstRow = m_rowCount - rows,
                       .rows = rows,
                       .size = bytes.size(),
                       .bytes = bytes,
                       .offset = -1});
}

/// Moves the oldest pages to the file until what stays fits. Only the thread that appends comes
/// here, so what it has seen under the lock is still so afterwards.
Result<void> ResultStore::makeRoom()
{
    while (true) {
        QByteArray bytes;
        {
            const std::lock_guard lock(m_mutex);
            if (m_memory <= m_limits.memory || m_firstInMemory == m_pages.size())
                return {};
            bytes = m_pages[m_firstInMemory].bytes;
        }
        const auto spill = file();
        if (!spill)
            return spill.error();
        const auto offset = (*spill)->append(bytes);
        if (!offset)
            return offset.error();
        const std::lock_guard lock(m_mutex);
        Page &page = m_pages[m_firstInMemory++];
        page.offset = *offset;
        page.bytes = QByteArray();
        m_memory -= bytes.size();
    }
}

Result<SpillFile *> ResultStore::file()
{
    if (!m_file) {
        QString folder = m_limits.folder;
        if (folder.isEmpty())
            folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
        if (folder.isEmpty() || !QDir().mkpath(folder))
            folder = QDir::tempPath();
        auto created = SpillFile::create(folder, m_limits.quota);
        if (!created)
            return created.error();
        const std::lock_guard lock(m_mutex);
        m_file = *std::move(created);
    }
    return m_file.get();
}

QList<Column> ResultStore::columns() const
{
    const std::lock_guard lock(m_mutex);
    return m_columns;
}

qint64 ResultStore::rowCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_rowCount;
}

qint64 ResultStore::memoryBytes() const
{
    qint64 bytes = 0;
    {
        const std::lock_guard lock(m_readMutex);
        for (const auto &page : m_readBack)
            bytes += page.second.size();
    }
    const std::lock_guard lock(m_mutex);
    return bytes + m_memory + qint64(m_pages.size() * sizeof(Page));
}

qint64 ResultStore::spilledBytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_file ? m_file->size() : 0;
}

const ResultStore::Page &ResultStore::pageOf(qint64 row) const
{
    const auto after =
        std::upper_bound(m_pages.begin(), m_pages.end(), row,
                         [](qint64 wanted, const Page &page) { return wanted < page.firstRow; });
    return *(after - 1);
}

Result<QByteArray> ResultStore::readBack(const Page &page) const
{
    const std::lock_guard lock(m_readMutex);
    const auto found = std::find_if(m_readBack.begin(), m_readBack.end(),
                                    [&](const auto &entry) { return entry.first == page.offset; });
    if (found != m_readBack.end()) {
        std::rotate(m_readBack.begin(), found, found + 1);
        return m_readBack.front().second;
    }
    const auto bytes = m_file->read(page.offset, page.size);
    if (!bytes)
        return bytes.error();
    m_readBack.emplace_front(page.offset, *bytes);
    if (m_readBack.size() > pagesReadBack)
        m_readBack.pop_back();
    return *bytes;
}

Cell ResultStore::read(const PageCell &cell, qint64 mostBytes) const
{
    if (cell.null)
        return {.bytes = {}, .size = 0, .null = true};
    const qint64 size = std::min(cell.size, mostBytes);
    if (cell.offset < 0)
        return {.bytes = cell.bytes.first(size).toByteArray(), .size = cell.size, .null = false};
    const auto value = m_file->read(cell.offset, size);
    return value ? Cell{.bytes = *value, .size = cell.size, .null = false}
                 : unreadable(value.error());
}

Cell ResultStore::cell(qint64 row, int column, qint64 mostBytes) const
{
    Page page;
    PageCell found;
    {
        const std::lock_guard lock(m_mutex);
        Q_ASSERT(row >= 0 && row < m_rowCount && column >= 0 && column < m_columns.size());
        const qint64 firstOpen = m_rowCount - m_open.rowCount();
        if (row < firstOpen) {
            page = pageOf(row);
        } else {
            found = m_open.cell(row - firstOpen, column);
            if (found.offset < 0)
                return read(found, mostBytes); // as long as its bytes stay where they are
        }
    }
    if (found.offset >= 0)
        return read(found, mostBytes);
    if (page.offset >= 0) {
        const auto bytes = readBack(page);
        if (!bytes)
            return unreadable(bytes.error());
        page.bytes = *bytes;
    }
    return read(RowPage::cell(page.bytes, page.rows, row - page.firstRow, column), mostBytes);
}

} // namespace howdah::data
