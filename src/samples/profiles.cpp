#include "samples/profiles.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::samples {

namespace {

connections::Profile profileOf(const DemoDatabase &database)
{
    const auto &system = info(database.system);
    connections::Profile profile;
    profile.name = system.title;
    profile.group = u"Samples"_s;
    profile.environment = connections::environmentFromName(system.environment)
                              .value_or(connections::Environment::Development);
    profile.endpoint = database.endpoint;
    profile.role = database.actAs;
    // The demo's server asks for none; others know where theirs are.
    profile.passwordSource = connections::PasswordSource::PassFile;
    profile.tags = {u"demo"_s, system.name};
    return profile;
}

} // namespace

Result<QMap<QString, QString>> saveConnections(store::Transaction &transaction,
                                               const QList<DemoDatabase> &databases)
{
    const auto known = connections::loadProfiles(transaction);
    if (!known)
        return known.error();
    QMap<QString, QString> folders;
    for (const DemoDatabase &database : databases) {
        auto profile = profileOf(database);
        const auto same = std::ranges::find(*known, profile.name, &connections::Profile::name);
        if (same != known->end()) {
            const auto fresh = profile;
            profile = *same;
            profile.endpoint = fresh.endpoint;
            profile.role = fresh.role;
        }
        const auto kept = connections::saveProfile(transaction, profile);
        if (!kept)
            return kept.error();
        folders.insert(kept->id, database.folder);
    }
    return folders;
}

void rememberFolders(store::Settings &settings, const QMap<QString, QString> &folders)
{
    for (auto it = folders.cbegin(); it != folders.cend(); ++it) {
        const QString key = u"migrate/folders/"_s + it.key();
        if (settings.get(key).toArray().isEmpty())
            settings.set(key, QJsonArray{it.value()});
    }
}

} // namespace howdah::samples
