#pragma once

#include "base/result.h"
#include "planner/migration.h"

#include <optional>

namespace howdah::planner {

/// Reads one revision file without running it: the assignments that place it in the graph, and
/// upgrade() and downgrade() as far as they are made of op.execute() with literal SQL. What else
/// they hold becomes an Error finding "needs-alembic" with its line. Nothing when the file assigns
/// no `revision`: a helper module.
[[nodiscard]] Result<std::optional<Migration>> readAlembicRevision(const QString &source,
                                                                   const QString &file);

} // namespace howdah::planner
