#include "gui/browse/facttable.h"

#include "gui/browse/factmodel.h"
#include "gui/common/gridheader.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <algorithm>

namespace howdah::gui {

namespace {

constexpr int widestColumn = 320;
/// Measuring more rows than this takes longer than a frame.
constexpr int rowsMeasured = 500;

/// What is selected as text with tabs, for spreadsheets.
void copySelection(const QTableView &view)
{
    QModelIndexList cells = view.selectionModel()->selectedIndexes();
    std::sort(cells.begin(), cells.end());
    QString text;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            text += cells[i].row() == cells[i - 1].row() ? u'\t' : u'\n';
        text += cells[i].data().toString();
    }
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

} // namespace

QTableView *makeFactTable(const Theme &theme, QWidget *parent)
{
    auto *view = new QTableView(parent);
    auto *model = new FactModel(view);
    auto *sorted = new QSortFilterProxyModel(view);
    sorted->setSourceModel(model);
    sorted->setSortRole(FactModel::SortRole);
    view->setHorizontalHeader(new GridHeader(theme, view));
    view->setModel(sorted);
    view->setSortingEnabled(true);
    view->sortByColumn(-1, Qt::AscendingOrder);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setAlternatingRowColors(false);
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setFrameShape(QFrame::NoFrame);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + 8);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view->horizontalHeader()->setStretchLastSection(true);
    view->horizontalHeader()->setResizeContentsPrecision(rowsMeasured);
    auto *copy = new QShortcut(QKeySequence::Copy, view, nullptr, nullptr, Qt::WidgetShortcut);
    QObject::connect(copy, &QShortcut::activated, view, [view] { copySelection(*view); });
    return view;
}

FactModel *factModelOf(const QTableView &view)
{
    const auto *sorted = qobject_cast<const QSortFilterProxyModel *>(view.model());
    return qobject_cast<FactModel *>(sorted->sourceModel());
}

void fitFactColumns(QTableView &view)
{
    view.resizeColumnsToContents();
    for (int column = 0; column + 1 < view.model()->columnCount(); ++column)
        view.setColumnWidth(column, std::min(view.columnWidth(column) + 12, widestColumn));
}

} // namespace howdah::gui
