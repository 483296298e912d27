#include "data/csvreader.h"

using namespace Qt::StringLiterals;

namespace howdah::data {

CsvReader::CsvReader(QIODevice &device, const CsvFormat &format)
    : m_device(device)
    , m_quote(format.quote)
{
    if (m_device.peek(3) == "\xEF\xBB\xBF") {
        m_device.skip(3);
        m_position = 3;
    }
}

std::optional<CsvRecord> CsvReader::next()
{
    CsvRecord record{.bytes = {}, .line = m_line};
    bool quoted = false;
    while (true) {
        const QByteArray line = m_device.readLine();
        if (line.isEmpty())
            break;
        m_position += line.size();
        if (line.endsWith('\n'))
            ++m_line;
        record.bytes += line;
        // Doubled quotes change nothing twice.
        if (line.count(m_quote) % 2 != 0)
            quoted = !quoted;
        if (!quoted)
            break;
    }
    if (record.bytes.isEmpty())
        return {};
    return record;
}

QStringList csvFields(QByteArrayView record, const CsvFormat &format)
{
    while (record.endsWith('\n') || record.endsWith('\r'))
        record.chop(1);
    QStringList fields;
    QByteArray field;
    bool quoted = false;
    bool wasQuoted = false;
    const auto finish = [&] {
        const bool null = field.isEmpty() && !wasQuoted;
        fields += null ? QString() : field.isEmpty() ? u""_s : QString::fromUtf8(field);
        field.clear();
        wasQuoted = false;
    };
    for (qsizetype i = 0; i < record.size(); ++i) {
        const char c = record[i];
        if (c == format.quote) {
            if (quoted && i + 1 < record.size() && record[i + 1] == format.quote) {
                field += c;
                ++i;
            } else {
                quoted = !quoted;
                wasQuoted = true;
            }
        } else if (c == format.delimiter && !quoted) {
            finish();
        } else {
            field += c;
        }
    }
    finish();
    return fields;
}

} // namespace howdah::data
