#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace howdah::planner {

/// A text file of a migration folder, decoded strictly: people must see the SQL that runs, so
/// nothing is replaced or guessed.
struct SourceFile final
{
    QByteArray bytes;
    QString text; ///< without a byte order mark; line ends as in the file
};

/// Larger files are refused: they are data loads, not migrations.
constexpr qint64 largestSourceFile = 256 * 1024 * 1024;

/// Reads @p path. InvalidInput for UTF-16, NUL bytes or invalid UTF-8 (with the line), NotFound or
/// Io otherwise.
[[nodiscard]] Result<SourceFile> readSourceFile(const QString &path);

/// @p bytes as readSourceFile() would decode them.
[[nodiscard]] Result<QString> decodeSource(const QByteArray &bytes);

} // namespace howdah::planner
