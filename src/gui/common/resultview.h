#pragma once

#include "data/export.h"
#include "data/gridquery.h"
#include "gui/common/resultmodel.h"
#include "gui/shell/theme.h"

#include <QTableView>

#include <functional>

namespace howdah::gui {

class GridHeader;

/// The data grid: rows as they stream in, NULL told apart from an empty value, copying in several
/// formats. What is changed in it waits in its model; sorting and filtering it only asks for.
class ResultView final : public QTableView
{
    Q_OBJECT

public:
    /// Rows and bytes that may go to the clipboard at once; more belong into an export.
    static constexpr int mostRowsToCopy = 100'000;
    static constexpr qint64 mostBytesToCopy = 64 * 1024 * 1024;
    /// Rows that one action may mark as to be removed, or add once more.
    static constexpr int mostRowsToRemove = 1'000;

    explicit ResultView(const Theme &theme, QWidget *parent = nullptr);

    /// Shows the rows of @p store (which may still grow: call refresh()). Widths stay when the
    /// columns do.
    void setStore(std::shared_ptr<const data::ResultStore> store);
    void refresh();
    [[nodiscard]] ResultModel *resultModel() const { return m_model; }
    /// Copies what is selected, or everything when nothing is; on another thread, because values
    /// may have to be read back.
    void copySelection(data::ExportFormat format);
    /// Lets cells be changed (F2, typing, double click); the changes wait in the model.
    void allowEditing(const data::EditTarget &target);
    /// Offers sorting and filtering, whose signals somebody must answer.
    void allowQuerying() { m_querying = true; }
    /// The keys that the rows were sorted by.
    void setSortKeys(const QList<data::SortKey> &keys);
    /// For INSERT statements, as SQL wants it written; asked when copying. Empty: not known.
    void setTableNamer(std::function<QString()> namer) { m_tableNamer = std::move(namer); }
    [[nodiscard]] QString tableName() const;

    /// Whether somebody is typing into a cell right now.
    [[nodiscard]] bool isEditing() const { return state() == EditingState; }
    /// What the menu and the bar below do; the last added row becomes the current one.
    void addRow();
    void duplicateRows();
    void toggleRemoved();

signals:
    /// The current cell changed; invalid when there is none.
    void currentCellChanged(const QModelIndex &index);
    /// Enter or a double click on a cell.
    void cellActivated(const QModelIndex &index);
    void exportRequested(howdah::data::ExportFormat format);
    /// Something could not be done; one sentence for people.
    void refused(const QString &why);
    /// @p rows are in the clipboard.
    void copied(qint64 rows);
    /// A click on a column's head; with Shift or Ctrl it is one key more.
    void sortRequested(const QString &column, Qt::KeyboardModifiers modifiers);
    /// By the value under the mouse.
    void filterRequested(const howdah::data::ColumnFilter &filter);
    /// By something that is still to be typed.
    void filterEditRequested(const QString &column);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void fitColumns();
    void showHeaderMenu(const QPoint &position);
    void addEditActions(QMenu *menu, const QModelIndex &index);
    void addQueryActions(QMenu *menu, const QModelIndex &index);
    void editLastRow();
    [[nodiscard]] QList<int> selectedRows() const;

    const Theme &m_theme;
    GridHeader *m_header;
    ResultModel *m_model = nullptr;
    std::function<QString()> m_tableNamer;
    QList<data::Column> m_fittedColumns;
    bool m_querying = false;
};

} // namespace howdah::gui
