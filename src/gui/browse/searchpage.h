#pragma once

#include "gui/browse/catalogstate.h"
#include "gui/shell/page.h"
#include "gui/shell/theme.h"

#include <memory>

namespace Ui {
class SearchPage;
}

namespace howdah::gui {

class FactModel;
class StatePane;

/// Finds objects by name, and what is written in columns, comments and sources, as one types.
class SearchPage final : public Page
{
    Q_OBJECT

public:
    SearchPage(const Address &address, std::shared_ptr<CatalogState> state, const Theme &theme,
               QWidget *parent = nullptr);
    ~SearchPage() override;

    void refresh() override;
    void find() override;
    [[nodiscard]] QString helpText() const override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

private:
    void search();
    void openRow(const QModelIndex &index);

    std::shared_ptr<CatalogState> m_state;
    const Theme &m_theme;
    std::unique_ptr<Ui::SearchPage> m_ui;
    FactModel *m_hits;
    StatePane *m_pane;
};

} // namespace howdah::gui
