#pragma once

#include "backup/manifest.h"
#include "pg/connection.h"

namespace howdah::backup {

/// The instant a backup shows: a repeatable-read transaction whose snapshot pg_dump takes over.
/// Figures counted in it are exactly those of the dump, whatever is written meanwhile. It holds
/// back VACUUM as pg_dump itself does; it ends with this object.
class SourceSnapshot final
{
public:
    [[nodiscard]] static Result<SourceSnapshot> open(const pg::Endpoint &endpoint,
                                                     const pg::CallLimits &limits);

    /// What pg_dump --snapshot takes.
    [[nodiscard]] QString id() const { return m_id; }

    /// Everything but rows, fingerprints, sequences, schema hash and files. Tables are those whose
    /// rows pg_dump copies, with their size; their row counts are estimates from the statistics, -1
    /// when never analysed.
    [[nodiscard]] Result<Manifest> describe(const QStringList &schemas,
                                            const pg::CallLimits &limits);

    /// Replaces the estimates by what is really there; @p onTable is called after each.
    [[nodiscard]] Result<void> count(Manifest &manifest,
                                     const std::function<void(const TableFigures &)> &onTable,
                                     const pg::CallLimits &limits);

private:
    SourceSnapshot(pg::Connection connection, const QString &id)
        : m_connection(std::move(connection))
        , m_id(id)
    {}

    pg::Connection m_connection;
    QString m_id;
};

/// Settings under which equal rows have equal text on every server: to be run inside a transaction.
[[nodiscard]] QString pinnedSettings();

/// Counts one table, and hashes its rows independently of their order when @p figures says so. The
/// settings must be pinned.
[[nodiscard]] Result<TableFigures> countTable(pg::Connection &connection,
                                              const RelationName &relation, Figures figures,
                                              const pg::CallLimits &limits);

} // namespace howdah::backup
