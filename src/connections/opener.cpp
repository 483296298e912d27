#include "connections/opener.h"

using namespace Qt::StringLiterals;

namespace howdah::connections {

namespace {

/// The password where @p profile says it is, put into its endpoint. None is fine: the server may
/// want none, or libpq finds one in a pass file. Answers what kept the keychain from telling.
Result<std::optional<Error>> fetchPassword(Profile &profile, vault::Vault &vault,
                                           const pg::CallLimits &limits)
{
    const QString key = secretKey(profile.id);
    if (profile.passwordSource != PasswordSource::Command)
        profile.endpoint.setPasswordCommand({});
    if (const auto known = vault.remembered(key)) {
        profile.endpoint.setPassword(*known);
        return std::optional<Error>();
    }
    if (profile.passwordSource != PasswordSource::Keychain || profile.id.isEmpty())
        return std::optional<Error>();
    const auto kept = vault.readNow(key, limits.token);
    if (kept) {
        profile.endpoint.setPassword(*kept);
        return std::optional<Error>();
    }
    if (kept.error().isCancelled())
        return kept.error();
    return kept.error().kind == Error::Kind::NotFound ? std::optional<Error>()
                                                      : std::optional(kept.error());
}

Result<pg::Connection> connectWith(const Profile &profile, const pg::SessionSetup &setup,
                                   const std::optional<Error> &keychain,
                                   const pg::CallLimits &limits)
{
    auto connection = pg::Connection::open(profile.endpoint, setup, limits);
    if (!connection && connection.error().kind == Error::Kind::PasswordNeeded && keychain) {
        Error error = connection.error();
        error.hint = keychain->toText();
        return error;
    }
    return connection;
}

} // namespace

Opener::Opener(std::shared_ptr<vault::Vault> vault, const ProductionLock &lock)
    : m_vault(std::move(vault))
    , m_isLocked(lock.question())
{}

void Opener::setProfiles(const QList<Profile> &profiles)
{
    const std::lock_guard lock(m_mutex);
    QHash<QString, Profile> now;
    for (const Profile &profile : profiles) {
        now.insert(profile.id, profile);
        // Whoever changed where it leads or who asks deserves a new try.
        const auto before = m_profiles.constFind(profile.id);
        if (before != m_profiles.constEnd() && before->endpoint != profile.endpoint)
            m_refused.remove(profile.id);
    }
    m_profiles = std::move(now);
}

std::optional<Profile> Opener::profile(const QString &id) const
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_profiles.constFind(id);
    return it == m_profiles.constEnd() ? std::nullopt : std::optional(*it);
}

bool Opener::wantsReadOnly(const QString &profileId) const
{
    const auto known = profile(profileId);
    return !known || known->readOnly || m_isLocked(*known);
}

void Opener::setPassword(const QString &profileId, const Secret &password)
{
    m_vault->remember(secretKey(profileId), password);
    const std::lock_guard lock(m_mutex);
    m_refused.remove(profileId);
}

Result<pg::Connection> Opener::open(const QString &profileId, const QString &applicationName,
                                    const pg::CallLimits &limits)
{
    auto known = profile(profileId);
    if (!known)
        return Error{.kind = Error::Kind::NotFound, .message = u"This connection was removed."_s};
    {
        const std::lock_guard lock(m_mutex);
        if (const auto refused = m_refused.constFind(profileId); refused != m_refused.constEnd())
            return *refused;
    }
    const auto keychain = fetchPassword(*known, *m_vault, limits);
    if (!keychain)
        return keychain.error();
    pg::SessionSetup setup = known->sessionSetup();
    setup.applicationName = applicationName;
    setup.readOnly = wantsReadOnly(profileId);
    auto connection = connectWith(*known, setup, *keychain, limits);
    // What a pass file or a command gives may be right the next time; what we hold is not.
    if (!connection && connection.error().kind == Error::Kind::AuthenticationFailed &&
        !known->endpoint.password().isEmpty()) {
        m_vault->forget(secretKey(profileId));
        const std::lock_guard lock(m_mutex);
        m_refused.insert(profileId, connection.error());
    }
    return connection;
}

Result<pg::Connection> openOnce(Profile profile, const Secret &password, vault::Vault &vault,
                                const QString &applicationName, const pg::CallLimits &limits)
{
    std::optional<Error> keychain;
    if (password.isEmpty()) {
        const auto fetched = fetchPassword(profile, vault, limits);
        if (!fetched)
            return fetched.error();
        keychain = *fetched;
    } else {
        profile.endpoint.setPassword(password);
    }
    pg::SessionSetup setup = profile.sessionSetup();
    setup.applicationName = applicationName;
    return connectWith(profile, setup, keychain, limits);
}

} // namespace howdah::connections
