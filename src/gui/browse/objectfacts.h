#pragma once

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
/// Needs the snapshot's dependencies.
[[nodiscard]] FactTable neededFacts(const catalog::Snapshot &snapshot, const catalog::ObjectId &id);
[[nodiscard]] FactTable usedByFacts(const catalog::Snapshot &snapshot, const catalog::ObjectId &id);

} // namespace howdah::gui
