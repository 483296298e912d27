#pragma once

#include "base/result.h"
#include "process/account.h"

#include <memory>
#include <optional>

namespace howdah::sandbox {

/// Where sandboxes live unless somebody says otherwise: HOWDAH_SANDBOX_DIR, or a folder of our own
/// among the temporary files.
[[nodiscard]] QString defaultBaseFolder();

/// A private folder for one throw-away server, locked while this object lives and removed with it.
/// Its path is short, because a Unix socket inside it may have no more than about 100 bytes.
class Folder final
{
public:
    /// Makes base/XXXXXX; @p owner gets it when given. Folders that killed programs left behind are
    /// swept on the way.
    [[nodiscard]] static Result<Folder> create(const QString &base,
                                               const std::optional<process::Account> &owner);

    Folder(Folder &&) noexcept;
    Folder &operator=(Folder &&) noexcept;
    ~Folder();

    [[nodiscard]] QString path() const;
    [[nodiscard]] QString data() const { return path() + QStringLiteral("/data"); }
    [[nodiscard]] QString sockets() const { return path() + QStringLiteral("/run"); }

private:
    struct Private;
    explicit Folder(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

/// Stops servers and removes folders below @p base whose program is gone; what is in use stays.
/// Returns how many went.
int sweep(const QString &base = defaultBaseFolder());

/// Ends whatever server has @p dataFolder as its own, at once and without a checkpoint. Nothing
/// happens when the process named in postmaster.pid turns out to be something else.
void killServerOf(const QString &dataFolder);

} // namespace howdah::sandbox
