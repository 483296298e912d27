#pragma once

#include <QString>

namespace howdah::gui {

/// @p text as a tool tip that shows it literally: Qt would guess rich text from names such as
/// "<b>". Long lines wrap; nothing stays nothing.
[[nodiscard]] inline QString plainToolTip(const QString &text)
{
    return text.isEmpty() ? QString()
                          : QStringLiteral("<qt>") + text.toHtmlEscaped() + QStringLiteral("</qt>");
}

} // namespace howdah::gui
