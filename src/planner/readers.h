#pragma once

#include "planner/folder.h"

/// The readers, one per format; readFolder() picks. Each gets the folder that holds the files.
namespace howdah::planner {

[[nodiscard]] Result<MigrationFolder> readAlembic(const QString &path);
[[nodiscard]] Result<MigrationFolder> readVersioned(const QString &path);
[[nodiscard]] Result<MigrationFolder> readUpDown(const QString &path);
[[nodiscard]] Result<MigrationFolder> readNumbered(const QString &path);

/// Where Alembic keeps things, from alembic.ini when there is one.
struct AlembicLayout final
{
    QString scriptLocation; ///< the folder of env.py
    QStringList versionLocations;
};
/// Nothing when @p path is no Alembic folder: alembic.ini in it, env.py beside versions/, one of
/// the two in a folder named alembic or migrations below it, or a folder of revision files itself.
[[nodiscard]] std::optional<AlembicLayout> findAlembic(const QString &path);

/// A name from the file system as it may be shown: control characters are written as escapes.
[[nodiscard]] QString printableName(const QString &name);

/// "001 add users" from "add_users".
[[nodiscard]] QString descriptionFromName(QString name);

/// Files directly in @p path whose name @p pattern matches wholly, by name; links to files count,
/// folders do not. With @p recursive also those below, without following links to folders; paths
/// are relative.
enum class Depth { Flat, Recursive };
[[nodiscard]] QStringList sqlFiles(const QString &path, Depth depth);

/// Reads @p file below @p root as one script; a fault becomes a finding and the list stays empty.
struct ReadScript final
{
    QList<change::ScriptPtr> scripts;
    Checksums checksums;
    QList<change::Finding> findings;
};
[[nodiscard]] ReadScript readScript(const QString &root, const QString &file);

/// init.sql of the folder as a migration, when there is one.
[[nodiscard]] std::optional<Migration> readInit(const QString &root);

/// Compares versions as Flyway does: parts between dots and underscores as numbers of any length,
/// missing parts are 0. Negative, 0 or positive.
[[nodiscard]] int compareVersions(const QString &a, const QString &b);

} // namespace howdah::planner
