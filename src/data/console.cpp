#include "data/console.h"

#include "data/searchpath.h"
#include "sql/parameters.h"
#include "sql/parse.h"

#include <QElapsedTimer>
#include <QFutureWatcher>

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

/// COPY data goes out in pieces, so that a cancel is noticed.
constexpr qsizetype copyPiece = 64 * 1024;

enum class CopyDirection { None, FromClient, ToClient };

CopyDirection copyDirection(const sql::Classification &what, const QString &text)
{
    if (what.command != "COPY"_L1)
        return CopyDirection::None;
    const auto tree = sql::parse(text);
    if (!tree || tree->node != "CopyStmt"_L1 || tree->fields.contains(u"filename"))
        return CopyDirection::None;
    return tree->fields[u"is_from"].toBool() ? CopyDirection::FromClient : CopyDirection::ToClient;
}

/// SET, RESET, set_config() and whatever ends a transaction in which one of them was used.
bool mayTouchSearchPath(const ConsoleStatement &statement)
{
    static const QStringList heads{u"set "_s,   u"reset"_s,    u"discard"_s,
                                   u"commit"_s, u"rollback"_s, u"end"_s};
    return statement.text.contains(u"search_path"_s, Qt::CaseInsensitive) ||
           std::any_of(heads.begin(), heads.end(), [&statement](const QString &head) {
               return statement.text.startsWith(head, Qt::CaseInsensitive);
           });
}

Error lostTransaction()
{
    return {.kind = Error::Kind::ConnectionLost,
            .message = u"The connection was lost, and with it the open transaction: the server "
                       u"rolled it back. "
                       u"Nothing was run."_s};
}

} // namespace

// ConsoleRun

template<typename Change>
void ConsoleRun::update(const Change &change)
{
    const std::lock_guard lock(m_mutex);
    // An answer that comes after everybody was told "cancelled" changes nothing any more.
    if (m_finished)
        return;
    change();
    ++m_version;
}

template<typename Change>
void ConsoleRun::update(qsizetype index, const Change &change)
{
    update([&] { change(m_statements[index]); });
}

void ConsoleRun::finish(const Error *cut)
{
    update([&] {
        m_finished = true;
        if (!cut)
            return;
        for (StatementRun &statement : m_statements) {
            if (statement.state != StatementRun::State::Running &&
                statement.state != StatementRun::State::Waiting)
                continue;
            statement.state =
                cut->isCancelled() ? StatementRun::State::Cancelled : StatementRun::State::Failed;
            if (statement.startedAt.isValid())
                statement.duration = std::chrono::milliseconds(
                    statement.startedAt.msecsTo(QDateTime::currentDateTime()));
            statement.error = *cut;
            break;
        }
    });
}

QList<StatementRun> ConsoleRun::statements() const
{
    const std::lock_guard lock(m_mutex);
    return m_statements;
}

bool ConsoleRun::changedSince(quint64 *seen) const
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(*seen, m_version) != m_version;
}

bool ConsoleRun::isFinished() const
{
    const std::lock_guard lock(m_mutex);
    return m_finished;
}

// Console

/// What the worker and the GUI both look at.
struct Console::Shared
{
    mutable std::mutex mutex;
    TransactionState transaction;
    int backendPid = 0; ///< of the connection used last, 0 for none
    std::optional<QStringList> searchPath;
    bool checking = false;
    std::function<void(const Error &)> noticeSink;

    void note(const pg::Connection &connection)
    {
        const std::lock_guard lock(mutex);
        const auto status =
            connection.isUsable() ? connection.transactionStatus() : pg::TransactionStatus::Unknown;
        const bool open = status == pg::TransactionStatus::InTransaction ||
                          status == pg::TransactionStatus::InFailedTransaction;
        transaction.isLost = status == pg::TransactionStatus::Unknown && inTransaction();
        if (!open)
            transaction.since = {};
        else if (!transaction.since.isValid())
            transaction.since = QDateTime::currentDateTime();
        transaction.status = status;
        // A lost connection has none any more; the next one is told apart by the one before.
        if (connection.isUsable())
            backendPid = connection.backendPid();
    }

    [[nodiscard]] bool inTransaction() const
    {
        return transaction.status == pg::TransactionStatus::InTransaction ||
               transaction.status == pg::TransactionStatus::InFailedTransaction;
    }
};

/// One run, on the worker thread.
struct Console::Work
{
    std::shared_ptr<Shared> shared;
    std::shared_ptr<ConsoleRun> run;
    QList<ConsoleStatement> statements;
    Mode mode = Mode::AutoCommit;
    Options options;

