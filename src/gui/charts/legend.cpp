#include "gui/charts/legend.h"

#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace howdah::gui {

namespace {

constexpr int swatchSize = 10;
constexpr int gap = 4;

QIcon swatch(const QColor &color, qreal ratio)
{
    QPixmap pixmap(QSize(swatchSize, swatchSize) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(color);
    return QIcon(pixmap);
}

} // namespace

Legend::Legend(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void Legend::setSeries(const QList<ChartSeries> &series, const QList<QColor> &colors)
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
    for (qsizetype i = 0; i < series.size(); ++i) {
        auto *button = new QToolButton(this);
        // An ampersand in a model's name is no shortcut.
        button->setText(QString(series.at(i).name).replace(u'&', QStringLiteral("&&")));
        button->setIcon(swatch(colors.value(i), devicePixelRatioF()));
        button->setIconSize({swatchSize, swatchSize});
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        connect(button, &QToolButton::clicked, this,
                [this, name = series.at(i).name] { emit seriesActivated(name); });
        button->show();
        m_buttons += button;
    }
    updateGeometry();
    flow(width(), true);
}

int Legend::flow(int width, bool place) const
{
    int x = 0;
    int y = 0;
    int line = 0;
    for (QToolButton *button : m_buttons) {
        const QSize size = button->sizeHint();
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += line;
            line = 0;
        }
        if (place)
            button->setGeometry(QRect(QPoint(x, y), size));
        x += size.width() + gap;
        line = std::max(line, size.height());
    }
    return y + line;
}

int Legend::heightForWidth(int width) const
{
    return flow(width, false);
}

QSize Legend::sizeHint() const
{
    const int width = this->width() > 0 ? this->width() : 400;
    return {width, heightForWidth(width)};
}

void Legend::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    flow(width(), true);
    updateGeometry();
}

} // namespace howdah::gui
