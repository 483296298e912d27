#include "catalog/copyrow.h"

#include <charconv>
#include <cstring>

namespace howdah::catalog {

namespace {

template<typename Number>
Number numberIn(QByteArrayView field)
{
    Number value = 0;
    std::from_chars(field.data(), field.data() + field.size(), value);
    return value;
}

char meaning(char letter)
{
    switch (letter) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'v':
        return '\v';
    default:
        return letter;
    }
}

} // namespace

CopyRow::CopyRow(QByteArrayView line)
    : m_at(line.data())
    , m_end(line.data() + line.size())
{
    if (m_end > m_at && m_end[-1] == '\n')
        --m_end;
}

QByteArrayView CopyRow::next()
{
    if (m_at > m_end)
        return {};
    const char *const start = m_at;
    const auto *tab = static_cast<const char *>(std::memchr(start, '\t', size_t(m_end - start)));
    const char *const stop = tab ? tab : m_end;
    m_at = stop + 1;
    if (!std::memchr(start, '\\', size_t(stop - start)))
        return {start, stop - start};
    if (stop - start == 2 && start[1] == 'N')
        return {};
    m_unescaped.clear();
    for (const char *c = start; c < stop; ++c) {
        if (*c == '\\' && c + 1 < stop)
            m_unescaped.append(meaning(*++c));
        else
            m_unescaped.append(*c);
    }
    return m_unescaped;
}

void CopyRow::read(quint32 &value)
{
    value = numberIn<quint32>(next());
}

void CopyRow::read(qint32 &value)
{
    value = numberIn<qint32>(next());
}

void CopyRow::read(qint16 &value)
{
    value = numberIn<qint16>(next());
}

void CopyRow::read(qint64 &value)
{
    value = numberIn<qint64>(next());
}

void CopyRow::read(float &value)
{
    const QByteArrayView field = next();
    value = field.toByteArray().toFloat();
}

void CopyRow::read(bool &value)
{
    const QByteArrayView field = next();
    value = !field.isEmpty() && field[0] == 't';
}

void CopyRow::read(char &value)
{
    const QByteArrayView field = next();
    value = field.isEmpty() ? '\0' : field[0];
}

void CopyRow::read(Text &value, TextPool &pool)
{
    const QByteArrayView field = next();
    value = field.data() ? pool.add(field) : Text::Null;
}

} // namespace howdah::catalog
