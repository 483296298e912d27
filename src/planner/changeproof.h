#pragma once

#include "planner/plan.h"

namespace howdah::planner {

/// Whether two scripts are the same SQL but for comments and white space between tokens.
[[nodiscard]] bool sameButForComments(const QByteArray &a, const QByteArray &b);

/// For every step that changed after it was applied: looks in the folder's git history for the file
/// as the recorded checksum remembers it. When only comments or white space differ from it, the
/// finding becomes a warning that names the commit; when SQL differs, it names the commit too.
/// Blocks for some git calls a changed step; without git, or outside a repository, nothing changes.
void proveChanges(Plan &plan, const CancellationToken &token = {});

} // namespace howdah::planner
