#include "process/child.h"

#include "process/environment.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <sys/types.h>
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

using namespace Qt::StringLiterals;

namespace howdah::process {

namespace {

constexpr int tickMs = 50;
constexpr qsizetype longestOutput = 16 * 1024 * 1024;
constexpr qsizetype longestErrorOutput = 200;
constexpr qint64 inputAhead = 1024 * 1024;

/// Cuts a stream of bytes into lines.
class LineSplitter final
{
public:
    template<typename Handler>
    void add(const QByteArray &bytes, Handler &&handler)
    {
        m_rest += bytes;
        qsizetype from = 0;
        for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', from)) {
            handler(text(m_rest.sliced(from, end - from)));
            from = end + 1;
        }
        m_rest.remove(0, from);
    }
    template<typename Handler>
    void finish(Handler &&handler)
    {
        if (!m_rest.isEmpty())
            handler(text(std::exchange(m_rest, {})));
    }

private:
    static QString text(QByteArray line)
    {
        if (line.endsWith('\r'))
            line.chop(1);
        return QString::fromUtf8(line);
    }

    QByteArray m_rest;
};

#ifdef Q_OS_UNIX
/// Between fork and exec: only what is safe there.
void prepareChild(const Command &command, pid_t parent)
{
    ::setpgid(0, 0);
    for (const int descriptor : command.inherited)
        ::fcntl(descriptor, F_SETFD, 0);
    if (command.account) {
        if (::setgroups(0, nullptr) != 0 || ::setgid(command.account->gid) != 0 ||
            ::setuid(command.account->uid) != 0)
            ::_exit(126);
    }
#ifdef Q_OS_LINUX
    // After setuid, which would clear it. The parent may have died meanwhile.
    ::prctl(PR_SET_PDEATHSIG, SIGINT);
    if (::getppid() != parent)
        ::_exit(125);
#else
    Q_UNUSED(parent)
#endif
}
#endif

class Run final
{
public:
    Run(const Command &command, const RunLimits &limits)
        : m_command(command)
        , m_limits(limits)
    {}

    Result<Exit> toTheEnd()
    {
        if (m_limits.token.isCancelled())
            return Error::cancelled();
        if (!start()) {
            return Error{.kind = Error::Kind::ToolMissing,
                         .message = m_process.errorString(),
                         .context = {u"start "_s + m_command.program}};
        }
        while (m_process.state() != QProcess::NotRunning) {
            tick();
            stopWhenAsked();
            feed();
            m_process.waitForReadyRead(tickMs);
            read();
        }
        read();
        m_outputLines.finish([this](const QString &line) { take(Channel::Output, line); });
        m_errorLines.finish([this](const QString &line) { take(Channel::Error, line); });
        if (m_stopReason)
            return *m_stopReason;
        return exit();
    }

private:
    bool start()
    {
        auto environment = childEnvironment();
        for (auto it = m_command.environment.begin(); it != m_command.environment.end(); ++it)
            environment.insert(it.key(), it.value());
        m_process.setProcessEnvironment(environment);
        m_process.setProgram(m_command.program);
        m_process.setArguments(m_command.arguments);
        if (!m_command.workingDirectory.isEmpty())
            m_process.setWorkingDirectory(m_command.workingDirectory);
        if (!m_command.input)
            m_process.setStandardInputFile(QProcess::nullDevice());
#ifdef Q_OS_UNIX
        m_process.setChildProcessModifier(
            [this, parent = ::getpid()] { prepareChild(m_command, parent); });
#endif
        m_process.start();
        return m_process.waitForStarted();
    }

    void tick()
    {
        if (m_command.onTick && (!m_sinceTick.isValid() || m_sinceTick.elapsed() >= tickMs)) {
            m_sinceTick.start();
            m_command.onTick(m_process.processId());
        }
    }

    void stopWhenAsked()
    {
        const bool cancelled = m_limits.token.isCancelled();
        if (!m_stopReason && (cancelled || m_limits.deadline.hasExpired())) {
            stop(cancelled ? Error::cancelled()
                           : Error::timedOut(QFileInfo(m_command.program).fileName() +
                                             u" took too long."_s));
        }
        if (m_stopReason && !m_killed && m_grace.hasExpired()) {
            m_killed = true;
#ifdef Q_OS_UNIX
            ::kill(-pid_t(m_process.processId()), SIGKILL);
#endif
            m_process.kill();
        }
    }

