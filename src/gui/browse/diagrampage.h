#pragma once

#include "gui/browse/catalogstate.h"
#include "gui/shell/page.h"
#include "gui/shell/theme.h"

#include <QSet>

#include <memory>
#include <optional>

class QGraphicsScene;
class QGraphicsView;
class QLabel;
class QLineEdit;
class QListWidget;
class QTimer;

namespace howdah::gui {

class StatePane;

/// Tables as boxes and their foreign keys as arrows: those of a schema {"diagram", schema}, a table
/// and its neighbours {"diagram", schema, table}, or a chosen set {"tables", schema, table, schema,
/// table …}. Which of them are drawn is chosen beside the picture. Exported as SVG or PDF.
class DiagramPage final : public Page
{
    Q_OBJECT

public:
    DiagramPage(const Address &address, std::shared_ptr<CatalogState> state, const Theme &theme,
                QWidget *parent = nullptr);

    /// Whether @p path is an address of such a page.
    [[nodiscard]] static bool shows(const QStringList &path);

    void refresh() override;
    [[nodiscard]] QString helpText() const override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;
    [[nodiscard]] bool isBusy() const override;

    /// Beyond this a picture helps nobody.
    static constexpr int mostTables = 300;

    /// Writes the whole diagram; the suffix (.svg, .pdf) says how. False when the file cannot be
    /// written.
    [[nodiscard]] bool exportTo(const QString &path);

private:
    QWidget *buildChooser();
    QWidget *buildTools();
    void takeSnapshot();
    void fillChooser(const QList<const catalog::Relation *> &tables);
    void chosenChanged();
    void chooseAll(bool all);
    void filterChooser(const QString &text);
    void rebuild();
    void draw(const QList<const catalog::Relation *> &shown);
    void askForFile();
    void zoom(double factor);
    [[nodiscard]] QList<const catalog::Relation *> candidates() const;

    std::shared_ptr<CatalogState> m_state;
    const Theme &m_theme;
    StatePane *m_pane;
    QGraphicsView *m_view;
    QGraphicsScene *m_scene;
    QWidget *m_chooser;
    QListWidget *m_list;
    QLabel *m_note;
    QTimer *m_soon;                        ///< several boxes are ticked before one picture is drawn
    std::optional<QSet<QString>> m_chosen; ///< SQL names; nothing: all, as far as there is room
    bool m_wasFitted = false;
};

} // namespace howdah::gui
