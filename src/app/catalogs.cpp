#include "app/catalogs.h"

#include "catalog/snapshotfile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QSaveFile>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace howdah::app {

namespace {

using Loaded = gui::CatalogCalls::Loaded;

Result<Loaded> readKept(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::NotFound, .message = file.errorString()};
    const auto snapshot = catalog::readSnapshot(file);
    if (!snapshot)
        return snapshot.error();
    return catalog::CatalogService::prepare(*snapshot);
}

void writeKept(const QString &path, const catalog::SnapshotPtr &snapshot)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return; // the next start reads the server instead
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (catalog::writeSnapshot(*snapshot, file))
        file.commit();
}

QString pinsKey(const QString &connectionId)
{
    return u"browse/pins/"_s + connectionId;
}

gui::CatalogCalls::Pins pinsFrom(const QJsonValue &value)
{
    gui::CatalogCalls::Pins pins;
    for (const QJsonValue &pin : value.toArray()) {
        QStringList path;
        for (const QJsonValue &step : pin.toArray())
            path.append(step.toString());
        pins.append(path);
    }
    return pins;
}

QJsonValue toJson(const gui::CatalogCalls::Pins &pins)
{
    QJsonArray all;
    for (const QStringList &path : pins)
        all.append(QJsonArray::fromStringList(path));
    return pins.isEmpty() ? QJsonValue() : QJsonValue(all);
}

} // namespace

std::shared_ptr<gui::CatalogState> Catalogs::of(const QString &connectionId)
{
    if (m_states.isEmpty())
        removeOrphans();
    auto &state = m_states[connectionId];
    if (!state)
        state = std::make_shared<gui::CatalogState>(callsFor(connectionId));
    return state;
}

gui::CatalogCalls Catalogs::callsFor(const QString &connectionId)
{
    const auto service = std::make_shared<catalog::CatalogService>(
        m_hub.session(connectionId, connections::Purpose::Load));
    auto calls = gui::CatalogCalls::of(service);
    // Sizes and counters of one object do not stand behind the definitions of all.
    const auto beside = std::make_shared<catalog::CatalogService>(
        m_hub.session(connectionId, connections::Purpose::Watch));
    calls.details = [beside](catalog::Oid relation) { return beside->details(relation); };
    calls.columnStatistics = [beside](catalog::Oid relation) {
        return beside->columnStatistics(relation);
    };
    // What people run from a menu is recorded, and bound by the production lock of this moment.
    calls.run = [this, connectionId](const QString &sql) {
        auto &session = m_runners[connectionId];
        if (!session)
            session = m_hub.session(connectionId, connections::Purpose::Run);
        const auto answer = catalog::CatalogService(session).run(sql);
        session->disconnect();
        return answer;
    };
    calls.cancelRun = [this, connectionId] {
        if (const auto session = m_runners.value(connectionId))
            session->cancelAll();
    };
    if (m_gridMaker)
        calls.grid = [this, connectionId] { return m_gridMaker(connectionId); };
    if (!m_folder.isEmpty()) {
        const QString path = fileOf(connectionId);
        calls.kept = [path] { return QtConcurrent::run([path] { return readKept(path); }); };
        calls.keep = [path](const catalog::SnapshotPtr &snapshot) {
            // Nobody waits for it: a kept catalog is a convenience.
            (void)QtConcurrent::run([path, snapshot] { writeKept(path, snapshot); });
        };
    }
    calls.pins = [this, connectionId] { return pinsFrom(m_settings.get(pinsKey(connectionId))); };
    calls.keepPins = [this, connectionId](const gui::CatalogCalls::Pins &pins) {
        m_settings.set(pinsKey(connectionId), toJson(pins));
    };
    calls.readOnlyReason = [this, connectionId] { return whyReadOnly(connectionId); };
    calls.connectionName = [this, connectionId] {
        const auto profile = m_profiles.find(connectionId);
        return profile ? profile->name : QString();
    };
    return calls;
}

QString Catalogs::fileOf(const QString &connectionId) const
{
    // A connection that was pointed elsewhere has another catalog: server, database and who looks.
    const auto profile = m_profiles.find(connectionId);
    const QString target = profile ? profile->endpoint.toDisplayText() : QString();
    const QByteArray hash =
        QCryptographicHash::hash(target.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    return QDir(m_folder).filePath(connectionId + u'-' + QString::fromLatin1(hash) + u".catalog"_s);
}

QString Catalogs::whyReadOnly(const QString &connectionId) const
{
    const auto profile = m_profiles.find(connectionId);
    if (!profile)
        return QCoreApplication::translate("Catalogs", "This connection was removed.");
    if (profile->readOnly)
        return QCoreApplication::translate(
            "Catalogs", "This connection is read-only, so this cannot run here. Its settings say "
                        "so; the SQL can be copied.");
    if (m_lock.isLocked(*profile))
        return QCoreApplication::translate(
            "Catalogs", "Production is locked, so this cannot run now. Unlock it beside the name "
                        "of the connection, then open this again.");
    return {};
}

void Catalogs::removeOrphans() const
{
    if (m_folder.isEmpty())
        return;
    QDir folder(m_folder);
    const QStringList files = folder.entryList({u"*.catalog"_s}, QDir::Files);
    for (const QString &file : files) {
        if (!m_profiles.find(file.left(file.lastIndexOf(u'-'))))
            folder.remove(file);
    }
}

} // namespace howdah::app
