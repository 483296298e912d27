#pragma once

#include "pg/connection.h"

#include <QStringList>

namespace howdah::data {

/// The schemas of a search_path setting ('"$user", public'), without quotes; "$user" becomes @p
/// user.
[[nodiscard]] QStringList parseSearchPath(const QString &setting, const QString &user);

/// What a session of this role finds in the database before it sets anything itself.
[[nodiscard]] Result<QStringList> defaultSearchPath(pg::Connection &connection,
                                                    const pg::CallLimits &limits = {});

/// What this session has set. Takes no snapshot, so that it disturbs no transaction: SET
/// TRANSACTION ISOLATION LEVEL may still follow.
[[nodiscard]] Result<QStringList> currentSearchPath(pg::Connection &connection,
                                                    const pg::CallLimits &limits = {});

/// The statement behind currentSearchPath(), for whoever lists what a session ran.
[[nodiscard]] QString currentSearchPathSql();

} // namespace howdah::data
