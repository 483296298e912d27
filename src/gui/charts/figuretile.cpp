#include "gui/charts/figuretile.h"

#include "gui/charts/elidedlabel.h"
#include "gui/common/plaintext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr int iconSize = 14;

QLabel *plainLabel(const QString &look, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("look", look);
    return label;
}

} // namespace

Sparkline::Sparkline(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Sparkline::setValues(const QList<double> &values)
{
    m_values = values;
    update();
}

QSize Sparkline::sizeHint() const
{
    return {80, 24};
}

void Sparkline::paintEvent(QPaintEvent *)
{
    double low = 0;
    double high = 0;
    for (const double value : std::as_const(m_values)) {
        if (!std::isnan(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    if (m_values.size() < 2 || high <= low)
        return;
    constexpr double margin = 2;
    QPainterPath line;
    bool broken = true;
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        if (std::isnan(m_values.at(i))) {
            broken = true;
            continue;
        }
        const QPointF point(
            margin + (width() - 2 * margin) * double(i) / double(m_values.size() - 1),
            height() - margin - (height() - 2 * margin) * (m_values.at(i) - low) / (high - low));
        if (broken)
            line.moveTo(point);
        else
            line.lineTo(point);
        broken = false;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Role::Accent), 1.4));
    painter.drawPath(line);
}

FigureTile::FigureTile(const Theme &theme, const QString &caption, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_caption(plainLabel(u"secondary"_s, this))
    , m_value(plainLabel(u"figure"_s, this))
    , m_icon(new QLabel(this))
    , m_note(new ElidedLabel(this))
    , m_sparkline(new Sparkline(theme, this))
{
    m_caption->setText(caption);
    m_icon->setFixedSize(iconSize, iconSize);
    m_icon->hide();
    m_sparkline->hide();
    auto *note = new QHBoxLayout;
    note->setSpacing(4);
    note->addWidget(m_icon);
    note->addWidget(m_note, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(2);
    layout->addWidget(m_caption);
    layout->addWidget(m_value);
    layout->addLayout(note);
    layout->addWidget(m_sparkline);
    setAccessibleName(caption);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setProperty("look", u"surface"_s);
    setValue(u"–"_s, u" "_s);
    connect(&theme, &Theme::changed, this, &FigureTile::updateMark);
}

void FigureTile::setValue(const QString &value, const QString &note, Mark mark,
                          const QString &exact)
{
    m_value->setText(value);
    m_note->setWholeText(note);
    m_value->setToolTip(plainToolTip(exact));
    m_mark = mark;
    setAccessibleDescription(value + u", "_s + note);
    updateMark();
}

void FigureTile::setHistory(const QList<double> &values)
{
    m_sparkline->setValues(values);
    m_sparkline->setVisible(!values.isEmpty());
}

QString FigureTile::value() const
{
    return m_value->text();
}

QString FigureTile::note() const
{
    return m_note->wholeText();
}

void FigureTile::updateMark()
{
    QIcon icon;
    QString look = u"secondary"_s;
    switch (m_mark) {
    case Mark::None:
        break;
    case Mark::Good:
        icon = m_theme.icon(u"check"_s, Role::Development);
        break;
    case Mark::Warning:
        icon = m_theme.icon(u"warning"_s, Role::Staging);
        look = u"warning"_s;
        break;
    case Mark::Critical:
        icon = m_theme.icon(u"error"_s, Role::Production);
        look = u"error"_s;
        break;
    }
    m_icon->setVisible(m_mark != Mark::None);
    m_icon->setPixmap(icon.pixmap(QSize(iconSize, iconSize), devicePixelRatioF()));
    m_note->setProperty("look", look);
    m_note->style()->unpolish(m_note);
    m_note->style()->polish(m_note);
}

} // namespace howdah::gui
