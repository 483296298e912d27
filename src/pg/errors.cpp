#include "pg/errors.h"

#include <QRegularExpression>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;

namespace howdah::pg {

namespace {

QString field(const PGresult *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

Error::Kind kindOf(const QString &sqlstate, const QString &severity)
{
    using Kind = Error::Kind;
    if (sqlstate == "57014"_L1)
        return Kind::Cancelled;
    if (severity == "FATAL"_L1 || severity == "PANIC"_L1 || sqlstate.startsWith("57P"_L1) ||
        sqlstate.startsWith("08"_L1))
        return Kind::ConnectionLost;
    if (sqlstate == "42501"_L1)
        return Kind::PermissionDenied;
    if (sqlstate == "25006"_L1)
        return Kind::ReadOnly;
    if (sqlstate == "53100"_L1)
        return Kind::DiskFull;
    return Kind::Server;
}

} // namespace

Error errorFrom(const pg_result *result)
{
    const QString severity = field(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    Error error{.message = field(result, PG_DIAG_MESSAGE_PRIMARY),
                .sqlstate = field(result, PG_DIAG_SQLSTATE),
                .detail = field(result, PG_DIAG_MESSAGE_DETAIL),
                .hint = field(result, PG_DIAG_MESSAGE_HINT),
                .position = field(result, PG_DIAG_STATEMENT_POSITION).toInt()};
    error.kind = kindOf(error.sqlstate, severity);
    if (error.message.isEmpty())
        error.message = QString::fromUtf8(PQresultErrorMessage(result)).trimmed();
    return error;
}

Error connectErrorFrom(pg_conn *connection, const Target &target)
{
    QString message = QString::fromUtf8(PQerrorMessage(connection)).trimmed();
    Error error{.kind = Error::Kind::ConnectionFailed,
                .context = {u"connect to "_s + target.toText()}};
    // Verbose messages read "FATAL:  28P01: …" and end with a line about the server's source file.
    static const QRegularExpression state(u"\\S+:  ([0-9A-Z]{5}): "_s);
    static const QRegularExpression location(u"\\n[^\\n:]+:\\s+\\w+, [\\w./]+:\\d+\\s*$"_s);
    message.remove(location);
    if (const auto match = state.match(message); match.hasMatch()) {
        error.sqlstate = match.captured(1);
        message.remove(match.capturedStart(1), match.capturedLength(1) + 2);
    }
    error.message = message;
    if (PQconnectionNeedsPassword(connection))
        error.kind = Error::Kind::PasswordNeeded;
    else if (error.sqlstate.startsWith("28"_L1))
        error.kind = Error::Kind::AuthenticationFailed;
    return error;
}

} // namespace howdah::pg
