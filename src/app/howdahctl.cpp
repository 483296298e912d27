#include "cli/commands.h"
#include "cli/interruption.h"
#include "cli/program.h"
#include "vault/keychainbackend.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace howdah;

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(u"howdah"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(HOWDAH_VERSION));
    const QCoreApplication application(argc, argv);
    QTextStream out(stdout);
    QTextStream err(stderr);
    cli::Program program(cli::makeCommands(), [] {
        auto vault = std::make_shared<vault::Vault>(std::make_unique<vault::KeychainBackend>());
        QObject::connect(vault.get(), &vault::Vault::waitingChanged, [](bool waiting) {
            if (waiting)
                std::fputs("howdahctl: waiting for the keychain, which may be asking to be "
                           "unlocked\n",
                           stderr);
        });
        return vault;
    });
    const cli::Interruption interruption;
    const auto code = program.run(QCoreApplication::arguments(), out, err, interruption.token());
    out.flush();
    err.flush();
    return int(code);
}
