#pragma once

#include "connections/profile.h"

#include <QFuture>
#include <QList>
#include <QObject>

#include <memory>

namespace howdah::store {
class Store;
class Transaction;
} // namespace howdah::store

namespace howdah::connections {

/// The saved connections in the file, sorted by name.
[[nodiscard]] Result<QList<Profile>> loadProfiles(store::Transaction &transaction);
/// Inserts or replaces; gives a new one its id. Conflict when another connection has the name
/// already.
[[nodiscard]] Result<Profile> saveProfile(store::Transaction &transaction, Profile profile);
/// NotFound when there is none.
[[nodiscard]] Result<void> removeProfile(store::Transaction &transaction, const QString &id);

/// The saved connections, in memory for the GUI; every change goes to the file first and appears
/// here when it is there. Belongs to one thread.
class ProfileList final : public QObject
{
    Q_OBJECT

public:
    /// Reads the file; blocks for that moment.
    explicit ProfileList(std::shared_ptr<store::Store> store, QObject *parent = nullptr);

    [[nodiscard]] const QList<Profile> &profiles() const { return m_profiles; }
    [[nodiscard]] std::optional<Profile> find(const QString &id) const;
    /// As people write it: case does not matter.
    [[nodiscard]] std::optional<Profile> findByName(const QString &name) const;
    /// "Staging 2" when "Staging" is taken.
    [[nodiscard]] QString freeName(const QString &wanted) const;

    /// Checks and saves; answers it as it is now, with its id. Conflict when the name is taken.
    [[nodiscard]] QFuture<Result<Profile>> save(const Profile &profile);
    /// All or none; names that are taken get a number.
    [[nodiscard]] QFuture<Result<QList<Profile>>> addAll(const QList<Profile> &profiles);
    [[nodiscard]] QFuture<Result<void>> remove(const QString &id);
    /// Notes that it was connected to just now.
    void touch(const QString &id);
    /// Takes in what another Howdah changed.
    void reload();

signals:
    void changed();

private:
    void setProfiles(const QList<Profile> &profiles);

    std::shared_ptr<store::Store> m_store;
    QList<Profile> m_profiles;
};

} // namespace howdah::connections
