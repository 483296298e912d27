#pragma once

#include "planner/plan.h"

/// The parts makePlan() is made of; not for others.
namespace howdah::planner {

/// Picks the history that belongs to the folder's format, or the one it will create. What stands in
/// the way becomes a finding of the plan.
void chooseHistory(Plan &plan);
/// Fills plan.steps with what folder and history say together.
void decideStates(Plan &plan);
/// What the server, its extensions and the role's rights say about the selected steps.
void checkDatabase(Plan &plan);

} // namespace howdah::planner
