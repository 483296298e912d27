#pragma once

#include "base/result.h"

#include <QStringList>

namespace howdah::sandbox {

/// A PostgreSQL server that is installed here and that we can start: postgres and initdb of one
/// version.
struct Installation final
{
    QString programFolder;
    int version = 0; ///< 150014 for 15.14
    QString versionText;

    [[nodiscard]] int majorVersion() const { return version / 10'000; }
    [[nodiscard]] QString program(const QString &name) const;
    /// True when CREATE EXTENSION could find it ("vector").
    [[nodiscard]] bool offersExtension(const QString &name) const;
};

/// All of them, in the order of process::programFolders(): what @p chosen names comes first.
/// Folders that the account which servers run as cannot enter are left out.
[[nodiscard]] QList<Installation> findInstallations(const QString &chosen = {});

/// The one to try something out for a server of @p serverVersion (0: any): the same major version,
/// else the next newer one, preferring those with @p extensions. NotFound tells which are there.
[[nodiscard]] Result<Installation> chooseInstallation(const QList<Installation> &installations,
                                                      int serverVersion = 0,
                                                      const QStringList &extensions = {});

} // namespace howdah::sandbox