    Result<bool> perform(pg::Connection &connection, const pg::CallLimits &limits)
    {
        if (const auto same = checkConnection(connection); !same) {
            run->finish(&same.error());
            return same.error();
        }
        for (qsizetype i = 0; i < statements.size(); ++i) {
            const auto done = performOne(i, connection, limits);
            shared->note(connection);
            if (!done)
                break;
        }
        learnSearchPath(connection, limits);
        const std::lock_guard lock(shared->mutex);
        shared->noticeSink = {};
        run->finish(nullptr);
        return true;
    }

    /// Asks once a connection, and again after what may have changed it; a server since 18 tells by
    /// itself. Part of the run, so that a cancel ends it, too.
    void learnSearchPath(pg::Connection &connection, const pg::CallLimits &limits)
    {
        const auto status =
            connection.isUsable() ? connection.transactionStatus() : pg::TransactionStatus::Unknown;
        if (status != pg::TransactionStatus::Idle && status != pg::TransactionStatus::InTransaction)
            return;
        const QString told = connection.parameterStatus("search_path");
        if (!told.isEmpty()) {
            const auto path =
                parseSearchPath(told, connection.parameterStatus("session_authorization"));
            const std::lock_guard lock(shared->mutex);
            shared->searchPath = path;
            return;
        }
        const bool touched = std::any_of(statements.begin(), statements.end(), mayTouchSearchPath);
        {
            const std::lock_guard lock(shared->mutex);
            if (shared->searchPath && !touched)
                return;
        }
        const auto path = currentSearchPath(connection, limits);
        if (!path)
            return; // completion goes on with what it knew
        const std::lock_guard lock(shared->mutex);
        shared->searchPath = *path;
    }

    /// A transaction belongs to its connection; running on in a fresh one would commit what was to
    /// wait.
    Result<void> checkConnection(const pg::Connection &connection)
    {
        const std::lock_guard lock(shared->mutex);
        const bool another =
            shared->backendPid != 0 && shared->backendPid != connection.backendPid();
        if (another)
            shared->searchPath.reset();
        // Also when a statement was stopped on a dead connection, and nobody has read of the loss
        // yet.
        if (another && (shared->inTransaction() || shared->transaction.isLost)) {
            shared->transaction = {};
            shared->backendPid = connection.backendPid();
            return lostTransaction();
        }
        if (another) {
            run->update(0, [](StatementRun &statement) {
                statement.notices += Error{
                    .message = u"The connection was opened anew: settings, temporary tables and "
                               u"prepared statements of the one before are gone."_s,
                    .context = {u"NOTICE"_s}};
            });
        }
        shared->backendPid = connection.backendPid();
        return {};
    }

    Result<void> performOne(qsizetype index, pg::Connection &connection,
                            const pg::CallLimits &limits)
    {
        QElapsedTimer clock;
        clock.start();
        run->update(index, [](StatementRun &statement) {
            statement.state = StatementRun::State::Running;
            statement.startedAt = QDateTime::currentDateTime();
        });
        {
            const std::lock_guard lock(shared->mutex);
            shared->noticeSink = [run = run, index](const Error &notice) {
                run->update(index, [&](StatementRun &statement) {
                    if (statement.notices.size() < mostNotices)
                        statement.notices += notice;
                    else
                        ++statement.droppedNotices;
                });
            };
        }
        auto tag = guarded(index, connection, limits);
        run->update(index, [&](StatementRun &statement) {
            statement.duration = std::chrono::microseconds(clock.nsecsElapsed() / 1000);
            if (tag) {
                statement.commandTag = *tag;
                statement.state = StatementRun::State::Succeeded;
                return;
            }
            statement.error = tag.error();
            statement.state = tag.error().isCancelled() ? StatementRun::State::Cancelled
                                                        : StatementRun::State::Failed;
        });
        if (!tag)
            return tag.error();
        return {};
    }

    /// The statement inside the transaction that belongs around it.
    Result<QString> guarded(qsizetype index, pg::Connection &connection,
                            const pg::CallLimits &limits)
    {
        const ConsoleStatement &statement = statements.at(index);
        const auto what = sql::classify(statement.text);
        using Category = sql::Classification::Category;
        if (options.readOnly) {
            if (what.category == Category::Transaction) {
                return Error{.kind = Error::Kind::ReadOnly,
                             .message = u"On a read-only connection every statement runs in a "
                                        u"read-only transaction of "
                                        u"its own, so there is none to begin or end."_s};
            }
            // The SELECT takes a snapshot, after which SET TRANSACTION READ WRITE is refused.
            if (const auto begun =
                    connection.execute(u"BEGIN TRANSACTION READ ONLY; SELECT 1"_s, limits);
                !begun)
                return begun.error();
            auto tag = send(index, what, connection, limits);
            // Ends it whatever became of it, also when the limits say "cancelled" by now.
            const auto ended = connection.query(tag ? u"COMMIT"_s : u"ROLLBACK"_s);
            return tag && !ended ? Result<QString>(ended.error()) : tag;
        }
        if (mode == Mode::Manual && connection.transactionStatus() == pg::TransactionStatus::Idle &&
            what.category != Category::Transaction) {
            if (what.inTransaction == sql::Classification::InTransaction::Forbidden) {
                return Error{
                    .kind = Error::Kind::Conflict,
                    .message =
                        u"%1 cannot run inside a transaction. Switch to auto-commit to run it."_s
                            .arg(what.command)};
            }
            if (const auto begun = connection.query(u"BEGIN"_s, {}, limits); !begun)
                return begun.error();
            shared->note(connection);
        }
        return send(index, what, connection, limits);
    }

