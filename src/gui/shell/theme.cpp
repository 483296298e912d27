#include "gui/shell/theme.h"

#include <QApplication>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QPixmapCache>
#include <QStyleHints>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

// Q_INIT_RESOURCE must stand outside every namespace.
static void initResources()
{
    Q_INIT_RESOURCE(howdah);
}

namespace howdah::gui {

namespace {

constexpr std::array roleNames{
    "Window"_L1,        "Surface"_L1,      "Raised"_L1,     "Text"_L1,
    "SecondaryText"_L1, "DisabledText"_L1, "Hairline"_L1,   "Selection"_L1,
    "Accent"_L1,        "Development"_L1,  "Staging"_L1,    "Production"_L1,
    "Metadata"_L1,      "Scan"_L1,         "IndexBuild"_L1, "Rewrite"_L1};
static_assert(roleNames.size() == size_t(Role::RoleCount));

QByteArray resource(const QString &path)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "Theme", qUtf8Printable(path));
    return opened ? file.readAll() : QByteArray();
}

/// Renders a line drawing at the size asked for, so that it is crisp at any scale.
class DrawingEngine final : public QIconEngine
{
public:
    DrawingEngine(const QByteArray &svg, const QColor &color, const QColor &disabled)
        : m_svg(svg)
        , m_color(color)
        , m_disabled(disabled)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray svg = m_svg;
        svg.replace("currentColor",
                    (mode == QIcon::Disabled ? m_disabled : m_color).name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state,
                         qreal scale) override
    {
        Q_UNUSED(scale) // the size is in device pixels already
        const QString key = u"howdah-icon-%1-%2-%3x%4"_s.arg(qHash(m_svg))
                                .arg((mode == QIcon::Disabled ? m_disabled : m_color).name())
                                .arg(size.width())
                                .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    QIconEngine *clone() const override { return new DrawingEngine(*this); }

private:
    QByteArray m_svg;
    QColor m_color;
    QColor m_disabled;
};

bool systemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    // Before 6.5 the platform's palette is all there is, read once before ours replaces it.
    static const bool dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
#endif
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
{
    // The drawings live in this static library, from which the linker would drop what nobody names.
    initResources();
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (m_mode == Mode::System)
            setMode(Mode::System);
    });
#endif
    m_dark = systemIsDark();
    load();
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    const bool dark = mode == Mode::Dark || (mode == Mode::System && systemIsDark());
    if (dark == m_dark)
        return;
    m_dark = dark;
    load();
    apply();
    emit changed();
}

QColor Theme::series(int index) const
{
    return m_series.at(qMin(index, int(m_series.size()) - 1));
}

QIcon Theme::icon(const QString &name, Role role) const
{
    QFile file(u":/icons/"_s + name + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QIcon(new DrawingEngine(file.readAll(), color(role), color(Role::DisabledText)));
}

void Theme::load()
{
    const auto json = QJsonDocument::fromJson(
                          resource(m_dark ? u":/themes/dark.json"_s : u":/themes/light.json"_s))
                          .object();
    const auto roles = json.value("roles"_L1).toObject();
    for (size_t i = 0; i < roleNames.size(); ++i) {
        m_colors.at(i) = QColor::fromString(roles.value(roleNames.at(i)).toString());
        Q_ASSERT(m_colors.at(i).isValid());
    }
    m_series.clear();
    const auto series = json.value("series"_L1).toArray();
    for (const auto &value : series)
        m_series += QColor::fromString(value.toString());
}

void Theme::apply()
{
    QPalette palette;
    palette.setColor(QPalette::Window, color(Role::Window));
    palette.setColor(QPalette::WindowText, color(Role::Text));
    palette.setColor(QPalette::Base, color(Role::Surface));
    palette.setColor(QPalette::AlternateBase, color(Role::Window));
    palette.setColor(QPalette::Text, color(Role::Text));
    palette.setColor(QPalette::PlaceholderText, color(Role::SecondaryText));
    palette.setColor(QPalette::Button, color(Role::Raised));
    palette.setColor(QPalette::ButtonText, color(Role::Text));
    palette.setColor(QPalette::BrightText, color(Role::Production));
    palette.setColor(QPalette::ToolTipBase, color(Role::Raised));
    palette.setColor(QPalette::ToolTipText, color(Role::Text));
    palette.setColor(QPalette::Highlight, color(Role::Selection));
    palette.setColor(QPalette::HighlightedText, color(Role::Text));
    palette.setColor(QPalette::Link, color(Role::Accent));
    palette.setColor(QPalette::LinkVisited, color(Role::Accent));
    palette.setColor(QPalette::Light, color(Role::Surface));
    palette.setColor(QPalette::Midlight, color(Role::Hairline));
    palette.setColor(QPalette::Mid, color(Role::Hairline));
    palette.setColor(QPalette::Dark, color(Role::Hairline));
    palette.setColor(QPalette::Shadow, color(Role::Hairline));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, color(Role::DisabledText));
    QApplication::setPalette(palette);

    QString sheet = QString::fromUtf8(resource(u":/themes/howdah.qss"_s));
    for (size_t i = 0; i < roleNames.size(); ++i)
        sheet.replace(u"${"_s + roleNames.at(i) + u'}', m_colors.at(i).name());
    sheet.replace("${variant}"_L1, m_dark ? "dark"_L1 : "light"_L1);
    qApp->setStyleSheet(sheet);
}

} // namespace howdah::gui
