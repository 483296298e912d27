#pragma once

#include <QIcon>
#include <QString>

#include <functional>

namespace howdah::gui {

/// One line of the command palette or of quick open.
struct PaletteItem final
{
    QString title;
    QString detail; ///< greyed at the right: a shortcut, a schema
    QIcon icon;
    std::function<void()> activate; ///< empty: a line that only says something
};

/// How well @p pattern matches @p text as a subsequence, case-insensitively: consecutive letters
/// and starts of words count most; -1 when it does not match; 0 for an empty pattern.
[[nodiscard]] int fuzzyScore(const QString &pattern, const QString &text);

} // namespace howdah::gui
