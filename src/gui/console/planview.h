#pragma once

#include "data/explainplan.h"
#include "gui/shell/theme.h"

#include <QWidget>

class QTreeWidgetItem;

namespace howdah::gui {

/// An execution plan as a tree: what each node costs and takes by itself, and the rows it brings,
/// as bars, and where the planner was wrong about the number of rows.
class PlanView final : public QWidget
{
    Q_OBJECT

public:
    PlanView(const Theme &theme, const data::Plan &plan, QWidget *parent = nullptr);

private:
    void add(QTreeWidgetItem *parent, const data::PlanNode &node, const data::Plan &plan);

    const Theme &m_theme;
    double m_mostRows = 1;
};

} // namespace howdah::gui
