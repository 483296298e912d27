#pragma once

#include "gui/shell/theme.h"
#include "planner/plan.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace howdah::gui {

/// Says about the chosen step and statement what there is to know: what it is, how it runs, what
/// was found.
class MigrationInspector final : public QScrollArea
{
    Q_OBJECT

public:
    explicit MigrationInspector(const Theme &theme, QWidget *parent = nullptr);

    void clear();
    /// @p statement is an index into the step's change, -1 for none.
    void showStatement(const planner::Plan &plan, const planner::Step &step, qsizetype statement);

private:
    void addLabel(const QString &text, const QString &look = {});
    void addHairline();
    void addFinding(const change::Finding &finding);
    void addStep(const planner::Step &step);
    void addStatement(const planner::Step &step, qsizetype index);

    const Theme &m_theme;
    QVBoxLayout *m_layout;
};

} // namespace howdah::gui
