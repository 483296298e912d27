#pragma once

#include "cli/command.h"
#include "planner/plan.h"

#include <optional>

/// What the commands about migration folders share.
namespace howdah::cli {

extern const QCommandLineOption migrationsOption;
extern const QCommandLineOption toOption;
extern const QCommandLineOption failOnOption;
extern const QCommandLineOption outOfOrderOption;
extern const QCommandLineOption acceptChangedOption;
extern const QCommandLineOption lockTimeoutOption;
extern const QCommandLineOption approvedOption;

/// InvalidInput when --migrations was not given.
[[nodiscard]] std::optional<Error> missingFolder(const QCommandLineParser &parser);

/// Reads the folder and the database and brings the two together as the options say.
[[nodiscard]] Result<planner::Plan> makePlan(const QCommandLineParser &parser,
                                             const Context &context, pg::Connection &connection,
                                             planner::Direction direction);

/// Prints the plan in the asked format: text, json or sql.
void printPlan(Context &context, const planner::Plan &plan);

} // namespace howdah::cli
