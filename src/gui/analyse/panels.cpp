#include "gui/analyse/panels.h"

#include "metrics/decimal.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

using metrics::Decimal;
using metrics::Measure;

/// As many series as the palette has colours; the last colour is for the rest.
constexpr qsizetype mostSeries = 7;

Decimal amount(const QString &text)
{
    return Decimal::fromText(text).value_or(Decimal());
}

QString valueIn(const metrics::Answer &answer, Measure measure)
{
    return answer.rows.isEmpty() ? QString() : answer.value(answer.rows.constFirst(), measure);
}

} // namespace

Panels::Panels(const metrics::Dashboard &dashboard)
    : m_dashboard(dashboard)
{
    const metrics::Answer &models = dashboard.models;
    const Measure by =
        models.question.measures.contains(Measure::Cost) ? Measure::Cost : Measure::Requests;
    auto rows = models.rows;
    std::ranges::stable_sort(rows, [&](const metrics::AnswerRow &a, const metrics::AnswerRow &b) {
        return amount(models.value(a, by)) > amount(models.value(b, by));
    });
    for (const metrics::AnswerRow &row : std::as_const(rows))
        m_order += row.dimensions.constFirst();
}

QString Panels::nameOf(const QString &dimension)
{
    return dimension.isEmpty() ? tr("(none)", "rows without a model, provider …") : dimension;
}

ChartData Panels::daily(ChartData::Shape shape, ChartUnit unit) const
{
    ChartData data;
    data.shape = shape;
    data.unit = unit;
    data.currency = m_dashboard.source.currency;
    data.categoryHeading = tr("Day");
    data.categories = metrics::daysOf(m_dashboard.period);
    const QLocale locale;
    for (const QString &day : std::as_const(data.categories))
        data.categoryLabels += locale.toString(QDate::fromString(day, Qt::ISODate), u"d MMM"_s);
    return data;
}

ChartData Panels::cost() const
{
    ChartData data = daily(ChartData::Shape::StackedBars, ChartUnit::Money);
    const metrics::Answer &answer = m_dashboard.costByModel;
    if (answer.rows.isEmpty())
        return data;
    const bool rest = m_order.size() > mostSeries + 1;
    const qsizetype named = rest ? mostSeries : m_order.size();
    QList<QList<Decimal>> sums(named + (rest ? 1 : 0), QList<Decimal>(data.categories.size()));
    for (const metrics::AnswerRow &row : answer.rows) {
        const qsizetype day = data.categories.indexOf(row.bucket);
        const qsizetype model =
            std::min(m_order.indexOf(row.dimensions.constFirst()), sums.size() - 1);
        if (day >= 0 && model >= 0)
            sums[model][day] = sums.at(model).at(day) + amount(answer.value(row, Measure::Cost));
    }
    for (qsizetype i = 0; i < sums.size(); ++i) {
        ChartSeries series{.name = rest && i == named
                                       ? tr("other", "models beyond the most expensive seven")
                                       : nameOf(m_order.at(i)),
                           .values = {},
                           .isRest = rest && i == named};
        for (const Decimal &sum : std::as_const(sums[i]))
            series.values += sum.toText();
        data.series += series;
    }
    return data;
}

ChartData Panels::latency() const
{
    ChartData data = daily(ChartData::Shape::Lines, ChartUnit::Milliseconds);
    const metrics::Answer &answer = m_dashboard.latencyByModel;
    const qsizetype named = std::min(m_order.size(), mostSeries);
    for (qsizetype i = 0; i < named; ++i) {
        ChartSeries series{.name = nameOf(m_order.at(i)), .values = {}};
        series.values.resize(data.categories.size());
        for (const metrics::AnswerRow &row : answer.rows) {
            const qsizetype day = data.categories.indexOf(row.bucket);
            if (day >= 0 && row.dimensions.constFirst() == m_order.at(i))
                series.values[day] = answer.value(row, Measure::P95);
        }
        data.series += series;
    }
    return data;
}

int Panels::modelsWithoutLine() const
{
    return int(std::max<qsizetype>(0, m_order.size() - mostSeries));
}

QList<double> Panels::history(Measure measure) const
{
    const QStringList days = metrics::daysOf(m_dashboard.period);
    QList<double> values(days.size(), std::numeric_limits<double>::quiet_NaN());
    for (const metrics::AnswerRow &row : m_dashboard.daily.rows) {
        const qsizetype day = days.indexOf(row.bucket);
        const QString value = m_dashboard.daily.value(row, measure);
        if (day >= 0 && !value.isNull())
            values[day] = value.toDouble();
    }
    return values;
}

QString Panels::total(Measure measure) const
{
    return valueIn(m_dashboard.totals, measure);
}

QString Panels::totalBefore(Measure measure) const
{
    return valueIn(m_dashboard.before, measure);
}

QString Panels::change(const QString &now, const QString &before, const QString &beforeInWords)
{
    const double then = before.toDouble();
    if (now.isNull() || before.isNull() || then == 0)
        return tr("nothing to compare with before");
    const double percent = 100 * (now.toDouble() - then) / std::abs(then);
    if (std::abs(percent) < 0.05)
        return tr("= as before, %1").arg(beforeInWords);
    const QString number =
        QLocale().toString(std::abs(percent), 'f', std::abs(percent) < 100 ? 1 : 0);
    return percent > 0 ? tr("▲ %1 % from %2", "a figure rose by, from").arg(number, beforeInWords)
                       : tr("▼ %1 % from %2", "a figure fell by, from").arg(number, beforeInWords);
}

} // namespace howdah::gui
