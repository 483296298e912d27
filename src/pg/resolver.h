#pragma once

#include "base/result.h"
#include "pg/calllimits.h"
#include "pg/endpoint.h"

#include <QList>

namespace howdah::pg {

/// One address to try.
struct Target final
{
    QString host;    ///< as given; a path for a Unix socket
    QString address; ///< numeric, empty for a Unix socket
    QString port;

    /// "db.example (10.0.0.7), port 5432" for people.
    [[nodiscard]] QString toText() const;
};

/// Every address that @p endpoint can mean, in the order in which to try them: its hosts, those of
/// its service, or those of the environment, as libpq picks them. Names are looked up on a helper
/// thread, because getaddrinfo() knows no deadline; ConnectionFailed when none of them resolves.
[[nodiscard]] Result<QList<Target>> findTargets(const Endpoint &endpoint, const CallLimits &limits);

} // namespace howdah::pg
