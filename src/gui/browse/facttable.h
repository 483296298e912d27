#pragma once

class QTableView;
class QWidget;

/// How tables of facts look and behave, wherever they stand.
namespace howdah::gui {

class FactModel;
class Theme;

/// A sortable, quiet table over a FactModel of its own; Ctrl+C copies what is selected.
[[nodiscard]] QTableView *makeFactTable(const Theme &theme, QWidget *parent);
[[nodiscard]] FactModel *factModelOf(const QTableView &view);
/// Wide enough for what is there, not so wide that one long text hides the rest.
void fitFactColumns(QTableView &view);

} // namespace howdah::gui
