#pragma once

#include <QByteArrayView>
#include <QUuid>

#include <array>
#include <span>
#include <vector>

namespace howdah::samples {

/// Numbers that are the same for a seed on every platform and with every library: xoshiro256**,
/// filled by splitmix64, and integer arithmetic all the way. The standard library's distributions
/// differ between libraries, so none is used. https://prng.di.unimi.it
class Random final
{
public:
    /// An own stream for each @p purpose, so that more rows in one table change no other table.
    Random(quint64 seed, QByteArrayView purpose);

    [[nodiscard]] quint64 next();
    /// 0 to @p count - 1.
    [[nodiscard]] quint32 below(quint32 count);
    /// Both ends included.
    [[nodiscard]] qint64 between(qint64 low, qint64 high);
    [[nodiscard]] bool chance(quint32 perMille) { return below(1000) < perMille; }
    /// An index, each as likely as its weight.
    [[nodiscard]] qsizetype pick(std::span<const int> weights);
    /// A factor in per mille, median 1000 with a long tail to the right, as waiting times have.
    [[nodiscard]] qint64 longTail();
    /// Version 4.
    [[nodiscard]] QUuid uuid();

private:
    std::array<quint64, 4> m_state;
};

/// Picks among many with unequal shares, faster than Random::pick.
class Weighted final
{
public:
    explicit Weighted(std::span<const int> weights);
    /// The n-th of @p count has a share of 1 / (n + 4), as users, customers and topics have.
    [[nodiscard]] static Weighted byRank(int count);

    [[nodiscard]] qsizetype pick(Random &random) const;

private:
    std::vector<quint32> m_sums;
};

} // namespace howdah::samples
