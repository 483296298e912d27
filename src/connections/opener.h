#pragma once

#include "connections/productionlock.h"
#include "connections/profile.h"
#include "pg/connection.h"
#include "vault/vault.h"

#include <QHash>

#include <functional>
#include <memory>
#include <mutex>

namespace howdah::connections {

/// How to connect to a saved connection: its parameters as they are now, its password from where it
/// says, read-only as the production lock says now. Shared by all sessions; every function may be
/// called from any thread.
class Opener final
{
public:
    Opener(std::shared_ptr<vault::Vault> vault, const ProductionLock &lock);
    Q_DISABLE_COPY_MOVE(Opener)

    /// What it should know from now on; removed ones cannot be opened any more.
    void setProfiles(const QList<Profile> &profiles);
    [[nodiscard]] std::optional<Profile> profile(const QString &id) const;

    /// Blocks: resolves the password and connects. PasswordNeeded and AuthenticationFailed ask the
    /// caller to call setPassword(); until then a password that was refused once is not tried
    /// again, because servers lock accounts.
    [[nodiscard]] Result<pg::Connection>
    open(const QString &profileId, const QString &applicationName, const pg::CallLimits &limits);
    /// A password somebody typed, for this run.
    void setPassword(const QString &profileId, const Secret &password);

    /// The read-only state a session of this profile should have now.
    [[nodiscard]] bool wantsReadOnly(const QString &profileId) const;

private:
    std::shared_ptr<vault::Vault> m_vault;
    const std::function<bool(const Profile &)> m_isLocked; ///< outlives the lock
    mutable std::mutex m_mutex;
    QHash<QString, Profile> m_profiles;
    QHash<QString, Error> m_refused; ///< what the server said to the password at hand
};

/// Connects once with @p password, for a test of what is being edited, or with what the profile's
/// own source gives when it is empty.
[[nodiscard]] Result<pg::Connection> openOnce(Profile profile, const Secret &password,
                                              vault::Vault &vault, const QString &applicationName,
                                              const pg::CallLimits &limits);

} // namespace howdah::connections
