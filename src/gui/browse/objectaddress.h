#pragma once

#include "catalog/snapshot.h"

#include <QSet>
#include <QStringList>

#include <optional>

/// How objects are named where OIDs must not be: in addresses of tabs and among the pins.
namespace howdah::gui {

/// {"table", "public", "llm_metrics"}: kind, schema, name; functions with their argument types.
[[nodiscard]] QStringList objectPath(const catalog::Snapshot &snapshot,
                                     const catalog::ObjectId &id);
/// Nothing when there is no such object (any more).
[[nodiscard]] std::optional<catalog::ObjectId> objectAt(const catalog::Snapshot &snapshot,
                                                        const QStringList &path);
/// The object on whose page @p id is shown: columns, keys, triggers … are parts of their table's.
[[nodiscard]] catalog::ObjectId pageOf(const catalog::Snapshot &snapshot,
                                       const catalog::ObjectId &id);
/// The objects with these stableKey()s, at most some hundreds, sorted by name: for a list that
/// people read.
[[nodiscard]] QList<catalog::ObjectId> objectsOf(const catalog::Snapshot &snapshot,
                                                 const QSet<QString> &keys);

} // namespace howdah::gui
