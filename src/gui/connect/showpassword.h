#pragma once

#include <QLineEdit>
#include <QToolButton>

namespace howdah::gui {

/// Lets a checkable button show and hide what is typed; emptied, the field hides again.
inline void showPasswordWith(QLineEdit *edit, QToolButton *button)
{
    QObject::connect(button, &QToolButton::toggled, edit, [edit](bool show) {
        edit->setEchoMode(show ? QLineEdit::Normal : QLineEdit::Password);
    });
    QObject::connect(edit, &QLineEdit::textChanged, button, [button](const QString &text) {
        if (text.isEmpty())
            button->setChecked(false);
    });
}

} // namespace howdah::gui
