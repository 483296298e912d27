#include "pg/passwordcommand.h"

#include <QProcess>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace howdah::pg {

namespace {
constexpr int sliceMs = 50;
} // namespace

Result<Secret> runPasswordCommand(const QStringList &command, const CallLimits &limits)
{
    const QString program = command.value(0);
    const auto failure = [&program](Error::Kind kind, const QString &message) {
        return Error{
            .kind = kind, .message = message, .context = {u"password command "_s + program}};
    };
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const QString &secret : {u"PGPASSWORD"_s, u"DATABASE_URL"_s, u"POSTGRES_URL"_s,
                                  u"POSTGRES_PASSWORD"_s, u"DATABASE_PASSWORD"_s})
        environment.remove(secret);
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, command.mid(1));
    if (!process.waitForStarted())
        return failure(Error::Kind::ToolMissing, process.errorString());
    while (!process.waitForFinished(sliceMs) && process.state() != QProcess::NotRunning) {
        if (limits.token.isCancelled() || limits.deadline.hasExpired()) {
            process.kill();
            process.waitForFinished(1000);
            return limits.token.isCancelled()
                       ? Error::cancelled().within(u"password command "_s + program)
                       : failure(Error::Kind::TimedOut, u"It printed nothing in time."_s);
        }
    }
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        return failure(Error::Kind::ToolFailed,
                       u"It ended with code %1. %2"_s.arg(process.exitCode())
                           .arg(QString::fromLocal8Bit(process.readAllStandardError()).trimmed())
                           .trimmed());
    }
    QByteArray output = process.readAllStandardOutput();
    if (const qsizetype end = output.indexOf('\n'); end >= 0)
        output.truncate(end);
    if (output.endsWith('\r'))
        output.chop(1);
    if (output.isEmpty())
        return failure(Error::Kind::PasswordNeeded, u"It printed no password."_s);
    return Secret(output);
}

} // namespace howdah::pg
