#pragma once

#include "catalog/objects.h"

#include <QString>

/// How kinds of objects are called and drawn.
namespace howdah::gui {

/// "Table"
[[nodiscard]] QString kindTitle(catalog::Kind kind);
/// "Tables", the name of a folder.
[[nodiscard]] QString kindFolder(catalog::Kind kind);
/// Name of a drawing in resources/icons.
[[nodiscard]] QString kindIcon(catalog::Kind kind);
/// Stable word for addresses and saved state: "table".
[[nodiscard]] QString kindWord(catalog::Kind kind);
/// Kind::KindCount when @p word is none.
[[nodiscard]] catalog::Kind kindFromWord(const QString &word);

} // namespace howdah::gui
