#pragma once

#include "gui/shell/theme.h"

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace howdah::gui {

/// Lines under the top bar for what the person should know and may act on, but is not asked about
/// in a dialog: a keychain that does not answer, a file that cannot be written. Each stays until it
/// is settled or dismissed.
class NoticeBar final : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeBar(const Theme &theme, QWidget *parent = nullptr);

    /// Shows @p text (plain) under @p id, replacing what stood there. An empty @p actionText leaves
    /// only the way to dismiss it.
    void show(const QString &id, const QString &text, const QString &actionText = {},
              std::function<void()> action = {});
    void settle(const QString &id);

private:
    [[nodiscard]] QWidget *line(const QString &id) const;

    const Theme &m_theme;
    QVBoxLayout *m_layout;
};

} // namespace howdah::gui
