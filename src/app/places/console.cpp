#include "app/places.h"
#include "base/whendone.h"
#include "catalog/loader.h"
#include "data/csvimport.h"
#include "gui/common/csvimportdialog.h"
#include "gui/console/consolepage.h"

#include <QJsonObject>
#include <QLocale>
#include <QtConcurrent>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::app {

namespace {

/// What the sessions of the console wrote into the record, without the transactions we put around
/// it.
class RecordedHistory final : public gui::QueryHistory
{
public:
    RecordedHistory(std::shared_ptr<store::ExecutionRecord> record, QString connectionId)
        : m_record(std::move(record))
        , m_connectionId(std::move(connectionId))
    {}

    [[nodiscard]] QFuture<Result<QList<gui::HistoryEntry>>> search(const QString &text,
                                                                   int limit) override
    {
        store::ExecutionFilter filter;
        filter.text = text;
        filter.connectionId = m_connectionId;
        filter.limit = 3 * limit;
        using Found = Result<QList<store::Execution>>;
        using Entries = Result<QList<gui::HistoryEntry>>;
        return m_record->search(filter).then([limit](const Found &found) -> Entries {
            if (!found)
                return found.error();
            QList<gui::HistoryEntry> entries;
            for (const store::Execution &execution : *found) {
                if (execution.source != "console"_L1 || isOurs(execution.statement) ||
                    entries.size() >= limit)
                    continue;
                entries.append({.at = execution.startedAt,
                                .statement = execution.statement,
                                .succeeded = execution.outcome == store::Outcome::Succeeded,
                                .outcome = execution.message.isEmpty()
                                               ? store::outcomeName(execution.outcome)
                                               : execution.message,
                                .duration = execution.duration});
            }
            return entries;
        });
    }

private:
    static bool isOurs(const QString &statement)
    {
        static const QStringList wrappers{u"BEGIN TRANSACTION READ ONLY; SELECT 1"_s, u"BEGIN"_s,
                                          u"COMMIT"_s, u"ROLLBACK"_s};
        return wrappers.contains(statement);
    }

    std::shared_ptr<store::ExecutionRecord> m_record;
    QString m_connectionId;
};

/// Saved queries are shared by all connections: they are the person's.
class SettingsQueries final : public gui::SavedQueries
{
public:
    explicit SettingsQueries(store::Settings &settings)
        : m_settings(settings)
    {}

    [[nodiscard]] QList<gui::SavedQuery> all() const override
    {
        QList<gui::SavedQuery> queries;
        const QStringList keys = m_settings.keys(prefix());
        for (const QString &key : keys)
            queries.append(
                {.name = key.mid(prefix().size()), .text = m_settings.get(key).toString()});
        return queries;
    }
    void save(const gui::SavedQuery &query) override
    {
        m_settings.set(prefix() + query.name, query.text);
    }
    void remove(const QString &name) override { m_settings.remove(prefix() + name); }

private:
    static QString prefix() { return u"query/"_s; }

    store::Settings &m_settings;
};

/// What a console completes from: the raw catalogs, read when the tab opens and after every change
/// made in it.
class CompletionCatalog final : public QObject
{
public:
    explicit CompletionCatalog(std::shared_ptr<pg::Session> session)
        : m_session(std::move(session))
    {
        load();
    }

