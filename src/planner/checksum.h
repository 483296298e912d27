#pragma once

#include <QByteArray>
#include <QString>

namespace howdah::planner {

/// CRC-32 as zlib, PNG and java.util.zip compute it.
[[nodiscard]] quint32 crc32(QByteArrayView bytes, quint32 previous = 0);

/// Flyway's checksum of a migration: CRC-32 over the UTF-8 of the lines without their ends, so that
/// line ends, a byte order mark and a final new line do not matter (ChecksumCalculator.java). @p
/// text has no byte order mark.
[[nodiscard]] qint32 flywayChecksum(const QString &text);

/// The checksums by which a history may remember a file.
struct Checksums final
{
    qint32 crc = 0;    ///< flywayChecksum()
    QByteArray md5;    ///< of the file's bytes, lower-case hexadecimal
    QByteArray sha256; ///< of the file's bytes, lower-case hexadecimal

    /// Whether @p recorded is one of them, by its own shape. Empty or unknown shapes match nothing.
    [[nodiscard]] bool matches(const QString &recorded) const;
    /// False when @p recorded has a shape that none of them has.
    [[nodiscard]] static bool canVerify(const QString &recorded);

    friend bool operator==(const Checksums &, const Checksums &) = default;
};

[[nodiscard]] Checksums checksumsOf(const QByteArray &bytes, const QString &text);

/// The key of the advisory lock that golang-migrate takes around every run.
[[nodiscard]] qint64 golangMigrateLockKey(const QString &schema, const QString &table,
                                          const QString &database);
/// The key of the advisory lock that Flyway takes: its magic number plus Java's hash of the quoted
/// table name.
[[nodiscard]] qint64 flywayLockKey(const QString &schema, const QString &table);

} // namespace howdah::planner
