#include "pg/connection.h"

#include "pg/connection_p.h"
#include "pg/errors.h"
#include "pg/passwordcommand.h"
#include "pg/resolver.h"

#include <QLoggingCategory>

#include <poll.h>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logPg, "howdah.pg", QtInfoMsg)

namespace howdah::pg {

namespace {

constexpr int oldestServer = 130000;
/// Of the time that is left, no address gets less than this while others still wait.
constexpr qint64 shortestTryMs = 500;

/// keyword/value pairs in the form libpq wants them, with their storage.
class Parameters final
{
public:
    void add(const QByteArray &keyword, const QByteArray &value)
    {
        m_storage += keyword;
        m_storage += value;
    }

    [[nodiscard]] PGconn *start() const
    {
        QList<const char *> keywords;
        QList<const char *> values;
        for (qsizetype i = 0; i < m_storage.size(); i += 2) {
            keywords += m_storage.at(i).constData();
            values += m_storage.at(i + 1).constData();
        }
        keywords += nullptr;
        values += nullptr;
        return PQconnectStartParams(keywords.constData(), values.constData(), 0);
    }

private:
    QList<QByteArray> m_storage;
};

/// What is the same for every address. The hosts themselves, and how to choose among them, are
/// ours.
Parameters commonParameters(const Endpoint &endpoint, const Secret &password,
                            const SessionSetup &setup)
{
    static const QStringList ours{u"host"_s,
                                  u"hostaddr"_s,
                                  u"port"_s,
                                  u"load_balance_hosts"_s,
                                  u"target_session_attrs"_s,
                                  u"connect_timeout"_s,
                                  u"client_encoding"_s};
    // A network that swallows packets is noticed within a minute or so instead of two hours.
    static const QMap<QString, QString> usual{{u"keepalives_idle"_s, u"30"_s},
                                              {u"keepalives_interval"_s, u"10"_s},
                                              {u"keepalives_count"_s, u"3"_s},
                                              {u"tcp_user_timeout"_s, u"60000"_s}};
    Parameters parameters;
    for (auto it = endpoint.parameters().begin(); it != endpoint.parameters().end(); ++it) {
        if (!ours.contains(it.key()))
            parameters.add(it.key().toUtf8(), it.value().toUtf8());
    }
    for (auto it = usual.begin(); it != usual.end(); ++it) {
        if (endpoint.value(it.key()).isEmpty())
            parameters.add(it.key().toUtf8(), it.value().toUtf8());
    }
    if (!password.isEmpty())
        parameters.add("password", password.reveal());
    if (endpoint.value(u"application_name"_s).isEmpty())
        parameters.add("application_name", setup.applicationName.toUtf8());
    parameters.add("client_encoding", "UTF8");
    return parameters;
}

Result<void> checkKeywords(const Endpoint &endpoint)
{
    const QStringList known = Endpoint::supportedKeywords();
    for (auto it = endpoint.parameters().begin(); it != endpoint.parameters().end(); ++it) {
        if (!known.contains(it.key())) {
            return Error{.kind = Error::Kind::Unsupported,
                         .message = u"The libpq in use (version %1) knows no parameter \"%2\"."_s
                                        .arg(PQlibVersion() / 10000)
                                        .arg(it.key())};
        }
    }
    return {};
}

/// How long the address at hand may take when @p left more wait for their turn.
QDeadlineTimer shareOf(const QDeadlineTimer &deadline, qsizetype left)
{
    if (deadline.isForever() || left == 0)
        return deadline;
    return QDeadlineTimer(qMax(shortestTryMs, deadline.remainingTime() / (left + 1)));
}

Result<void> applySetup(Connection &connection, const SessionSetup &setup, const CallLimits &limits)
{
    // Values are read as text, so their form must not depend on the server's configuration.
    QStringList settings{u"DateStyle"_s, u"ISO"_s,          u"IntervalStyle"_s,
                         u"postgres"_s,  u"bytea_output"_s, u"hex"_s};
    const auto timeout = [&settings](const QString &name, int milliseconds) {
        if (milliseconds > 0)
            settings << name << QString::number(milliseconds);
    };
    timeout(u"statement_timeout"_s, setup.statementTimeoutMs);
    timeout(u"lock_timeout"_s, setup.lockTimeoutMs);
    timeout(u"idle_in_transaction_session_timeout"_s, setup.idleInTransactionTimeoutMs);
    if (!setup.searchPath.isNull())
        settings << u"search_path"_s << setup.searchPath;
    if (setup.readOnly)
        settings << u"default_transaction_read_only"_s << u"on"_s;
    if (!setup.role.isEmpty())
        settings << u"role"_s << setup.role;
    QStringList calls;
    for (qsizetype i = 0; i < settings.size(); i += 2)
        calls += u"pg_catalog.set_config($%1, $%2, false)"_s.arg(i + 1).arg(i + 2);
    const auto answer = connection.query(u"SELECT "_s + calls.join(u", "_s), settings, limits);
    if (!answer)
        return answer.error().within(u"set up the session"_s);
    for (QString channel : setup.listen) {
        channel.replace(u'"', u"\"\""_s);
        const auto listening = connection.query(u"LISTEN \""_s + channel + u'"', {}, limits);
        if (!listening)
            return listening.error().within(u"set up the session"_s);
    }
    return {};
}

} // namespace

/// One address, one attempt.
Result<std::unique_ptr<Connection::Private>>
Connection::dial(const Endpoint &endpoint, const Target &target, const QString &targetAttributes,
                 const Secret &password, const SessionSetup &setup, const CallLimits &limits)
{
    auto d = std::make_unique<Private>();
    d->endpoint = endpoint;
    d->address = target.toText();
    QString address = target.address;
    QString port = target.port;
    if (setup.route) {
        auto route =
            setup.route(target.host.isEmpty() ? target.address : target.host, target.port, limits);
        if (!route)
            return route.error().within(u"open a way to "_s + target.toText());
        address = route->address;
        port = route->port;
        d->tunnel = route->tunnel;
    }
    Parameters parameters = commonParameters(endpoint, password, setup);
    parameters.add("host", target.host.toUtf8());
    parameters.add("hostaddr", address.toUtf8());
    parameters.add("port", port.toUtf8());
    if (!targetAttributes.isEmpty())
        parameters.add("target_session_attrs", targetAttributes.toUtf8());

    qCDebug(logPg) << "connecting to" << d->address;
    d->conn = parameters.start();
    if (!d->conn)
        return Error{.kind = Error::Kind::Internal, .message = u"libpq is out of memory"_s};
    PQsetErrorVerbosity(d->conn, PQERRORS_VERBOSE);
    if (PQstatus(d->conn) == CONNECTION_BAD)
        return connectErrorFrom(d->conn, target);
    const auto registration = limits.token.onCancelled([&wakeup = d->wakeup] { wakeup.wake(); });
    auto state = PGRES_POLLING_WRITING;
    while (state != PGRES_POLLING_OK) {
        if (limits.token.isCancelled())
            return Error::cancelled();
        const auto events = short(state == PGRES_POLLING_READING ? POLLIN : POLLOUT);
        switch (d->wait(events, limits.deadline)) {
        case Private::Ready::Timeout:
            return Error{.kind = Error::Kind::ConnectionFailed,
                         .message = u"No answer from %1 in time."_s.arg(target.toText()),
                         .context = {u"connect to "_s + target.toText()}};
        case Private::Ready::Wake:
            continue;
        case Private::Ready::Socket:
            state = PQconnectPoll(d->conn);
            break;
        }
        if (state == PGRES_POLLING_FAILED)
            return connectErrorFrom(d->conn, target);
    }
    PQsetnonblocking(d->conn, 1);
    PQsetNoticeReceiver(
        d->conn,
        [](void *data, const PGresult *notice) {
            const auto *self = static_cast<Private *>(data);
            if (!self->noticeHandler)
                return;
            Error error = errorFrom(notice);
            error.kind = Error::Kind::Server;
            error.context = {
                QString::fromUtf8(PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED))};
            self->noticeHandler(error);
        },
        d.get());
    return d;
}

