#pragma once

#include "gui/charts/chartdata.h"
#include "gui/shell/theme.h"

#include <QWidget>

#include <memory>

class QChart;
class QChartView;

namespace howdah::gui {

class Legend;

/// Draws a ChartData with Qt Charts in the theme's colours; meant for a few thousand points at
/// most. Hovering tells the exact value.
class ChartView final : public QWidget
{
    Q_OBJECT

public:
    explicit ChartView(const Theme &theme, QWidget *parent = nullptr);
    ~ChartView() override;

    void setData(const ChartData &chartData);
    /// Draws the chart alone, on the surface colour, for files.
    void paintTo(QPainter *painter, const QRectF &target);

signals:
    /// A series was clicked in the chart or the legend.
    void seriesActivated(const QString &name);

private:
    void rebuild();
    void addBars(QChart *chart);
    void addLines(QChart *chart);
    void addAxes(QChart *chart);
    void tell(int series, int category);
    [[nodiscard]] QColor colorOf(int series) const;
    /// What values are multiplied with before they are drawn: large latencies read better in
    /// seconds.
    [[nodiscard]] double scale() const;

    const Theme &m_theme;
    QChartView *m_view;
    Legend *m_legend;
    ChartData m_data;
};

} // namespace howdah::gui
