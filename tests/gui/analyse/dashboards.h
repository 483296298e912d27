#pragma once

#include "metrics/dashboard.h"

/// Dashboards as the tests of this folder need them.
namespace howdah::gui {

/// Ten days of @p models models; the first is the cheapest.
inline metrics::Dashboard dashboardOf(int models)
{
    using namespace Qt::StringLiterals;
    using metrics::Measure;
    metrics::Dashboard dashboard;
    dashboard.source = *metrics::sourceFromJson(
        R"({"id": "x", "title": "Calls", "schema": "public", "table": "calls", "currency": "$",
            "roles": {"time": "{at}", "model": "{model}", "provider": "{provider}", "cost": "{cost}",
                      "latency_ms": "{ms}"}})");
    dashboard.source.schema = u"public"_s;
    dashboard.zone = u"Asia/Kolkata"_s;
    dashboard.period = {QDate(2026, 3, 1), QDate(2026, 3, 10)};
    dashboard.extent = metrics::Period{QDate(2026, 1, 1), QDate(2026, 3, 10)};
    dashboard.snapshotAt = QDateTime(QDate(2026, 3, 10), QTime(12, 0), Qt::UTC);
    const QList<Measure> figures{Measure::Cost, Measure::Requests, Measure::P95};
    dashboard.totals.question.measures = figures;
    dashboard.totals.rows = {
        {.bucket = {}, .dimensions = {}, .values = {u"110.50"_s, u"1234567"_s, u"2310"_s}}};
    dashboard.before.question.measures = figures;
    dashboard.before.rows = {
        {.bucket = {}, .dimensions = {}, .values = {u"100.00"_s, u"0"_s, QString()}}};
    dashboard.daily.question.measures = figures;
    dashboard.daily.rows = {
        {.bucket = u"2026-03-01"_s, .dimensions = {}, .values = {u"1"_s, u"5"_s, u"7"_s}},
        {.bucket = u"2026-03-03"_s, .dimensions = {}, .values = {u"2"_s, u"6"_s, QString()}}};
    dashboard.costByModel.question.measures = {Measure::Cost};
    dashboard.costByModel.sql = u"SELECT cost"_s;
    dashboard.latencyByModel.question.measures = {Measure::P95};
    dashboard.models.question.measures = {Measure::Cost, Measure::Requests, Measure::P95};
    for (int i = 0; i < models; ++i) {
        const QString name = i == 0 ? QString() : u"<b>m%1</b>"_s.arg(i);
        dashboard.modelNames += name;
        dashboard.models.rows.append(
            {.bucket = {},
             .dimensions = {name},
             .values = {QString::number(i + 1) + u".10"_s, QString::number(i), QString()}});
        dashboard.costByModel.rows.append({.bucket = u"2026-03-02"_s,
                                           .dimensions = {name},
                                           .values = {QString::number(i + 1) + u".10"_s}});
        dashboard.latencyByModel.rows.append({.bucket = u"2026-03-02"_s,
                                              .dimensions = {name},
                                              .values = {QString::number(100 * i)}});
    }
    dashboard.providerNames = {u"p"_s};
    return dashboard;
}

} // namespace howdah::gui
