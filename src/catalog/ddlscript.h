#pragma once

#include "catalog/snapshot.h"

#include <QStringList>

namespace howdah::catalog {

/// The statements that make a whole database again, in an order that works.
struct DdlScript final
{
    struct Entry final
    {
        ObjectId id;
        QStringList statements; ///< without the final semicolon
    };
    QList<Entry> entries;
    /// What is in the database and not in here, one line each: never empty in silence.
    QStringList missing;
    /// What restoring takes for granted, one line each: the database's encoding, roles,
    /// tablespaces.
    QStringList assumed;

    /// Everything as one file for psql: a header that names what is missing, settings, statements.
    [[nodiscard]] QString toText(const Snapshot &snapshot) const;
};

/// Writes everything people made (not initdb, not extensions) of a snapshot that has its
/// definitions and dependencies. Restores into an empty database made from template0, by a role
/// that may set owners.
[[nodiscard]] DdlScript writeDatabase(const Snapshot &snapshot);

/// 32 bytes that are equal exactly when two databases would be written by the same statements:
/// blind to OIDs and to the order in which things were made. Needs definitions. @p withoutSchemas
/// are left out.
[[nodiscard]] QByteArray schemaHash(const Snapshot &snapshot,
                                    const QStringList &withoutSchemas = {});

/// The hash of each object's own statements by its stableKey(): what a refresh compares to see what
/// changed.
using Fingerprints = QHash<QString, QByteArray>;
[[nodiscard]] Fingerprints fingerprints(const Snapshot &snapshot);

} // namespace howdah::catalog
