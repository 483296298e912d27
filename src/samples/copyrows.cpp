#include "samples/copyrows.h"

#include "sql/quote.h"

#include <array>
#include <charconv>

using namespace Qt::StringLiterals;

namespace howdah::samples {

namespace {

/// Large enough that the round trip does not count, small enough that cancelling is felt at once.
constexpr qsizetype bufferBytes = 256 * 1024;

void appendNumber(QByteArray &bytes, qint64 value)
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    bytes.append(digits.data(), end - digits.data());
}

void appendPadded(QByteArray &bytes, qint64 value, int width)
{
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    bytes.append(std::max<qsizetype>(0, width - (end - digits.data())), '0');
    bytes.append(digits.data(), end - digits.data());
}

} // namespace

void appendDecimal(QByteArray &bytes, qint64 units, int scale)
{
    qint64 power = 1;
    for (int i = 0; i < scale; ++i)
        power *= 10;
    if (units < 0)
        bytes.append('-');
    const qint64 magnitude = std::abs(units);
    appendNumber(bytes, magnitude / power);
    if (scale > 0) {
        bytes.append('.');
        appendPadded(bytes, magnitude % power, scale);
    }
}

void RowWriter::beginField()
{
    if (m_rowBegun)
        m_bytes.append('\t');
    m_rowBegun = true;
}

RowWriter &RowWriter::null()
{
    beginField();
    m_bytes.append("\\N");
    return *this;
}

RowWriter &RowWriter::number(qint64 value)
{
    beginField();
    appendNumber(m_bytes, value);
    return *this;
}

RowWriter &RowWriter::decimal(qint64 units, int scale)
{
    beginField();
    appendDecimal(m_bytes, units, scale);
    return *this;
}

RowWriter &RowWriter::escaped(QByteArrayView value)
{
    beginField();
    for (const char c : value) {
        switch (c) {
        case '\\':
            m_bytes.append("\\\\");
            break;
        case '\t':
            m_bytes.append("\\t");
            break;
        case '\n':
            m_bytes.append("\\n");
            break;
        case '\r':
            m_bytes.append("\\r");
            break;
        default:
            m_bytes.append(c);
        }
    }
    return *this;
}

RowWriter &RowWriter::boolean(bool value)
{
    beginField();
    m_bytes.append(value ? 't' : 'f');
    return *this;
}

RowWriter &RowWriter::uuid(const QUuid &value)
{
    beginField();
    m_bytes.append(value.toByteArray(QUuid::WithoutBraces));
    return *this;
}

RowWriter &RowWriter::time(qint64 ms)
{
    beginField();
    // Howard Hinnant's civil_from_days: much faster than QDateTime, which matters a million times.
    // https://howardhinnant.github.io/date_algorithms.html
    constexpr qint64 dayLength = 86'400'000;
    const qint64 days = ms / dayLength + 719'468;
    const qint64 era = days / 146'097;
    const qint64 dayOfEra = days - era * 146'097;
    const qint64 yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const qint64 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const qint64 shifted = (5 * dayOfYear + 2) / 153;
    const qint64 month = shifted < 10 ? shifted + 3 : shifted - 9;
    const qint64 rest = ms % dayLength;
    appendPadded(m_bytes, yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
    m_bytes.append('-');
    appendPadded(m_bytes, month, 2);
    m_bytes.append('-');
    appendPadded(m_bytes, dayOfYear - (153 * shifted + 2) / 5 + 1, 2);
    m_bytes.append(' ');
    appendPadded(m_bytes, rest / 3'600'000, 2);
    m_bytes.append(':');
    appendPadded(m_bytes, rest / 60'000 % 60, 2);
    m_bytes.append(':');
    appendPadded(m_bytes, rest / 1000 % 60, 2);
    m_bytes.append('.');
    appendPadded(m_bytes, rest % 1000, 3);
    m_bytes.append("+00");
    return *this;
}

void RowWriter::endRow()
{
    m_bytes.append('\n');
    m_rowBegun = false;
}

Result<qint64> copyRows(pg::Connection &connection, const QString &table,
                        const QStringList &columns, const RowSource &source,
                        const pg::CallLimits &limits)
{
    QStringList names;
    for (const QString &column : columns)
        names.append(sql::quoteIdentifier(column));
    const QString statement =
        u"COPY " + sql::quoteIdentifier(table) + u" (" + names.join(u", "_s) + u") FROM STDIN";
    RowWriter writer;
    bool more = true;
    const auto fill = [&](QByteArray &buffer) -> Result<void> {
        writer.bytes().clear();
        writer.bytes().reserve(bufferBytes + 32 * 1024);
        while (more && writer.bytes().size() < bufferBytes)
            more = source(writer);
        buffer = writer.bytes();
        return {};
    };
    return connection.copyIn(statement, fill, limits).within(u"fill %1"_s.arg(table));
}

} // namespace howdah::samples
