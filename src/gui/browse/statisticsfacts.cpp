#include "base/format.h"
#include "gui/browse/factcells.h"
#include "gui/browse/kindtext.h"
#include "gui/browse/objectfacts.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

/// The facts that are numbers: what is in a schema, and what the server counted.
namespace howdah::gui {

using namespace catalog;
using namespace facts;

namespace {

constexpr qint64 pageSize = 8192;

QString tr(const char *text)
{
    return QCoreApplication::translate("ObjectFacts", text);
}

QString percent(double fraction)
{
    return QLocale().toString(fraction * 100, 'f', fraction > 0 && fraction < 0.1 ? 1 : 0) +
           u" %"_s;
}

/// "1,234 (12 %)": @p part of @p whole.
QString share(qint64 part, qint64 whole)
{
    return part < 0 ? QString()
           : whole > 0
               ? tr("%1 (%2)").arg(format::count(part), percent(double(part) / double(whole)))
               : format::count(part);
}

QString moment(const QDateTime &at)
{
    return at.isValid() ? QLocale().toString(at.toLocalTime(), QLocale::ShortFormat) : tr("never");
}

/// With its partitions, as far down as they go.
std::pair<qint64, double> pagesAndRows(const Snapshot &s, const Relation &relation)
{
    std::pair<qint64, double> sum{relation.pages, std::max(0.0F, relation.tuples)};
    if (relation.isPartitioned()) {
        for (const Oid child : s.children(relation.oid)) {
            if (const Relation *partition = s.relation(child)) {
                const auto [pages, rows] = pagesAndRows(s, *partition);
                sum.first += pages;
                sum.second += rows;
            }
        }
    }
    return sum;
}

} // namespace

FactTable contentFacts(const Snapshot &s, Oid schema)
{
    FactTable table{.title = tr("Tables and views"),
                    .headings = {tr("Name"), tr("Kind"), tr("Rows (estimate)"),
                                 tr("Size (estimate)"), tr("Owner"), tr("Comment")},
                    .rows = {}};
    for (const Relation &relation : s.objects().relations) {
        if (relation.schema != schema || relation.isPartition || relation.kind == 'c' ||
            relation.kind == 'S')
            continue;
        const ObjectId id = Snapshot::idOf(relation);
        const bool hasRows = relation.kind == 'r' || relation.kind == 'p' || relation.kind == 'm';
        const auto [pages, rows] = pagesAndRows(s, relation);
        const bool isKnown = relation.kind == 'p' || relation.tuples >= 0;
        table.rows.append(leading({text(s.text(relation.name)), text(kindTitle(id.kind)),
                                   number(hasRows && isKnown ? std::llround(rows) : -1),
                                   size(hasRows ? pages * pageSize : -1),
                                   text(s.roleName(relation.owner)), text(s.comment(id))},
                                  id));
    }
    std::ranges::sort(table.rows, {}, [](const FactModel::Row &r) { return r.facts[0].text; });
    return table;
}

FactTable memberFacts(const Snapshot &s, Oid extension)
{
    FactTable table{
        .title = tr("Members"), .headings = {tr("Kind"), tr("Name"), tr("Comment")}, .rows = {}};
    for (const Membership &member : s.objects().memberships) {
        const auto id =
            member.extension == extension ? s.resolve(member.catalog, member.oid, 0) : std::nullopt;
        if (id)
            table.rows.append(leading(
                {text(kindTitle(id->kind)), text(s.sqlName(*id)), text(s.comment(*id))}, *id));
    }
    std::ranges::sort(table.rows, {}, [](const FactModel::Row &r) {
        return std::pair(r.facts[0].text, r.facts[1].text);
    });
    return table;
}

FactTable statisticsFacts(const RelationDetails &d)
{
    FactTable table{.title = tr("Statistics"), .headings = {tr("What"), tr("Value")}, .rows = {}};
    const auto add = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            table.rows.append(row({text(name), text(value)}));
    };
    const auto bytes = [](qint64 value) { return value < 0 ? QString() : format::bytes(value); };
    if (d.tableBytes < 0) {
        add(tr("Size"), tr("not known: another session holds a lock on it"));
    } else {
        add(tr("Rows themselves"), bytes(d.tableBytes - std::max<qint64>(0, d.toastBytes)));
        add(tr("Long values (TOAST)"), bytes(d.toastBytes));
        add(tr("Indexes"), bytes(d.indexBytes));
        add(tr("Altogether"), bytes(d.tableBytes + std::max<qint64>(0, d.indexBytes)));
    }
    add(tr("Live rows (estimate)"), d.liveRows < 0 ? QString() : format::count(d.liveRows));
    add(tr("Dead rows (estimate)"),
        share(d.deadRows, d.liveRows + std::max<qint64>(0, d.deadRows)));
    add(tr("Changed since the last ANALYZE"), share(d.changedSinceAnalyze, d.liveRows));
    add(tr("Inserted"), d.inserted < 0 ? QString() : format::count(d.inserted));
    add(tr("Updated"), d.updated < 0 ? QString() : format::count(d.updated));
    if (d.updated > 0)
        add(tr("… without touching an index (HOT)"), share(d.hotUpdated, d.updated));
    add(tr("Deleted"), d.deleted < 0 ? QString() : format::count(d.deleted));
    const qint64 scans = d.sequentialScans + d.indexScans;
    add(tr("Sequential scans"), share(d.sequentialScans, scans));
    add(tr("Index scans"), share(d.indexScans, scans));
    if (d.blocksHit >= 0 && d.blocksRead >= 0 && d.blocksHit + d.blocksRead > 0)
        add(tr("Found in the buffer cache"),
            percent(double(d.blocksHit) / double(d.blocksHit + d.blocksRead)));
    add(tr("Last vacuum by hand"), moment(d.lastVacuum));
    add(tr("Last autovacuum"), moment(d.lastAutovacuum));
    add(tr("Last analyze by hand"), moment(d.lastAnalyze));
    add(tr("Last autoanalyze"), moment(d.lastAutoanalyze));
    if (d.frozenAge >= 0)
        add(tr("Transactions since it was frozen"), format::count(d.frozenAge));
    add(tr("As of"), QLocale().toString(d.at.toLocalTime().time(), u"HH:mm:ss"_s));
    return table;
}

