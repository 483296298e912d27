#pragma once

#include "backup/catalogue.h"
#include "backup/preflight.h"
#include "gui/shell/theme.h"

namespace howdah::gui {

/// How a state looks: always a word and a drawing beside the colour.
struct StateLook final
{
    QString word;
    QString iconName;
    Role role;
    QString explanation; ///< one sentence
};
[[nodiscard]] StateLook lookOf(backup::State state);
[[nodiscard]] StateLook lookOf(backup::Finding::Level level);

[[nodiscard]] QString wordFor(backup::Content content);
[[nodiscard]] QString wordFor(backup::Format format);

/// "just now", "3 min ago", "5 h ago", "2 days ago".
[[nodiscard]] QString ageText(const QDateTime &then,
                              const QDateTime &now = QDateTime::currentDateTimeUtc());
/// Date and time in the local zone, with its name.
[[nodiscard]] QString timeText(const QDateTime &time);

} // namespace howdah::gui
