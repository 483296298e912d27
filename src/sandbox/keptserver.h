#pragma once

#include "pg/endpoint.h"
#include "process/child.h"
#include "sandbox/installation.h"

#include <QMap>

#include <memory>

namespace howdah::sandbox {

/// A private PostgreSQL server whose data outlives the program: made the first time, started again
/// later. It runs as long as this object and is our child, so it ends when we are killed; reached
/// by a Unix socket that only this user can enter. Root's server runs as an unprivileged user, who
/// must be able to enter the folder. All calls block.
class KeptServer final
{
public:
    struct Options
    {
        QString folder;                  ///< everything of it; made when it is not there
        QMap<QString, QString> settings; ///< for postgresql.conf of a new one
        QStringList preload = {};        ///< libraries that a new one loads where they are offered
    };

    /// Conflict when another program runs it; Unsupported when its data was made by a version of
    /// PostgreSQL that none of @p installations has, or the folder's path is too long for a socket.
    /// A new one prefers what offers @p extensions.
    [[nodiscard]] static Result<KeptServer> start(const QList<Installation> &installations,
                                                  const QStringList &extensions,
                                                  const Options &options,
                                                  const process::RunLimits &limits = {});

    KeptServer(KeptServer &&) noexcept;
    KeptServer &operator=(KeptServer &&) noexcept;
    /// Stops it; the data stays.
    ~KeptServer();

    /// Where the server of @p folder is reached, running or not: user postgres, no password.
    [[nodiscard]] static pg::Endpoint endpointOf(const QString &folder);

    [[nodiscard]] const Installation &installation() const;

private:
    struct Private;
    explicit KeptServer(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace howdah::sandbox
