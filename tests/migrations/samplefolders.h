#pragma once

#include "samples/systems.h"
#include "support/testserver.h"

/// Brings the sample folders into databases by other means than Howdah's own: psql for SQL files,
/// the real alembic for revisions. What a helper cannot do ends the program with the reason.
namespace howdah::samplefolders {

/// The folder of a system in the source tree.
[[nodiscard]] QString path(samples::System system);
[[nodiscard]] QByteArray read(const QString &file);

/// Alembic with @p arguments on a system's folder and a database; what it printed.
struct AlembicRun final
{
    int exitCode = 0;
    QString output;
};
[[nodiscard]] AlembicRun alembic(const support::TestServer &server, const QString &iniFile,
                                 const QString &database, const QStringList &arguments);
[[nodiscard]] QString iniFile(samples::System system);

/// The files that lead from an empty database to @p version (empty: all), in order. Not for
/// Alembic.
[[nodiscard]] QStringList sqlFiles(samples::System system, const QString &version = {});

/// From empty to @p version, which is an Alembic revision or the digits of a file.
void migrate(support::TestServer &server, samples::System system, const QString &database,
             const QString &version = {});
/// All seeds, in order.
void seed(support::TestServer &server, samples::System system, const QString &database);

/// psql's answer without the last line end.
[[nodiscard]] QString ask(support::TestServer &server, const QString &database, const QString &sql);
[[nodiscard]] QStringList askList(support::TestServer &server, const QString &database,
                                  const QString &sql);

} // namespace howdah::samplefolders
