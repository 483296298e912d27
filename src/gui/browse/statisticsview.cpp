#include "gui/browse/statisticsview.h"

#include "base/whendone.h"
#include "gui/browse/factmodel.h"
#include "gui/browse/facttable.h"
#include "gui/browse/objectfacts.h"

#include <QLabel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace howdah::gui {

StatisticsView::StatisticsView(CatalogState &state, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_counters(makeFactTable(theme, this))
    , m_columns(makeFactTable(theme, this))
    , m_note(new QLabel(this))
{
    m_counters->setObjectName(u"countersTable"_s);
    m_counters->setAccessibleName(tr("Sizes and counters"));
    m_columns->setObjectName(u"columnStatisticsTable"_s);
    m_columns->setAccessibleName(tr("Columns as ANALYZE saw them"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setContentsMargins(8, 4, 8, 4);
    m_note->setText(state.isKept() ? tr("Sizes and counters are read from the server.")
                                   : tr("Reading sizes and counters …"));
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_counters);
    splitter->addWidget(m_columns);
    splitter->setSizes({400, 240});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(splitter, 1);
    layout->addWidget(m_note);
}

void StatisticsView::setDetails(const catalog::RelationDetails &details)
{
    const FactTable facts = statisticsFacts(details);
    factModelOf(*m_counters)->setFacts(facts.headings, facts.rows);
    fitFactColumns(*m_counters);
    m_note->setText(tr("Counted by the server since its statistics were last reset."));
}

void StatisticsView::setFailure(const Error &error)
{
    m_note->setText(tr("Sizes and counters could not be read: %1").arg(error.message));
}

void StatisticsView::askColumns(catalog::Oid relation)
{
    if (m_asked || m_state.isKept() || !m_state.calls().columnStatistics)
        return;
    m_asked = true;
    whenDone(m_state.calls().columnStatistics(relation), this,
             [this](const Result<QList<catalog::ColumnStatistics>> &columns) {
                 if (!columns) {
                     m_asked = false;
                     m_note->setText(tr("The statistics of the columns could not be read: %1")
                                         .arg(columns.error().message));
                     return;
                 }
                 const FactTable facts = columnStatisticsFacts(*columns);
                 factModelOf(*m_columns)->setFacts(facts.headings, facts.rows);
                 fitFactColumns(*m_columns);
                 if (columns->isEmpty())
                     m_note->setText(tr("ANALYZE has not seen this table yet, or this role may not "
                                        "read its columns."));
             });
}

} // namespace howdah::gui
