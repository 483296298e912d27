#pragma once

#include "gui/browse/catalogstate.h"
#include "gui/shell/theme.h"

#include <QWidget>

class QGraphicsScene;
class QLabel;
class QTableView;

namespace howdah::gui {

class FactModel;
class StatePane;

/// What needs an object and what it needs: two steps of it as a small graph, the next step as a
/// list. Both lead on.
class DependencyView final : public QWidget
{
    Q_OBJECT

public:
    DependencyView(CatalogState &state, const Theme &theme, QWidget *parent = nullptr);

    /// Beyond this a graph is no picture any more; the list has all of the next step.
    static constexpr qsizetype mostInGraph = 40;

    void setObject(const catalog::ObjectId &id);
    /// Direct neighbours; -1 while that is not known.
    [[nodiscard]] int count() const { return m_count; }

signals:
    void objectActivated(const howdah::catalog::ObjectId &id);

private:
    class GraphView;

    void refreshView();
    void draw(const catalog::DependencyGraph &graph);

    CatalogState &m_state;
    const Theme &m_theme;
    catalog::ObjectId m_id;
    int m_count = -1;
    StatePane *m_pane;
    GraphView *m_view;
    QGraphicsScene *m_scene;
    QLabel *m_note;
    QTableView *m_list;
    FactModel *m_rows;
};

} // namespace howdah::gui
