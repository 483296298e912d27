#pragma once

#include "cli/command.h"

namespace howdah::cli {

/// Which migrations a database has, which it lacks, and the SQL that would run.
class PlanCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QStringList formats() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const QCommandLineParser &parser, Context &context) override;
};

} // namespace howdah::cli
