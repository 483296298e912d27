#pragma once

#include "gui/shell/connectionentry.h"
#include "gui/shell/theme.h"

#include <QWidget>

namespace howdah::gui {

[[nodiscard]] Role environmentRole(Environment environment);
/// "Development", "Staging", "Production", translated.
[[nodiscard]] QString environmentName(Environment environment);

/// The coloured word that says which environment one works on; a lock drawn in it says read-only.
class EnvironmentChip final : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentChip(const Theme &theme, QWidget *parent = nullptr);

    void setEnvironment(Environment environment, bool readOnly);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Environment m_environment = Environment::Development;
    bool m_readOnly = false;
};

} // namespace howdah::gui
