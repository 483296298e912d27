#include "data/rowpage.h"

#include <algorithm>

namespace howdah::data {

namespace {

template<typename T>
T get(QByteArrayView bytes, qsizetype at)
{
    T value;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

} // namespace

void RowPage::grow(qsizetype bytes)
{
    // A page ends with the first row that fills it; most rows need no more than this beyond.
    constexpr qsizetype usualRoom = usualBytes + usualBytes / 8;
    m_bytes.resize(std::max(usualRoom, (m_used + bytes) * 3 / 2));
    m_data = m_bytes.data();
}

QByteArray RowPage::seal()
{
    const auto startBytes = qsizetype(m_starts.size() * qsizetype(sizeof(quint32)));
    makeRoom(startBytes);
    std::memcpy(m_data + m_used, m_starts.constData(), size_t(startBytes));
    m_bytes.truncate(m_used + startBytes);
    m_data = nullptr;
    m_used = 0;
    m_starts.clear();
    return std::exchange(m_bytes, {});
}

PageCell RowPage::cell(QByteArrayView sealed, qsizetype rows, qsizetype row, int column)
{
    constexpr auto each = qsizetype(sizeof(quint32));
    return find(sealed, get<quint32>(sealed, sealed.size() + (row - rows) * each), column);
}

PageCell RowPage::find(QByteArrayView bytes, qsizetype at, int column)
{
    constexpr qsizetype header = sizeof(quint32);
    for (;; --column) {
        const auto size = get<quint32>(bytes, at);
        const bool isElsewhere = size == elsewhere;
        if (column > 0) {
            at += header + (size == nullSize ? 0 : isElsewhere ? 16 : qsizetype(size));
            continue;
        }
        if (size == nullSize)
            return {.null = true, .size = 0, .bytes = {}, .offset = -1};
        if (isElsewhere) {
            return {.null = false,
                    .size = get<qint64>(bytes, at + header + 8),
                    .bytes = {},
                    .offset = get<qint64>(bytes, at + header)};
        }
        return {
            .null = false, .size = size, .bytes = bytes.sliced(at + header, size), .offset = -1};
    }
}

} // namespace howdah::data
