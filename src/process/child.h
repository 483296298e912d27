#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "process/account.h"

#include <QByteArrayView>
#include <QDeadlineTimer>
#include <QMap>
#include <QStringList>

#include <chrono>
#include <functional>
#include <optional>

namespace howdah::process {

enum class Channel { Output, Error };

/// A program to run: no shell ever sees any of this, so nothing needs quoting.
struct Command final
{
    QString program; ///< path, or a name looked for in PATH
    QStringList arguments;
    QMap<QString, QString> environment; ///< on top of childEnvironment()
    QString workingDirectory;           ///< empty for ours
    QList<int> inherited;               ///< descriptors that stay open in the child
    std::optional<Account> account;     ///< who runs it, when we are root
    /// Called with each line of output, without its line end, on the thread that runs.
    std::function<void(Channel channel, const QString &line)> onLine;
    /// Takes standard output as it comes, instead of onLine.
    std::function<void(QByteArrayView bytes)> onOutput;
    /// Fills the buffer with the next piece of standard input; an empty buffer ends it, an Error
    /// stops the program.
    std::function<Result<void>(QByteArray &buffer)> input;
    /// Called every now and then while it runs (10 to 20 times a second), with the process's id.
    std::function<void(qint64 pid)> onTick;

    /// The line a person would type into a shell to do the same; for showing and copying only.
    [[nodiscard]] QString toShellText() const;
};

/// How long a program may take, who may stop it, and how: an interrupt first (pg_dump then cancels
/// its statements, a server shuts down), and a kill of it and its children when that did not help
/// in time.
struct RunLimits final
{
    QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever);
    CancellationToken token;
    std::chrono::milliseconds grace{1500};
};

struct Exit final
{
    int code = 0;        ///< 128 + signal when a signal ended it
    int signal = 0;      ///< 0 when it ended by itself
    QString output;      ///< all of standard output, unless Command takes it; at most 16 MiB
    QString errorOutput; ///< the last 200 lines of standard error

    [[nodiscard]] bool isSuccess() const { return code == 0; }
};

/// Runs a program to its end. Answers ToolMissing when it cannot be started, Cancelled and TimedOut
/// when it was stopped for that; whatever else it does is an Exit. When this process is killed, the
/// program is interrupted too (Linux).
[[nodiscard]] Result<Exit> run(const Command &command, const RunLimits &limits = {});

/// run(), and any exit but success is a ToolFailed error with the last lines it wrote.
[[nodiscard]] Result<Exit> runToSuccess(const Command &command, const RunLimits &limits = {});

/// ToolFailed with the program's name, how it ended and what it wrote last.
[[nodiscard]] Error exitError(const Command &command, const Exit &exit);

} // namespace howdah::process
