#pragma once

#include "catalog/snapshot.h"

namespace howdah::catalog {

/// What can be done to an object from its context menu. The SQL is shown before anything runs.
enum class ObjectAction {
    Rename,
    Comment,
    Drop,
    Truncate,
    Analyze,
    Vacuum,
    Reindex,
    RefreshView,
};

/// The actions that mean something for @p id, in the order of a menu.
[[nodiscard]] QList<ObjectAction> actionsFor(const Snapshot &snapshot, const ObjectId &id);
/// @p value: the new name or comment (null removes the comment); ignored by the others. Ends with a
/// semicolon.
[[nodiscard]] QString actionSql(const Snapshot &snapshot, const ObjectId &id, ObjectAction action,
                                const QString &value = {});
/// The strongest lock it takes and what that blocks, for people who decide.
[[nodiscard]] QString lockOf(ObjectAction action);

} // namespace howdah::catalog
