#include "cli/commands.h"

#include "cli/exportcommand.h"
#include "cli/metricscommand.h"
#include "cli/schemacommand.h"
#include "cli/searchcommand.h"

namespace howdah::cli {

std::vector<std::unique_ptr<Command>> makeCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<SchemaCommand>());
    commands.push_back(std::make_unique<SearchCommand>());
    commands.push_back(std::make_unique<ExportCommand>());
    commands.push_back(std::make_unique<MetricsCommand>());
    return commands;
}

} // namespace howdah::cli
