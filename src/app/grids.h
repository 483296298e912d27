#pragma once

#include "app/workbench.h"
#include "gui/common/gridservice.h"

namespace howdah::app {

/// What a grid of one connection works with: a session of its own, exports and imports as jobs.
[[nodiscard]] gui::GridService makeGridService(Workbench &workbench, const QString &connectionId);

/// Shows what a file holds and, when somebody says so, imports it as a job; @p done is called when
/// its rows are in the table, also when the dialog is gone by then. An empty @p table makes a new
/// one.
void openImport(Workbench &workbench, const QString &connectionId, const QString &path,
                const QString &schema, const QString &table, QWidget *parent,
                const std::function<void()> &done);

} // namespace howdah::app
