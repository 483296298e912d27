#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QList>

namespace howdah::pg {

/// One line of a .pgpass; "*" matches everything.
struct PassEntry final
{
    QString host;
    QString port;
    QString database;
    QString user;
    Secret password;
};

/// PGPASSFILE or ~/.pgpass, whether it exists or not.
[[nodiscard]] QString defaultPassFile();

/// Every entry, for import; connecting needs none of this, libpq looks into the file itself.
/// NotFound when there is no such file, PermissionDenied when others may read it, because libpq
/// passes over such a file.
[[nodiscard]] Result<QList<PassEntry>> readPassFile(const QString &path);

} // namespace howdah::pg
