#pragma once

#include "pg/endpoint.h"

#include <QList>

namespace howdah::pg {

/// One section of a pg_service.conf.
struct Service final
{
    QString name;
    QString file;      ///< where it was found
    Endpoint endpoint; ///< what the section sets; its password, if it has one, kept apart
};

/// The service files that exist, in the order in which libpq looks: PGSERVICEFILE or
/// ~/.pg_service.conf, then pg_service.conf in PGSYSCONFDIR or where libpq was told to look when it
/// was built.
[[nodiscard]] QStringList serviceFiles();

/// Every section of one file. Io when it cannot be read, InvalidInput with the line when it is
/// malformed.
[[nodiscard]] Result<QList<Service>> readServiceFile(const QString &path);

/// The services libpq can find; of two with one name the first wins, as it does for libpq.
[[nodiscard]] Result<QList<Service>> listServices();

/// One service by name; NotFound names the files looked into.
[[nodiscard]] Result<Service> findService(const QString &name);

} // namespace howdah::pg
