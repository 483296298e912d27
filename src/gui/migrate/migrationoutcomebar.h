#pragma once

#include "base/error.h"
#include "gui/shell/theme.h"

#include <QFrame>

class QLabel;

namespace howdah::gui {

/// How the last run ended, until it is dismissed; hidden before the first. All text is plain.
class MigrationOutcomeBar final : public QFrame
{
    Q_OBJECT

public:
    explicit MigrationOutcomeBar(const Theme &theme, QWidget *parent = nullptr);

    void showSuccess(const QString &text);
    /// The error, and below it what is to be known or done about it.
    void showFailure(const Error &error, const QString &text);

private:
    void showText(const QString &iconName, Role role, const QString &accessibleName,
                  const QString &text);

    const Theme &m_theme;
    QLabel *m_icon;
    QLabel *m_text;
};

} // namespace howdah::gui