    Result<QString> send(qsizetype index, const sql::Classification &what,
                         pg::Connection &connection, const pg::CallLimits &limits)
    {
        const ConsoleStatement &statement = statements.at(index);
        switch (copyDirection(what, statement.text)) {
        case CopyDirection::FromClient:
            return copyIn(statement, connection, limits);
        case CopyDirection::ToClient:
            return copyOut(index, connection, limits);
        case CopyDirection::None:
            break;
        }
        // Only what was asked for is bound: an unknown ":name" may be part of an operator.
        sql::BoundStatement bound = sql::bindParameters(statement.text);
        QList<QString> values;
        for (const QString &name : std::as_const(bound.names)) {
            if (!statement.values.contains(name)) {
                bound = {.text = statement.text, .names = {}, .changes = {}};
                values.clear();
                break;
            }
            values += statement.values.value(name);
        }
        auto rows = std::make_shared<ResultStore>(options.rows);
        std::optional<Error> storing;
        bool shown = false;
        const auto take = [&](const pg::Rows &batch) {
            if (const auto stored = rows->append(batch); !stored) {
                storing = stored.error();
                return false;
            }
            if (!shown && batch.hasColumns()) {
                shown = true;
                run->update(index, [&](StatementRun &entry) { entry.rows = rows; });
            }
            return true;
        };
        const auto end = connection.stream(bound.text, values, take, limits);
        if (storing)
            return *storing;
        if (!end) {
            Error error = end.error();
            if (error.position > 0)
                error.position = bound.originalPosition(error.position);
            return error;
        }
        return end->commandTag();
    }

    Result<QString> copyIn(const ConsoleStatement &statement, pg::Connection &connection,
                           const pg::CallLimits &limits)
    {
        qsizetype at = 0;
        const auto source = [&](QByteArray &buffer) -> Result<void> {
            buffer = statement.copyData.mid(at, copyPiece);
            at += buffer.size();
            return {};
        };
        const auto rows = connection.copyIn(statement.text, source, limits);
        if (!rows)
            return rows.error();
        return u"COPY %1"_s.arg(*rows);
    }

    Result<QString> copyOut(qsizetype index, pg::Connection &connection,
                            const pg::CallLimits &limits)
    {
        auto lines = std::make_shared<ResultStore>(options.rows);
        run->update(index, [&](StatementRun &entry) { entry.rows = lines; });
        const QList<Column> columns{{.name = u"COPY"_s, .typeOid = 25, .kind = ValueKind::Text}};
        std::optional<Error> storing;
        const auto sink = [&](QByteArrayView data) {
            QByteArray line = data.toByteArray();
            if (line.endsWith('\n'))
                line.chop(1);
            if (const auto stored = lines->append(columns, {line.isNull() ? QByteArray("") : line});
                !stored)
                storing = stored.error();
            return !storing;
        };
        const auto rows = connection.copyOut(statements.at(index).text, sink, limits);
        if (storing)
            return *storing;
        if (!rows)
            return rows.error();
        return u"COPY %1"_s.arg(*rows);
    }
};

Console::Console(std::shared_ptr<pg::Session> session, const Options &options)
    : m_session(std::move(session))
    , m_options(options)
    , m_shared(std::make_shared<Shared>())
{
    m_session->setNoticeHandler([shared = m_shared](const Error &notice) {
        std::function<void(const Error &)> sink;
        {
            const std::lock_guard lock(shared->mutex);
            sink = shared->noticeSink;
        }
        if (sink)
            sink(notice);
    });
}

Console::~Console()
{
    stopReading();
    cancel();
}

