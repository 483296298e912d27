#pragma once

#include <QList>
#include <QPainterPath>
#include <QPointF>
#include <QSizeF>

namespace howdah::gui {

/// Boxes of a diagram and the arrows between them, by number.
struct ErGraph final
{
    QList<QSizeF> boxes;
    /// From the table that refers to the one that is referred to.
    QList<std::pair<int, int>> arrows;
    /// In which column each box stands, from the left; empty: as the arrows want it.
    QList<int> columns;
    qreal columnGap = 96;
    qreal rowGap = 32;
};

/// Where the boxes stand (upper left corners): in columns, what is referred to left of what refers
/// to it as far as circles allow, neighbours near each other, tables without any arrow in rows
/// below. Deterministic, no two boxes overlap.
[[nodiscard]] QList<QPointF> layOut(const ErGraph &graph);

/// From the edge of the box that refers to the edge of the one it refers to, or round the outside
/// when that stands above or below; the arrow's head is at the latter.
[[nodiscard]] QPainterPath arrowBetween(const QRectF &from, const QRectF &to);

} // namespace howdah::gui
