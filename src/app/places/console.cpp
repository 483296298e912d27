#include "app/datajobs.h"
#include "app/grids.h"
#include "app/places.h"
#include "base/whendone.h"
#include "data/searchpath.h"
#include "gui/console/consolepage.h"
#include "gui/shell/tabarea.h"

#include <QAction>
#include <QFile>
#include <QJsonObject>
#include <QSaveFile>
#include <QTimer>
#include <QtConcurrent>

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
                                          u"COMMIT"_s, u"ROLLBACK"_s, data::currentSearchPathSql()};
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

/// The text of each console tab, kept by the tab's address while it is typed; when a tab is closed
/// its text moves among the closed ones.
class ConsoleTexts final : public gui::SavedQueries
{
public:
    explicit ConsoleTexts(Workbench &workbench)
        : m_settings(workbench.settings)
        , m_profiles(workbench.profiles)
    {}

    [[nodiscard]] QString load(const gui::Address &address) const
    {
        return m_settings.get(openPrefix() + address.toString()).toString();
    }
    void keep(const gui::Address &address, const QString &text)
    {
        m_settings.set(openPrefix() + address.toString(),
                       text.isEmpty() ? QJsonValue() : QJsonValue(text));
    }
    /// @p open are the consoles there are now; what the others held counts as closed.
    void sweep(const QList<gui::Address> &open)
    {
        const QStringList keys = m_settings.keys(openPrefix());
        for (const QString &key : keys) {
            const auto address = gui::Address::fromString(key.mid(openPrefix().size()));
            if (open.contains(address))
                continue;
            const QString text = m_settings.get(key).toString();
            const auto profile = m_profiles.find(address.connection);
            if (!text.trimmed().isEmpty())
                save({.name = QDateTime::currentDateTime().toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s) +
                              (profile ? u" \u00B7 "_s + profile->name : QString()),
                      .text = text});
            m_settings.remove(key);
        }
    }

    [[nodiscard]] QList<gui::SavedQuery> all() const override
    {
        QList<gui::SavedQuery> texts;
        const QStringList keys = m_settings.keys(closedPrefix());
        for (auto key = keys.rbegin(); key != keys.rend(); ++key)
            texts.append(
                {.name = key->mid(closedPrefix().size()), .text = m_settings.get(*key).toString()});
        return texts;
    }
    void save(const gui::SavedQuery &query) override
    {
        m_settings.set(closedPrefix() + query.name, query.text);
        const QStringList keys = m_settings.keys(closedPrefix());
        for (qsizetype i = 0; i < keys.size() - mostClosed; ++i)
            m_settings.remove(keys.at(i));
    }
    void remove(const QString &name) override { m_settings.remove(closedPrefix() + name); }

private:
    static constexpr qsizetype mostClosed = 50;
    static QString openPrefix() { return u"console/open/"_s; }
    static QString closedPrefix() { return u"console/closed/"_s; }

    store::Settings &m_settings;
    connections::ProfileList &m_profiles;
};

/// What the consoles of one connection complete from: the snapshot that everything shares, indexed
/// off the window's thread, and the schemas a new session finds names in.
class CompletionNames final : public QObject
{
public:
    CompletionNames(Workbench &workbench, const QString &connection)
        : m_catalog(workbench.catalogs.of(connection))
        , m_session(workbench.hub.session(connection, connections::Purpose::Load))
    {
        connect(m_catalog.get(), &gui::CatalogState::changed, this, &CompletionNames::makeIndex);
        connect(m_catalog.get(), &gui::CatalogState::phaseChanged, this, [this] {
            if (m_stale && m_catalog->phase() == gui::CatalogState::Phase::Idle)
                m_soon.start();
        });
        m_soon.setSingleShot(true);
        m_soon.setInterval(300ms);
        connect(&m_soon, &QTimer::timeout, this, [this] {
            if (m_catalog->phase() != gui::CatalogState::Phase::Idle)
                return;
            m_stale = false;
            m_catalog->refresh();
        });
        const auto profile = workbench.profiles.find(connection);
        if (profile && !profile->searchPath.isEmpty()) {
            m_path = data::parseSearchPath(profile->searchPath, profile->endpoint.user());
        } else {
            whenDone(m_session->run<QStringList>(
                         [](pg::Connection &opened, const pg::CallLimits &limits) {
                             return data::defaultSearchPath(opened, limits);
                         }),
                     this, [this](const Result<QStringList> &path) {
                         if (path)
                             m_path = *path;
                     });
        }
        makeIndex();
        m_catalog->ensureLoaded();
    }

