#include "connections/directory.h"

#include "connections/hub.h"
#include "connections/opener.h"
#include "connections/productionlock.h"
#include "connections/profilelist.h"
#include "store/store.h"

using namespace Qt::StringLiterals;

namespace howdah::connections {

Directory::Directory(std::shared_ptr<store::Store> store, std::shared_ptr<vault::Vault> vault,
                     std::shared_ptr<store::ExecutionRecord> record, QString applicationName)
    : m_store(std::move(store))
    , m_vault(std::move(vault))
    , m_record(std::move(record))
    , m_applicationName(std::move(applicationName))
{}

Result<QList<Profile>> Directory::profiles() const
{
    return m_store->read(loadProfiles);
}

Result<Profile> Directory::find(const QString &name) const
{
    const auto all = profiles();
    if (!all)
        return all.error();
    for (const Profile &profile : *all) {
        if (profile.name.compare(name, Qt::CaseInsensitive) == 0 || profile.id == name)
            return profile;
    }
    return Error{.kind = Error::Kind::NotFound,
                 .message = u"There is no saved connection \"%1\"."_s.arg(name),
                 .hint = u"'howdahctl connections list' shows them."_s};
}

Result<pg::Connection> Directory::open(const QString &name, const QString &confirmedDatabase,
                                       Access access, const CancellationToken &token) const
{
    auto profile = find(name);
    if (!profile)
        return profile.error();
    if (access == Access::Write) {
        if (const auto confirmed = checkConfirmation(*profile, confirmedDatabase); !confirmed)
            return confirmed.error();
        if (profile->readOnly) {
            return Error{.kind = Error::Kind::ReadOnly,
                         .message =
                             u"The connection \"%1\" is saved as read-only."_s.arg(profile->name)};
        }
    }
    profile->readOnly = access == Access::ReadOnly;
    auto connection = openOnce(*profile, {}, *m_vault, m_applicationName, {.token = token});
    if (connection)
        observe(*connection, *profile);
    return connection;
}

Result<pg::Connection> Directory::open(const pg::Endpoint &endpoint,
                                       const QString &confirmedDatabase, Access access,
                                       const CancellationToken &token) const
{
    Profile profile;
    profile.endpoint = endpoint;
    profile.passwordSource = PasswordSource::PassFile;
    profile.readOnly = access == Access::ReadOnly;
    const auto all = profiles();
    if (!all)
        return all.error();
    for (const Profile &saved : *all) {
        if (!sameTarget(saved.endpoint, endpoint))
            continue;
        profile.id = saved.id;
        profile.name = saved.name;
        profile.environment = saved.environment;
        if (access == Access::Write) {
            if (const auto confirmed = checkConfirmation(saved, confirmedDatabase); !confirmed)
                return confirmed.error();
        }
        // One of several may be production: look at all of them.
    }
    pg::SessionSetup setup = profile.sessionSetup();
    setup.applicationName = m_applicationName;
    auto connection = pg::Connection::open(endpoint, setup, {.token = token});
    if (connection)
        observe(*connection, profile);
    return connection;
}

void Directory::observe(pg::Connection &connection, const Profile &profile) const
{
    if (!m_record)
        return;
    connection.setStatementObserver([record = m_record, profile, source = m_applicationName](
                                        const pg::StatementReport &report) {
        record->append(executionOf(report, profile, source));
    });
}

} // namespace howdah::connections
