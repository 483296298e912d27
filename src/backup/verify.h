#pragma once

#include "backup/archive.h"
#include "backup/catalogue.h"
#include "jobs/job.h"
#include "pg/connection.h"

namespace howdah::backup {

/// What differs between a manifest's row counts and what reading the dump brought, one sentence
/// each.
[[nodiscard]] QStringList compareCounts(const Manifest &manifest, const ReadThrough &read);

/// Reads every byte of a backup: checksums, files missing or added, and each table's rows. What is
/// wrong is in the Check, which is also kept beside the backup; an Error means that no verdict was
/// reached.
[[nodiscard]] Result<Check> verify(const QString &path, const QString &toolFolder,
                                   jobs::JobControl &control);

/// What differs between a database and the manifest of the backup it was restored from, one
/// sentence each.
[[nodiscard]] Result<QStringList>
compareDatabase(pg::Connection &connection, const Manifest &manifest,
                const std::function<void(double fraction)> &onProgress,
                const pg::CallLimits &limits);

/// Restores a backup into a throw-away server of the same version, or the next newer one that is
/// installed, compares, and keeps the result beside the backup. An Error means that no verdict was
/// reached.
[[nodiscard]] Result<Check> prove(const QString &path, const QString &toolFolder,
                                  jobs::JobControl &control);

} // namespace howdah::backup