    [[nodiscard]] const data::CompletionIndexPtr &index() const { return m_index; }
    [[nodiscard]] const QStringList &defaultPath() const { return m_path; }
    /// As SQL wants it written; empty when it is not known (yet).
    [[nodiscard]] QString tableName(catalog::Oid oid) const
    {
        const auto &snapshot = m_catalog->snapshot();
        const catalog::Relation *relation = snapshot ? snapshot->relation(oid) : nullptr;
        return relation ? snapshot->sqlName(*relation) : QString();
    }
    /// Reads the catalog again, once for several changes in a row, and after a read under way.
    void refresh()
    {
        m_stale = true;
        m_soon.start();
    }
    /// A session of a console has connected, so what failed before may work now.
    void connected()
    {
        if (!m_catalog->snapshot() || m_catalog->isKept())
            refresh();
    }

private:
    void makeIndex()
    {
        const catalog::SnapshotPtr snapshot = m_catalog->snapshot();
        // Later stages add texts, which nobody completes.
        if (!snapshot || (m_indexed && &m_indexed->objects() == &snapshot->objects()))
            return;
        m_indexed = snapshot;
        whenDone(QtConcurrent::run([snapshot]() -> Result<data::CompletionIndexPtr> {
                     return data::CompletionIndexPtr(
                         std::make_shared<data::CompletionIndex>(snapshot));
                 }),
                 this, [this, snapshot](const Result<data::CompletionIndexPtr> &made) {
                     if (made && m_indexed == snapshot)
                         m_index = *made;
                 });
    }

    std::shared_ptr<gui::CatalogState> m_catalog;
    std::shared_ptr<pg::Session> m_session;
    catalog::SnapshotPtr m_indexed;
    data::CompletionIndexPtr m_index;
    QStringList m_path{u"public"_s};
    QTimer m_soon;
    bool m_stale = false;
};

Result<QString> readSqlFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            .kind = Error::Kind::NotFound, .message = file.errorString(), .context = {path}};
    const QByteArray bytes = file.readAll();
    QString text = QString::fromUtf8(bytes.startsWith("\xEF\xBB\xBF") ? bytes.mid(3) : bytes);
    if (text.contains(QChar::ReplacementCharacter))
        return Error{.kind = Error::Kind::InvalidInput,
                     .message = u"The file is no UTF-8 text."_s,
                     .context = {path}};
    return text.replace(u"\r\n"_s, u"\n"_s);
}

Result<void> writeSqlFile(const QString &path, const QString &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0 || !file.commit())
        return Error{
            .kind = Error::Kind::Unavailable, .message = file.errorString(), .context = {path}};
    return {};
}

/// The consoles that are open, in front or not.
QList<gui::Address> openConsoles(Workbench &workbench)
{
    auto addresses = workbench.window.tabs().addresses();
    addresses.removeIf([](const gui::Address &address) { return address.place != "console"_L1; });
    return addresses;
}

/// The first console of a connection has no number, the others the lowest that is free.
void openAnother(Workbench &workbench, const QString &connection)
{
    const auto open = openConsoles(workbench);
    gui::Address address{.place = u"console"_s, .connection = connection, .path = {}};
    for (int number = 2; open.contains(address); ++number)
        address.path = QStringList{QString::number(number)};
    workbench.window.openAddress(address);
}

