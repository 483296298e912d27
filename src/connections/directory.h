#pragma once

#include "connections/profile.h"
#include "pg/connection.h"
#include "store/executionrecord.h"
#include "vault/vault.h"

#include <memory>

namespace howdah::store {
class Store;
}

namespace howdah::connections {

enum class Access { ReadOnly, Write };

/// Saved connections for programs without windows: each call reads the file anew.
class Directory final
{
public:
    Directory(std::shared_ptr<store::Store> store, std::shared_ptr<vault::Vault> vault,
              std::shared_ptr<store::ExecutionRecord> record, QString applicationName);

    [[nodiscard]] Result<QList<Profile>> profiles() const;
    /// By its name, in any case, or its id.
    [[nodiscard]] Result<Profile> find(const QString &name) const;
    /// Opens a saved connection. Production and saved-as-read-only connections answer ReadOnly to
    /// Write access, production unless @p confirmedDatabase is its database's name.
    [[nodiscard]] Result<pg::Connection> open(const QString &name, const QString &confirmedDatabase,
                                              Access access, const CancellationToken &token) const;
    /// Opens an address that was given instead of a name. Where a saved production connection leads
    /// to the same database, its lock holds for this one too.
    [[nodiscard]] Result<pg::Connection> open(const pg::Endpoint &endpoint,
                                              const QString &confirmedDatabase, Access access,
                                              const CancellationToken &token) const;

private:
    void observe(pg::Connection &connection, const Profile &profile) const;

    std::shared_ptr<store::Store> m_store;
    std::shared_ptr<vault::Vault> m_vault;
    std::shared_ptr<store::ExecutionRecord> m_record;
    QString m_applicationName;
};

} // namespace howdah::connections
