#pragma once

#include "cli/command.h"

#include <memory>
#include <vector>

namespace howdah::cli {

/// Resolves --connection NAME; given by app, so that cli does not know where profiles live.
using ConnectionByName =
    std::function<Result<pg::Connection>(const QString &name, const QString &confirmedDatabase,
                                         Context::Access access, const CancellationToken &token)>;

/// howdahctl without its process: parses @p arguments (the program's name first), runs one command.
class Program final
{
public:
    Program(std::vector<std::unique_ptr<Command>> commands, ConnectionByName connectionByName);

    [[nodiscard]] ExitCode run(const QStringList &arguments, QTextStream &out, QTextStream &err,
                               const CancellationToken &token = {});

private:
    [[nodiscard]] QString overview() const;

    std::vector<std::unique_ptr<Command>> m_commands;
    ConnectionByName m_connectionByName;
};

} // namespace howdah::cli
