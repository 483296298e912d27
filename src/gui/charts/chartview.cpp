#include "gui/charts/chartview.h"

#include "gui/charts/legend.h"

#include <QBarSet>
#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QCursor>
#include <QLineSeries>
#include <QStackedBarSeries>
#include <QToolTip>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr int mostLabels = 8;
constexpr double lineWidth = 1.8;
/// From this many milliseconds on the axis counts in seconds.
constexpr double manyMs = 2000;

} // namespace

ChartView::ChartView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_view(new QChartView(this))
    , m_legend(new Legend(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_legend);
    connect(m_legend, &Legend::seriesActivated, this, &ChartView::seriesActivated);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    connect(&theme, &Theme::changed, this, &ChartView::rebuild);
    rebuild();
}

ChartView::~ChartView() = default;

void ChartView::setData(const ChartData &chartData)
{
    m_data = chartData;
    rebuild();
}

QColor ChartView::colorOf(int series) const
{
    // The grey at the end of the palette belongs to "other" alone.
    constexpr int rest = 1000;
    return m_theme.series(m_data.series.at(series).isRest ? rest : series);
}

double ChartView::scale() const
{
    if (m_data.unit != ChartUnit::Milliseconds)
        return 1;
    double highest = 0;
    for (const ChartSeries &series : m_data.series) {
        for (const QString &value : series.values)
            highest = std::max(highest, value.toDouble());
    }
    return highest >= manyMs ? 0.001 : 1;
}

void ChartView::rebuild()
{
    auto *chart = new QChart;
    chart->setBackgroundBrush(m_theme.color(Role::Surface));
    chart->setBackgroundRoundness(0);
    chart->setMargins({0, 4, 0, 0});
    chart->setAnimationOptions(QChart::NoAnimation);
    if (m_data.shape == ChartData::Shape::StackedBars)
        addBars(chart);
    else
        addLines(chart);
    addAxes(chart);
    chart->legend()->hide();
    QList<QColor> colors;
    for (int i = 0; i < m_data.series.size(); ++i)
        colors += colorOf(i);
    m_legend->setSeries(m_data.series, colors);
    m_legend->setVisible(m_data.series.size() > 1);

    QChart *old = m_view->chart();
    m_view->setChart(chart);
    m_view->setBackgroundBrush(m_theme.color(Role::Surface));
    delete old;
}

void ChartView::addBars(QChart *chart)
{
    auto *bars = new QStackedBarSeries(chart);
    for (int i = 0; i < m_data.series.size(); ++i) {
        auto *set = new QBarSet(m_data.series.at(i).name, bars);
        set->setColor(colorOf(i));
        set->setBorderColor(m_theme.color(Role::Surface));
        for (const QString &value : m_data.series.at(i).values)
            set->append(value.toDouble());
        bars->append(set);
        connect(set, &QBarSet::hovered, this, [this, i](bool over, int category) {
            if (over)
                tell(i, category);
        });
        connect(set, &QBarSet::clicked, this,
                [this, i] { emit seriesActivated(m_data.series.at(i).name); });
    }
    bars->setBarWidth(0.8);
    chart->addSeries(bars);
}

void ChartView::addLines(QChart *chart)
{
    const double factor = scale();
    for (int i = 0; i < m_data.series.size(); ++i) {
        const ChartSeries &series = m_data.series.at(i);
        // A day without requests leaves a gap: nothing is drawn that was not measured.
        QLineSeries *line = nullptr;
        for (int category = 0; category < series.values.size(); ++category) {
            const QString &value = series.values.at(category);
            if (value.isNull()) {
                line = nullptr;
                continue;
            }
            if (!line) {
                line = new QLineSeries(chart);
                line->setName(series.name);
                line->setPen(QPen(colorOf(i), lineWidth));
                connect(line, &QLineSeries::hovered, this,
                        [this, i](const QPointF &point, bool over) {
                            if (over)
                                tell(i, int(std::lround(point.x())));
                        });
                connect(line, &QLineSeries::clicked, this,
                        [this, i] { emit seriesActivated(m_data.series.at(i).name); });
                chart->addSeries(line);
            }
            line->append(category, value.toDouble() * factor);
        }
        // A single point has no line to draw.
        const auto all = chart->series();
        for (QAbstractSeries *each : all) {
            if (auto *drawn = qobject_cast<QLineSeries *>(each); drawn && drawn->count() == 1)
                drawn->setPointsVisible(true);
        }
    }
}

