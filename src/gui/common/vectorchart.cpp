#include "gui/common/vectorchart.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace howdah::gui {

namespace {

constexpr int narrowestBar = 2;
constexpr int widestBar = 16;

} // namespace

VectorChart::VectorChart(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void VectorChart::setValues(const QList<double> &values)
{
    m_values = values;
    m_largest = 0;
    for (const double value : values) {
        if (std::isfinite(value))
            m_largest = std::max(m_largest, std::abs(value));
    }
    setAccessibleName(tr("%n number(s) as bars", nullptr, int(values.size())));
    update();
}

QSize VectorChart::sizeHint() const
{
    return {200, 72};
}

void VectorChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const double middle = height() / 2.0;
    painter.setPen(m_theme.color(Role::Hairline));
    painter.drawLine(QPointF(0, middle), QPointF(width(), middle));
    if (m_values.isEmpty() || m_largest <= 0 || width() < narrowestBar)
        return;
    const qsizetype bars = std::min<qsizetype>(m_values.size(), width() / narrowestBar);
    const double step = std::min<double>(widestBar, double(width()) / double(bars));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.series(0));
    for (qsizetype bar = 0; bar < bars; ++bar) {
        const auto from = m_values.begin() + bar * m_values.size() / bars;
        const auto to = m_values.begin() + (bar + 1) * m_values.size() / bars;
        const double low = std::min(0.0, *std::min_element(from, to));
        const double high = std::max(0.0, *std::max_element(from, to));
        if (!std::isfinite(low) || !std::isfinite(high))
            continue;
        const double top = middle - high / m_largest * (middle - 1);
        const double bottom = middle - low / m_largest * (middle - 1);
        painter.drawRect(QRectF(double(bar) * step, top, std::max(1.0, step - 1), bottom - top));
    }
}

} // namespace howdah::gui
