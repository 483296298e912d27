#pragma once

#include "gui/shell/theme.h"

#include <QStyledItemDelegate>

namespace howdah::gui {

/// Draws a step on two lines: its version with a bar when it is part of the plan, its description,
/// and its state as drawing, word and colour.
class StepDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit StepDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace howdah::gui
