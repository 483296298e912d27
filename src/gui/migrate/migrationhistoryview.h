#pragma once

#include "planner/history.h"

#include <QTableView>

namespace howdah::gui {

class MigrationHistoryModel;

/// The rows of a tool's history table.
class MigrationHistoryView final : public QTableView
{
    Q_OBJECT

public:
    explicit MigrationHistoryView(QWidget *parent = nullptr);

    void setHistory(const planner::History &history);

private:
    MigrationHistoryModel *m_model;
};

} // namespace howdah::gui
