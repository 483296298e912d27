#pragma once

#include "catalog/dependencygraph.h"
#include "catalog/details.h"
#include "catalog/snapshot.h"
#include "gui/browse/factmodel.h"

/// What the tabs of an object page show, as tables of facts computed from a Snapshot alone.
namespace howdah::gui {

struct FactTable final
{
    QString title;
    QStringList headings;
    QList<FactModel::Row> rows;
    bool isCounted = true; ///< how many rows there are means something
};

[[nodiscard]] FactTable overviewFacts(const catalog::Snapshot &snapshot,
                                      const catalog::ObjectId &id);
[[nodiscard]] FactTable columnFacts(const catalog::Snapshot &snapshot,
                                    const catalog::Relation &relation);
[[nodiscard]] FactTable constraintFacts(const catalog::Snapshot &snapshot,
                                        const catalog::Relation &relation);
/// With sizes and scans once @p details are there.
[[nodiscard]] FactTable indexFacts(const catalog::Snapshot &snapshot,
                                   const catalog::Relation &relation,
                                   const catalog::RelationDetails *details);
[[nodiscard]] FactTable triggerFacts(const catalog::Snapshot &snapshot,
                                     const catalog::Relation &relation);
[[nodiscard]] FactTable policyFacts(const catalog::Snapshot &snapshot,
                                    const catalog::Relation &relation);
[[nodiscard]] FactTable partitionFacts(const catalog::Snapshot &snapshot,
                                       const catalog::Relation &relation);
[[nodiscard]] FactTable privilegeFacts(const catalog::Snapshot &snapshot,
                                       const catalog::ObjectId &id);
/// What needs @p id and what it needs.
[[nodiscard]] FactTable dependencyFacts(const catalog::Snapshot &snapshot,
                                        const catalog::DependencyGraph &graph,
                                        const catalog::ObjectId &id);
/// The tables and views in a schema, with estimates of their rows and sizes.
[[nodiscard]] FactTable contentFacts(const catalog::Snapshot &snapshot, catalog::Oid schema);
/// What an extension brought.
[[nodiscard]] FactTable memberFacts(const catalog::Snapshot &snapshot, catalog::Oid extension);
/// Sizes, rows and the server's counters.
[[nodiscard]] FactTable statisticsFacts(const catalog::RelationDetails &details);
/// What ANALYZE found out.
[[nodiscard]] FactTable columnStatisticsFacts(const QList<catalog::ColumnStatistics> &columns);

} // namespace howdah::gui
