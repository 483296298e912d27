#pragma once

#include "data/gridedit.h"
#include "data/resultstore.h"
#include "data/rowsource.h"
#include "pg/session.h"
#include "sql/classify.h"

#include <QDateTime>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

namespace howdah::data {

/// What the console is asked to run: one statement, with what stands around it.
struct ConsoleStatement final
{
    QString text;
    int offset = 0;      ///< of its first character in the editor (UTF-16), for error marks
    QByteArray copyData; ///< the lines after COPY … FROM STDIN
    QMap<QString, QString> values; ///< for ":name" placeholders; a null QString is NULL
};

/// One statement of a run and what has become of it.
struct StatementRun final
{
    enum class State { Waiting, Running, Succeeded, Failed, Cancelled };

    QString text;
    int offset = 0;
    State state = State::Waiting;
    std::shared_ptr<ResultStore> rows; ///< null while, or when, it has no columns
    QString commandTag;
    std::optional<Error> error; ///< its position counts characters of `text`
    QList<Error> notices;       ///< the first ones, see Console::mostNotices
    qint64 droppedNotices = 0;  ///< how many more there were
    QDateTime startedAt;
    std::chrono::microseconds duration{};
};

/// Where the connection of a console stands.
struct TransactionState final
{
    pg::TransactionStatus status = pg::TransactionStatus::Unknown; ///< Unknown: not connected
    QDateTime since; ///< when the open transaction began; invalid without one
    /// The connection is gone, and with it the transaction that was open on it.
    bool isLost = false;
};

/// A run of one or more statements, watched from any thread while it goes on.
class ConsoleRun final
{
public:
    [[nodiscard]] QList<StatementRun> statements() const;
    /// Whether anything changed since the last call with the same @p seen.
    [[nodiscard]] bool changedSince(quint64 *seen) const;
    [[nodiscard]] bool isFinished() const;

private:
    friend class Console;

    template<typename Change>
    void update(const Change &change);
    template<typename Change>
    void update(qsizetype index, const Change &change);
    void finish(const Error *cut);

    mutable std::mutex m_mutex;
    QList<StatementRun> m_statements;
    quint64 m_version = 1;
    bool m_finished = false;
};

/// Runs statements of one console tab on the connection that belongs to it alone. Statements go one
/// at a time, each in a message of its own; the first that fails ends the run. Lives on one thread.
class Console final
{
public:
    enum class Mode {
        AutoCommit, ///< every statement is its own transaction, unless the text says BEGIN
        Manual ///< a transaction is opened before the first statement and stays until it is ended
    };
    /// A statement may say more than anybody reads; so many of its notices are kept.
    static constexpr qsizetype mostNotices = 2000;

    struct Options
    {
        /// Every statement runs in a READ ONLY transaction of ours; transaction control is refused.
        bool readOnly = false;
        ResultStore::Limits rows;
    };

    Console(std::shared_ptr<pg::Session> session, const Options &options);
    ~Console();
    Q_DISABLE_COPY_MOVE(Console)

    /// Starts at once, or right after the run before it. When the transaction that was open is gone
    /// together with its connection, nothing is run and the answer is ConnectionLost.
    [[nodiscard]] std::shared_ptr<ConsoleRun> run(const QList<ConsoleStatement> &statements,
                                                  Mode mode);
    /// Stops what runs; within 200 ms the run is finished, whatever the server does.
    void cancel();
    /// The table behind a result's rows, found on this console's connection.
    [[nodiscard]] QFuture<Result<EditTarget>> findEditTarget(const QList<Column> &columns);
    /// Commits changes of a grid, or makes them part of the open transaction; ReadOnly on a
    /// read-only console.
    [[nodiscard]] QFuture<Result<void>> commitEdits(const QList<EditStatement> &statements);
    /// Asks for rows of a result again, sorted or filtered, where this console stands: inside its
    /// open transaction, if there is one. Stops the reading before.
    [[nodiscard]] RowReading readRows(const QString &sql);
    void stopReading();
    [[nodiscard]] TransactionState transaction() const;
    /// While a transaction is open and nothing runs: finds out, without a word to the server,
    /// whether its connection still stands; transaction() tells.
    void checkTransaction();
    /// The schemas that the session finds names in, as far as it was heard; nothing before the
    /// first run.
    [[nodiscard]] std::optional<QStringList> searchPath() const;
    [[nodiscard]] bool isReadOnly() const { return m_options.readOnly; }
    /// From the next statement on.
    void setReadOnly(bool readOnly) { m_options.readOnly = readOnly; }

private:
    struct Shared;
    struct Work;

    std::shared_ptr<pg::Session> m_session;
    Options m_options;
    std::shared_ptr<Shared> m_shared;
    pg::Session::RequestId m_request = 0;
    pg::Session::RequestId m_reading = 0;
    std::shared_ptr<ConsoleRun> m_run;
};

/// The statements that make a role which can only read: what a read-only console recommends,
/// because a read-only transaction does not bind a superuser.
[[nodiscard]] QString readOnlyRoleSql();

} // namespace howdah::data
