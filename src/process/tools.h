#pragma once

#include "base/result.h"

#include <QStringList>

namespace howdah::process {

/// One of PostgreSQL's programs as it is installed here.
struct Tool final
{
    QString path;
    int version = 0;     ///< 150014 for 15.14, as servers number themselves
    QString versionText; ///< "15.14 (Debian 15.14-0+deb12u1)"

    [[nodiscard]] int majorVersion() const { return version / 10'000; }
    [[nodiscard]] int minorVersion() const { return version % 10'000; }
};

/// 150014 from "pg_dump (PostgreSQL) 15.14 (Debian …)", 180000 from "… 18beta1"; 0 when there is no
/// version in it.
[[nodiscard]] int versionFromText(const QString &text);

/// The folders that may hold PostgreSQL's programs, existing ones only, each once, in the order in
/// which they are preferred: @p chosen (a folder of programs or one above it), HOWDAH_PGBIN, what
/// pg_config says, the folders that packages use (newest first; Debian, Fedora, Homebrew,
/// Postgres.app, Windows), what packaging/ built, PATH.
[[nodiscard]] QStringList programFolders(const QString &chosen = {});

/// Asks a program for its version.
[[nodiscard]] Result<Tool> probe(const QString &path);

/// Every @p name ("pg_dump", "psql" …) in the folders.
[[nodiscard]] QList<Tool> findTools(const QString &name,
                                    const QStringList &folders = programFolders());

/// The tool to use with a server of @p serverVersion: the newest minor of the same major version,
/// else the oldest newer one. PostgreSQL's programs refuse servers newer than they are: ToolMissing
/// tells which were found instead.
[[nodiscard]] Result<Tool> chooseTool(const QString &name, int serverVersion,
                                      const QStringList &folders = programFolders());

} // namespace howdah::process
