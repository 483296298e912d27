#pragma once

#include "cli/command.h"

namespace howdah::cli {

/// `howdahctl export`: the rows of one query, to a file or standard output.
class ExportCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("export"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QStringList formats() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const QCommandLineParser &parser, Context &context) override;
};

} // namespace howdah::cli