Result<Connection> Connection::open(const Endpoint &endpoint, const SessionSetup &setup,
                                    const CallLimits &limits)
{
    const QString step = u"connect to "_s + endpoint.toDisplayText();
    if (const auto checked = checkKeywords(endpoint); !checked)
        return checked.error().within(step);
    CallLimits within = limits;
    int timeoutMs = setup.connectTimeoutMs;
    if (const int seconds = endpoint.value(u"connect_timeout"_s).toInt(); seconds > 0)
        timeoutMs = seconds * 1000;
    if (timeoutMs > 0)
        within.deadline = qMin(limits.deadline, QDeadlineTimer(timeoutMs));

    Secret password = endpoint.password();
    if (password.isEmpty() && !endpoint.passwordCommand().isEmpty()) {
        auto printed = runPasswordCommand(endpoint.passwordCommand(), within);
        if (!printed)
            return printed.error().within(step);
        password = *printed;
    }
    const auto targets = findTargets(endpoint, within);
    if (!targets)
        return targets.error().within(step);

    QString wanted = endpoint.value(u"target_session_attrs"_s);
    if (wanted.isEmpty())
        wanted = qEnvironmentVariable("PGTARGETSESSIONATTRS");
    // libpq tries the whole list for a standby before it takes anything; we hand it one address at
    // a time.
    const QStringList passes =
        wanted == "prefer-standby"_L1 ? QStringList{u"standby"_s, u"any"_s} : QStringList{wanted};
    std::unique_ptr<Private> d;
    QStringList failures;
    Error failure;
    qsizetype left = targets->size() * passes.size();
    for (const QString &attributes : passes) {
        for (const Target &target : *targets) {
            --left;
            const CallLimits share{.deadline = shareOf(within.deadline, left),
                                   .token = limits.token};
            auto dialled = dial(endpoint, target, attributes, password, setup, share);
            if (dialled) {
                d = std::move(*dialled);
                break;
            }
            failure = dialled.error();
            // Asking the next server with credentials that were refused does not help, and may lock
            // the account.
            if (failure.kind != Error::Kind::ConnectionFailed)
                return failure;
            if (!failures.contains(failure.message))
                failures += failure.message;
        }
        if (d)
            break;
    }
    if (!d) {
        failure.message = failures.join(u'\n');
        return failure;
    }

    if (PQserverVersion(d->conn) < oldestServer) {
        return Error{.kind = Error::Kind::Unsupported,
                     .message =
                         u"%1 runs PostgreSQL %2; Howdah needs %3 or newer."_s
                             .arg(d->address,
                                  QString::fromUtf8(PQparameterStatus(d->conn, "server_version")))
                             .arg(oldestServer / 10000)};
    }
    Connection connection(std::move(d));
    const auto configured = applySetup(connection, setup, within);
    if (!configured)
        return configured.error().within(step);
    return connection;
}

} // namespace howdah::pg
