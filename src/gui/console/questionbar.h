#pragma once

#include "gui/shell/theme.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace howdah::gui {

/// A question in the page itself, between editor and result: what is about to happen, and two ways
/// out. The careful one has the keyboard.
class QuestionBar final : public QFrame
{
    Q_OBJECT

public:
    explicit QuestionBar(const Theme &theme, QWidget *parent = nullptr);

    /// @p text and @p proceed are plain text.
    void ask(const QString &text, const QString &proceed);
    void dismiss();

signals:
    void accepted();
    void rejected();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    const Theme &m_theme;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_proceed;
    QPushButton *m_cancel;
};

} // namespace howdah::gui
