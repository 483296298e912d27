#include "pg/connection.h"

#include "pg/wakeup.h"

#include <libpq-fe.h>

#include <poll.h>
#include <sys/socket.h>

#include <thread>

using namespace Qt::StringLiterals;

namespace howdah::pg {

namespace {

constexpr int oldestServer = 130000;
constexpr auto oldestServerText = "13"_L1;
/// After a cancel the server has this long to answer before the socket is shut down.
constexpr int cancelGraceMs = 3000;

struct ResultDeleter
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ResultDeleter>;

QString field(const PGresult *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

Error serverError(const PGresult *result)
{
    Error error{.kind = Error::Kind::Server,
                .message = field(result, PG_DIAG_MESSAGE_PRIMARY),
                .sqlstate = field(result, PG_DIAG_SQLSTATE),
                .detail = field(result, PG_DIAG_MESSAGE_DETAIL),
                .hint = field(result, PG_DIAG_MESSAGE_HINT),
                .position = field(result, PG_DIAG_STATEMENT_POSITION).toInt()};
    if (error.message.isEmpty())
        error.message = QString::fromUtf8(PQresultErrorMessage(result)).trimmed();
    if (error.sqlstate == "57014"_L1)
        error.kind = Error::Kind::Cancelled;
    else if (error.sqlstate.startsWith("57P"_L1) || error.sqlstate.startsWith("08"_L1))
        error.kind = Error::Kind::ConnectionLost;
    else if (error.sqlstate == "42501"_L1)
        error.kind = Error::Kind::PermissionDenied;
    else if (error.sqlstate == "25006"_L1)
        error.kind = Error::Kind::ReadOnly;
    return error;
}

Error connectError(PGconn *conn, const Endpoint &endpoint)
{
    const QString message = QString::fromUtf8(PQerrorMessage(conn)).trimmed();
    Error error{.kind = Error::Kind::ConnectionFailed, .message = message,
                .context = {u"connect to "_s + endpoint.toDisplayText()}};
    if (PQconnectionNeedsPassword(conn))
        error.kind = Error::Kind::PasswordNeeded;
    else if (PQconnectionUsedPassword(conn) || message.contains("authentication"_L1))
        error.kind = Error::Kind::AuthenticationFailed;
    return error;
}

} // namespace

struct Connection::Private
{
    PGconn *conn = nullptr;
    Endpoint endpoint;
    Wakeup wakeup;
    NoticeHandler noticeHandler;

    ~Private()
    {
        if (conn)
            PQfinish(conn);
    }

    [[nodiscard]] Error lost() const
    {
        return {.kind = Error::Kind::ConnectionLost, .message = QString::fromUtf8(PQerrorMessage(conn)).trimmed(),
                .context = {endpoint.toDisplayText()}};
    }

