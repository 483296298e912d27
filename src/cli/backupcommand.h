#pragma once

#include "cli/command.h"

namespace howdah::cli {

/// howdahctl backup create|list|show|verify|prove|restore|remove: what the Backups place does, for
/// scripts and timers.
class BackupCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const QCommandLineParser &parser, Context &context) override;
};

} // namespace howdah::cli
