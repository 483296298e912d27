#pragma once

#include <QString>

#include <vector>

namespace howdah::benchmarks {

/// HOWDAH_BENCH_ROWS, for a quick look with fewer; otherwise @p usual, which the limits are about.
[[nodiscard]] int benchRows(int usual);
/// The most memory that this process has had resident so far, in MB.
[[nodiscard]] double peakMegabytes();

/// The middle value; 0 for none.
[[nodiscard]] double median(std::vector<double> values);

/// Prints figures beside their limits and remembers whether all were kept.
class Figures final
{
public:
    /// A figure for comparison, without a limit.
    void show(const QString &what, double value, const QString &unit);
    /// A figure that must not exceed @p limit.
    void atMost(double limit, const QString &what, double value, const QString &unit);
    /// A figure that must reach @p limit.
    void atLeast(double limit, const QString &what, double value, const QString &unit);
    /// What main() returns: 0 when every limit was kept.
    [[nodiscard]] int exitCode() const { return m_kept ? 0 : 1; }

private:
    bool m_kept = true;
};

} // namespace howdah::benchmarks
