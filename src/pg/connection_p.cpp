#include "pg/connection_p.h"

#include "pg/errors.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

using namespace Qt::StringLiterals;

namespace howdah::pg {

namespace {

/// After a cancel the server has this long to answer before the socket is shut down.
constexpr int graceMs = 3000;
/// A server that goes on after a cancel is asked again: it drops one that arrives between two
/// messages of the same statement, and a function may catch one.
constexpr int cancelAgainMs = 700;
constexpr int longestPollMs = 60'000;
constexpr qsizetype mostParameters = 65535;

} // namespace

Connection::Private::~Private()
{
    if (conn)
        PQfinish(conn);
}

Connection::Private::Ready Connection::Private::wait(short events, const QDeadlineTimer &deadline)
{
    while (true) {
        pollfd fds[2] = {{PQsocket(conn), events, 0}, {wakeup.descriptor(), POLLIN, 0}};
        const int remaining =
            deadline.isForever() ? -1 : int(qMin<qint64>(deadline.remainingTime(), longestPollMs));
        const int count = ::poll(fds, 2, remaining);
        if (count < 0 && errno == EINTR)
            continue;
        if (fds[1].revents) {
            wakeup.clear();
            return Ready::Wake;
        }
        if (count > 0)
            return Ready::Socket;
        if (deadline.hasExpired())
            return Ready::Timeout;
    }
}

bool Connection::Private::consume()
{
    const bool alive = PQconsumeInput(conn) != 0;
    while (PGnotify *notify = PQnotifies(conn)) {
        if (notificationHandler) {
            notificationHandler({.channel = QString::fromUtf8(notify->relname),
                                 .payload = QString::fromUtf8(notify->extra),
                                 .backendPid = notify->be_pid});
        }
        PQfreemem(notify);
    }
    return alive;
}

Error Connection::Private::lost()
{
    broken = true;
    if (stopReason)
        return *stopReason;
    return {.kind = Error::Kind::ConnectionLost,
            .message = PQstatus(conn) == CONNECTION_OK
                           ? u"The connection was given up."_s
                           : QString::fromUtf8(PQerrorMessage(conn)).trimmed(),
            .context = {endpoint.toDisplayText()}};
}

void Connection::Private::giveUp()
{
    broken = true;
    ::shutdown(PQsocket(conn), SHUT_RDWR);
}

void Connection::Private::stop(const Error &reason)
{
    if (stopReason)
        return;
    stopReason = reason;
    pendingCancel = PendingCancel::send(conn);
    grace.setRemainingTime(graceMs);
    cancelAgain.setRemainingTime(cancelAgainMs);
}

void Connection::Private::insist()
{
    // A COPY that is refused sends no request at all, so there is none to repeat.
    if (!stopReason || !pendingCancel || !cancelAgain.hasExpired())
        return;
    if (pendingCancel->waitUntilArrived(QDeadlineTimer(0)))
        pendingCancel = PendingCancel::send(conn);
    cancelAgain.setRemainingTime(cancelAgainMs);
}

Result<void> Connection::Private::begin(const CallLimits &limits)
{
    if (limits.token.isCancelled())
        return Error::cancelled();
    stopReason.reset();
    if (pendingCancel && !pendingCancel->waitUntilArrived(grace)) {
        giveUp();
        return Error{.kind = Error::Kind::ConnectionLost,
                     .message =
                         u"The server did not take the request to cancel the statement before."_s,
                     .context = {endpoint.toDisplayText()}};
    }
    pendingCancel.reset();
    wakeup.clear();
    if (broken || PQstatus(conn) != CONNECTION_OK)
        return lost();
    return {};
}

Result<void> Connection::Private::waitFor(short events, const CallLimits &limits,
                                          QDeadlineTimer until)
{
    if (limits.token.isCancelled())
        stop(Error::cancelled());
    else if (limits.deadline.hasExpired())
        stop(Error::timedOut(u"waiting for the server"_s));
    insist();
    const QDeadlineTimer patience = pendingCancel ? std::min(grace, cancelAgain) : grace;
    const auto ready = wait(events, std::min(until, stopReason ? patience : limits.deadline));
    if (stopReason && grace.hasExpired()) {
        giveUp();
        return *stopReason;
    }
    if (ready == Ready::Socket && !consume())
        return lost();
    return {};
}

Result<void> Connection::Private::send(const QString &sql, const QList<QString> &parameters,
                                       const CallLimits &limits)
{
    if (parameters.size() > mostParameters)
        return Error::invalid(u"A statement takes at most %1 parameters."_s.arg(mostParameters));
    if (const auto begun = begin(limits); !begun)
        return begun.error();
    QList<QByteArray> storage;
    storage.reserve(parameters.size());
    QList<const char *> values;
    values.reserve(parameters.size());
    for (const QString &parameter : parameters) {
        if (parameter.contains(QChar::Null))
            return Error::invalid(u"PostgreSQL text cannot hold the character U+0000."_s);
        storage += parameter.toUtf8();
        values += parameter.isNull() ? nullptr : storage.constLast().constData();
    }
    if (sql.contains(QChar::Null))
        return Error::invalid(u"A statement cannot hold the character U+0000."_s);
    if (!PQsendQueryParams(conn, sql.toUtf8().constData(), int(values.size()), nullptr,
                           values.constData(), nullptr, nullptr, 0))
        return lost();
    return {};
}

Result<void> Connection::Private::flush(const CallLimits &limits)
{
    while (true) {
        const int pending = PQflush(conn);
        if (pending < 0)
            return lost();
        if (pending == 0)
            return {};
        if (const auto waited = waitFor(POLLIN | POLLOUT, limits); !waited)
            return waited.error();
    }
}

Result<ResultPtr> Connection::Private::nextResult(const CallLimits &limits)
{
    while (PQisBusy(conn)) {
        if (const auto waited = waitFor(POLLIN, limits); !waited)
            return waited.error();
    }
    return ResultPtr(PQgetResult(conn));
}

void Connection::Private::drain(const CallLimits &limits)
{
    while (true) {
        const auto result = nextResult(limits);
        if (!result || !*result)
            return;
        const auto status = PQresultStatus(result->get());
        if (status == PGRES_COPY_IN) {
            PQputCopyEnd(conn, "not expected");
        } else if (status == PGRES_COPY_OUT) {
            char *buffer = nullptr;
            int size = 0;
            while ((size = PQgetCopyData(conn, &buffer, 1)) >= 0) {
                if (size > 0)
                    PQfreemem(buffer);
                else if (!waitFor(POLLIN, limits))
                    return;
            }
        }
    }
}

Error Connection::Private::refuseCopy(const PGresult *result, const QString &why,
                                      const CallLimits &limits)
{
    const Error reason{.kind = Error::Kind::Unsupported, .message = why};
    if (PQresultStatus(result) == PGRES_COPY_IN) {
        // No cancel request: hitting a server that has not read the Sync behind the statement yet,
        // it would bring one ReadyForQuery too many, and that would end the next statement.
        stopReason = reason;
        grace.setRemainingTime(graceMs);
        PQputCopyEnd(conn, "not expected");
    } else {
        stop(reason);
    }
    drain(limits);
    return reason;
}

Result<qint64> Connection::Private::finishCopy(const CallLimits &limits)
{
    qint64 rows = 0;
    std::optional<Error> error;
    while (true) {
        const auto result = nextResult(limits);
        if (!result)
            return result.error();
        if (!*result)
            break;
        if (failed(result->get()))
            error = errorOf(result->get());
        else
            rows = QByteArrayView(PQcmdTuples(result->get())).toLongLong();
    }
    if (error)
        return *error;
    return rows;
}

bool Connection::Private::failed(const PGresult *result)
{
    const auto status = PQresultStatus(result);
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

bool Connection::Private::isCopy(const PGresult *result)
{
    const auto status = PQresultStatus(result);
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

Error Connection::Private::errorOf(const PGresult *result)
{
    Error error = errorFrom(result);
    if (PQstatus(conn) == CONNECTION_BAD)
        error.kind = Error::Kind::ConnectionLost;
    if (error.kind == Error::Kind::ConnectionLost)
        broken = true;
    // The server only knows that it was told to stop, we know why.
    if (stopReason && (error.isCancelled() || broken)) {
        error.kind = stopReason->kind;
        error.message = stopReason->message;
    } else if (error.isCancelled() && !stopReason && error.sqlstate == "57014"_L1) {
        // statement_timeout and somebody else's pg_cancel_backend() carry the same SQLSTATE.
        error.kind = Error::Kind::Server;
    }
    return error;
}

} // namespace howdah::pg
