#include "cli/commands.h"

#include "cli/applycommand.h"
#include "cli/backupcommand.h"
#include "cli/connectionscommand.h"
#include "cli/democommand.h"
#include "cli/exportcommand.h"
#include "cli/historycommand.h"
#include "cli/metricscommand.h"
#include "cli/plancommand.h"
#include "cli/schemacommand.h"
#include "cli/searchcommand.h"
#include "cli/seedcommand.h"

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
    commands.push_back(std::make_unique<PlanCommand>());
    commands.push_back(std::make_unique<ApplyCommand>(planner::Direction::Up));
    commands.push_back(std::make_unique<ApplyCommand>(planner::Direction::Down));
    commands.push_back(std::make_unique<HistoryCommand>());
    commands.push_back(std::make_unique<SeedCommand>());
    return commands;
}

} // namespace howdah::cli
