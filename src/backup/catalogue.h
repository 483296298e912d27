#pragma once

#include "backup/checks.h"
#include "backup/manifest.h"

namespace howdah::backup {

/// What a folder below the backup folder is.
enum class State {
    Running,    ///< being written right now
    Partial,    ///< what a killed or failed run left: never a backup
    Unverified, ///< complete, not read since it was written
    Verified,   ///< read whole and found as written
    Proven,     ///< restored and compared
    Damaged,    ///< a file is missing or changed, or the last check failed
};

/// A stable lower-case word for each state.
[[nodiscard]] QString toName(State state);

/// One backup as the list shows it.
struct Backup final
{
    QString path; ///< its folder
    State state = State::Unverified;
    Manifest manifest; ///< only a name and a time when it is partial or cannot be read
    qint64 bytes = 0;  ///< on disk
    QList<Check> checks;
    QString problem; ///< why it is damaged

    [[nodiscard]] QString name() const { return path.section(QLatin1Char('/'), -1); }
    /// The last check of that kind, nothing when there was none.
    [[nodiscard]] std::optional<Check> lastCheck(Check::Kind kind) const;
};

/// Where new backups go unless somebody chooses: BACKUP_DIR, or a folder among the user's documents
/// of this program.
[[nodiscard]] QString defaultFolder();

inline constexpr auto partialSuffix = QLatin1StringView(".partial");
/// Inside a folder that is being written.
inline constexpr auto lockFileName = QLatin1StringView("in-progress.lock");

/// The dump inside a backup's folder: a folder or a file, by its format.
[[nodiscard]] QString dumpPath(const QString &backupFolder, Format format);

/// One backup's folder. NotFound when it is neither a backup nor what is left of one.
[[nodiscard]] Result<Backup> inspect(const QString &path);

/// Every backup and partial below @p folder (one level), newest first. Reads manifests and file
/// sizes only. A folder that does not exist yet has none.
[[nodiscard]] Result<QList<Backup>> scan(const QString &folder);

/// Takes a backup or partial away for good. Conflict while it is being written, InvalidInput for
/// any other folder.
[[nodiscard]] Result<void> remove(const QString &path);

} // namespace howdah::backup
