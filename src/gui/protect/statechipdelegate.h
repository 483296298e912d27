#pragma once

#include "gui/shell/theme.h"

#include <QStyledItemDelegate>

namespace howdah::gui {

/// Draws a backup's state (BackupModel::StateColumn) as a drawing and a word on a tinted ground.
class StateChipDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit StateChipDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace howdah::gui
