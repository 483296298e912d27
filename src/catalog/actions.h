#pragma once

#include "catalog/snapshot.h"

#include <QFlags>

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

/// How an action is done.
enum class ActionOption {
    Concurrently = 1,    ///< without keeping others from writing (or reading); slower
    Cascade = 2,         ///< together with what depends on it
    Full = 4,            ///< VACUUM: write the table anew, which gives the space back
    RestartIdentity = 8, ///< TRUNCATE: its sequences begin again
};
Q_DECLARE_FLAGS(ActionOptions, ActionOption)
Q_DECLARE_OPERATORS_FOR_FLAGS(ActionOptions)

/// The actions that mean something for @p id, in the order of a menu.
[[nodiscard]] QList<ObjectAction> actionsFor(const Snapshot &snapshot, const ObjectId &id);
/// What there is to choose for an action on @p id.
[[nodiscard]] ActionOptions optionsFor(const Snapshot &snapshot, const ObjectId &id,
                                       ObjectAction action);
/// The gentle choice: what disturbs others least and destroys nothing else.
[[nodiscard]] ActionOptions gentleOptions(const Snapshot &snapshot, const ObjectId &id,
                                          ObjectAction action);
/// @p value: the new name or comment (null removes the comment); ignored by the others. Ends with a
/// semicolon.
[[nodiscard]] QString actionSql(const Snapshot &snapshot, const ObjectId &id, ObjectAction action,
                                const QString &value = {}, ActionOptions options = {});
/// The strongest lock it takes on a table, or the table it belongs to; empty where no table is
/// concerned.
[[nodiscard]] QString lockOf(const ObjectId &id, ObjectAction action, ActionOptions options = {});

} // namespace howdah::catalog
