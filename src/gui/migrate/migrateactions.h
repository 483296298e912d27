#pragma once

#include "planner/migrationservice.h"

#include <QFuture>

#include <functional>
#include <memory>

namespace howdah::gui {

/// What the migrate page asks for; app answers with the service of the connection.
struct MigrateActions final
{
    std::function<QFuture<Result<planner::Plan>>(const QString &folder,
                                                 const planner::PlanOptions &)>
        plan;
    std::function<QFuture<Result<planner::SeedFolder>>(const QString &folder)> seeds;
    std::function<planner::MigrationService::ApplyRun(const planner::Plan &,
                                                      const planner::ApplyOptions &)>
        prepareApply;
    std::function<planner::MigrationService::SeedRun(const planner::SeedFolder &,
                                                     const QString &environment)>
        prepareSeeds;

    /// Asked before every run, with the name that was typed (empty where none was asked for). What
    /// it answers is kept as long as the run lasts; an error says why there is none.
    std::function<Result<std::shared_ptr<void>>(const QString &typedName)> permit;

    /// Folders used with this connection, newest first.
    std::function<QStringList()> recentFolders;
    std::function<void(const QString &folder)> rememberFolder;

    QString connectionName;
    QString database;
    bool production = false; ///< its name must be typed before a run
};

} // namespace howdah::gui
