#include "gui/shell/environmentchip.h"

#include <QCoreApplication>
#include <QPainter>

namespace howdah::gui {

namespace {
constexpr int padding = 7;
constexpr int lockSize = 12;
} // namespace

Role environmentRole(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return Role::Development;
    case Environment::Staging:
        return Role::Staging;
    case Environment::Production:
        return Role::Production;
    }
    Q_UNREACHABLE();
}

QString environmentName(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return QCoreApplication::translate("Environment", "Development");
    case Environment::Staging:
        return QCoreApplication::translate("Environment", "Staging");
    case Environment::Production:
        return QCoreApplication::translate("Environment", "Production");
    }
    Q_UNREACHABLE();
}

EnvironmentChip::EnvironmentChip(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void EnvironmentChip::setEnvironment(Environment environment, bool readOnly)
{
    m_environment = environment;
    m_readOnly = readOnly;
    setAccessibleName(readOnly ? tr("%1, read-only").arg(environmentName(environment))
                               : environmentName(environment));
    setToolTip(accessibleName());
    updateGeometry();
    update();
}

QSize EnvironmentChip::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {metrics.horizontalAdvance(environmentName(m_environment)) + 2 * padding +
                (m_readOnly ? lockSize + 4 : 0),
            metrics.height() + 4};
}

void EnvironmentChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Role role = environmentRole(m_environment);
    const QColor color = m_theme.color(role);
    QColor fill = color;
    fill.setAlphaF(m_theme.isDark() ? 0.22F : 0.12F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(rect(), 4, 4);
    QRect text = rect().adjusted(padding, 0, -padding, 0);
    if (m_readOnly) {
        m_theme.icon(QStringLiteral("lock"), role)
            .paint(&painter, QRect(text.left(), (height() - lockSize) / 2, lockSize, lockSize));
        text.setLeft(text.left() + lockSize + 4);
    }
    painter.setPen(color);
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, environmentName(m_environment));
}

} // namespace howdah::gui