void ChartView::addAxes(QChart *chart)
{
    const int count = int(m_data.categories.size());
    auto *categories = new QCategoryAxis(chart);
    categories->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    categories->setRange(-0.5, std::max(count, 1) - 0.5);
    categories->setStartValue(-0.5);
    const int step = std::max(1, (count + mostLabels - 1) / mostLabels);
    for (int i = 0; i < count; i += step)
        categories->append(m_data.categoryLabels.value(i), i);
    categories->setGridLineVisible(false);

    const double factor = scale();
    double highest = 0;
    double lowest = 0;
    for (int category = 0; category < count; ++category) {
        double above = 0;
        double below = 0;
        for (const ChartSeries &series : std::as_const(m_data.series)) {
            const double value = series.values.value(category).toDouble() * factor;
            const bool stacked = m_data.shape == ChartData::Shape::StackedBars;
            if (value >= 0)
                above = stacked ? above + value : std::max(above, value);
            else
                below = stacked ? below + value : std::min(below, value);
        }
        highest = std::max(highest, above);
        lowest = std::min(lowest, below);
    }
    auto *values = new QValueAxis(chart);
    values->setRange(lowest, highest > lowest ? highest : lowest + 1);
    values->setTickCount(5);
    values->applyNiceNumbers();
    const double stepSize = (values->max() - values->min()) / std::max(1, values->tickCount() - 1);
    const QString decimals = stepSize >= 1      ? u"%.0f"_s
                             : stepSize >= 0.1  ? u"%.1f"_s
                             : stepSize >= 0.01 ? u"%.2f"_s
                                                : u"%.4f"_s;
    switch (m_data.unit) {
    case ChartUnit::Money:
        values->setLabelFormat(QString(m_data.currency).replace(u'%', u"%%"_s) +
                               (stepSize >= 1 ? decimals : u"%.2f"_s));
        break;
    case ChartUnit::Milliseconds:
        values->setLabelFormat(decimals + (factor < 1 ? u" s"_s : u" ms"_s));
        break;
    case ChartUnit::Count:
        values->setLabelFormat(decimals);
        break;
    }

    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    for (QAbstractAxis *axis :
         {static_cast<QAbstractAxis *>(categories), static_cast<QAbstractAxis *>(values)}) {
        axis->setLabelsColor(m_theme.color(Role::SecondaryText));
        axis->setLabelsFont(small);
        axis->setGridLineColor(m_theme.color(Role::Hairline));
        axis->setLinePenColor(m_theme.color(Role::Hairline));
    }
    chart->addAxis(categories, Qt::AlignBottom);
    chart->addAxis(values, Qt::AlignLeft);
    values->setLineVisible(false);
    const auto all = chart->series();
    for (QAbstractSeries *series : all) {
        series->attachAxis(categories);
        series->attachAxis(values);
    }
}

void ChartView::tell(int series, int category)
{
    if (category < 0 || category >= m_data.categories.size())
        return;
    const ChartSeries &each = m_data.series.at(series);
    const QString value = each.values.value(category);
    QToolTip::showText(
        QCursor::pos(),
        u"<qt>"_s +
            tr("%1, %2: %3 (exactly %4)", "category, series, value, exact value")
                .arg(m_data.categories.at(category), each.name, m_data.format(value), value)
                .toHtmlEscaped() +
            u"</qt>"_s,
        this);
}

void ChartView::paintTo(QPainter *painter, const QRectF &target)
{
    const double share = double(m_legend->height()) / std::max(1, height());
    const bool named = m_legend->isVisibleTo(this);
    const QRectF drawing = named ? target.adjusted(0, 0, 0, -share * target.height()) : target;
    painter->fillRect(target, m_theme.color(Role::Surface));
    m_view->render(painter, drawing);
    if (named) {
        painter->save();
        painter->translate(target.left(), drawing.bottom());
        painter->scale(target.width() / std::max(1, m_legend->width()),
                       share * target.height() / std::max(1, m_legend->height()));
        m_legend->render(painter, QPoint(), QRegion(), QWidget::DrawChildren);
        painter->restore();
    }
}

} // namespace howdah::gui
