#include "planner/checksum.h"

#include <QCryptographicHash>

#include <array>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

constexpr std::array<quint32, 256> makeCrcTable()
{
    std::array<quint32, 256> table{};
    for (quint32 n = 0; n < 256; ++n) {
        quint32 c = n;
        for (int bit = 0; bit < 8; ++bit)
            c = (c & 1) ? 0xEDB88320U ^ (c >> 1) : c >> 1;
        table[n] = c;
    }
    return table;
}
constexpr auto crcTable = makeCrcTable();

bool isHexadecimal(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
}

bool isInteger(const QString &text)
{
    bool ok = false;
    (void)text.toLongLong(&ok); // only whether it is one
    return ok;
}

} // namespace

quint32 crc32(QByteArrayView bytes, quint32 previous)
{
    quint32 c = ~previous;
    for (const char byte : bytes)
        c = crcTable[(c ^ quint8(byte)) & 0xFF] ^ (c >> 8);
    return ~c;
}

qint32 flywayChecksum(const QString &text)
{
    quint32 crc = 0;
    qsizetype start = 0;
    const qsizetype size = text.size();
    for (qsizetype i = 0; i <= size; ++i) {
        if (i < size && text.at(i) != u'\n' && text.at(i) != u'\r')
            continue;
        crc = crc32(QStringView(text).sliced(start, i - start).toUtf8(), crc);
        start = i + 1;
    }
    return qint32(crc);
}

bool Checksums::matches(const QString &recorded) const
{
    if (recorded.size() == 64 && isHexadecimal(recorded))
        return recorded.toLower().toLatin1() == sha256;
    if (recorded.size() == 32 && isHexadecimal(recorded))
        return recorded.toLower().toLatin1() == md5;
    // A CRC may have been kept as signed or as unsigned number.
    return isInteger(recorded) && quint32(recorded.toLongLong()) == quint32(crc);
}

bool Checksums::canVerify(const QString &recorded)
{
    return ((recorded.size() == 64 || recorded.size() == 32) && isHexadecimal(recorded)) ||
           isInteger(recorded);
}

Checksums checksumsOf(const QByteArray &bytes, const QString &text)
{
    return {.crc = flywayChecksum(text),
            .md5 = QCryptographicHash::hash(bytes, QCryptographicHash::Md5).toHex(),
            .sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()};
}

qint64 golangMigrateLockKey(const QString &schema, const QString &table, const QString &database)
{
    constexpr quint32 salt = 1486364155;
    const QByteArray name = schema.toUtf8() + '\0' + table.toUtf8() + '\0' + database.toUtf8();
    return qint64(crc32(name) * salt);
}

qint64 flywayLockKey(const QString &schema, const QString &table)
{
    const QString quoted = u"\"%1\".\"%2\""_s.arg(schema, table);
    quint32 hash = 0;
    for (const QChar c : quoted)
        hash = 31 * hash + c.unicode();
    constexpr qint64 magic =
        (0x46LL << 40) + (0x6CLL << 32) + (0x79LL << 24) + (0x77LL << 16) + (0x61LL << 8) + 0x79LL;
    return magic + qint32(hash);
}

} // namespace howdah::planner
