#include "cli/command.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace howdah::cli {

void Context::printJson(const QJsonValue &value)
{
    const QJsonDocument document =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    out << QString::fromUtf8(document.toJson(QJsonDocument::Indented));
    out.flush();
}

ExitCode Context::fail(const Error &error, const QString &leftBehind)
{
    if (format == Format::Json) {
        printJson(QJsonObject{
            {u"error"_s, QJsonObject{{u"kind"_s, kindName(error.kind)},
                                     {u"message"_s, error.message},
                                     {u"context"_s, QJsonArray::fromStringList(error.context)},
                                     {u"sqlstate"_s, error.sqlstate},
                                     {u"detail"_s, error.detail},
                                     {u"hint"_s, error.hint}}}});
    }
    if (error.isCancelled()) {
        err << "howdahctl: Interrupted before it was done."
            << (leftBehind.isEmpty() ? QString() : u' ' + leftBehind) << '\n';
    } else {
        err << "howdahctl: " << error.toText() << '\n';
    }
    err.flush();
    return exitCodeFor(error);
}

QStringList Command::formats() const
{
    return {u"text"_s, u"json"_s};
}

ExitCode exitCodeFor(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::InvalidInput:
        return ExitCode::Usage;
    case Error::Kind::PasswordNeeded:
    case Error::Kind::AuthenticationFailed:
    case Error::Kind::ConnectionFailed:
        return ExitCode::CannotConnect;
    default:
        return ExitCode::Failed;
    }
}

} // namespace howdah::cli
