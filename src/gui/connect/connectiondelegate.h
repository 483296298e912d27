#pragma once

#include "gui/shell/theme.h"

#include <QStyledItemDelegate>

namespace howdah::gui {

/// Draws a connection's name with its star and colour, and its environment as a chip with a lock
/// when it opens read-only.
class ConnectionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ConnectionDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    void paintBackground(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const;
    void paintName(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const;
    void paintChip(QPainter *painter, const QStyleOptionViewItem &option,
                   const QModelIndex &index) const;

    const Theme &m_theme;
};

} // namespace howdah::gui
