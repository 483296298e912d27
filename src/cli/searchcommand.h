#pragma once

#include "cli/command.h"

namespace howdah::cli {

/// Finds objects by a part of their name, and what columns, comments and sources say.
class SearchCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const QCommandLineParser &parser, Context &context) override;
};

} // namespace howdah::cli
