#pragma once

#include "gui/charts/chartdata.h"
#include "metrics/dashboard.h"

#include <QCoreApplication>
#include <QLocale>

namespace howdah::gui {

/// Turns answers into what charts and figures show; knows no widgets.
class Panels final
{
    Q_DECLARE_TR_FUNCTIONS(howdah::gui::Panels)

public:
    explicit Panels(const metrics::Dashboard &dashboard);

    /// Cost per day, stacked by model; beyond seven models the rest is added up as "other".
    [[nodiscard]] ChartData cost() const;
    /// p95 latency per day and model. Percentiles cannot be added up, so models beyond the eighth
    /// are left out.
    [[nodiscard]] ChartData latency() const;
    /// How many models latency() left out.
    [[nodiscard]] int modelsWithoutLine() const;

    /// A measure of every day of the period, for a sparkline; NaN on days without requests.
    [[nodiscard]] QList<double> history(metrics::Measure measure) const;
    [[nodiscard]] QString total(metrics::Measure measure) const;
    [[nodiscard]] QString totalBefore(metrics::Measure measure) const;
    /// "▲ 12.3 % from $1,234.00": how a figure moved against the period before, whose value comes
    /// in words.
    [[nodiscard]] static QString change(const QString &now, const QString &before,
                                        const QString &beforeInWords);

    /// The name a model, provider … goes by; a row without one has one too.
    [[nodiscard]] static QString nameOf(const QString &dimension);

private:
    [[nodiscard]] ChartData daily(ChartData::Shape shape, ChartUnit unit) const;

    const metrics::Dashboard &m_dashboard;
    QStringList
        m_order; ///< models, the most expensive first, so that each has one colour in every panel
};

} // namespace howdah::gui
