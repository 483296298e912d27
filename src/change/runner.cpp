#include "change/runner.h"

#include "sql/quote.h"

#include <QElapsedTimer>
#include <QSet>

using namespace Qt::StringLiterals;

namespace howdah::change {

namespace {

/// How long putting things right may take after a failure, whatever the caller's limits were.
constexpr int cleanUpMs = 10'000;

pg::CallLimits cleanUpLimits()
{
    return {.deadline = QDeadlineTimer(cleanUpMs), .token = {}};
}

class Run final
{
public:
    Run(pg::Connection &connection, const Change &change, const RunOptions &options,
        const RunObserver &observer, const pg::CallLimits &limits)
        : m_connection(connection)
        , m_change(change)
        , m_options(options)
        , m_observer(observer)
        , m_limits(limits)
    {}

    RunOutcome go()
    {
        m_clock.start();
        if (m_change.mode == Change::Mode::OneTransaction)
            inOneTransaction();
        else
            oneByOne();
        m_outcome.took = elapsed();
        return m_outcome;
    }

private:
    using State = RunOutcome::State;

    [[nodiscard]] std::chrono::microseconds elapsed() const
    {
        return std::chrono::microseconds(m_clock.nsecsElapsed() / 1000);
    }
    [[nodiscard]] bool isOpen() const
    {
        const auto status = m_connection.transactionStatus();
        return status == pg::TransactionStatus::InTransaction ||
               status == pg::TransactionStatus::InFailedTransaction;
    }

    void fail(const Error &error, State state)
    {
        m_outcome.error = error;
        m_outcome.state = state;
    }

    [[nodiscard]] Result<void> command(const QString &sql, const pg::CallLimits &limits)
    {
        const auto answer = m_connection.query(sql, {}, limits);
        if (!answer)
            return answer.error();
        return {};
    }

    void rollBack()
    {
        // When this fails the connection is gone, and the server rolls back by itself.
        if (isOpen())
            (void)command(u"ROLLBACK"_s, cleanUpLimits());
    }

    [[nodiscard]] Result<void> limitLocks(bool local, bool limited)
    {
        if (m_options.lockTimeoutMs <= 0)
            return {};
        const auto answer =
            m_connection.query(u"SELECT pg_catalog.set_config('lock_timeout', $1, $2::boolean)"_s,
                               {limited ? QString::number(m_options.lockTimeoutMs) : u"0"_s,
                                local ? u"true"_s : u"false"_s},
                               m_limits);
        if (!answer)
            return answer.error();
        return {};
    }

    [[nodiscard]] Result<void> execute(qsizetype index)
    {
        const Statement &statement = m_change.statements.at(index);
        if (m_observer.statementStarted)
            m_observer.statementStarted(index, statement);
        QElapsedTimer clock;
        clock.start();
        const auto done = send(statement);
        if (!done) {
            m_outcome.failedStatement = index;
            m_outcome.failedPlace = statement.placeOf(done.error().position);
            return done.error()
                .within(u"statement %1"_s.arg(index + 1))
                .within(u"%1:%2:%3"_s.arg(statement.file())
                            .arg(m_outcome.failedPlace.line)
                            .arg(m_outcome.failedPlace.column));
        }
        ++m_outcome.completed;
        if (m_observer.statementDone)
            m_observer.statementDone(index, statement,
                                     std::chrono::microseconds(clock.nsecsElapsed() / 1000));
        return {};
    }

    [[nodiscard]] Result<void> send(const Statement &statement)
    {
        if (!statement.copyData) {
            // Rows that a migration's SELECT returns interest nobody, and must not fill the memory.
            const auto answer = m_connection.stream(
                statement.text, {}, [](const pg::Rows &) { return true; }, m_limits);
            if (!answer)
                return answer.error();
            return {};
        }
        bool sent = false;
        const auto source = [&](QByteArray &buffer) -> Result<void> {
            buffer = sent ? QByteArray() : *statement.copyData;
            sent = true;
            return {};
        };
        const auto answer = m_connection.copyIn(statement.text, source, m_limits);
        if (!answer)
            return answer.error();
        return {};
    }

