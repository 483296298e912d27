#pragma once

#include "planner/plan.h"

#include <QAbstractListModel>

#include <memory>

namespace howdah::gui {

/// The steps of a plan, in the folder's order; replaced with each plan.
class StepModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum StepRole {
        StateRole = Qt::UserRole, ///< int(planner::StepState)
        DescriptionRole,
        SelectedRole, ///< bool: part of this plan
        SeverityRole, ///< int(change::Severity) of its worst finding, -1 without any
        IdRole,
    };

    using QAbstractListModel::QAbstractListModel;

    void setPlan(const std::shared_ptr<const planner::Plan> &plan);
    [[nodiscard]] const planner::Step &step(int row) const { return m_plan->steps.at(row); }
    /// -1 when there is none.
    [[nodiscard]] int rowOf(const QString &id) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<const planner::Plan> m_plan;
};

} // namespace howdah::gui
