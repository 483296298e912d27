#include "gui/common/errortext.h"

#include <QCoreApplication>

namespace howdah::gui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ErrorText", text);
}

ErrorText words(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Internal:
        return {tr("Howdah made a mistake"), tr("Please report it with the text below."), {}};
    case Error::Kind::Cancelled:
        return {tr("Cancelled"), {}, {}};
    case Error::Kind::TimedOut:
        return {
            tr("It took too long"), tr("Try again, or raise the time-out of this connection."), {}};
    case Error::Kind::InvalidInput:
        return {tr("This cannot be understood"), tr("Correct it and try again."), {}};
    case Error::Kind::NotFound:
        return {tr("It is not there"),
                tr("It may have been renamed or removed; refresh (F5) shows what is there now."),
                {}};
    case Error::Kind::Conflict:
        return {tr("Somebody else changed it meanwhile"),
                tr("Refresh (F5), look at the change, and decide again."),
                {}};
    case Error::Kind::PermissionDenied:
        return {tr("Not allowed"),
                tr("The role or user in use lacks a right; nothing was changed."),
                {}};
    case Error::Kind::Unsupported:
        return {tr("Not possible here"), {}, {}};
    case Error::Kind::ReadOnly:
        return {tr("This connection is read-only"),
                tr("Unlock the connection (the lock beside its name) if the change is meant. "
                   "Nothing was changed."),
                {}};
    case Error::Kind::PasswordNeeded:
        return {tr("A password is needed"), tr("Enter it to go on."), {}};
    case Error::Kind::AuthenticationFailed:
        return {tr("The server refused the user or the password"),
                tr("Check both; pg_hba.conf on the server decides who may come in from where."),
                {}};
    case Error::Kind::ConnectionFailed:
        return {tr("The server cannot be reached"),
                tr("Check host, port and network, and that the server runs; then try again."),
                {}};
    case Error::Kind::ConnectionLost:
        return {
            tr("The connection to the server is lost"),
            tr("An open transaction was rolled back by the server. Trying again connects anew."),
            {}};
    case Error::Kind::Server:
        if (error.sqlstate == QLatin1String("55P03"))
            return {tr("Somebody else holds a lock on it"),
                    tr("Try again later; Health shows who holds it."),
                    {}};
        if (error.sqlstate == QLatin1String("53300"))
            return {tr("The server has no free connection"),
                    tr("Close others, or raise max_connections."),
                    {}};
        return {tr("The server reports an error"), {}, {}};
    case Error::Kind::ToolMissing:
        return {
            tr("A program is missing"), tr("Install it, or say where it is, and try again."), {}};
    case Error::Kind::ToolFailed:
        return {tr("A program failed"), tr("Its own words are below."), {}};
    case Error::Kind::Io:
        return {tr("A file cannot be read or written"), {}, {}};
    case Error::Kind::DiskFull:
        return {tr("The disk is full"), tr("Make room and try again."), {}};
    case Error::Kind::Corrupt:
        return {
            tr("The data is damaged"), tr("It fails its own checks and must not be trusted."), {}};
    case Error::Kind::Unavailable:
        return {tr("A service does not answer"), tr("Howdah goes on without it where it can."), {}};
    }
    Q_UNREACHABLE();
}

} // namespace

ErrorText describe(const Error &error)
{
    ErrorText text = words(error);
    text.detail = error.toText();
    return text;
}

} // namespace howdah::gui
