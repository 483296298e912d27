#include "connections/profilelist.h"

#include "base/whendone.h"
#include "store/store.h"

#include <QJsonDocument>
#include <QLoggingCategory>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::connections {

namespace {

Q_LOGGING_CATEGORY(log, "howdah.connections")

/// The first of "name", "name 2", "name 3" … that @p taken does not hold.
QString numbered(const QString &wanted, const std::function<bool(const QString &)> &taken)
{
    QString name = wanted;
    for (int i = 2; taken(name); ++i)
        name = u"%1 %2"_s.arg(wanted).arg(i);
    return name;
}

QFuture<Result<Profile>> answered(const Result<Profile> &answer)
{
    QPromise<Result<Profile>> promise;
    promise.start();
    promise.addResult(answer);
    promise.finish();
    return promise.future();
}

} // namespace

Result<QList<Profile>> loadProfiles(store::Transaction &transaction)
{
    const auto rows = transaction.select(
        u"SELECT id, document, last_used_at FROM connection_profile ORDER BY name COLLATE NOCASE"_s);
    if (!rows)
        return rows.error().within(u"read the saved connections"_s);
    QList<Profile> profiles;
    for (const store::Row &row : *rows) {
        auto profile =
            Profile::fromJson(QJsonDocument::fromJson(row.at(1).toString().toUtf8()).object());
        if (!profile)
            return profile.error().within(u"read the saved connection "_s + row.at(0).toString());
        profile->id = row.at(0).toString();
        profile->lastUsed = QDateTime::fromString(row.at(2).toString(), Qt::ISODate);
        profiles.append(*profile);
    }
    return profiles;
}

Result<Profile> saveProfile(store::Transaction &transaction, Profile profile)
{
    profile.name = profile.name.trimmed();
    if (const auto fine = validate(profile); !fine)
        return fine.error();
    if (profile.id.isEmpty())
        profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto others =
        transaction.select(u"SELECT 1 FROM connection_profile WHERE name = ? AND id <> ?"_s,
                           {profile.name, profile.id});
    if (!others)
        return others.error();
    if (!others->isEmpty()) {
        return Error{.kind = Error::Kind::Conflict,
                     .message = u"There is a connection \"%1\" already."_s.arg(profile.name)};
    }
    const QString document =
        QString::fromUtf8(QJsonDocument(profile.toJson()).toJson(QJsonDocument::Compact));
    const auto done =
        transaction.execute(u"INSERT INTO connection_profile (id, name, document) VALUES (?, ?, ?) "
                            u"ON CONFLICT (id) DO UPDATE "
                            u"SET name = excluded.name, document = excluded.document"_s,
                            {profile.id, profile.name, document});
    if (!done)
        return done.error().within(u"save the connection"_s);
    // What a file cannot give back must not live on in memory either.
    profile.endpoint.setPassword({});
    return profile;
}

Result<void> removeProfile(store::Transaction &transaction, const QString &id)
{
    const auto removed =
        transaction.execute(u"DELETE FROM connection_profile WHERE id = ?"_s, {id});
    if (!removed)
        return removed.error().within(u"remove the connection"_s);
    if (*removed == 0)
        return Error{.kind = Error::Kind::NotFound,
                     .message = u"There is no such saved connection."_s};
    return {};
}

ProfileList::ProfileList(std::shared_ptr<store::Store> store, QObject *parent)
    : QObject(parent)
    , m_store(std::move(store))
{
    const auto profiles = m_store->read(loadProfiles);
    if (profiles)
        m_profiles = *profiles;
    else
        qCWarning(log).noquote() << profiles.error().toText();
}

std::optional<Profile> ProfileList::find(const QString &id) const
{
    const auto it = std::ranges::find(m_profiles, id, &Profile::id);
    return it == m_profiles.end() ? std::nullopt : std::optional(*it);
}

std::optional<Profile> ProfileList::findByName(const QString &name) const
{
    const auto it = std::ranges::find_if(m_profiles, [&name](const Profile &profile) {
        return profile.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return it == m_profiles.end() ? std::nullopt : std::optional(*it);
}

QString ProfileList::freeName(const QString &wanted) const
{
    return numbered(wanted, [this](const QString &name) { return findByName(name).has_value(); });
}

QFuture<Result<Profile>> ProfileList::save(const Profile &profile)
{
    // What is wrong by itself needs no file to find out.
    if (const auto fine = validate(profile); !fine)
        return answered(fine.error());
    const auto saved = m_store->startWrite(
        [profile](store::Transaction &transaction) { return saveProfile(transaction, profile); });
    whenDone(saved, this, [this](const Result<Profile> &done) {
        if (done)
            reload();
    });
    return saved;
}

QFuture<Result<QList<Profile>>> ProfileList::addAll(const QList<Profile> &profiles)
{
    const auto saved =
        m_store->startWrite([profiles](store::Transaction &transaction) -> Result<QList<Profile>> {
            const auto present = loadProfiles(transaction);
            if (!present)
                return present.error();
            QSet<QString> names;
            for (const Profile &profile : *present)
                names.insert(profile.name.toLower());
            QList<Profile> added;
            for (Profile profile : profiles) {
                profile.id.clear();
                profile.name = numbered(profile.name, [&names](const QString &name) {
                    return names.contains(name.toLower());
                });
                names.insert(profile.name.toLower());
                const auto done = saveProfile(transaction, profile);
                if (!done)
                    return done.error().within(profile.name);
                added.append(*done);
            }
            return added;
        });
    whenDone(saved, this, [this](const Result<QList<Profile>> &done) {
        if (done)
            reload();
    });
    return saved;
}

QFuture<Result<void>> ProfileList::remove(const QString &id)
{
    const auto removed = m_store->startWrite(
        [id](store::Transaction &transaction) { return removeProfile(transaction, id); });
    whenDone(removed, this, [this](const Result<void> &done) {
        if (done)
            reload();
    });
    return removed;
}

void ProfileList::touch(const QString &id)
{
    const auto touched = m_store->startWrite([id](store::Transaction &transaction) {
        return transaction.execute(u"UPDATE connection_profile SET last_used_at = ? WHERE id = ?"_s,
                                   {QDateTime::currentDateTimeUtc().toString(Qt::ISODate), id});
    });
    whenDone(touched, this, [this](const Result<qint64> &done) {
        if (done)
            reload();
    });
}

void ProfileList::reload()
{
    whenDone(m_store->startRead(loadProfiles), this,
             [this](const Result<QList<Profile>> &profiles) {
                 if (profiles)
                     setProfiles(*profiles);
                 else
                     qCWarning(log).noquote() << profiles.error().toText();
             });
}

void ProfileList::setProfiles(const QList<Profile> &profiles)
{
    if (profiles == m_profiles)
        return;
    m_profiles = profiles;
    emit changed();
}

} // namespace howdah::connections
