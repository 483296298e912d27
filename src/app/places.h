#pragma once

#include "app/workbench.h"
#include "gui/shell/place.h"

/// One function a place: joins a feature's pages with the services they work on. Each is defined in
/// a file of its own below places/.
namespace howdah::app {

class ConnectionSwitch;

[[nodiscard]] gui::Place makeConnectionsPlace(Workbench &workbench,
                                              ConnectionSwitch &connectionSwitch);
[[nodiscard]] gui::Place makeAnalysePlace(Workbench &workbench);
[[nodiscard]] gui::Place makeBrowsePlace(Workbench &workbench);
[[nodiscard]] gui::Place makeConsolePlace(Workbench &workbench);
[[nodiscard]] gui::Place makeHealthPlace(Workbench &workbench);
[[nodiscard]] gui::Place makeMigratePlace(Workbench &workbench);
[[nodiscard]] gui::Place makeProtectPlace(Workbench &workbench);
[[nodiscard]] gui::Place makeRecordPlace(Workbench &workbench);

} // namespace howdah::app
