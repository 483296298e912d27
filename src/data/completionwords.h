#pragma once

#include <QStringList>

namespace howdah::data {

/// Key words worth completing, some with the word that nearly always follows.
[[nodiscard]] const QStringList &completionKeywords();

/// Those that may begin a statement.
[[nodiscard]] bool beginsStatement(const QString &keyword);

/// Those that most statements have.
[[nodiscard]] bool isFrequent(const QString &keyword);

/// Types as people write them; the catalog has them under other names.
[[nodiscard]] const QStringList &commonTypes();

} // namespace howdah::data
