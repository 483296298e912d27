#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace howdah::activity {

/// The state of a whole server in six numbers; a number that this role may not read, or that means
/// nothing here, is absent.
struct Figures final
{
    int connections = 0;    ///< client sessions, all databases
    int maxConnections = 0; ///< max_connections
    int blockedSessions = 0;
    std::optional<std::chrono::microseconds> longestTransaction;
    std::optional<double> cacheHitRatio; ///< 0 to 1, of the current database since its statistics
                                         ///< were reset; absent before 1,000 blocks were read
    std::optional<std::chrono::microseconds> replicationLag; ///< of the slowest standby, or our own
    qint64 oldestTransactionAge = 0; ///< transactions since the oldest unfrozen one, all databases
};

/// How much a number matters.
enum class Level { Fine, Warning, Critical, Unknown };

/// Transaction ids run out after this many.
inline constexpr qint64 wraparoundLimit = 2'147'483'647;

[[nodiscard]] Level levelOfConnections(const Figures &figures); ///< above 80 %, 95 %
[[nodiscard]] Level levelOfTransaction(const Figures &figures); ///< above 5 min, 1 h
[[nodiscard]] Level levelOfBlocked(const Figures &figures);     ///< any, more than 5
[[nodiscard]] Level levelOfCacheHit(const Figures &figures);    ///< below 98 %, 90 %
[[nodiscard]] Level levelOfReplication(const Figures &figures); ///< above 10 s, 60 s
[[nodiscard]] Level levelOfWraparound(const Figures &figures);  ///< above 25 %, 50 %

} // namespace howdah::activity
