#pragma once

#include "cli/command.h"

#include <memory>
#include <vector>

namespace howdah::cli {

/// Every command of howdahctl, in the order in which the overview lists them.
[[nodiscard]] std::vector<std::unique_ptr<Command>> makeCommands();

} // namespace howdah::cli
