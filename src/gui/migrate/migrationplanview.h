#pragma once

#include "gui/shell/theme.h"
#include "planner/plan.h"

#include <QWidget>

#include <memory>

class QLabel;
class QListView;

namespace howdah::gui {

class CodeView;
class MigrationInspector;
class StepModel;

/// A plan in three columns: its steps, the SQL of the chosen one, and what there is to know about
/// the statement under the cursor.
class MigrationPlanView final : public QWidget
{
    Q_OBJECT

public:
    explicit MigrationPlanView(const Theme &theme, QWidget *parent = nullptr);

    /// Keeps the chosen step when the new plan has it; otherwise the first that would run is
    /// chosen.
    void setPlan(const std::shared_ptr<const planner::Plan> &plan);
    /// Chooses a step and puts the cursor on the statement that holds @p line of its file.
    void reveal(const QString &id, int line);
    void focusSteps();

private:
    void showStep();
    void showStatement();
    void moveToStatement(qsizetype index);
    [[nodiscard]] const planner::Step *step() const;

    std::shared_ptr<const planner::Plan> m_plan;
    StepModel *m_model;
    QListView *m_list;
    QLabel *m_heading;
    CodeView *m_code;
    MigrationInspector *m_inspector;
    struct Range
    {
        int begin;
        int end;
    };
    QList<Range> m_ranges; ///< where each statement of the step stands in the shown text
};

} // namespace howdah::gui
