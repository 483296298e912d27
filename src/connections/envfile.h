#pragma once

#include <QMap>
#include <QString>

namespace howdah::connections {

/// The variables of an .env file: "NAME=value", "export NAME='value'", "- NAME=value" and "NAME:
/// value" as in compose files, "-e NAME=value \" as for docker run; comments, quotes and
/// ${OTHER:-default} are understood. Of two with one name the last counts, as for a shell.
[[nodiscard]] QMap<QString, QString> parseEnv(const QString &text);

} // namespace howdah::connections
