#include "app/places.h"
#include "gui/migrate/migratepage.h"
#include "planner/migrationservice.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace howdah::app {

namespace {

constexpr qsizetype rememberedFolders = 8;

QString foldersKey(const QString &connection)
{
    return u"migrate/folders/"_s + connection;
}

QStringList recentFolders(const store::Settings &settings, const QString &connection)
{
    QStringList folders;
    const auto values = settings.get(foldersKey(connection)).toArray();
    for (const QJsonValue &value : values)
        folders += value.toString();
    return folders;
}

void rememberFolder(store::Settings &settings, const QString &connection, const QString &folder)
{
    auto folders = recentFolders(settings, connection);
    folders.removeAll(folder);
    folders.prepend(folder);
    settings.set(foldersKey(connection),
                 QJsonArray::fromStringList(folders.mid(0, rememberedFolders)));
}

} // namespace

gui::Place makeMigratePlace(Workbench &workbench)
{
    return {
        .id = u"migrate"_s,
        .title = gui::MainWindow::tr("Migrate"),
        .iconName = u"migrate"_s,
        .needsConnection = true,
        .create = [&workbench](const gui::Address &address, QWidget *parent) -> gui::Page * {
            const QString id = address.connection;
            const auto profile = workbench.profiles.find(id).value_or(connections::Profile());
            const bool production = profile.environment == connections::Environment::Production;
            const auto service = std::make_shared<planner::MigrationService>(
                workbench.hub.session(id, connections::Purpose::Load),
                [&workbench, id] { return workbench.hub.session(id, connections::Purpose::Run); });
            gui::MigrateActions actions;
            actions.plan = [service](const QString &folder, const planner::PlanOptions &options) {
                return service->plan(folder, options);
            };
            actions.seeds = [service](const QString &folder) { return service->seeds(folder); };
            actions.prepareApply = [service](const planner::Plan &plan,
                                             const planner::ApplyOptions &options) {
                return service->prepareApply(plan, options);
            };
            actions.prepareSeeds = [service](const planner::SeedFolder &folder,
                                             const QString &environment) {
                return service->prepareSeeds(folder, environment);
            };
            actions.permit = [&workbench, profile,
                              production](const QString &typed) -> Result<std::shared_ptr<void>> {
                if (!production)
                    return std::shared_ptr<void>();
                auto run = workbench.lock.confirmRun(profile, typed);
                if (!run)
                    return run.error();
                return std::shared_ptr<void>(*run);
            };
            actions.recentFolders = [&workbench, id] {
                return recentFolders(workbench.settings, id);
            };
            actions.rememberFolder = [&workbench, id](const QString &folder) {
                rememberFolder(workbench.settings, id, folder);
            };
            actions.connectionName = profile.name;
            actions.database = profile.database();
            actions.production = production;
            return new gui::MigratePage(address, std::move(actions), workbench.jobs,
                                        workbench.theme, parent);
        }};
}

} // namespace howdah::app
