#pragma once

#include "base/cancellation.h"

#include <QDeadlineTimer>

namespace howdah::pg {

/// How long a call may take and who may stop it.
struct CallLimits final
{
    QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever);
    CancellationToken token;
};

} // namespace howdah::pg
