#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace howdah::catalog {

/// A string of a TextPool; the default is SQL NULL. Equal texts of one pool have equal values.
enum class Text : quint32 { Null = 0 };

/// Every string of a snapshot once, as UTF-8 in one block: names repeat so often in a catalog
/// ("id", "created_at", "{postgres=arwdDxt/postgres}") that this is a third of what QStrings would
/// take.
class TextPool final
{
public:
    TextPool();

    /// The value of @p utf8, which is copied the first time it is seen.
    [[nodiscard]] Text add(QByteArrayView utf8);
    [[nodiscard]] Text add(const QString &text) { return add(QByteArrayView(text.toUtf8())); }
    /// Gives back what only add() needs; the pool can still grow, at the price of building it
    /// again.
    void freeze();

    [[nodiscard]] QByteArrayView utf8(Text text) const
    {
        const auto index = size_t(text);
        return QByteArrayView(m_bytes.data() + m_offsets[index],
                              m_offsets[index + 1] - m_offsets[index]);
    }
    /// Null for Text::Null.
    [[nodiscard]] QString string(Text text) const;
    [[nodiscard]] size_t count() const { return m_offsets.size() - 1; }
    [[nodiscard]] size_t memoryBytes() const;

    /// For reading and writing files: the block and where each text starts (one more entry than
    /// texts).
    [[nodiscard]] const std::vector<char> &bytes() const { return m_bytes; }
    [[nodiscard]] const std::vector<quint32> &offsets() const { return m_offsets; }
    /// False, and the pool unchanged, when the two do not fit each other.
    [[nodiscard]] bool assign(std::vector<char> bytes, std::vector<quint32> offsets);

private:
    void rehash(size_t wanted);

    std::vector<char> m_bytes;
    std::vector<quint32> m_offsets; // text n is [n, n+1)
    std::vector<quint32> m_slots;   // open addressing, 0 is free
};

} // namespace howdah::catalog
