#include "pg/connection.h"

#include "pg/connection_p.h"

#include <poll.h>

using namespace Qt::StringLiterals;

namespace howdah::pg {

namespace {

/// Sends a COPY and waits until the server is in the mode asked for.
template<typename Private>
Result<void> startCopy(Private &d, const QString &sql, ExecStatusType wanted,
                       const QString &otherwise, const CallLimits &limits)
{
    if (const auto sent = d.send(sql, {}, limits); !sent)
        return sent.error();
    if (const auto flushed = d.flush(limits); !flushed)
        return flushed.error();
    const auto first = d.nextResult(limits);
    if (!first)
        return first.error();
    if (*first && PQresultStatus(first->get()) == wanted)
        return {};
    const Error error = *first && Private::failed(first->get()) ? d.errorOf(first->get())
                                                                : Error::invalid(otherwise);
    if (*first && PQresultStatus(first->get()) == PGRES_COPY_IN)
        PQputCopyEnd(d.conn, "not expected");
    else if (*first && PQresultStatus(first->get()) == PGRES_COPY_OUT)
        d.stop(error);
    d.drain(limits);
    return error;
}

} // namespace

Result<qint64> Connection::runCopyOut(const QString &sql, const CopySink &sink,
                                      const CallLimits &limits)
{
    const auto registration = limits.token.onCancelled([this] { d->wakeup.wake(); });
    if (const auto started =
            startCopy(*d, sql, PGRES_COPY_OUT, u"This is no COPY … TO STDOUT."_s, limits);
        !started)
        return started.error();
    while (true) {
        char *buffer = nullptr;
        const int size = PQgetCopyData(d->conn, &buffer, 1);
        if (size < 0)
            break;
        if (size > 0) {
            if (!d->stopReason && !sink(QByteArrayView(buffer, size)))
                d->stop(Error::cancelled());
            PQfreemem(buffer);
        } else if (const auto waited = d->waitFor(POLLIN, limits); !waited) {
            return waited.error();
        }
    }
    const auto rows = d->finishCopy(limits);
    if (rows && d->stopReason)
        return *d->stopReason;
    return rows;
}

Result<qint64> Connection::runCopyIn(const QString &sql, const CopySource &source,
                                     const CallLimits &limits)
{
    const auto registration = limits.token.onCancelled([this] { d->wakeup.wake(); });
    if (const auto started =
            startCopy(*d, sql, PGRES_COPY_IN, u"This is no COPY … FROM STDIN."_s, limits);
        !started)
        return started.error();
    std::optional<Error> abort;
    QByteArray buffer;
    while (!abort) {
        if (limits.token.isCancelled()) {
            abort = Error::cancelled();
            break;
        }
        buffer.clear();
        if (const auto filled = source(buffer); !filled) {
            abort = filled.error();
            break;
        }
        if (buffer.isEmpty())
            break;
        int put = 0;
        while ((put = PQputCopyData(d->conn, buffer.constData(), int(buffer.size()))) == 0) {
            if (const auto waited = d->waitFor(POLLIN | POLLOUT, limits); !waited)
                return waited.error();
        }
        if (put < 0)
            return d->lost();
        if (const auto flushed = d->flush(limits); !flushed)
            return flushed.error();
    }
    int put = 0;
    while ((put = PQputCopyEnd(d->conn, abort ? "stopped by the client" : nullptr)) == 0) {
        if (const auto waited = d->waitFor(POLLIN | POLLOUT, limits); !waited)
            return waited.error();
    }
    if (put < 0)
        return d->lost();
    if (const auto flushed = d->flush(limits); !flushed)
        return flushed.error();
    const auto rows = d->finishCopy(limits);
    // The server's word about a COPY that we broke off ourselves only says that we did.
    if (abort)
        return *abort;
    return rows;
}

} // namespace howdah::pg
