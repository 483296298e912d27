#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace howdah::app {

/// One picture to take: where it leads, what is chosen there, and what is done before it is taken.
struct Scene final
{
    QString picture; ///< name of the file, without folder and suffix
    QString place;
    /// Name of a saved connection; unset for the window's, empty for a place that needs none.
    std::optional<QString> connection;
    QStringList path;
    QJsonObject state;       ///< what Page::restoreState() gets
    QStringList commands;    ///< texts of the page's own actions, triggered in this order
    bool mayBeEmpty = false; ///< a page with nothing chosen or nothing there yet will do
    bool alsoDark = false;   ///< a second picture in dark, NAME-dark
};

/// Each place as it opens, with whatever is in it.
[[nodiscard]] QList<Scene> scenesOf(const QStringList &places);

/// Reads a JSON array of objects with the fields' names ("picture" and "place" must be there). A
/// field that does not exist is an error, with its name.
[[nodiscard]] Result<QList<Scene>> readScenes(const QString &file);

} // namespace howdah::app
