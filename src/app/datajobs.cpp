#include "app/datajobs.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPromise>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::app {

namespace {

constexpr auto pollInterval = 40ms;
/// A file's part that was read is told in thousandths.
constexpr int wholeFile = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("DataJobs", text);
}

/// Waits for what runs on a session, telling it when the job is cancelled.
template<typename T, typename Report>
Result<T> watch(pg::Session &session, const pg::Session::Request<T> &running,
                jobs::JobControl &control, const Report &report)
{
    while (!running.future.isFinished()) {
        if (control.isCancelled())
            session.cancel(running.id);
        report();
        std::this_thread::sleep_for(pollInterval);
    }
    return running.future.resultCount() > 0 ? running.future.result()
                                            : Result<T>(Error::cancelled());
}

/// What an import looks like from outside while it runs.
struct ImportState
{
    std::atomic<data::ImportStage> stage = data::ImportStage::Copying;
    std::atomic<qint64> bytes = 0;
    std::atomic<qint64> total = 0;
};

QString stepOf(const ImportState &state)
{
    const QString read = format::bytes(state.bytes);
    const QString total = format::bytes(state.total);
    return state.stage == data::ImportStage::Copying
               ? tr("%1 of %2 copied").arg(read, total)
               : tr("Looking for the rows that were refused: %1 of %2").arg(read, total);
}

} // namespace

jobs::Job *startExport(jobs::JobList &jobs, const std::shared_ptr<pg::Session> &session,
                       const QString &connectionName, const data::ExportRequest &request,
                       qint64 expectedRows)
{
    const auto work = [session, request,
                       expectedRows](jobs::JobControl &control) -> Result<QString> {
        const auto rows = std::make_shared<std::atomic<qint64>>(0);
        const auto running = session->start<data::Exported>(
            [request, rows](pg::Connection &connection, const pg::CallLimits &limits) {
                return data::exportQuery(
                    connection, request, [rows](qint64 count) { rows->store(count); }, limits);
            });
        const auto exported = watch(*session, running, control, [&] {
            const qint64 done = rows->load();
            control.setStep(tr("%1 rows written").arg(format::count(done)));
            // An estimate may be too small; "done" is said by the end alone.
            if (expectedRows > 0)
                control.setProgress(std::min(0.99, double(done) / double(expectedRows)));
        });
        if (!exported)
            return exported.error();
        if (!exported->remark.isEmpty())
            control.log(exported->remark);
        return tr("%1 rows (%2) in %3")
            .arg(format::count(exported->rows), format::bytes(exported->bytes), request.path);
    };
    return jobs.start(tr("Export rows as %1").arg(data::formatName(request.format).toUpper()),
                      connectionName, work);
}

Import startImport(jobs::JobList &jobs, const std::shared_ptr<pg::Session> &session,
                   const QString &connectionName, const data::ImportRequest &request)
{
    const auto promise = std::make_shared<QPromise<Result<data::ImportReport>>>();
    promise->start();
    promise->setProgressRange(0, wholeFile);
    const auto work = [session, request, promise](jobs::JobControl &control) -> Result<QString> {
        const auto state = std::make_shared<ImportState>();
        const auto running = session->start<data::ImportReport>(
            [request, state](pg::Connection &connection, const pg::CallLimits &limits) {
                const auto progress = [state](data::ImportStage stage, qint64 bytes, qint64 total) {
                    state->stage = stage;
                    state->bytes = bytes;
                    state->total = total;
                };
                return data::importCsv(connection, request, progress, limits);
            });
        const auto report = watch(*session, running, control, [&] {
            const double part =
                state->total > 0 ? double(state->bytes) / double(state->total) : 0.0;
            control.setStep(stepOf(*state));
            control.setProgress(part);
            promise->setProgressValueAndText(int(part * wholeFile), stepOf(*state));
        });
        promise->addResult(report);
        promise->finish();
        if (!report)
            return report.error();
        if (report->bad.isEmpty())
            return tr("%1 rows are in %2").arg(format::count(report->rows), request.table);
        for (const data::BadRow &bad : report->bad)
            control.log(tr("Line %1: %2").arg(QString::number(bad.line), bad.reason));
        return Error{
            .kind = Error::Kind::InvalidInput,
            .message =
                tr("The server refused %1 of the rows, so nothing was imported. The log names "
                   "their lines.")
                    .arg(format::count(report->bad.size()))};
    };
    const QString title =
        tr("Import %1 into %2").arg(QFileInfo(request.path).fileName(), request.table);
    return {.job = jobs.start(title, connectionName, work), .report = promise->future()};
}

} // namespace howdah::app
