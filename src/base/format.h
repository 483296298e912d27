#pragma once

#include <QLocale>
#include <QString>

#include <chrono>

/// How quantities are written for people: grouped thousands, units shown, the same everywhere.
namespace howdah::format {

/// "0 B", "1.5 KiB", "12.3 GiB" (IEC units, as pg_size_pretty counts). Negative means unknown: "?".
[[nodiscard]] QString bytes(qint64 count, const QLocale &locale = QLocale());

/// "0.4 ms", "85 ms", "2.31 s", "3 min 05 s", "2 h 07 min", "3 d 4 h".
[[nodiscard]] QString duration(std::chrono::microseconds value, const QLocale &locale = QLocale());

/// "1,234,567".
[[nodiscard]] QString count(qint64 value, const QLocale &locale = QLocale());

/// A decimal amount as PostgreSQL's numeric prints it, to the cent, half away from zero, without
/// ever becoming a double: "1234.5649" → "$1,234.56" for currency "$". Text that is no decimal is
/// returned as it is.
[[nodiscard]] QString money(const QString &numeric, const QString &currency,
                            const QLocale &locale = QLocale());

} // namespace howdah::format