std::shared_ptr<ConsoleRun> Console::run(const QList<ConsoleStatement> &statements, Mode mode)
{
    auto run = std::make_shared<ConsoleRun>();
    for (const ConsoleStatement &statement : statements) {
        StatementRun entry;
        entry.text = statement.text;
        entry.offset = statement.offset;
        run->m_statements += entry;
    }
    auto work = std::make_shared<Work>(Work{.shared = m_shared,
                                            .run = run,
                                            .statements = statements,
                                            .mode = mode,
                                            .options = m_options});
    const auto request =
        m_session->start<bool>([work](pg::Connection &connection, const pg::CallLimits &limits) {
            return work->perform(connection, limits);
        });
    m_request = request.id;
    m_run = run;
    // A connection that cannot be opened, and a cancel that the server does not answer, end the run
    // here.
    auto *watcher = new QFutureWatcher<Result<bool>>;
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, watcher, [watcher, run, shared = m_shared] {
            watcher->deleteLater();
            const auto future = watcher->future();
            const Result<bool> answer =
                future.resultCount() > 0 ? future.result() : Result<bool>(Error::cancelled());
            if (answer)
                return;
            run->finish(&answer.error());
        });
    watcher->setFuture(request.future);
    return run;
}

void Console::cancel()
{
    if (m_run && !m_run->isFinished())
        m_session->cancel(m_request);
}

void Console::checkTransaction()
{
    if (m_run && !m_run->isFinished())
        return;
    {
        const std::lock_guard lock(m_shared->mutex);
        if (m_shared->checking || m_shared->transaction.isLost || !m_shared->inTransaction())
            return;
        m_shared->checking = true;
    }
    // The session drops a connection that the server has closed, and gives this job another one or
    // an error.
    const auto checked = m_session->run<bool>(
        [shared = m_shared](pg::Connection &connection, const pg::CallLimits &) {
            const std::lock_guard lock(shared->mutex);
            return Result<bool>(shared->backendPid == connection.backendPid());
        });
    auto *watcher = new QFutureWatcher<Result<bool>>;
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, [watcher, shared = m_shared] {
        watcher->deleteLater();
        const auto future = watcher->future();
        const auto answer =
            future.resultCount() > 0 ? future.result() : Result<bool>(Error::cancelled());
        const bool stands = answer ? *answer : answer.error().isCancelled();
        const std::lock_guard lock(shared->mutex);
        shared->checking = false;
        if (!stands)
            shared->transaction.isLost = shared->inTransaction();
    });
    watcher->setFuture(checked);
}

std::optional<QStringList> Console::searchPath() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->searchPath;
}

QFuture<Result<EditTarget>> Console::findEditTarget(const QList<Column> &columns)
{
    return m_session->run<EditTarget>(
        [columns, shared = m_shared](pg::Connection &connection, const pg::CallLimits &limits) {
            return data::findEditTarget(connection, columns, limits);
        });
}

QFuture<Result<void>> Console::commitEdits(const QList<EditStatement> &statements)
{
    return m_session->run<void>(
        [statements, shared = m_shared, readOnly = m_options.readOnly](
            pg::Connection &connection, const pg::CallLimits &limits) -> Result<void> {
            if (readOnly)
                return Error{.kind = Error::Kind::ReadOnly,
                             .message = u"The connection is read-only."_s};
            {
                const std::lock_guard lock(shared->mutex);
                if (shared->inTransaction() && shared->backendPid != connection.backendPid()) {
                    shared->transaction = {};
                    return lostTransaction();
                }
            }
            const auto done = data::commitEdits(connection, statements, limits);
            shared->note(connection);
            return done;
        });
}

RowReading Console::readRows(const QString &sql)
{
    stopReading();
    auto rows = std::make_shared<ResultStore>(m_options.rows);
    const auto request = m_session->start<RowsRead>(
        [rows, sql, shared = m_shared](pg::Connection &connection,
                                       const pg::CallLimits &limits) -> Result<RowsRead> {
            {
                const std::lock_guard lock(shared->mutex);
                if (shared->inTransaction() && shared->backendPid != connection.backendPid()) {
                    shared->transaction = {};
                    return lostTransaction();
                }
            }
            const auto read = data::readRows(*rows, sql, connection, limits);
            shared->note(connection);
            return read;
        });
    m_reading = request.id;
    return {.rows = rows, .end = request.future};
}

void Console::stopReading()
{
    if (m_reading != 0)
        m_session->cancel(std::exchange(m_reading, 0));
}

QString readOnlyRoleSql()
{
    return u"-- A role that can read everything and change nothing. Run this as an administrator, "
           u"give the role a\n"
           u"-- password, and connect as it.\n"
           u"CREATE ROLE reader LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION "
           u"NOBYPASSRLS;\n"
           u"GRANT pg_read_all_data TO reader; -- since PostgreSQL 14; before, GRANT SELECT schema "
           u"by schema\n"
           u"ALTER ROLE reader SET default_transaction_read_only = on;\n"_s;
}

TransactionState Console::transaction() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->transaction;
}

} // namespace howdah::data
