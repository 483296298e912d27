#pragma once

#include <QColor>
#include <QIcon>
#include <QObject>
#include <QPalette>

#include <array>

namespace howdah::gui {

/// The colours of screens.md, by role; the only place in the program where a colour has a value is
/// resources/themes/{light,dark}.json.
enum class Role {
    Window,
    Surface,
    Raised,
    Text,
    SecondaryText,
    DisabledText,
    Hairline,
    Selection,
    Accent,
    Development,
    Staging,
    Production,
    Metadata,
    Scan,
    IndexBuild,
    Rewrite,
    RoleCount
};

/// Light, dark or as the system says; tells everybody when it changes. One object, made by app and
/// handed in.
class Theme final : public QObject
{
    Q_OBJECT

public:
    enum class Mode { System, Light, Dark };

    explicit Theme(QObject *parent = nullptr);

    [[nodiscard]] Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    [[nodiscard]] bool isDark() const { return m_dark; }

    [[nodiscard]] QColor color(Role role) const { return m_colors.at(size_t(role)); }
    /// Colour of the n-th series of a chart; from the ninth on the grey of "other".
    [[nodiscard]] QColor series(int index) const;
    /// A line drawing from resources/icons in @p role's colour, crisp at any scale.
    [[nodiscard]] QIcon icon(const QString &name, Role role = Role::Text) const;
    /// Palette and style sheet for the whole application.
    void apply();

signals:
    void changed();

private:
    void load();

    Mode m_mode = Mode::System;
    bool m_dark = false;
    std::array<QColor, size_t(Role::RoleCount)> m_colors;
    QList<QColor> m_series;
};

} // namespace howdah::gui
