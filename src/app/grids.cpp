#include "app/grids.h"

#include "app/datajobs.h"
#include "base/whendone.h"
#include "gui/common/csvimportdialog.h"

#include <QPointer>
#include <QtConcurrent>

namespace howdah::app {

gui::GridService makeGridService(Workbench &workbench, const QString &connectionId)
{
    const auto rows = std::make_shared<data::RowSource>(
        workbench.hub.session(connectionId, connections::Purpose::Data));
    const auto profile = [&workbench, connectionId] {
        return workbench.profiles.find(connectionId).value_or(connections::Profile());
    };
    return {.editing = {.findTarget =
                            [rows](const QList<data::Column> &columns) {
                                return rows->findEditTarget(columns);
                            },
                        .commit =
                            [rows](const QList<data::EditStatement> &statements) {
                                return rows->commitEdits(statements);
                            },
                        .connectionName = profile().name},
            .read = [rows](const QString &sql) { return rows->read(sql); },
            .stop = [rows] { rows->stop(); },
            .rest = [rows] { rows->rest(); },
            .isReadOnly =
                [&workbench, profile] {
                    const auto now = profile();
                    return now.readOnly || workbench.lock.isLocked(now);
                },
            .startExport =
                [&workbench, connectionId, profile](const data::ExportRequest &request,
                                                    qint64 expectedRows) {
                    startExport(workbench.jobs,
                                workbench.hub.session(connectionId, connections::Purpose::Data),
                                profile().name, request, expectedRows);
                },
            .startImport =
                [&workbench, connectionId](const QString &path, const QString &schema,
                                           const QString &table, QWidget *parent,
                                           const std::function<void()> &done) {
                    openImport(workbench, connectionId, path, schema, table, parent, done);
                }};
}

void openImport(Workbench &workbench, const QString &connectionId, const QString &path,
                const QString &schema, const QString &table, QWidget *parent,
                const std::function<void()> &done)
{
    const QString name =
        workbench.profiles.find(connectionId).value_or(connections::Profile()).name;
    const auto job = std::make_shared<QPointer<jobs::Job>>();
    gui::CsvImportService service;
    service.preview = [](const QString &file) {
        return QtConcurrent::run([file] { return data::previewCsv(file); });
    };
    service.importFile = [&workbench, connectionId, name, job,
                          done](const data::ImportRequest &request) {
        const auto import = startImport(
            workbench.jobs, workbench.hub.session(connectionId, connections::Purpose::Data), name,
            request);
        *job = import.job;
        whenDone(import.report, &workbench.window,
                 [done](const Result<data::ImportReport> &report) {
                     if (report && report->bad.isEmpty() && done)
                         done();
                 });
        return import.report;
    };
    service.cancel = [job] {
        if (*job)
            (*job)->cancel();
    };
    service.connectionName = name;
    auto *dialog = new gui::CsvImportDialog(workbench.theme, service, path, schema, table, parent);
    dialog->open();
}

} // namespace howdah::app
