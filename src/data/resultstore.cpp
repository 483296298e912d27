#include "data/resultstore.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

constexpr quint32 nullSize = 0xFFFFFFFF;
/// The value lies in the file by itself; 64 bits of offset and 64 bits of size follow.
constexpr quint32 outOfLine = 0xFFFFFFFE;
constexpr qsizetype largestInline = 256 * 1024;
constexpr qsizetype pageBytes = 256 * 1024;
constexpr size_t pagesReadBack = 24;

template<typename T>
void put(QByteArray *bytes, T value)
{
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes->append(raw, sizeof value);
}

template<typename T>
T get(const QByteArray &bytes, qsizetype at)
{
    T value;
    std::memcpy(&value, bytes.constData() + at, sizeof value);
    return value;
}

/// Bytes that a cell at @p at takes, its header included.
qsizetype cellLength(const QByteArray &bytes, qsizetype at)
{
    const auto size = get<quint32>(bytes, at);
    if (size == nullSize)
        return 4;
    return size == outOfLine ? 4 + 16 : 4 + qsizetype(size);
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
    const std::lock_guard lock(m_mutex);
    if (m_columns.isEmpty())
        m_columns = columnsOf(batch);
    const int rows = batch.rowCount();
    for (int row = 0; row < rows; ++row) {
        const auto appended = appendRow([&](int column) -> std::optional<QByteArrayView> {
            if (batch.isNull(row, column))
                return std::nullopt;
            return batch.bytes(row, column);
        });
        if (!appended)
            return appended;
    }
    return {};
}

Result<void> ResultStore::append(const QList<Column> &columns, const QList<QByteArray> &row)
{
    const std::lock_guard lock(m_mutex);
    if (m_columns.isEmpty())
        m_columns = columns;
    return appendRow([&](int column) -> std::optional<QByteArrayView> {
        const QByteArray &value = row.at(column);
        if (value.isNull())
            return std::nullopt;
        return QByteArrayView(value);
    });
}

template<typename ValueOf>
Result<void> ResultStore::appendRow(const ValueOf &valueOf)
{
    if (m_pages.empty() || m_pages.back().bytes.size() >= pageBytes || m_pages.back().offset >= 0) {
        if (const auto room = makeRoom(); !room)
            return room;
        m_pages.push_back({.firstRow = m_rowCount, .starts = {}, .bytes = {}});
        m_pages.back().bytes.reserve(pageBytes + pageBytes / 8);
    }
    Page &page = m_pages.back();
    const qsizetype before = page.bytes.size();
    const auto columns = int(m_columns.size());
    for (int column = 0; column < columns; ++column) {
        if (const auto encoded = encode(valueOf(column), &page.bytes); !encoded) {
            page.bytes.truncate(before);
            return encoded;
        }
    }
    page.starts.append(quint32(before));
    page.size = page.bytes.size();
    m_memory += page.bytes.size() - before;
    ++m_rowCount;
    return {};
}

Result<void> ResultStore::encode(const std::optional<QByteArrayView> &value, QByteArray *bytes)
{
    if (!value) {
        put(bytes, nullSize);
        return {};
    }
    if (value->size() <= largestInline) {
        put(bytes, quint32(value->size()));
        bytes->append(value->data(), value->size());
        return {};
    }
    const auto spill = file();
    if (!spill)
        return spill.error();
    const auto offset = (*spill)->append(*value);
    if (!offset)
        return offset.error();
    put(bytes, outOfLine);
    put(bytes, qint64(*offset));
    put(bytes, qint64(value->size()));
    return {};
}

/// Moves the oldest full pages to the file until what stays fits.
Result<void> ResultStore::makeRoom()
{
    while (m_memory > m_limits.memory && m_firstInMemory < m_pages.size()) {
        const auto spill = file();
        if (!spill)
            return spill.error();
        Page &page = m_pages[m_firstInMemory];
        const auto offset = (*spill)->append(page.bytes);
        if (!offset)
            return offset.error();
        page.offset = *offset;
        m_memory -= page.bytes.size();
        page.bytes = QByteArray();
        page.starts.squeeze();
        ++m_firstInMemory;
    }
    return {};
}

Result<SpillFile *> ResultStore::file() const
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
    const std::lock_guard lock(m_mutex);
    qint64 readBack = 0;
    for (const auto &page : m_readBack)
        readBack += page.second.size();
    return m_memory + readBack + m_rowCount * qint64(sizeof(quint32));
}

qint64 ResultStore::spilledBytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_file ? m_file->size() : 0;
}

const ResultStore::Page *ResultStore::pageOf(qint64 row) const
{
    const auto after =
        std::upper_bound(m_pages.begin(), m_pages.end(), row,
                         [](qint64 wanted, const Page &page) { return wanted < page.firstRow; });
    return after == m_pages.begin() ? nullptr : &*(after - 1);
}

Result<QByteArray> ResultStore::bytesOf(const Page &page) const
{
    if (page.offset < 0)
        return page.bytes;
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

Cell ResultStore::cell(qint64 row, int column, qint64 mostBytes) const
{
    const auto unreadable = [](const Error &error) {
        const QByteArray text = error.message.toUtf8();
        return Cell{.bytes = text, .size = text.size(), .null = false};
    };
    const std::lock_guard lock(m_mutex);
    Q_ASSERT(row >= 0 && row < m_rowCount && column >= 0 && column < m_columns.size());
    const Page *page = pageOf(row);
    const auto bytes = bytesOf(*page);
    if (!bytes)
        return unreadable(bytes.error());
    qsizetype at = page->starts.at(row - page->firstRow);
    for (int i = 0; i < column; ++i)
        at += cellLength(*bytes, at);
    const auto size = get<quint32>(*bytes, at);
    if (size == nullSize)
        return {.bytes = {}, .size = 0, .null = true};
    if (size != outOfLine) {
        return {.bytes = bytes->mid(at + 4, std::min<qint64>(size, mostBytes)),
                .size = size,
                .null = false};
    }
    const auto offset = get<qint64>(*bytes, at + 4);
    const auto whole = get<qint64>(*bytes, at + 12);
    const auto value = m_file->read(offset, std::min(whole, mostBytes));
    return value ? Cell{.bytes = *value, .size = whole, .null = false} : unreadable(value.error());
}

} // namespace howdah::data
