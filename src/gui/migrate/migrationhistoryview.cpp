#include "gui/migrate/migrationhistoryview.h"

#include "gui/migrate/migrationhistorymodel.h"

#include <QHeaderView>

namespace howdah::gui {

namespace {

constexpr int columnWidths[] = {220, 320, 210, 90, 130, 140, 100};
static_assert(std::size(columnWidths) == MigrationHistoryModel::ColumnCount);

} // namespace

MigrationHistoryView::MigrationHistoryView(QWidget *parent)
    : QTableView(parent)
    , m_model(new MigrationHistoryModel(this))
{
    setAccessibleName(tr("History"));
    setModel(m_model);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    horizontalHeader()->setHighlightSections(false);
    for (int column = 0; column < MigrationHistoryModel::ColumnCount; ++column)
        setColumnWidth(column, columnWidths[column]);
    horizontalHeader()->setSectionResizeMode(MigrationHistoryModel::DescriptionColumn,
                                             QHeaderView::Stretch);
}

void MigrationHistoryView::setHistory(const planner::History &history)
{
    m_model->setHistory(history);
}

} // namespace howdah::gui
