#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>

namespace howdah::support {

/// Measures how long the event loop of the thread it lives in did not get its turn: made before
/// what may stall, asked afterwards. It ticks every two milliseconds, and the longest gap between
/// two ticks is the longest stall a person would have felt.
class StallWatch final
{
public:
    StallWatch();

    [[nodiscard]] std::chrono::milliseconds longest() const;

private:
    void tick();

    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    qint64 m_longest = 0;
};

} // namespace howdah::support
