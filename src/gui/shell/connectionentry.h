#pragma once

#include <QString>

namespace howdah::gui {

enum class Environment { Development, Staging, Production };

/// What the window has to know of a saved connection.
struct ConnectionEntry final
{
    QString id;
    QString name;
    QString database;
    QString place; ///< "mentor@db.example:5432/navi", for tool tips
    Environment environment = Environment::Development;
    bool readOnly = false; ///< locked production, or read-only by choice

    friend bool operator==(const ConnectionEntry &, const ConnectionEntry &) = default;
};

} // namespace howdah::gui
