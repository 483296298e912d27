#include "cli/commands.h"
#include "cli/program.h"

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
    cli::Program program(cli::makeCommands(),
                         [](const QString &name, const QString &, cli::Context::Access,
                            const CancellationToken &) -> Result<pg::Connection> {
                             return Error{.kind = Error::Kind::NotFound,
                                          .message =
                                              u"There is no saved connection '%1'."_s.arg(name)};
                         });
    const auto code = program.run(QCoreApplication::arguments(), out, err);
    out.flush();
    err.flush();
    return int(code);
}
