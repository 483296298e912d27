#pragma once

#include "gui/shell/theme.h"

#include <QStyledItemDelegate>

namespace howdah::gui {

/// Draws an object of the tree: its name, and after it, quieter, what DetailRole says.
class ObjectTreeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ObjectTreeDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace howdah::gui
