#pragma once

#include "cli/command.h"
#include "planner/plan.h"

namespace howdah::cli {

/// apply and rollback: the same walk in two directions.
class ApplyCommand final : public Command
{
public:
    explicit ApplyCommand(planner::Direction direction)
        : m_direction(direction)
    {}

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const QCommandLineParser &parser, Context &context) override;

private:
    [[nodiscard]] bool up() const { return m_direction == planner::Direction::Up; }

    const planner::Direction m_direction;
};

} // namespace howdah::cli