    void inOneTransaction()
    {
        if (const auto begun = command(u"BEGIN"_s, m_limits); !begun)
            return fail(begun.error(), State::Untouched);
        const auto body = [this]() -> Result<void> {
            if (const auto limited = limitLocks(true, true); !limited)
                return limited.error();
            for (qsizetype i = 0; i < m_change.statements.size(); ++i) {
                if (const auto done = execute(i); !done)
                    return done.error();
            }
            if (m_options.record) {
                if (const auto recorded = m_options.record(m_connection, elapsed()); !recorded)
                    return recorded.error().within(u"write the history"_s);
            }
            return {};
        };
        if (const auto done = body(); !done) {
            rollBack();
            return fail(done.error(), State::Untouched);
        }
        // A cancel that comes now would leave it open whether the COMMIT arrived; so it is not
        // listened to.
        const auto committed = m_connection.query(u"COMMIT"_s);
        if (!committed) {
            const bool lost = committed.error().isConnectionGone();
            rollBack();
            return fail(committed.error().within(u"COMMIT"_s),
                        lost ? State::Unknown : State::Untouched);
        }
        if (committed->commandTag() == "ROLLBACK"_L1) {
            return fail({.kind = Error::Kind::Server,
                         .message = u"The server rolled the transaction back."_s},
                        State::Untouched);
        }
        m_outcome.state = State::Done;
    }

    void oneByOne()
    {
        if (m_options.announce) {
            if (const auto announced = m_options.announce(m_connection); !announced)
                return fail(announced.error().within(u"write the history"_s), State::Untouched);
        }
        qsizetype committed = 0;
        for (qsizetype i = 0; i < m_change.statements.size(); ++i) {
            const bool concurrently =
                m_change.statements.at(i).text.contains("concurrently"_L1, Qt::CaseInsensitive);
            auto done = limitLocks(false, !concurrently);
            if (done)
                done = execute(i);
            if (!done) {
                rollBack();
                return fail(done.error(), committed > 0 ? State::Partly : State::Untouched);
            }
            if (!isOpen())
                committed = i + 1;
        }
        if (isOpen()) {
            rollBack();
            return fail(Error::invalid(u"The script begins a transaction and never commits it."_s),
                        committed > 0 ? State::Partly : State::Untouched);
        }
        if (m_options.record) {
            if (const auto recorded = m_options.record(m_connection, elapsed()); !recorded)
                return fail(recorded.error().within(u"write the history"_s), State::Unrecorded);
        }
        m_outcome.state = State::Done;
    }

    pg::Connection &m_connection;
    const Change &m_change;
    const RunOptions &m_options;
    const RunObserver &m_observer;
    const pg::CallLimits m_limits;
    RunOutcome m_outcome;
    QElapsedTimer m_clock;
};

} // namespace

RunOutcome run(pg::Connection &connection, const Change &change, const RunOptions &options,
               const RunObserver &observer, const pg::CallLimits &limits)
{
    return Run(connection, change, options, observer, limits).go();
}

Result<SessionSettings> SessionSettings::capture(pg::Connection &connection)
{
    const auto rows = connection.query(
        u"SELECT name, setting FROM pg_catalog.pg_settings WHERE source = 'session' "
        u"UNION ALL SELECT 'session_authorization', "
        u"pg_catalog.current_setting('session_authorization') "
        u"UNION ALL SELECT 'role', pg_catalog.current_setting('role')"_s);
    if (!rows)
        return rows.error().within(u"read the session's settings"_s);
    SessionSettings settings;
    for (int row = 0; row < rows->rowCount(); ++row)
        settings.m_values.insert(rows->text(row, 0), rows->text(row, 1));
    return settings;
}

Result<void> SessionSettings::restore(pg::Connection &connection) const
{
    const auto now = capture(connection);
    if (!now)
        return now.error();
    if (now->m_values == m_values)
        return {};
    QStringList names = now->m_values.keys() + m_values.keys();
    // Who we are first: a lesser role may not be allowed to change the rest.
    for (const QString &first : {u"role"_s, u"session_authorization"_s}) {
        names.removeAll(first);
        names.prepend(first);
    }
    names.removeDuplicates();
    for (const QString &name : std::as_const(names)) {
        if (now->m_values.value(name) == m_values.value(name))
            continue;
        const auto done = m_values.contains(name)
                              ? connection.query(u"SELECT pg_catalog.set_config($1, $2, false)"_s,
                                                 {name, m_values.value(name)})
                              : connection.query(u"RESET "_s + sql::quoteIdentifier(name));
        if (!done)
            return done.error().within(u"restore "_s + name);
    }
    return {};
}

} // namespace howdah::change
