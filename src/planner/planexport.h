#pragma once

#include "planner/plan.h"

#include <QJsonObject>

namespace howdah::planner {

/// The plan for scripts and CI: target, history, steps[], statements[] of what runs, findings[],
/// fingerprint.
[[nodiscard]] QJsonObject planToJson(const Plan &plan);

/// What runs as one script for psql: every step in its transaction, with its name and file. The
/// rows of the history are not part of it, as its head says.
[[nodiscard]] QString planToSql(const Plan &plan);

/// The plan on a terminal.
[[nodiscard]] QString planToText(const Plan &plan);

/// One finding on one line: "error extension-missing V002.sql:3: …".
[[nodiscard]] QString findingToText(const change::Finding &finding);

/// A findings array as it stands in JSON.
[[nodiscard]] QJsonArray findingsToJson(const QList<change::Finding> &findings);

} // namespace howdah::planner
