#include "metrics/dashboard.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace howdah::metrics {

namespace {

constexpr int usualDays = 30;

/// Those of @p wanted that the source has columns for.
QList<Measure> possible(const Source &source, const QList<Measure> &wanted)
{
    QList<Measure> measures;
    std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(measures),
                 [&source](Measure measure) { return canMeasure(source, measure); });
    return measures;
}

Result<QStringList> valuesOf(pg::Connection &connection, const Source &source, const Question &base,
                             Role role, const pg::CallLimits &limits)
{
    QStringList values;
    if (!source.has(role))
        return values;
    Question question = base;
    question.measures = {Measure::Requests};
    question.by = {role};
    question.filters.clear();
    const auto answer = ask(connection, source, question, limits);
    if (!answer)
        return answer.error();
    for (const AnswerRow &row : answer->rows)
        values += row.dimensions.constFirst();
    return values;
}

Result<Dashboard> read(pg::Connection &connection, const DashboardRequest &request,
                       const pg::CallLimits &limits)
{
    Dashboard dashboard{.source = request.source, .zone = request.zone, .period = request.period};
    const auto now = connection.query(
        u"SELECT (extract(epoch FROM now()) * 1000)::bigint, (now() AT TIME ZONE $1::text)::date"_s,
        {request.zone}, limits);
    if (!now) {
        Error error = now.error();
        if (error.sqlstate == "22023"_L1)
            error.kind = Error::Kind::InvalidInput;
        return error;
    }
    dashboard.snapshotAt = QDateTime::fromMSecsSinceEpoch(now->integer(0, 0), Qt::UTC);
    const auto extent = extentOf(connection, request.source, request.zone, limits);
    if (!extent)
        return extent.error();
    dashboard.extent = *extent;
    if (!request.period.first.isValid()) {
        QDate last = QDate::fromString(now->text(0, 1), Qt::ISODate);
        if (*extent)
            last = std::min(last, (*extent)->last);
        dashboard.period = {last.addDays(1 - usualDays), last};
    }

    Question base{.period = dashboard.period, .zone = request.zone, .filters = request.filters};
    const auto panel = [&](Answer &answer, Question question,
                           const QList<Measure> &measures) -> Result<void> {
        question.measures = possible(request.source, measures);
        for (const Role role : std::as_const(question.by)) {
            if (!request.source.has(role))
                question.measures.clear();
        }
        answer.question = question;
        if (question.measures.isEmpty())
            return {}; // this source cannot answer it: an empty panel says so
        auto asked = ask(connection, request.source, question, limits);
        if (!asked)
            return asked.error();
        answer = *std::move(asked);
        return {};
    };
    const QList<Measure> figures{Measure::Cost, Measure::Requests, Measure::Tokens,
                                 Measure::ErrorRate, Measure::P95};
    Question before = base;
    before.period = dashboard.period.before();
    Question daily = base;
    daily.bucket = Bucket::Day;
    Question dailyByModel = daily;
    dailyByModel.by = {Role::Model};
    Question byModel = base;
    byModel.by = {Role::Model};
    struct Panel
    {
        Answer &answer;
        const Question &question;
        QList<Measure> measures;
    };
    const std::array panels{
        Panel{dashboard.totals, base, figures},
        Panel{dashboard.before, before, figures},
        Panel{dashboard.daily, daily, figures},
        Panel{dashboard.costByModel, dailyByModel, {Measure::Cost}},
        Panel{dashboard.latencyByModel, dailyByModel, {Measure::P95}},
        Panel{dashboard.models,
              byModel,
              {Measure::Cost, Measure::Requests, Measure::Tokens, Measure::ErrorRate, Measure::P50,
               Measure::P95, Measure::P99}},
    };
    for (const Panel &each : panels) {
        if (const auto done = panel(each.answer, each.question, each.measures); !done)
            return done.error();
    }
    auto models = valuesOf(connection, request.source, base, Role::Model, limits);
    if (!models)
        return models.error();
    dashboard.modelNames = *models;
    auto providers = valuesOf(connection, request.source, base, Role::Provider, limits);
    if (!providers)
        return providers.error();
    dashboard.providerNames = *providers;
    return dashboard;
}

} // namespace

bool Dashboard::isEmpty() const
{
    return totals.rows.isEmpty() ||
           totals.value(totals.rows.constFirst(), Measure::Requests) == "0"_L1;
}

QStringList daysOf(const Period &period)
{
    QStringList days;
    for (QDate day = period.first; day <= period.last; day = day.addDays(1))
        days += day.toString(Qt::ISODate);
    return days;
}

Result<Dashboard> loadDashboard(pg::Connection &connection, const DashboardRequest &request,
                                const pg::CallLimits &limits)
{
    const auto begun =
        connection.query(u"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"_s, {}, limits);
    if (!begun)
        return begun.error().within(u"take a snapshot"_s);
    const auto bounded =
        connection.query(u"SELECT pg_catalog.set_config('statement_timeout', $1, true)"_s,
                         {QString::number(request.statementTimeoutMs)}, limits);
    auto dashboard =
        bounded ? read(connection, request, limits) : Result<Dashboard>(bounded.error());
    // Nothing was written; when the connection is gone there is nothing left to roll back either.
    if (connection.isUsable())
        (void)connection.query(u"ROLLBACK"_s);
    return std::move(dashboard).within(u"read %1"_s.arg(request.source.title));
}

} // namespace howdah::metrics
