#include "pg/connection.h"

#include "pg/batch.h"
#include "pg/connection_p.h"

#include <poll.h>

using namespace Qt::StringLiterals;

namespace howdah::pg {

namespace {

/// How long rows may wait for others to travel with.
constexpr int gatheringMs = 10;

} // namespace

Connection::Connection(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}
Connection::Connection(Connection &&) noexcept = default;
Connection &Connection::operator=(Connection &&) noexcept = default;
Connection::~Connection() = default;

Result<Rows> Connection::query(const QString &sql, const QList<QString> &parameters,
                               const CallLimits &limits)
{
    return d->observed(sql, [&] { return runQuery(sql, parameters, limits); });
}

Result<QList<Rows>> Connection::execute(const QString &script, const CallLimits &limits)
{
    return d->observed(script, [&] { return runScript(script, limits); });
}

Result<Rows> Connection::stream(const QString &sql, const QList<QString> &parameters,
                                const BatchHandler &handler, const CallLimits &limits)
{
    return d->observed(sql, [&] { return runStream(sql, parameters, handler, limits); });
}

Result<qint64> Connection::copyOut(const QString &sql, const CopySink &sink,
                                   const CallLimits &limits)
{
    return d->observed(sql, [&] { return runCopyOut(sql, sink, limits); });
}

Result<qint64> Connection::copyIn(const QString &sql, const CopySource &source,
                                  const CallLimits &limits)
{
    return d->observed(sql, [&] { return runCopyIn(sql, source, limits); });
}

Result<Rows> Connection::runQuery(const QString &sql, const QList<QString> &parameters,
                                  const CallLimits &limits)
{
    const auto registration = limits.token.onCancelled([this] { d->wakeup.wake(); });
    if (const auto sent = d->send(sql, parameters, limits); !sent)
        return sent.error();
    if (const auto flushed = d->flush(limits); !flushed)
        return flushed.error();
    Rows rows;
    std::optional<Error> error;
    while (true) {
        auto result = d->nextResult(limits);
        if (!result)
            return result.error();
        if (!*result)
            break;
        if (Private::isCopy(result->get())) {
            return d->refuseCopy(result->get(), u"COPY to or from the client is not a query."_s,
                                 limits);
        }
        if (Private::failed(result->get()))
            error = d->errorOf(result->get());
        else
            rows = Rows(result->release());
    }
    if (error)
        return *error;
    return rows;
}

Result<QList<Rows>> Connection::runScript(const QString &script, const CallLimits &limits)
{
    const auto registration = limits.token.onCancelled([this] { d->wakeup.wake(); });
    if (script.contains(QChar::Null))
        return Error::invalid(u"A statement cannot hold the character U+0000."_s);
    if (const auto begun = d->begin(limits); !begun)
        return begun.error();
    if (!PQsendQuery(d->conn, script.toUtf8().constData()))
        return d->lost();
    if (const auto flushed = d->flush(limits); !flushed)
        return flushed.error();
    QList<Rows> all;
    std::optional<Error> error;
    while (true) {
        auto result = d->nextResult(limits);
        if (!result)
            return result.error();
        if (!*result)
            break;
        if (Private::isCopy(result->get())) {
            return d->refuseCopy(
                result->get(),
                u"COPY to or from the client cannot be part of a script sent whole."_s, limits);
        }
        if (Private::failed(result->get()))
            error = d->errorOf(result->get());
        else
            all += Rows(result->release());
    }
    if (error)
        return *error;
    return all;
}

Result<Rows> Connection::runStream(const QString &sql, const QList<QString> &parameters,
                                   const BatchHandler &handler, const CallLimits &limits)
{
    const auto registration = limits.token.onCancelled([this] { d->wakeup.wake(); });
    if (const auto sent = d->send(sql, parameters, limits); !sent)
        return sent.error();
    // Not PQsetChunkedRowsMode of libpq 17: it keeps rows back until a chunk is full, however long
    // the next row takes.
    PQsetSingleRowMode(d->conn);
    if (const auto flushed = d->flush(limits); !flushed)
        return flushed.error();
    Batch batch;
    QDeadlineTimer gathered;
    Rows last;
    std::optional<Error> error;
    bool handedOver = false;
    const auto handOver = [&](const Rows &rows) {
        handedOver = true;
        if (!d->stopReason && !handler(rows))
            d->stop(Error::cancelled());
    };
    while (true) {
        if (batch.isFull())
            handOver(batch.take());
        // Nothing more has arrived: what is there waits a moment for more, so that a fast server's
        // rows do not come in a thousand small batches, but not for the rest. The first waits for
        // nothing.
        while (!batch.isEmpty() && PQisBusy(d->conn)) {
            if (!handedOver || gathered.hasExpired()) {
                handOver(batch.take());
            } else if (const auto waited = d->waitFor(POLLIN, limits, gathered); !waited) {
                handOver(batch.take());
                return waited.error();
            }
        }
        auto result = d->nextResult(limits);
        if (!result)
            return result.error();
        if (!*result)
            break;
        const auto status = PQresultStatus(result->get());
        if (status == PGRES_SINGLE_TUPLE) {
            if (batch.isEmpty())
                gathered.setRemainingTime(gatheringMs, Qt::PreciseTimer);
            batch.add(result->get());
        } else if (Private::isCopy(result->get())) {
            return d->refuseCopy(result->get(), u"COPY to or from the client is not a query."_s,
                                 limits);
        } else if (Private::failed(result->get())) {
            error = d->errorOf(result->get());
        } else {
            last = Rows(result->release());
        }
    }
    if (!batch.isEmpty())
        handOver(batch.take());
    if (error)
        return *error;
    if (!handedOver && last.hasColumns())
        handOver(last);
    // Everything had arrived before the server heard that it should stop.
    if (d->stopReason)
        return *d->stopReason;
    return last;
}

int Connection::serverVersion() const
{
    return PQserverVersion(d->conn);
}

int Connection::backendPid() const
{
    return PQbackendPID(d->conn);
}

QString Connection::parameterStatus(const char *name) const
{
    return QString::fromUtf8(PQparameterStatus(d->conn, name));
}

TransactionStatus Connection::transactionStatus() const
{
    switch (PQtransactionStatus(d->conn)) {
    case PQTRANS_IDLE:
        return TransactionStatus::Idle;
    case PQTRANS_ACTIVE:
        return TransactionStatus::Active;
    case PQTRANS_INTRANS:
        return TransactionStatus::InTransaction;
    case PQTRANS_INERROR:
        return TransactionStatus::InFailedTransaction;
    case PQTRANS_UNKNOWN:
        return TransactionStatus::Unknown;
    }
    return TransactionStatus::Unknown;
}

bool Connection::isUsable() const
{
    return !d->broken && PQstatus(d->conn) == CONNECTION_OK;
}

const Endpoint &Connection::endpoint() const
{
    return d->endpoint;
}

QString Connection::address() const
{
    return d->address;
}

TlsInfo Connection::tls() const
{
    TlsInfo info{.used = PQsslInUse(d->conn) != 0, .gss = PQgssEncInUse(d->conn) != 0};
    if (info.used) {
        info.protocol = QString::fromLatin1(PQsslAttribute(d->conn, "protocol"));
        info.cipher = QString::fromLatin1(PQsslAttribute(d->conn, "cipher"));
    }
    return info;
}

void Connection::setNoticeHandler(NoticeHandler handler)
{
    d->noticeHandler = std::move(handler);
}

void Connection::setNotificationHandler(NotificationHandler handler)
{
    d->notificationHandler = std::move(handler);
}

void Connection::setStatementObserver(StatementObserver observer)
{
    d->observer = std::move(observer);
}

int Connection::descriptor() const
{
    return PQsocket(d->conn);
}

Result<void> Connection::receive()
{
    d->stopReason.reset();
    if (!d->consume() || PQstatus(d->conn) != CONNECTION_OK)
        return d->lost();
    return {};
}

} // namespace howdah::pg