FactTable columnStatisticsFacts(const QList<ColumnStatistics> &columns)
{
    FactTable table{.title = tr("Columns as ANALYZE saw them"),
                    .headings = {tr("Column"), tr("NULL"), tr("Distinct"), tr("Width"), tr("Order"),
                                 tr("Most common values"), tr("Histogram")},
                    .rows = {}};
    for (const ColumnStatistics &c : columns) {
        const QString distinct = c.distinct < 0 ? tr("%1 of the rows").arg(percent(-c.distinct))
                                                : format::count(std::llround(c.distinct));
        const QString order =
            c.hasCorrelation ? QLocale().toString(c.correlation, 'f', 2) : QString();
        table.rows.append(row(
            {text(c.isInherited ? tr("%1 (with partitions)").arg(c.column) : c.column),
             Fact{.text = percent(c.nullFraction), .sortValue = c.nullFraction, .isNumber = true},
             Fact{.text = distinct, .sortValue = c.distinct, .isNumber = true},
             number(c.averageWidth),
             Fact{.text = order,
                  .sortValue = c.correlation,
                  .toolTip = tr("How far the rows lie in the order of this column: 1 ascending, -1 "
                                "descending, 0 not at all."),
                  .isNumber = true},
             text(c.commonValues,
                  c.commonValues.isEmpty()
                      ? QString()
                      : tr("%1\nshares: %2").arg(c.commonValues, c.commonFrequencies)),
             text(c.bounds)}));
    }
    return table;
}

} // namespace howdah::gui