    enum class Ready { Socket, Wake, Timeout };
    Ready wait(short events, const QDeadlineTimer &deadline)
    {
        while (true) {
            pollfd fds[2] = {{PQsocket(conn), events, 0}, {wakeup.descriptor(), POLLIN, 0}};
            const auto remaining = deadline.isForever() ? -1 : int(qMin<qint64>(deadline.remainingTime(), 60'000));
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

    /// PQcancel opens a connection of its own and can hang for seconds, so it never runs on this thread.
    void requestCancel()
    {
        if (PGcancel *cancel = PQgetCancel(conn)) {
            std::thread([cancel] {
                char message[256];
                PQcancel(cancel, message, sizeof message);
                PQfreeCancel(cancel);
            }).detach();
        }
    }

    [[nodiscard]] Result<void> flush(const QDeadlineTimer &deadline)
    {
        while (true) {
            const int pending = PQflush(conn);
            if (pending < 0)
                return lost();
            if (pending == 0)
                return {};
            if (wait(POLLIN | POLLOUT, deadline) == Ready::Timeout)
                return Error::timedOut(u"sending a statement"_s);
            if (!PQconsumeInput(conn))
                return lost();
        }
    }

    /// The next result of the running statement, null after the last. Cancellation and deadline turn into
    /// one cancel request; the server's answer to it then ends the loop.
    [[nodiscard]] Result<ResultPtr> nextResult(const CallLimits &limits)
    {
        while (PQisBusy(conn)) {
            if (!m_cancelSent && (limits.token.isCancelled() || limits.deadline.hasExpired())) {
                m_cancelSent = true;
                m_timedOut = !limits.token.isCancelled();
                requestCancel();
                m_grace.setRemainingTime(cancelGraceMs);
            }
            const auto ready = wait(POLLIN, m_cancelSent ? m_grace : limits.deadline);
            if (m_cancelSent && ready == Ready::Timeout && m_grace.hasExpired()) {
                // The server does not even answer the cancel: give the socket up, so that nobody waits.
                ::shutdown(PQsocket(conn), SHUT_RDWR);
                PQconsumeInput(conn);
                return m_timedOut ? Error::timedOut(u"the server did not answer in time"_s)
                                  : Error::cancelled();
            }
            if (!PQconsumeInput(conn))
                return lost();
        }
        return ResultPtr(PQgetResult(conn));
    }

    void begin(const CallLimits &)
    {
        m_cancelSent = false;
        m_timedOut = false;
        wakeup.clear();
    }

    [[nodiscard]] Error verdict(const Error &error) const
    {
        if (m_cancelSent && m_timedOut && error.isCancelled())
            return Error::timedOut(error.message);
        return error;
    }

    /// Reads what is left of a statement so that the connection can be used again.
    void drain(const CallLimits &limits)
    {
        while (true) {
            auto result = nextResult(limits);
            if (!result || !*result)
                return;
            const auto status = PQresultStatus(result->get());
            if (status == PGRES_COPY_IN)
                PQputCopyEnd(conn, "unexpected COPY");
            else if (status == PGRES_COPY_OUT) {
                char *buffer = nullptr;
                while (PQgetCopyData(conn, &buffer, 0) > 0)
                    PQfreemem(buffer);
            }
        }
    }

    [[nodiscard]] static bool failed(const PGresult *result)
    {
        const auto status = PQresultStatus(result);
        return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
    }

    [[nodiscard]] Error errorOf(const PGresult *result) const
    {
        if (PQstatus(conn) == CONNECTION_BAD) {
            auto error = serverError(result);
            error.kind = Error::Kind::ConnectionLost;
            return error;
        }
        return verdict(serverError(result));
    }

    [[nodiscard]] Result<void> send(const QString &sql, const QList<QString> &parameters, const CallLimits &limits)
    {
        if (limits.token.isCancelled())
            return Error::cancelled();
        begin(limits);
        QList<QByteArray> storage;
        storage.reserve(parameters.size());
        QList<const char *> values;
        for (const QString &parameter : parameters) {
            storage += parameter.toUtf8();
            values += parameter.isNull() ? nullptr : storage.constLast().constData();
        }
        if (!PQsendQueryParams(conn, sql.toUtf8().constData(), int(values.size()), nullptr, values.constData(),
                               nullptr, nullptr, 0))
            return lost();
        return {};
    }

    bool m_cancelSent = false;
    bool m_timedOut = false;
    QDeadlineTimer m_grace;
};

Connection::Connection(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
Connection::Connection(Connection &&) noexcept = default;
Connection &Connection::operator=(Connection &&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::open(const Endpoint &endpoint, const SessionSetup &setup, const CallLimits &limits)
{
    auto d = std::make_unique<Private>();
    d->endpoint = endpoint;

    QList<QByteArray> storage;
    QList<const char *> keywords;
    QList<const char *> values;
    const auto add = [&](const QByteArray &keyword, const QByteArray &value) {
        storage += keyword;
        storage += value;
    };
    for (auto it = endpoint.parameters().begin(); it != endpoint.parameters().end(); ++it)
        add(it.key().toUtf8(), it.value().toUtf8());
    if (!endpoint.password().isEmpty())
        add("password", endpoint.password().reveal());
    if (endpoint.value(u"application_name"_s).isEmpty())
        add("application_name", setup.applicationName.toUtf8());
    add("client_encoding", "UTF8");
    for (qsizetype i = 0; i < storage.size(); i += 2) {
        keywords += storage.at(i).constData();
        values += storage.at(i + 1).constData();
    }
    keywords += nullptr;
    values += nullptr;

    d->conn = PQconnectStartParams(keywords.constData(), values.constData(), 0);
    if (!d->conn || PQstatus(d->conn) == CONNECTION_BAD)
        return connectError(d->conn, endpoint);

    QDeadlineTimer deadline(setup.connectTimeoutMs);
    if (limits.deadline < deadline)
        deadline = limits.deadline;
    const auto registration = limits.token.onCancelled([&wakeup = d->wakeup] { wakeup.wake(); });
    auto state = PGRES_POLLING_WRITING;
    while (state != PGRES_POLLING_OK) {
        if (limits.token.isCancelled())
            return Error::cancelled();
        if (d->wait(state == PGRES_POLLING_READING ? POLLIN : POLLOUT, deadline) == Private::Ready::Timeout) {
            return Error{.kind = Error::Kind::ConnectionFailed,
                         .message = u"No answer from %1 within %2 s."_s.arg(endpoint.toDisplayText())
                                        .arg(double(setup.connectTimeoutMs) / 1000.0),
                         .context = {u"connect to "_s + endpoint.toDisplayText()}};
        }
        state = PQconnectPoll(d->conn);
        if (state == PGRES_POLLING_FAILED)
            return connectError(d->conn, endpoint);
    }
    PQsetnonblocking(d->conn, 1);
    PQsetErrorVerbosity(d->conn, PQERRORS_VERBOSE);
    PQsetNoticeReceiver(
        d->conn,
        [](void *priv, const PGresult *notice) {
            const auto *self = static_cast<Private *>(priv);
            if (self->noticeHandler)
                self->noticeHandler(serverError(notice));
        },
        d.get());

    if (PQserverVersion(d->conn) < oldestServer) {
        return Error{.kind = Error::Kind::Unsupported,
                     .message = u"%1 runs PostgreSQL %2; Howdah needs %3 or newer."_s.arg(
                         endpoint.toDisplayText(), QString::fromUtf8(PQparameterStatus(d->conn, "server_version")),
                         oldestServerText)};
    }

    Connection connection(std::move(d));
    const auto configure = [&](const QString &name, const QString &value) -> Result<void> {
        const auto answer = connection.query(u"SELECT pg_catalog.set_config($1, $2, false)"_s, {name, value}, limits);
        if (!answer)
            return answer.error().within(u"set "_s + name);
        return {};
    };
    QList<std::pair<QString, QString>> settings;
    if (setup.statementTimeoutMs > 0)
        settings.append({u"statement_timeout"_s, QString::number(setup.statementTimeoutMs)});
    if (setup.lockTimeoutMs > 0)
        settings.append({u"lock_timeout"_s, QString::number(setup.lockTimeoutMs)});
    if (!setup.role.isEmpty())
        settings.append({u"role"_s, setup.role});
    if (!setup.searchPath.isNull())
        settings.append({u"search_path"_s, setup.searchPath});
    if (setup.readOnly)
        settings.append({u"default_transaction_read_only"_s, u"on"_s});
    for (const auto &[name, value] : settings) {
        if (const auto done = configure(name, value); !done)
            return done.error();
    }
    return connection;
}

Result<Rows> Connection::query(const QString &sql, const QList<QString> &parameters, const CallLimits &limits)
{
    const auto registration = limits.token.onCancelled([this] { d->wakeup.wake(); });
    if (const auto sent = d->send(sql, parameters, limits); !sent)
        return sent.error();
    if (const auto flushed = d->flush(limits.deadline); !flushed)
        return flushed.error();
    Rows rows;
    std::optional<Error> error;
    while (true) {
        auto result = d->nextResult(limits);
        if (!result)
            return result.error();
        if (!*result)
            break;
        if (Private::failed(result->get()))
            error = d->errorOf(result->get());
        else if (PQresultStatus(result->get()) == PGRES_COPY_IN || PQresultStatus(result->get()) == PGRES_COPY_OUT) {
            d->requestCancel();
            d->drain(limits);
            return Error{.kind = Error::Kind::Unsupported, .message = u"COPY to or from the client is not a query."_s};
        } else
            rows = Rows(result->release());
    }
    if (error)
        return *error;
    return rows;
}

Result<QList<Rows>> Connection::execute(const QString &script, const CallLimits &limits)
{
    if (limits.token.isCancelled())
        return Error::cancelled();
    d->begin(limits);
    const auto registration = limits.token.onCancelled([this] { d->wakeup.wake(); });
    if (!PQsendQuery(d->conn, script.toUtf8().constData()))
        return d->lost();
    if (const auto flushed = d->flush(limits.deadline); !flushed)
        return flushed.error();
    QList<Rows> all;
    std::optional<Error> error;
    while (true) {
        auto result = d->nextResult(limits);
        if (!result)
            return result.error();
        if (!*result)
            break;
        if (Private::failed(result->get()))
            error = d->errorOf(result->get());
        else if (PQresultStatus(result->get()) == PGRES_COPY_IN || PQresultStatus(result->get()) == PGRES_COPY_OUT) {
            d->requestCancel();
            d->drain(limits);
            return Error{.kind = Error::Kind::Unsupported,
                         .message = u"COPY to or from the client cannot be part of a script sent whole."_s};
        } else
            all += Rows(result->release());
    }
    if (error)
        return *error;
    return all;
}

Result<Rows> Connection::stream(const QString &sql, const QList<QString> &parameters, const BatchHandler &handler,
                                const CallLimits &limits)
{
    const auto registration = limits.token.onCancelled([this] { d->wakeup.wake(); });
    if (const auto sent = d->send(sql, parameters, limits); !sent)
        return sent.error();
#ifdef LIBPQ_HAS_CHUNK_MODE
    PQsetChunkedRowsMode(d->conn, 1000);
#else
    PQsetSingleRowMode(d->conn);
#endif
    if (const auto flushed = d->flush(limits.deadline); !flushed)
        return flushed.error();
    Rows last;
    std::optional<Error> error;
    bool stopped = false;
    while (true) {
        auto result = d->nextResult(limits);
        if (!result)
            return result.error();
        if (!*result)
            break;
        if (Private::failed(result->get())) {
            error = d->errorOf(result->get());
            continue;
        }
        last = Rows(result->release());
        if (!stopped && !handler(last)) {
            stopped = true;
            d->requestCancel();
        }
    }
    if (stopped)
        return Error::cancelled();
    if (error)
        return *error;
    return last;
}

Result<qint64> Connection::copyOut(const QString &sql, const CopySink &sink, const CallLimits &limits)
{
    const auto registration = limits.token.onCancelled([this] { d->wakeup.wake(); });
    if (const auto sent = d->send(sql, {}, limits); !sent)
        return sent.error();
    if (const auto flushed = d->flush(limits.deadline); !flushed)
        return flushed.error();
    auto first = d->nextResult(limits);
    if (!first)
        return first.error();
    if (!*first || PQresultStatus(first->get()) != PGRES_COPY_OUT) {
        const Error error = *first && Private::failed(first->get())
                                ? d->errorOf(first->get())
                                : Error::invalid(u"not a COPY … TO STDOUT"_s);
        d->drain(limits);
        return error;
    }
    bool stopped = false;
    while (true) {
        char *buffer = nullptr;
        const int size = PQgetCopyData(d->conn, &buffer, 1);
        if (size > 0) {
            if (!stopped && !sink(QByteArrayView(buffer, size))) {
                stopped = true;
                d->requestCancel();
            }
            PQfreemem(buffer);
            continue;
        }
        if (size < 0)
            break;
        if (limits.token.isCancelled() && !stopped) {
            stopped = true;
            d->requestCancel();
        }
        if (d->wait(POLLIN, limits.deadline) == Private::Ready::Timeout && !stopped) {
            stopped = true;
            d->requestCancel();
        }
        if (!PQconsumeInput(d->conn))
            return d->lost();
    }
    qint64 rows = 0;
    std::optional<Error> error;
    while (true) {
        auto result = d->nextResult(limits);
        if (!result)
            return result.error();
        if (!*result)
            break;
        if (Private::failed(result->get()))
            error = d->errorOf(result->get());
        else
            rows = QByteArray(PQcmdTuples(result->get())).toLongLong();
    }
    if (stopped)
        return Error::cancelled();
    if (error)
        return *error;
    return rows;
}

Result<qint64> Connection::copyIn(const QString &sql, const CopySource &source, const CallLimits &limits)
{
    const auto registration = limits.token.onCancelled([this] { d->wakeup.wake(); });
    if (const auto sent = d->send(sql, {}, limits); !sent)
        return sent.error();
    if (const auto flushed = d->flush(limits.deadline); !flushed)
        return flushed.error();
    auto first = d->nextResult(limits);
    if (!first)
        return first.error();
    if (!*first || PQresultStatus(first->get()) != PGRES_COPY_IN) {
        const Error error = *first && Private::failed(first->get())
                                ? d->errorOf(first->get())
                                : Error::invalid(u"not a COPY … FROM STDIN"_s);
        d->drain(limits);
        return error;
    }
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
        while (true) {
            const int put = PQputCopyData(d->conn, buffer.constData(), int(buffer.size()));
            if (put > 0)
                break;
            if (put < 0)
                return d->lost();
            if (d->wait(POLLIN | POLLOUT, limits.deadline) == Private::Ready::Timeout) {
                abort = Error::timedOut(u"sending COPY data"_s);
                break;
            }
            if (!PQconsumeInput(d->conn))
                return d->lost();
        }
        // The server may have refused a row already; then there is no use in sending the rest.
        if (const auto flushed = d->flush(limits.deadline); !flushed)
            return flushed.error();
    }
    while (true) {
        const int put = PQputCopyEnd(d->conn, abort ? "stopped by the client" : nullptr);
        if (put > 0)
            break;
        if (put < 0)
            return d->lost();
        d->wait(POLLOUT, limits.deadline);
    }
    if (const auto flushed = d->flush(limits.deadline); !flushed)
        return flushed.error();
    qint64 rows = 0;
    std::optional<Error> error;
    while (true) {
        auto result = d->nextResult(limits);
        if (!result)
            return result.error();
        if (!*result)
            break;
        if (Private::failed(result->get()))
            error = d->errorOf(result->get());
        else
            rows = QByteArray(PQcmdTuples(result->get())).toLongLong();
    }
    if (abort)
        return *abort;
    if (error)
        return *error;
    return rows;
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
    return PQstatus(d->conn) == CONNECTION_OK;
}

const Endpoint &Connection::endpoint() const
{
    return d->endpoint;
}

void Connection::setNoticeHandler(NoticeHandler handler)
{
    d->noticeHandler = std::move(handler);
}

} // namespace howdah::pg
