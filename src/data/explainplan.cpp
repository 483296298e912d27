#include "data/explainplan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

QString targetOf(const QJsonObject &node)
{
    QString relation = node[u"Relation Name"].toString();
    if (relation.isEmpty())
        relation = node[u"CTE Name"].toString() + node[u"Function Name"].toString();
    if (const QString schema = node[u"Schema"].toString(); !schema.isEmpty() && !relation.isEmpty())
        relation.prepend(schema + u'.');
    const QString alias = node[u"Alias"].toString();
    if (!alias.isEmpty() && !relation.endsWith(alias))
        relation += u' ' + alias;
    const QString index = node[u"Index Name"].toString();
    if (index.isEmpty())
        return relation;
    return relation.isEmpty() ? index : index + u" on "_s + relation;
}

QString valueText(const QJsonValue &value)
{
    if (value.isArray()) {
        QStringList parts;
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            parts += valueText(item);
        return parts.join(u", "_s);
    }
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return value.isDouble() ? QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest)
                            : value.toString();
}

/// What the columns of the tree show already, or nobody reads.
bool isShownElsewhere(const QString &key)
{
    static const QSet<QString> keys{u"Node Type"_s,
                                    u"Plans"_s,
                                    u"Relation Name"_s,
                                    u"Schema"_s,
                                    u"Alias"_s,
                                    u"Index Name"_s,
                                    u"CTE Name"_s,
                                    u"Function Name"_s,
                                    u"Startup Cost"_s,
                                    u"Total Cost"_s,
                                    u"Plan Rows"_s,
                                    u"Plan Width"_s,
                                    u"Actual Rows"_s,
                                    u"Actual Loops"_s,
                                    u"Actual Startup Time"_s,
                                    u"Actual Total Time"_s,
                                    u"Parallel Aware"_s,
                                    u"Async Capable"_s,
                                    u"Parent Relationship"_s,
                                    u"Disabled"_s};
    return keys.contains(key) || key.contains(" Blocks"_L1);
}

PlanNode nodeOf(const QJsonObject &json, bool *analyzed)
{
    PlanNode node;
    node.type = json[u"Node Type"].toString();
    if (const QString join = json[u"Join Type"].toString(); !join.isEmpty() && join != "Inner"_L1)
        node.type += u" ("_s + join + u')';
    if (json[u"Parallel Aware"].toBool())
        node.type.prepend(u"Parallel "_s);
    node.target = targetOf(json);
    node.cost = json[u"Total Cost"].toDouble();
    node.plannedRows = json[u"Plan Rows"].toDouble();
    if (json.contains(u"Actual Loops")) {
        *analyzed = true;
        node.loops = json[u"Actual Loops"].toDouble();
        node.actualRows = json[u"Actual Rows"].toDouble() * node.loops;
        node.time = json[u"Actual Total Time"].toDouble() * node.loops;
    }
    node.sharedHit = json[u"Shared Hit Blocks"].toInteger();
    node.sharedRead = json[u"Shared Read Blocks"].toInteger();
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QString text = valueText(*it);
        if (!isShownElsewhere(it.key()) && !it->isObject() && !text.isEmpty() &&
            text != "false"_L1 && text != "0"_L1)
            node.details.append({it.key(), text});
    }
    node.ownCost = node.cost;
    node.ownTime = node.time;
    const QJsonArray plans = json[u"Plans"].toArray();
    for (const QJsonValue &plan : plans) {
        const QJsonObject childJson = plan.toObject();
        node.children.push_back(nodeOf(childJson, analyzed));
        const PlanNode &child = node.children.back();
        // An InitPlan's cost is in the node that uses it, a CTE's in the one that defines it: never
        // below zero.
        node.ownCost = std::max(0.0, node.ownCost - child.cost);
        node.ownTime = std::max(0.0, node.ownTime - child.time);
    }
    return node;
}

} // namespace

std::optional<double> PlanNode::misestimate() const
{
    if (!actualRows)
        return {};
    const double planned = std::max(1.0, plannedRows * loops);
    const double actual = std::max(1.0, *actualRows);
    return std::max(planned / actual, actual / planned);
}

Result<Plan> parsePlan(const QByteArray &json)
{
    const auto document = QJsonDocument::fromJson(json);
    const QJsonObject top = document[0].toObject();
    if (!top.contains(u"Plan"))
        return Error::invalid(u"this is no plan in JSON"_s);
    Plan plan;
    plan.root = nodeOf(top[u"Plan"].toObject(), &plan.analyzed);
    plan.planningMs = top[u"Planning Time"].toDouble();
    plan.executionMs = top[u"Execution Time"].toDouble();
    return plan;
}

} // namespace howdah::data
