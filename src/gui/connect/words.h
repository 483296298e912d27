#pragma once

#include "connections/hub.h"
#include "connections/importers.h"
#include "gui/shell/connectionentry.h"

#include <QList>
#include <QString>

namespace howdah::gui {

/// The window's word for an environment.
[[nodiscard]] Environment shown(connections::Environment environment);
/// "From the keychain", "Asked for when Howdah starts" …
[[nodiscard]] QString passwordSourceText(connections::PasswordSource source);
/// "2 of 8 sessions in use (console, load)".
[[nodiscard]] QString usageText(const connections::Hub::Usage &usage);

/// "10 s", "1.5 s".
[[nodiscard]] QString secondsText(int milliseconds);

/// One line of what a test found out.
struct ConnectionFact final
{
    QString name;
    QString value;
    enum class Tone { Plain, Good, Warning } tone = Tone::Plain;
};
/// A report in words, the most wanted first.
[[nodiscard]] QList<ConnectionFact> factsOf(const connections::ServerReport &report);

/// Where a secret ended up, when that is worth telling; empty when it is in the keychain.
[[nodiscard]] QString keptText(const vault::Kept &kept);

} // namespace howdah::gui
