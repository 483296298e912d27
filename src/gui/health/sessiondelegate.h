#pragma once

#include "gui/shell/theme.h"

#include <QStyledItemDelegate>

namespace howdah::gui {

/// Draws a session's state with a drawing beside the word, and what needs care in its colour.
class SessionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit SessionDelegate(const Theme &theme, QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace howdah::gui
