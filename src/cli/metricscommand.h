#pragma once

#include "cli/command.h"

namespace howdah::cli {

/// `howdahctl metrics`: the numbers of Analytics for scripts. Amounts are printed as exact
/// decimals, in JSON as strings.
class MetricsCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("metrics"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QStringList formats() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const QCommandLineParser &parser, Context &context) override;
};

} // namespace howdah::cli
