#pragma once

#include "gui/browse/catalogstate.h"
#include "gui/shell/page.h"
#include "gui/shell/theme.h"

#include <memory>

class QGraphicsScene;
class QGraphicsView;
class QLabel;

namespace howdah::gui {

class StatePane;

/// The tables of a schema (or a table and what is joined to it by foreign keys) as boxes and
/// arrows; {"diagram", schema} or {"diagram", schema, table}. Exported as SVG or PDF.
class DiagramPage final : public Page
{
    Q_OBJECT

public:
    DiagramPage(const Address &address, std::shared_ptr<CatalogState> state, const Theme &theme,
                QWidget *parent = nullptr);

    void refresh() override;
    [[nodiscard]] QString helpText() const override;

    /// Beyond this a picture helps nobody.
    static constexpr int mostTables = 300;

    /// Writes the whole diagram; the suffix (.svg, .pdf) says how. False when the file cannot be
    /// written.
    [[nodiscard]] bool exportTo(const QString &path);

private:
    void rebuild();
    void askForFile();
    void zoom(double factor);
    [[nodiscard]] QList<const catalog::Relation *> tables() const;

    std::shared_ptr<CatalogState> m_state;
    const Theme &m_theme;
    StatePane *m_pane;
    QGraphicsView *m_view;
    QGraphicsScene *m_scene;
    QLabel *m_note;
};

} // namespace howdah::gui
