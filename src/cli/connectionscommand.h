#pragma once

#include "cli/command.h"

namespace howdah::cli {

/// `howdahctl connections list|add|test|remove|import|export`: the saved connections, the same the
/// window shows.
class ConnectionsCommand final : public Command
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("connections"); }
    [[nodiscard]] QString summary() const override;
    void describe(QCommandLineParser &parser) const override;
    [[nodiscard]] ExitCode run(const QCommandLineParser &parser, Context &context) override;

private:
    [[nodiscard]] ExitCode list(Context &context);
    [[nodiscard]] ExitCode add(const QCommandLineParser &parser, Context &context);
    [[nodiscard]] ExitCode test(const QCommandLineParser &parser, Context &context);
    [[nodiscard]] ExitCode remove(const QCommandLineParser &parser, Context &context);
    [[nodiscard]] ExitCode import(const QCommandLineParser &parser, Context &context);
    [[nodiscard]] ExitCode exportAll(const QCommandLineParser &parser, Context &context);
};

} // namespace howdah::cli