gui::ConsoleServices servicesOf(Workbench &workbench, const gui::Address &address,
                                const std::shared_ptr<ConsoleTexts> &texts,
                                const std::shared_ptr<CompletionNames> &names)
{
    const QString id = address.connection;
    const auto profile = [&workbench, id] {
        return workbench.profiles.find(id).value_or(connections::Profile());
    };
    gui::ConsoleServices services;
    services.console = std::make_unique<data::Console>(
        workbench.hub.session(id, connections::Purpose::Console), data::Console::Options());
    services.history = std::make_shared<RecordedHistory>(workbench.record, id);
    services.saved = std::make_shared<SettingsQueries>(workbench.settings);
    services.closed = texts;
    services.connectionName = profile().name;
    services.number = address.path.value(0);
    services.isProduction = [profile] {
        return profile().environment == connections::Environment::Production;
    };
    services.isReadOnly = [&workbench, profile] {
        const auto now = profile();
        return now.readOnly || workbench.lock.isLocked(now);
    };
    services.startExport = [&workbench, profile](const data::ExportRequest &request) {
        startExport(workbench.jobs, workbench.hub.session(profile().id, connections::Purpose::Data),
                    profile().name, request);
    };
    services.startImport = [&workbench, id, names](const QString &path, QWidget *over) {
        openImport(workbench, id, path, {}, {}, over, [names] { names->refresh(); });
    };
    services.tableName = [names](quint32 oid) { return names->tableName(oid); };
    const auto path = std::make_shared<std::optional<QStringList>>();
    services.complete = [names, path](const QString &statement, int cursor) {
        return data::complete(
            statement, cursor,
            {.index = names->index(), .searchPath = path->value_or(names->defaultPath())});
    };
    services.searchPathChanged = [names, path](const QStringList &now) {
        *path = now;
        names->connected();
    };
    services.catalogChanged = [names] { names->refresh(); };
    services.openAnother = [&workbench, id] { openAnother(workbench, id); };
    services.loadText = [texts, address] { return texts->load(address); };
    services.keepText = [texts, address](const QString &text) { texts->keep(address, text); };
    services.readFile = [](const QString &file) {
        return QtConcurrent::run([file] { return readSqlFile(file); });
    };
    services.writeFile = [](const QString &file, const QString &text) {
        return QtConcurrent::run([file, text] { return writeSqlFile(file, text); });
    };
    return services;
}

} // namespace

gui::Place makeConsolePlace(Workbench &workbench)
{
    const auto texts = std::make_shared<ConsoleTexts>(workbench);
    // What a person sees closed is closed; the tabs of a window that is going away are not.
    QObject::connect(&workbench.window.tabs(), &gui::TabArea::stateChanged, &workbench.window,
                     [&workbench, texts] {
                         if (workbench.window.isVisible())
                             texts->sweep(openConsoles(workbench));
                     });
    QAction *another =
        workbench.window.addCommand(workbench.window.connectionMenu(),
                                    gui::MainWindow::tr("&New console"), Qt::CTRL | Qt::Key_T);
    QObject::connect(another, &QAction::triggered, &workbench.window, [&workbench] {
        if (!workbench.window.currentConnection().isEmpty())
            openAnother(workbench, workbench.window.currentConnection());
    });
    const auto known = std::make_shared<QHash<QString, std::weak_ptr<CompletionNames>>>();
    return {.id = u"console"_s,
            .title = gui::MainWindow::tr("Console"),
            .iconName = u"console"_s,
            .needsConnection = true,
            .create = [&workbench, texts, known](const gui::Address &address,
                                                 QWidget *parent) -> gui::Page * {
                auto names = known->value(address.connection).lock();
                if (!names) {
                    names = std::make_shared<CompletionNames>(workbench, address.connection);
                    known->insert(address.connection, names);
                }
                return new gui::ConsolePage(address, servicesOf(workbench, address, texts, names),
                                            workbench.theme, parent);
            }};
}

} // namespace howdah::app
