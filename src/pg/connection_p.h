#pragma once

#include "pg/canceller.h"
#include "pg/connection.h"
#include "pg/wakeup.h"

#include <QElapsedTimer>

#include <libpq-fe.h>

#include <memory>
#include <optional>

namespace howdah::pg {

struct ResultDeleter
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ResultDeleter>;

/// The libpq handle with what every call needs: waiting that can be stopped, and the life of one
/// statement from send() to the last nextResult().
struct Connection::Private
{
    PGconn *conn = nullptr;
    Endpoint endpoint;
    QString address;
    std::shared_ptr<void> tunnel;
    Wakeup wakeup;
    NoticeHandler noticeHandler;
    NotificationHandler notificationHandler;
    StatementObserver observer;

    /// Runs @p call, which sends @p sql, and tells the observer how it went.
    template<typename Call>
    [[nodiscard]] std::invoke_result_t<Call> observed(const QString &sql, const Call &call);

    ~Private();

    enum class Ready { Socket, Wake, Timeout };
    [[nodiscard]] Ready wait(short events, const QDeadlineTimer &deadline);

    /// Gets ready for a statement. Fails when a cancel meant for the one before is still under way
    /// and does not arrive.
    [[nodiscard]] Result<void> begin(const CallLimits &limits);
    [[nodiscard]] Result<void> send(const QString &sql, const QList<QString> &parameters,
                                    const CallLimits &limits);
    [[nodiscard]] Result<void> flush(const CallLimits &limits);
    /// Waits for the socket. Cancellation and deadline turn into one cancel request, and when the
    /// server does not answer that either, into the end of the connection. Gives up waiting,
    /// without an error, at @p until.
    [[nodiscard]] Result<void> waitFor(short events, const CallLimits &limits,
                                       QDeadlineTimer until = QDeadlineTimer::Forever);
    /// The next result of the running statement, null after the last.
    [[nodiscard]] Result<ResultPtr> nextResult(const CallLimits &limits);
    /// Runs what is left of a statement to its end; answers the rows COPY counted, or the error.
    [[nodiscard]] Result<qint64> finishCopy(const CallLimits &limits);
    /// Ends a COPY that nobody asked for.
    [[nodiscard]] Error refuseCopy(const PGresult *result, const QString &why,
                                   const CallLimits &limits);
    /// Reads what is left of a statement so that the connection can be used again.
    void drain(const CallLimits &limits);
    /// Makes the server stop the running statement, for @p reason.
    void stop(const Error &reason);
    /// Asks it once more when the first request was lost.
    void insist();

    [[nodiscard]] static bool failed(const PGresult *result);
    [[nodiscard]] static bool isCopy(const PGresult *result);
    /// The error in a failed result, or the reason why we stopped the statement.
    [[nodiscard]] Error errorOf(const PGresult *result);
    [[nodiscard]] Error lost();
    /// Takes in whatever has arrived; false when the connection is gone.
    [[nodiscard]] bool consume();
    /// Gives the socket up, so that nobody waits for this server any more.
    void giveUp();

    std::shared_ptr<PendingCancel> pendingCancel;
    std::optional<Error> stopReason;
    QDeadlineTimer grace;
    QDeadlineTimer cancelAgain;
    bool broken = false;
};

[[nodiscard]] inline qint64 affectedRows(const Rows &rows)
{
    return rows.affectedRows();
}
[[nodiscard]] inline qint64 affectedRows(const QList<Rows> &results)
{
    qint64 sum = 0;
    for (const Rows &rows : results)
        sum += rows.affectedRows();
    return sum;
}
[[nodiscard]] inline qint64 affectedRows(qint64 copied)
{
    return copied;
}

template<typename Call>
std::invoke_result_t<Call> Connection::Private::observed(const QString &sql, const Call &call)
{
    if (!observer)
        return call();
    const QDateTime startedAt = QDateTime::currentDateTimeUtc();
    QElapsedTimer timer;
    timer.start();
    const auto answer = call();
    const auto taken = std::chrono::nanoseconds(timer.nsecsElapsed());
    observer({.sql = sql,
              .startedAt = startedAt,
              .duration = std::chrono::duration_cast<std::chrono::microseconds>(taken),
              .affectedRows = answer ? affectedRows(*answer) : 0,
              .error = answer ? std::nullopt : std::optional(answer.error())});
    return answer;
}

} // namespace howdah::pg
