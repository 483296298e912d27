#pragma once

#include "cli/command.h"

namespace howdah::cli {

/// Makes, fills and lists the five sample databases on a server for trying things out.
class DemoCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("demo"); }
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const QCommandLineParser &parser, Context &context) override;

private:
    [[nodiscard]] static ExitCode prepare(const QCommandLineParser &parser, Context &context);
    [[nodiscard]] static ExitCode generate(const QCommandLineParser &parser, Context &context);
    [[nodiscard]] static ExitCode status(const QCommandLineParser &parser, Context &context);
};

} // namespace howdah::cli
