#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QStringList>

namespace howdah::backup {

inline constexpr auto checksFileName = QLatin1StringView("checks.json");

/// One check that a backup went through, kept beside it. The last of each kind counts.
struct Check final
{
    enum class Kind {
        Verified, ///< read from the first to the last byte, checksums and row counts as in the
                  ///< manifest
        Proven,   ///< restored into a throw-away server and compared with the manifest
    };
    Kind kind = Kind::Verified;
    QDateTime at;
    qint64 tookMs = 0;
    QStringList problems; ///< none: passed
    QString where;        ///< which server proved it

    [[nodiscard]] bool hasPassed() const { return problems.isEmpty(); }

    friend bool operator==(const Check &, const Check &) = default;
};

/// Oldest first; none when there is no record or it cannot be read.
[[nodiscard]] QList<Check> readChecks(const QString &folder);
[[nodiscard]] Result<void> appendCheck(const QString &folder, const Check &check);

} // namespace howdah::backup
