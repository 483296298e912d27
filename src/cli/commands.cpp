#include "cli/commands.h"

#include "cli/backupcommand.h"
#include "cli/connectionscommand.h"
#include "cli/democommand.h"
#include "cli/exportcommand.h"
#include "cli/metricscommand.h"
#include "cli/schemacommand.h"
#include "cli/searchcommand.h"

namespace howdah::cli {

std::vector<std::unique_ptr<Command>> makeCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<ConnectionsCommand>());
    commands.push_back(std::make_unique<SchemaCommand>());
    commands.push_back(std::make_unique<SearchCommand>());
    commands.push_back(std::make_unique<ExportCommand>());
    commands.push_back(std::make_unique<MetricsCommand>());
    commands.push_back(std::make_unique<BackupCommand>());
    commands.push_back(std::make_unique<DemoCommand>());
    return commands;
}

} // namespace howdah::cli
