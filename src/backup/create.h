#pragma once

#include "backup/catalogue.h"
#include "jobs/job.h"
#include "pg/endpoint.h"
#include "process/tools.h"

namespace howdah::backup {

/// What to back up, how and where.
struct CreateOptions final
{
    QString folder; ///< in which the backup gets a folder of its own
    QString name;   ///< of that folder; empty for DATABASE-YYYYMMDD-HHMMSSZ
    Content content = Content::Everything;
    Format format = Format::Directory;
    Figures figures = Figures::Fingerprints;
    QStringList schemas; ///< only these; empty for all
    QString compression; ///< "zstd:3", "gzip:1", "lz4", "none"; empty for defaultCompression()
    int jobs = 2;        ///< tables dumped at once (directory format)
    QString toolFolder;  ///< where pg_dump is looked for first
};

/// zstd:3 where pg_dump knows it (16 and newer: as small as gzip:6 in a tenth of the time), gzip:1
/// before.
[[nodiscard]] QString defaultCompression(int toolVersion);

/// defaultCompression(), or gzip:1 where this pg_dump was built without zstd. Asks the program
/// itself, which takes a moment and no server.
[[nodiscard]] QString supportedCompression(const process::Tool &tool);

/// "navi-20261122-044500Z"; what no file name may have is replaced.
[[nodiscard]] QString defaultName(const QString &database, const QDateTime &at);

/// pg_dump's arguments but for the connection, as run and as shown before.
[[nodiscard]] QStringList dumpArguments(const CreateOptions &options, int toolVersion,
                                        const QString &snapshot, const QString &path);

/// Makes a backup: takes a snapshot, lets pg_dump write it into NAME.partial while the same
/// snapshot is counted, reads all of it back and compares the row counts, then writes checksums and
/// manifest and gives it its name. When anything fails or is cancelled, nothing stays, on disk or
/// on the server. Blocks; progress and log go to @p control.
[[nodiscard]] Result<Backup> create(const pg::Endpoint &endpoint, const CreateOptions &options,
                                    jobs::JobControl &control);

} // namespace howdah::backup
