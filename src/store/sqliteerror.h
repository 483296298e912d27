#pragma once

#include "base/error.h"

class QSqlError;

namespace howdah::store {

/// Sorts an SQLite failure by what can be done about it: DiskFull, PermissionDenied, Conflict
/// (somebody else holds the file, or a constraint), Corrupt, Io, Internal.
[[nodiscard]] Error sqliteError(const QSqlError &error);

} // namespace howdah::store
