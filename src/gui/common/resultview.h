#pragma once

#include "data/export.h"
#include "gui/common/resultmodel.h"
#include "gui/shell/theme.h"

#include <QTableView>

namespace howdah::gui {

/// The data grid: rows as they stream in, NULL told apart from an empty value, copying in several
/// formats. Never changes what it shows.
class ResultView final : public QTableView
{
    Q_OBJECT

public:
    /// Rows that may go to the clipboard at once; more belong into an export.
    static constexpr int mostRowsToCopy = 100'000;
    /// Rows that one action may mark as to be removed.
    static constexpr int mostRowsToRemove = 1'000;

    explicit ResultView(const Theme &theme, QWidget *parent = nullptr);

    /// Shows the rows of @p store (which may still grow: call refresh()).
    void setStore(std::shared_ptr<const data::ResultStore> store);
    void refresh();
    [[nodiscard]] ResultModel *resultModel() const { return m_model; }
    /// Copies what is selected, or everything when nothing is.
    void copySelection(data::ExportFormat format);
    /// Lets cells be changed (F2, typing, double click); the changes wait in the model.
    void allowEditing(const data::EditTarget &target);
    /// For INSERT statements, as SQL wants it written.
    void setTableName(const QString &table) { m_table = table; }

signals:
    /// The current cell changed; invalid when there is none.
    void currentCellChanged(const QModelIndex &index);
    /// Enter or a double click on a cell.
    void cellActivated(const QModelIndex &index);
    void exportRequested(howdah::data::ExportFormat format);
    /// Something could not be copied; one sentence for people.
    void refused(const QString &why);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void fitColumns();
    [[nodiscard]] QList<int> selectedRows() const;

    const Theme &m_theme;
    ResultModel *m_model = nullptr;
    QString m_table;
    bool m_fitted = false;
};

} // namespace howdah::gui
