#pragma once

#include "base/cancellation.h"

#include <thread>

namespace howdah::cli {

/// Turns Ctrl+C (and the polite signals of shells and service managers) into a cancellation, and
/// says so on standard error. The next one ends the process at once. For main(): one at a time.
class Interruption final
{
public:
    Interruption();
    ~Interruption();
    Q_DISABLE_COPY_MOVE(Interruption)

    [[nodiscard]] CancellationToken token() const { return m_source.token(); }

private:
    void listen();

    CancellationSource m_source;
    int m_pipe[2] = {-1, -1};
    std::thread m_listener;
};

} // namespace howdah::cli
