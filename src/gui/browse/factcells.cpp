#include "gui/browse/factcells.h"

#include "base/format.h"

namespace howdah::gui::facts {

Fact text(const QString &value, const QString &toolTip)
{
    return {.text = value, .toolTip = toolTip};
}

Fact number(qint64 value)
{
    return {.text = value < 0 ? QString() : format::count(value),
            .sortValue = qlonglong(value),
            .isNumber = true};
}

Fact size(qint64 bytes)
{
    return {.text = bytes < 0 ? QString() : format::bytes(bytes),
            .sortValue = qlonglong(bytes),
            .isNumber = true};
}

FactModel::Row row(const QList<Fact> &facts)
{
    return {.facts = facts};
}

FactModel::Row leading(const QList<Fact> &facts, const catalog::ObjectId &id)
{
    return {.facts = facts, .leadsTo = id, .leads = true};
}

} // namespace howdah::gui::facts
