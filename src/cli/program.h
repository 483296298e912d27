#pragma once

#include "cli/command.h"

#include <memory>
#include <vector>

namespace howdah::cli {

/// Makes the keychain's side of howdahctl, when a saved connection is opened; given by app, so that
/// tests need no keychain.
using MakeVault = std::function<std::shared_ptr<vault::Vault>()>;

/// howdahctl without its process: parses @p arguments (the program's name first), runs one command.
class Program final
{
public:
    Program(std::vector<std::unique_ptr<Command>> commands, MakeVault makeVault);

    [[nodiscard]] ExitCode run(const QStringList &arguments, QTextStream &out, QTextStream &err,
                               const CancellationToken &token = {});

private:
    [[nodiscard]] QString overview() const;

    std::vector<std::unique_ptr<Command>> m_commands;
    MakeVault m_makeVault;
};

} // namespace howdah::cli
