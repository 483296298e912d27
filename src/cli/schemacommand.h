#pragma once

#include "cli/command.h"

namespace howdah::cli {

/// Writes what a database contains: as SQL that makes it again, as a list, or counted.
class SchemaCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QStringList formats() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const QCommandLineParser &parser, Context &context) override;
};

} // namespace howdah::cli
