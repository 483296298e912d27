#include "catalog/textpool.h"

#include <algorithm>
#include <string_view>

namespace howdah::catalog {

namespace {

size_t hashOf(QByteArrayView bytes)
{
    return std::hash<std::string_view>{}(std::string_view(bytes.data(), size_t(bytes.size())));
}

} // namespace

TextPool::TextPool()
    : m_offsets{0, 0}
{}

Text TextPool::add(QByteArrayView utf8)
{
    if (m_slots.size() < (count() + 1) * 2)
        rehash(std::max<size_t>(1024, count() * 4));
    const size_t mask = m_slots.size() - 1;
    size_t slot = hashOf(utf8) & mask;
    while (m_slots[slot] != 0) {
        const auto known = Text(m_slots[slot]);
        if (this->utf8(known) == utf8)
            return known;
        slot = (slot + 1) & mask;
    }
    const auto id = quint32(count());
    m_bytes.insert(m_bytes.end(), utf8.begin(), utf8.end());
    m_offsets.push_back(quint32(m_bytes.size()));
    m_slots[slot] = id;
    return Text(id);
}

void TextPool::rehash(size_t wanted)
{
    size_t size = 1;
    while (size < wanted)
        size *= 2;
    m_slots.assign(size, 0);
    const size_t mask = size - 1;
    for (size_t id = 1; id < count(); ++id) {
        size_t slot = hashOf(utf8(Text(id))) & mask;
        while (m_slots[slot] != 0)
            slot = (slot + 1) & mask;
        m_slots[slot] = quint32(id);
    }
}

void TextPool::freeze()
{
    m_slots = {};
    m_bytes.shrink_to_fit();
    m_offsets.shrink_to_fit();
}

QString TextPool::string(Text text) const
{
    return text == Text::Null ? QString() : QString::fromUtf8(utf8(text));
}

size_t TextPool::memoryBytes() const
{
    return m_bytes.capacity() + (m_offsets.capacity() + m_slots.capacity()) * sizeof(quint32);
}

bool TextPool::assign(std::vector<char> bytes, std::vector<quint32> offsets)
{
    if (offsets.size() < 2 || offsets[0] != 0 || offsets[1] != 0 ||
        offsets.back() != bytes.size() || !std::ranges::is_sorted(offsets)) {
        return false;
    }
    m_bytes = std::move(bytes);
    m_offsets = std::move(offsets);
    m_slots = {};
    return true;
}

} // namespace howdah::catalog
