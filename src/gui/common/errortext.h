#pragma once

#include "base/error.h"

namespace howdah::gui {

/// An Error in words for people: what failed, and what can be done next. The server's own text
/// stays beside it.
struct ErrorText final
{
    QString heading; ///< "The server is gone", one line
    QString next;    ///< the next step, a sentence; empty when there is none to offer
    QString detail;  ///< context, the server's message with SQLSTATE, DETAIL and HINT; what "Copy"
                     ///< copies
};

[[nodiscard]] ErrorText describe(const Error &error);

} // namespace howdah::gui
