#include "activity/figures.h"

using namespace std::chrono_literals;

namespace howdah::activity {

namespace {

template<typename T>
Level above(const T &value, const T &warning, const T &critical)
{
    if (value > critical)
        return Level::Critical;
    return value > warning ? Level::Warning : Level::Fine;
}

} // namespace

Level levelOfConnections(const Figures &figures)
{
    if (figures.maxConnections <= 0)
        return Level::Unknown;
    return above(double(figures.connections) / figures.maxConnections, 0.80, 0.95);
}

Level levelOfTransaction(const Figures &figures)
{
    if (!figures.longestTransaction)
        return Level::Fine;
    return above<std::chrono::microseconds>(*figures.longestTransaction, 5min, 1h);
}

Level levelOfBlocked(const Figures &figures)
{
    return above(figures.blockedSessions, 0, 5);
}

Level levelOfCacheHit(const Figures &figures)
{
    if (!figures.cacheHitRatio)
        return Level::Unknown;
    return above(1 - *figures.cacheHitRatio, 0.02, 0.10);
}

Level levelOfReplication(const Figures &figures)
{
    if (!figures.replicationLag)
        return Level::Unknown;
    return above<std::chrono::microseconds>(*figures.replicationLag, 10s, 60s);
}

Level levelOfWraparound(const Figures &figures)
{
    return above(double(figures.oldestTransactionAge) / double(wraparoundLimit), 0.25, 0.50);
}

} // namespace howdah::activity
