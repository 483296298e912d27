#include "cli/commands.h"

namespace howdah::cli {

std::vector<std::unique_ptr<Command>> makeCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    return commands;
}

} // namespace howdah::cli
