#pragma once

#include "base/result.h"
#include "planner/migration.h"

#include <optional>

namespace howdah::planner {

/// What a folder seems to be, and why, so that a person can object.
struct Detection final
{
    Format format = Format::Numbered;
    QString root;   ///< where the files are: the folder itself or the one below it that holds them
    QString reason; ///< "12 files named like V1__name.sql"
};

/// Looks at names only (and at alembic.ini). NotFound when the folder is not there; InvalidInput
/// when nothing in it is a migration; Unsupported for a format that is known by name but not read
/// yet.
[[nodiscard]] Result<Detection> detectFormat(const QString &path);

/// Reads the folder as @p format, or as what detectFormat() says. Faults of single files are
/// findings, so that the rest can still be looked at; an Error means that there is nothing to show
/// at all.
[[nodiscard]] Result<MigrationFolder> readFolder(const QString &path,
                                                 std::optional<Format> format = {});

} // namespace howdah::planner
