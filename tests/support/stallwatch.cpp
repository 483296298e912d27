#include "support/stallwatch.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace howdah::support {

StallWatch::StallWatch()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(2ms);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
    m_sinceTick.start();
    m_timer.start();
}

std::chrono::milliseconds StallWatch::longest() const
{
    // A stall that goes on counts too.
    return std::chrono::milliseconds(std::max(m_longest, m_sinceTick.elapsed()));
}

void StallWatch::tick()
{
    m_longest = std::max(m_longest, m_sinceTick.restart());
}

} // namespace howdah::support
