#pragma once

#include "base/result.h"
#include "catalog/snapshot.h"

#include <QIODevice>

namespace howdah::catalog {

/// Writes @p snapshot whole: for browsing offline, and as the "before" of a migration. About a
/// fifth of its memory.
[[nodiscard]] Result<void> writeSnapshot(const Snapshot &snapshot, QIODevice &device);
/// Reads it back; Corrupt when a byte is not as it was, Unsupported when another version of Howdah
/// wrote it.
[[nodiscard]] Result<SnapshotPtr> readSnapshot(QIODevice &device);

} // namespace howdah::catalog
