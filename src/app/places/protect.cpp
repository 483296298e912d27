#include "app/places.h"
#include "gui/protect/protectpage.h"

using namespace Qt::StringLiterals;

namespace howdah::app {

namespace {

const QString folderKey = u"backups/folder"_s;

/// Writes into the record what a backup or restore ran, once it has ended. Their first line of log
/// is the command.
void recordWhenDone(Workbench &workbench, const connections::Profile &profile, jobs::Job *job)
{
    const auto record = workbench.record;
    QObject::connect(job, &jobs::Job::finished, job, [record, profile, job] {
        store::Execution execution{.startedAt = job->startedAt(),
                                   .connectionId = profile.id,
                                   .connectionName = profile.name,
                                   .server =
                                       profile.endpoint.host() + u':' + profile.endpoint.port(),
                                   .database = profile.database(),
                                   .databaseRole = profile.endpoint.user(),
                                   .source = u"backup"_s,
                                   .statement = job->log().value(0, job->title()),
                                   .message = job->result()};
        execution.duration = std::chrono::milliseconds(job->startedAt().msecsTo(job->finishedAt()));
        if (job->state() == jobs::Job::State::Cancelled)
            execution.outcome = store::Outcome::Cancelled;
        else if (job->state() == jobs::Job::State::Failed) {
            execution.outcome = store::Outcome::Failed;
            execution.sqlstate = job->error().sqlstate;
            execution.message = job->error().message;
        }
        record->append(execution);
    });
}

gui::BackupActions actionsFor(Workbench &workbench, const connections::Profile &profile)
{
    const auto service = std::make_shared<backup::Service>(
        workbench.hub.session(profile.id, connections::Purpose::Run), workbench.jobs);
    const auto recorded = [&workbench, profile](jobs::Job *job) {
        recordWhenDone(workbench, profile, job);
        return job;
    };
    const QString subject = profile.name;
    return {
        .scan = [service](const QString &folder) { return service->scan(folder); },
        .preflight =
            [service](const backup::CreateOptions &options) { return service->preflight(options); },
        .lookInside = [service](const QString &path) { return service->lookInside(path); },
        .preview =
            [service](const backup::RestoreOptions &options) { return service->preview(options); },
        .remove = [service](const QString &path) { return service->remove(path); },
        .create =
            [service, subject, recorded](const QString &title,
                                         const backup::CreateOptions &options) {
                return recorded(service->startCreate(title, subject, options));
            },
        .restore =
            [service, subject, recorded](const QString &title,
                                         const backup::RestoreOptions &options) {
                return recorded(service->startRestore(title, subject, options));
            },
        .verify =
            [service, subject](const QString &title, const QString &path) {
                return service->startVerify(title, subject, path);
            },
        .prove =
            [service, subject](const QString &title, const QString &path) {
                return service->startProve(title, subject, path);
            },
        .rememberFolder =
            [&workbench](const QString &folder) { workbench.settings.set(folderKey, folder); },
    };
}

} // namespace

gui::Place makeProtectPlace(Workbench &workbench)
{
    return {.id = u"protect"_s,
            .title = gui::MainWindow::tr("Backups"),
            .iconName = u"backups"_s,
            .needsConnection = true,
            .create = [&workbench](const gui::Address &address, QWidget *parent) -> gui::Page * {
                const auto profile =
                    workbench.profiles.find(address.connection).value_or(connections::Profile{});
                const QString remembered = workbench.settings.get(folderKey).toString();
                return new gui::ProtectPage(
                    address, actionsFor(workbench, profile), profile.database(),
                    remembered.isEmpty() ? backup::defaultFolder() : remembered, workbench.theme,
                    parent);
            }};
}

} // namespace howdah::app
