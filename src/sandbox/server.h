#pragma once

#include "pg/endpoint.h"
#include "process/child.h"
#include "sandbox/installation.h"

#include <QMap>

#include <memory>

namespace howdah::sandbox {

/// What a throw-away server is like.
struct Options final
{
    QString baseFolder;   ///< where its folder is made, empty for defaultBaseFolder()
    QString templateData; ///< a data folder kept between runs: copied when there, made first when
                          ///< not (initdb takes seconds)
    QMap<QString, QString>
        settings; ///< for postgresql.conf, on top of "do not bother to survive a power cut"
    QString superuser = QStringLiteral("postgres");
    /// Also listens on 127.0.0.1 at this port; 0: only the Unix socket, which nobody else may
    /// enter.
    quint16 loopbackPort = 0;
};

/// A private PostgreSQL server that lives as long as this object: own data folder, a Unix socket
/// that only this user can enter, no network. It is our child (run in the foreground), so it ends
/// when we are killed; what is left of its folder is swept by the next one. Root's server runs as
/// an unprivileged user. All calls block.
class Server final
{
public:
    /// initdb and start.
    [[nodiscard]] static Result<Server> create(const Installation &installation,
                                               const Options &options = {},
                                               const process::RunLimits &limits = {});

    Server(Server &&) noexcept;
    Server &operator=(Server &&) noexcept;
    /// Stops it at once and removes its folder.
    ~Server();

    /// Needs no password: the socket's folder is the guard.
    [[nodiscard]] pg::Endpoint endpoint(const QString &database = QStringLiteral("postgres")) const;
    [[nodiscard]] const Installation &installation() const;
    [[nodiscard]] QString dataFolder() const;
    /// The last lines of its log.
    [[nodiscard]] QStringList log() const;
    /// -1 when it does not run.
    [[nodiscard]] qint64 pid() const;

    /// Disconnects everybody and stops; start() again keeps the data.
    void stop();
    [[nodiscard]] Result<void> start(const process::RunLimits &limits = {});

private:
    struct Private;
    explicit Server(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace howdah::sandbox
