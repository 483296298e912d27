#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "pg/calllimits.h"

#include <QStringList>

namespace howdah::pg {

/// Runs @p command (program first, no shell) and takes the first line it prints as the password.
/// What it prints is never logged; of a failure only the exit code and its error output are told.
/// The child sees no password of the environment. Blocks until @p limits.
[[nodiscard]] Result<Secret> runPasswordCommand(const QStringList &command,
                                                const CallLimits &limits);

} // namespace howdah::pg
