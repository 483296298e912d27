#pragma once

#include "base/error.h"
#include "gui/shell/theme.h"

#include <QStackedWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTimer;
class QToolButton;

namespace howdah::gui {

/// Wraps a pane's content and shows instead of it, where needed: what this place is for and the
/// first step, that something is on its way (with a way to stop it), or what failed and what comes
/// next. All text is plain.
class StatePane final : public QStackedWidget
{
    Q_OBJECT

public:
    /// Takes @p content; it is what showContent() shows.
    StatePane(const Theme &theme, QWidget *content, QWidget *parent = nullptr);

    void showContent();
    /// @p actionText names the first step; empty for none. actionTriggered() tells when it is
    /// taken.
    void showEmpty(const QString &iconName, const QString &heading, const QString &text,
                   const QString &actionText = {});
    /// Appears after 0.3 s, so that what is quick does not flicker. cancelRequested() tells of the
    /// Cancel button.
    void showBusy(const QString &text);
    /// @p actionText defaults to "Try again"; pass a null-but-empty string ("") for none.
    void showError(const Error &error, const QString &actionText = QString());

    [[nodiscard]] bool isShowingContent() const { return currentWidget() == m_content; }
    /// The heading of the error that is shown; empty while none is.
    [[nodiscard]] QString shownError() const;

signals:
    void actionTriggered();
    void cancelRequested();

private:
    void showMessage(const QString &iconName, Role role, const QString &heading,
                     const QString &text, const QString &actionText);
    void updateIcon();

    const Theme &m_theme;
    QWidget *m_content;
    QWidget *m_message;
    QWidget *m_busy;
    bool m_isError = false;
    QLabel *m_icon;
    QLabel *m_heading;
    QLabel *m_text;
    QPlainTextEdit *m_detail;
    QPushButton *m_action;
    QToolButton *m_copy;
    QLabel *m_busyText;
    QTimer *m_busyDelay;
    QString m_iconName;
    Role m_iconRole = Role::SecondaryText;
};

} // namespace howdah::gui