    void load()
    {
        whenDone(m_session->run<catalog::SnapshotPtr>(
                     [](pg::Connection &connection, const pg::CallLimits &limits) {
                         return catalog::loadObjects(connection, limits);
                     }),
                 this, [this](const Result<catalog::SnapshotPtr> &loaded) {
                     // Without one there are still the key words.
                     if (loaded)
                         m_snapshot = *loaded;
                 });
    }
    [[nodiscard]] const catalog::SnapshotPtr &snapshot() const { return m_snapshot; }

private:
    std::shared_ptr<pg::Session> m_session;
    catalog::SnapshotPtr m_snapshot;
};

/// Writes rows to a file on a session of its own, so that the console stays free.
void startExport(Workbench &workbench, const connections::Profile &profile,
                 const data::ExportRequest &request)
{
    const auto session = workbench.hub.session(profile.id, connections::Purpose::Data);
    const auto work = [session, request](jobs::JobControl &control) -> Result<QString> {
        const auto rows = std::make_shared<std::atomic<qint64>>(0);
        const auto running = session->start<data::Exported>(
            [request, rows](pg::Connection &connection, const pg::CallLimits &limits) {
                return data::exportQuery(
                    connection, request, [rows](qint64 count) { rows->store(count); }, limits);
            });
        while (!running.future.isFinished()) {
            if (control.isCancelled())
                session->cancel(running.id);
            control.setStep(
                gui::MainWindow::tr("%1 rows written").arg(QLocale().toString(rows->load())));
            std::this_thread::sleep_for(50ms);
        }
        const auto exported = running.future.resultCount() > 0
                                  ? running.future.result()
                                  : Result<data::Exported>(Error::cancelled());
        if (!exported)
            return exported.error();
        if (!exported->remark.isEmpty())
            control.log(exported->remark);
        return gui::MainWindow::tr("%1 rows in %2")
            .arg(QLocale().toString(exported->rows), request.path);
    };
    workbench.jobs.start(
        gui::MainWindow::tr("Export rows as %1").arg(data::formatName(request.format).toUpper()),
        profile.name, work);
}

/// An import has a session of its own; closing the dialog lets it go, which stops what runs.
void startImport(Workbench &workbench, const connections::Profile &profile, const QString &path,
                 QWidget *parent, const std::function<void()> &catalogChanged)
{
    const auto session = workbench.hub.session(profile.id, connections::Purpose::Data);
    gui::CsvImportService service;
    service.preview = [](const QString &file) {
        return QtConcurrent::run([file] { return data::previewCsv(file); });
    };
    service.importFile = [session](const data::ImportRequest &request) {
        return session->run<data::ImportReport>(
            [request](pg::Connection &connection, const pg::CallLimits &limits) {
                return data::importCsv(connection, request, {}, limits);
            });
    };
    service.cancel = [session] { session->cancelAll(); };
    service.connectionName = profile.name;
    auto *dialog = new gui::CsvImportDialog(workbench.theme, service, path, {}, {}, parent);
    QObject::connect(dialog, &gui::CsvImportDialog::imported, dialog, catalogChanged);
    dialog->open();
}

} // namespace

gui::Place makeConsolePlace(Workbench &workbench)
{
    return {.id = u"console"_s,
            .title = gui::MainWindow::tr("Console"),
            .iconName = u"console"_s,
            .needsConnection = true,
            .create = [&workbench](const gui::Address &address, QWidget *parent) -> gui::Page * {
                const QString id = address.connection;
                const auto profile = [&workbench, id] {
                    return workbench.profiles.find(id).value_or(connections::Profile());
                };
                gui::ConsoleServices services;
                services.console = std::make_unique<data::Console>(
                    workbench.hub.session(id, connections::Purpose::Console),
                    data::Console::Options());
                services.history = std::make_shared<RecordedHistory>(workbench.record, id);
                services.saved = std::make_shared<SettingsQueries>(workbench.settings);
                services.connectionName = profile().name;
                services.isProduction = [profile] {
                    return profile().environment == connections::Environment::Production;
                };
                services.isReadOnly = [&workbench, profile] {
                    const auto now = profile();
                    return now.readOnly || workbench.lock.isLocked(now);
                };
                services.startExport = [&workbench, profile](const data::ExportRequest &request) {
                    startExport(workbench, profile(), request);
                };
                const auto names = std::make_shared<CompletionCatalog>(
                    workbench.hub.session(id, connections::Purpose::Load));
                services.complete = [names](const QString &statement, int cursor) {
                    return data::complete(statement, cursor, names->snapshot());
                };
                services.catalogChanged = [names] { names->load(); };
                services.startImport = [&workbench, profile, names](const QString &path,
                                                                    QWidget *over) {
                    startImport(workbench, profile(), path, over, [names] { names->load(); });
                };
                return new gui::ConsolePage(address, std::move(services), workbench.theme, parent);
            }};
}

} // namespace howdah::app
