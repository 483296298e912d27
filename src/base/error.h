#pragma once

#include <QString>
#include <QStringList>

namespace howdah {

/// What went wrong, as a value. `message` is the server's own text or a developer's English; what
/// people read is worded from `kind` in gui/ and cli/, with this text beside it.
struct Error final
{
    enum class Kind {
        Internal,         ///< a bug of ours
        Cancelled,        ///< somebody asked for it
        TimedOut,         ///< a deadline passed
        InvalidInput,     ///< what was given cannot be understood; `context` says where
        NotFound,         ///< a file, object, profile … that is not there
        Conflict,         ///< somebody else changed it meanwhile
        PermissionDenied, ///< the operating system or the server refused
        Unsupported,      ///< understood, but not possible here (server too old, kind not modelled)
        ReadOnly,         ///< the production lock or a read-only session stands in the way
        PasswordNeeded,   ///< no password is at hand
        AuthenticationFailed, ///< the server refused who we say we are
        ConnectionFailed,     ///< the server could not be reached
        ConnectionLost,       ///< it was there and is gone
        Server,               ///< the server answered with an SQLSTATE
        ToolMissing,          ///< a program we need is not installed
        ToolFailed,           ///< a program we ran reported failure
        Io,                   ///< a file or pipe could not be read or written
        DiskFull,
        Corrupt,     ///< data that fails its own checks
        Unavailable, ///< a service (keychain, D-Bus) is absent, locked or hangs
    };

    Kind kind = Kind::Internal;
    QString message;
    QStringList context; ///< outermost first: "apply 0031", "statement 4 (line 12)"
    QString sqlstate;    ///< five characters, or empty where no server spoke
    QString detail;
    QString hint;
    int position = 0; ///< 1-based character in the statement, 0 when unknown

    [[nodiscard]] static Error cancelled();
    [[nodiscard]] static Error timedOut(const QString &what);
    [[nodiscard]] static Error invalid(const QString &message);

    /// The same error, with one more step of where it happened put in front.
    [[nodiscard]] Error within(const QString &step) const;

    /// Everything on several lines for logs and "copy details": context, message, SQLSTATE, DETAIL,
    /// HINT.
    [[nodiscard]] QString toText() const;

    [[nodiscard]] bool isCancelled() const { return kind == Kind::Cancelled; }
    /// True when the connection cannot be used any more.
    [[nodiscard]] bool isConnectionGone() const;

    friend bool operator==(const Error &, const Error &) = default;
};

/// A stable lower-case word for each kind ("connection-lost"), for JSON and logs.
[[nodiscard]] QString kindName(Error::Kind kind);

} // namespace howdah
