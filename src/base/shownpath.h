#pragma once

#include <QString>

namespace howdah {

/// A path as people read it: "~" for their home, with the separators of the system. For showing
/// only; what is opened or copied stays whole.
[[nodiscard]] QString shownPath(const QString &path);

} // namespace howdah
