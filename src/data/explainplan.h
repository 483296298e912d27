#pragma once

#include "base/result.h"

#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace howdah::data {

/// One node of an execution plan. Times are in milliseconds and, like rows, already multiplied by
/// loops.
struct PlanNode final
{
    QString type;    ///< "Seq Scan", "Hash Join" …
    QString target;  ///< "public.messages m", "idx on public.messages"; empty where there is none
    double cost = 0; ///< total, in the planner's units
    double ownCost = 0; ///< without its children
    double plannedRows = 0;
    std::optional<double> actualRows; ///< only when it was run
    double loops = 1;
    double time = 0;      ///< total
    double ownTime = 0;   ///< without its children
    qint64 sharedHit = 0; ///< buffers, children included
    qint64 sharedRead = 0;
    /// Everything else worth reading: conditions, sort keys, rows removed … as label and value.
    QList<std::pair<QString, QString>> details;
    std::vector<PlanNode> children;

    /// By what factor the planner was wrong about rows, at least 1; nothing when it was not run.
    [[nodiscard]] std::optional<double> misestimate() const;
};

struct Plan final
{
    PlanNode root;
    bool analyzed = false;
    double planningMs = 0;
    double executionMs = 0;
};

/// From here on an estimate counts as wrong enough to be marked.
inline constexpr double badEstimate = 10.0;

/// Reads the answer of EXPLAIN (FORMAT JSON).
[[nodiscard]] Result<Plan> parsePlan(const QByteArray &json);

} // namespace howdah::data
