#pragma once

#include "base/result.h"
#include "data/console.h"
#include "data/export.h"
#include "gui/console/sqleditor.h"

#include <QDateTime>
#include <QFuture>

#include <functional>
#include <memory>

namespace howdah::gui {

/// A statement that was run, now or years ago.
struct HistoryEntry final
{
    QDateTime at;
    QString statement;
    bool succeeded = true;
    QString outcome; ///< command tag, or the server's message
    std::chrono::microseconds duration{};
};

/// What was run on this connection, across runs of the program. Sessions record what they run by
/// themselves.
class QueryHistory
{
public:
    virtual ~QueryHistory() = default;
    /// Newest first; those that contain @p text.
    [[nodiscard]] virtual QFuture<Result<QList<HistoryEntry>>> search(const QString &text,
                                                                      int limit) = 0;
};

struct SavedQuery final
{
    QString name;
    QString text;

    friend bool operator==(const SavedQuery &, const SavedQuery &) = default;
};

/// Queries kept under a name.
class SavedQueries
{
public:
    virtual ~SavedQueries() = default;
    [[nodiscard]] virtual QList<SavedQuery> all() const = 0;
    /// Replaces one of the same name.
    virtual void save(const SavedQuery &query) = 0;
    virtual void remove(const QString &name) = 0;
};

/// What a console tab works with; made by app for each tab.
struct ConsoleServices final
{
    std::unique_ptr<data::Console> console;
    std::shared_ptr<QueryHistory> history;
    std::shared_ptr<SavedQueries> saved;
    /// What stood in tabs that were closed; their names say when. Null: nothing is kept.
    std::shared_ptr<SavedQueries> closed;
    QString connectionName;
    /// "2" for the second tab of a connection, empty for the first.
    QString number;
    /// Asked before every run, because production may have been unlocked or locked meanwhile.
    std::function<bool()> isReadOnly;
    std::function<bool()> isProduction;
    /// Starts writing the rows of a query to a file, as a job.
    std::function<void(const data::ExportRequest &request)> startExport;
    /// Lets somebody import a file into a table; opens a dialog over @p parent.
    std::function<void(const QString &path, QWidget *parent)> startImport;
    /// The table of this number as SQL wants it written, from memory; empty when it is not known.
    std::function<QString(quint32 oid)> tableName = {};
    /// What fits at the cursor; answers from memory. Empty: nothing is offered.
    SqlEditor::Completer complete;
    /// The schemas in which the session finds names changed (SET search_path).
    std::function<void(const QStringList &path)> searchPathChanged;
    /// The run may have changed what the database contains.
    std::function<void()> catalogChanged;
    /// Opens another tab on the same connection.
    std::function<void()> openAnother;
    /// The text of this tab as it was kept last, and where it is kept while it is typed. Empty: it
    /// goes into the tab's state.
    std::function<QString()> loadText;
    std::function<void(const QString &text)> keepText;
    std::function<QFuture<Result<QString>>(const QString &path)> readFile;
    std::function<QFuture<Result<void>>(const QString &path, const QString &text)> writeFile;
};

} // namespace howdah::gui
