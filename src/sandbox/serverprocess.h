#pragma once

#include "process/child.h"
#include "sandbox/installation.h"

#include <memory>

namespace howdah::sandbox {

/// postgres in the foreground on a data folder, watched by a thread of its own. It is our child, so
/// it ends when we are killed. All calls block.
class ServerProcess final
{
public:
    ServerProcess(const Installation &installation, const QString &dataFolder,
                  const std::optional<process::Account> &account);
    /// stop().
    ~ServerProcess();
    Q_DISABLE_COPY_MOVE(ServerProcess)

    /// Waits until it accepts connections. ToolFailed with its log when it ends instead.
    [[nodiscard]] Result<void> start(const process::RunLimits &limits);
    /// Disconnects everybody and writes everything out; start() may follow.
    void stop();

    /// The last lines it wrote.
    [[nodiscard]] QStringList log() const;
    /// -1 when it does not run.
    [[nodiscard]] qint64 pid() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// A command of @p installation ("initdb") as @p account, in no folder of ours.
[[nodiscard]] process::Command serverCommand(const Installation &installation,
                                             const QString &program, const QStringList &arguments,
                                             const std::optional<process::Account> &account);

/// Makes a data folder that trusts whoever can enter its socket's folder. C.UTF-8 where there is
/// one.
[[nodiscard]] Result<void> initialiseData(const Installation &installation, const QString &folder,
                                          const QString &superuser,
                                          const std::optional<process::Account> &account,
                                          const process::RunLimits &limits);

/// Appends to its postgresql.conf.
[[nodiscard]] Result<void> appendSettings(const QString &dataFolder,
                                          const QMap<QString, QString> &settings);

} // namespace howdah::sandbox
