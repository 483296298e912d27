#pragma once

#include "cli/command.h"

namespace howdah::cli {

/// Loads the seed data that belongs to a migration folder.
class SeedCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const QCommandLineParser &parser, Context &context) override;
};

} // namespace howdah::cli
