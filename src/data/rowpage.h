#pragma once

#include <QByteArray>
#include <QList>

#include <cstring>
#include <optional>

namespace howdah::data {

/// Where a value of a page is: among its bytes, or by itself in the file.
struct PageCell final
{
    bool null = false;
    qint64 size = 0;      ///< of the whole value
    QByteArrayView bytes; ///< unless it lies in the file
    qint64 offset = -1;   ///< in the file
};

/// Rows being gathered into one run of bytes: for each cell its size (32 bits), then its bytes.
/// Sizes from `elsewhere` on have a meaning of their own. Sealed, a page ends with where each row
/// starts (32 bits), so that any row of it is found at once and nothing else need be kept.
class RowPage final
{
public:
    static constexpr qsizetype usualBytes = 256 * 1024;
    /// A larger value lies by itself in the file.
    static constexpr qsizetype largestInline = 256 * 1024;

    [[nodiscard]] bool isFull() const { return size() >= usualBytes; }
    [[nodiscard]] qsizetype rowCount() const { return m_starts.size(); }
    /// Bytes that it will be, sealed as it is.
    [[nodiscard]] qsizetype size() const
    {
        return m_used + m_starts.size() * qsizetype(sizeof(quint32));
    }

    void beginRow() { m_starts.append(quint32(m_used)); }
    void addNull() { put(nullSize); }
    /// At most largestInline bytes.
    void add(QByteArrayView value)
    {
        put(quint32(value.size()));
        makeRoom(value.size());
        std::memcpy(m_data + m_used, value.data(), size_t(value.size()));
        m_used += value.size();
    }
    void addElsewhere(qint64 offset, qint64 size)
    {
        put(elsewhere);
        put(offset);
        put(size);
    }

    [[nodiscard]] PageCell cell(qsizetype row, int column) const
    {
        return find(m_bytes, m_starts.at(row), column);
    }
    /// The page as it is kept; empty afterwards.
    [[nodiscard]] QByteArray seal();
    /// A cell of a sealed page of @p rows rows.
    [[nodiscard]] static PageCell cell(QByteArrayView sealed, qsizetype rows, qsizetype row,
                                       int column);

private:
    static constexpr quint32 nullSize = 0xFFFFFFFF;
    /// 64 bits of offset and 64 bits of size follow.
    static constexpr quint32 elsewhere = 0xFFFFFFFE;

    template<typename T>
    void put(T value)
    {
        makeRoom(sizeof value);
        std::memcpy(m_data + m_used, &value, sizeof value);
        m_used += qsizetype(sizeof value);
    }
    void makeRoom(qsizetype bytes)
    {
        if (m_used + bytes > m_bytes.size())
            grow(bytes);
    }
    void grow(qsizetype bytes);
    [[nodiscard]] static PageCell find(QByteArrayView bytes, qsizetype at, int column);

    QByteArray m_bytes; ///< as large as there is room
    char *m_data = nullptr;
    qsizetype m_used = 0;
    QList<quint32> m_starts;
};

} // namespace howdah::data
