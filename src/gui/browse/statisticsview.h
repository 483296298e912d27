#pragma once

#include "gui/browse/catalogstate.h"
#include "gui/shell/theme.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace howdah::gui {

/// What the server counted about a table, and what ANALYZE found out about its columns.
class StatisticsView final : public QWidget
{
    Q_OBJECT

public:
    StatisticsView(CatalogState &state, const Theme &theme, QWidget *parent = nullptr);

    void setDetails(const catalog::RelationDetails &details);
    void setFailure(const Error &error);
    /// Asks for the statistics of the columns, once.
    void askColumns(catalog::Oid relation);

private:
    CatalogState &m_state;
    QTableView *m_counters;
    QTableView *m_columns;
    QLabel *m_note;
    bool m_asked = false;
};

} // namespace howdah::gui