    void stop(const Error &reason)
    {
        if (m_stopReason)
            return;
        m_stopReason = reason;
        m_grace.setRemainingTime(m_limits.grace);
        m_process.closeWriteChannel();
#ifdef Q_OS_UNIX
        ::kill(pid_t(m_process.processId()), SIGINT);
#else
        // A console program without a console cannot be interrupted there.
        m_process.kill();
#endif
    }

    void feed()
    {
        if (!m_command.input || m_inputEnded || m_stopReason)
            return;
        while (m_process.bytesToWrite() < inputAhead && m_process.state() == QProcess::Running) {
            QByteArray buffer;
            if (const auto filled = m_command.input(buffer); !filled) {
                stop(filled.error());
                return;
            }
            if (buffer.isEmpty()) {
                m_inputEnded = true;
                m_process.closeWriteChannel();
                return;
            }
            m_process.write(buffer);
            if (!m_process.waitForBytesWritten(tickMs))
                return;
            read();
        }
    }

    void read()
    {
        const QByteArray output = m_process.readAllStandardOutput();
        if (m_command.onOutput)
            m_command.onOutput(output);
        else
            m_outputLines.add(output, [this](const QString &line) { take(Channel::Output, line); });
        m_errorLines.add(m_process.readAllStandardError(),
                         [this](const QString &line) { take(Channel::Error, line); });
    }

    void take(Channel channel, const QString &line)
    {
        if (channel == Channel::Error) {
            m_errors += line;
            if (m_errors.size() > longestErrorOutput)
                m_errors.removeFirst();
        } else if (!m_command.onLine && m_output.size() < longestOutput) {
            m_output += line;
            m_output += u'\n';
        }
        if (m_command.onLine)
            m_command.onLine(channel, line);
    }

    [[nodiscard]] Exit exit() const
    {
        Exit result{
            .code = m_process.exitCode(), .output = m_output, .errorOutput = m_errors.join(u'\n')};
        if (m_process.exitStatus() == QProcess::CrashExit) {
            // QProcess hands out the signal's number as the exit code.
            result.signal = m_process.exitCode();
            result.code = 128 + result.signal;
        }
        return result;
    }

    const Command &m_command;
    const RunLimits &m_limits;
    QProcess m_process;
    LineSplitter m_outputLines;
    LineSplitter m_errorLines;
    QString m_output;
    QStringList m_errors;
    QElapsedTimer m_sinceTick;
    std::optional<Error> m_stopReason;
    QDeadlineTimer m_grace;
    bool m_killed = false;
    bool m_inputEnded = false;
};

} // namespace

QString Command::toShellText() const
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    QStringList words;
    for (const QString &word : QStringList(program) + arguments) {
        if (plain.match(word).hasMatch())
            words += word;
        else
            words += u'\'' + QString(word).replace(u"'"_s, u"'\\''"_s) + u'\'';
    }
    return words.join(u' ');
}

Result<Exit> run(const Command &command, const RunLimits &limits)
{
    return Run(command, limits).toTheEnd();
}

Result<Exit> runToSuccess(const Command &command, const RunLimits &limits)
{
    auto exit = run(command, limits);
    if (exit && !exit->isSuccess())
        return exitError(command, *exit);
    return exit;
}

Error exitError(const Command &command, const Exit &exit)
{
    const QString name = QFileInfo(command.program).fileName();
    Error error{.kind = Error::Kind::ToolFailed,
                .message = exit.signal != 0
                               ? u"%1 was ended by signal %2."_s.arg(name).arg(exit.signal)
                               : u"%1 ended with exit code %2."_s.arg(name).arg(exit.code),
                .detail = exit.errorOutput.trimmed()};
    if (error.detail.isEmpty())
        error.detail = u"It wrote no message."_s;
    return error;
}

} // namespace howdah::process
