#pragma once

#include "gui/browse/factmodel.h"

/// Cells for tables of facts. For the files that make those.
namespace howdah::gui::facts {

[[nodiscard]] Fact text(const QString &value, const QString &toolTip = {});
/// Empty below 0, which means unknown.
[[nodiscard]] Fact number(qint64 value);
[[nodiscard]] Fact size(qint64 bytes);
[[nodiscard]] FactModel::Row row(const QList<Fact> &facts);
[[nodiscard]] FactModel::Row leading(const QList<Fact> &facts, const catalog::ObjectId &id);

} // namespace howdah::gui::facts
