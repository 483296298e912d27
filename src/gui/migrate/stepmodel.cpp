#include "gui/migrate/stepmodel.h"

#include "gui/migrate/words.h"

using namespace Qt::StringLiterals;

namespace howdah::gui {

void StepModel::setPlan(const std::shared_ptr<const planner::Plan> &plan)
{
    beginResetModel();
    m_plan = plan;
    endResetModel();
}

int StepModel::rowOf(const QString &id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (step(row).id == id)
            return row;
    }
    return -1;
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_plan ? 0 : int(m_plan->steps.size());
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const planner::Step &step = m_plan->steps.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case IdRole:
        return step.id;
    case Qt::ToolTipRole:
        return u"<qt>%1<br>%2</qt>"_s.arg(step.description.toHtmlEscaped(),
                                          step.file.toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3", "version, description, state")
            .arg(step.id, step.description, stateText(step.state));
    case StateRole:
        return int(step.state);
    case DescriptionRole:
        return step.description;
    case SelectedRole:
        return step.selected;
    case SeverityRole:
        return step.findings.isEmpty() ? -1 : int(change::worst(step.findings));
    default:
        return {};
    }
}

} // namespace howdah::gui
