#pragma once

#include "gui/shell/theme.h"
#include "planner/plan.h"

namespace howdah::gui {

/// "Applied", "Pending" …, translated.
[[nodiscard]] QString stateText(planner::StepState state);
/// Drawing and colour that go with it, so that neither colour nor word stands alone.
[[nodiscard]] QString stateIcon(planner::StepState state);
[[nodiscard]] Role stateRole(planner::StepState state);

[[nodiscard]] QString severityIcon(change::Severity severity);
[[nodiscard]] Role severityRole(change::Severity severity);

/// How a change runs: "in one transaction", "statement by statement" …, translated.
[[nodiscard]] QString modeText(change::Change::Mode mode);

/// Of all steps that are to run.
[[nodiscard]] qsizetype statementCount(const planner::Plan &plan);

} // namespace howdah::gui
