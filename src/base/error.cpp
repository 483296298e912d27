#include "base/error.h"

using namespace Qt::StringLiterals;

namespace howdah {

Error Error::cancelled()
{
    return {.kind = Kind::Cancelled, .message = u"cancelled"_s};
}

Error Error::timedOut(const QString &what)
{
    return {.kind = Kind::TimedOut, .message = what};
}

Error Error::invalid(const QString &message)
{
    return {.kind = Kind::InvalidInput, .message = message};
}

Error Error::within(const QString &step) const
{
    Error result = *this;
    result.context.prepend(step);
    return result;
}

QString Error::toText() const
{
    QStringList lines;
    if (!context.isEmpty())
        lines += context.join(u": "_s);
    lines += sqlstate.isEmpty() ? message : message + u" (SQLSTATE "_s + sqlstate + u")"_s;
    if (!detail.isEmpty())
        lines += u"DETAIL: "_s + detail;
    if (!hint.isEmpty())
        lines += u"HINT: "_s + hint;
    return lines.join(u'\n');
}

bool Error::isConnectionGone() const
{
    return kind == Kind::ConnectionLost || kind == Kind::ConnectionFailed;
}

QString kindName(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Internal:
        return u"internal"_s;
    case Error::Kind::Cancelled:
        return u"cancelled"_s;
    case Error::Kind::TimedOut:
        return u"timed-out"_s;
    case Error::Kind::InvalidInput:
        return u"invalid-input"_s;
    case Error::Kind::NotFound:
        return u"not-found"_s;
    case Error::Kind::Conflict:
        return u"conflict"_s;
    case Error::Kind::PermissionDenied:
        return u"permission-denied"_s;
    case Error::Kind::Unsupported:
        return u"unsupported"_s;
    case Error::Kind::ReadOnly:
        return u"read-only"_s;
    case Error::Kind::PasswordNeeded:
        return u"password-needed"_s;
    case Error::Kind::AuthenticationFailed:
        return u"authentication-failed"_s;
    case Error::Kind::ConnectionFailed:
        return u"connection-failed"_s;
    case Error::Kind::ConnectionLost:
        return u"connection-lost"_s;
    case Error::Kind::Server:
        return u"server"_s;
    case Error::Kind::ToolMissing:
        return u"tool-missing"_s;
    case Error::Kind::ToolFailed:
        return u"tool-failed"_s;
    case Error::Kind::Io:
        return u"io"_s;
    case Error::Kind::DiskFull:
        return u"disk-full"_s;
    case Error::Kind::Corrupt:
        return u"corrupt"_s;
    case Error::Kind::Unavailable:
        return u"unavailable"_s;
    }
    Q_UNREACHABLE();
}

} // namespace howdah
