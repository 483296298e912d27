#include "samples/random.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace howdah::samples {

namespace {

quint64 splitMix(quint64 &state)
{
    quint64 z = (state += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

/// FNV-1a.
quint64 hashed(QByteArrayView text)
{
    quint64 hash = 0xcbf29ce484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<uchar>(c)) * 0x100000001b3U;
    return hash;
}

} // namespace

Random::Random(quint64 seed, QByteArrayView purpose)
{
    quint64 state = seed ^ hashed(purpose);
    for (quint64 &word : m_state)
        word = splitMix(state);
}

quint64 Random::next()
{
    const quint64 result = std::rotl(m_state[1] * 5, 7) * 9;
    const quint64 t = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

quint32 Random::below(quint32 count)
{
    return static_cast<quint32>(((next() >> 32) * count) >> 32);
}

qint64 Random::between(qint64 low, qint64 high)
{
    const auto width = static_cast<quint64>(high - low) + 1;
    return low + static_cast<qint64>(next() % width);
}

qsizetype Random::pick(std::span<const int> weights)
{
    const int total = std::accumulate(weights.begin(), weights.end(), 0);
    auto left = static_cast<int>(below(static_cast<quint32>(total)));
    for (std::size_t i = 0; i < weights.size(); ++i) {
        left -= weights[i];
        if (left < 0)
            return static_cast<qsizetype>(i);
    }
    Q_UNREACHABLE();
}

qint64 Random::longTail()
{
    // Quantiles of a log-normal distribution with sigma 0.55, as integers so that no floating-point
    // library has a say.
    static constexpr std::array<int, 33> quantiles{
        205,  359,  430,  484,  531,  574,  614,  652,  690,  727,  764,
        802,  839,  878,  917,  958,  1000, 1044, 1090, 1139, 1192, 1248,
        1308, 1375, 1449, 1533, 1629, 1743, 1883, 2065, 2325, 2786, 5115};
    const quint64 bits = next();
    const auto slot = static_cast<std::size_t>(bits >> 59);
    const auto within = static_cast<qint64>((bits >> 43) & 0xffff);
    return quantiles[slot] + (((quantiles[slot + 1] - quantiles[slot]) * within) >> 16);
}

QUuid Random::uuid()
{
    const quint64 high = next();
    const quint64 low = next();
    return QUuid(static_cast<quint32>(high >> 32), static_cast<quint16>(high >> 16),
                 static_cast<quint16>((high & 0x0fff) | 0x4000),
                 static_cast<uchar>(((low >> 56) & 0x3f) | 0x80), static_cast<uchar>(low >> 48),
                 static_cast<uchar>(low >> 40), static_cast<uchar>(low >> 32),
                 static_cast<uchar>(low >> 24), static_cast<uchar>(low >> 16),
                 static_cast<uchar>(low >> 8), static_cast<uchar>(low));
}

Weighted::Weighted(std::span<const int> weights)
{
    quint32 sum = 0;
    m_sums.reserve(weights.size());
    for (const int weight : weights)
        m_sums.push_back(sum += static_cast<quint32>(weight));
}

Weighted Weighted::byRank(int count)
{
    std::vector<int> weights;
    for (int rank = 0; rank < count; ++rank)
        weights.push_back(100'000 / (rank + 4));
    return Weighted(weights);
}

qsizetype Weighted::pick(Random &random) const
{
    return std::ranges::upper_bound(m_sums, random.below(m_sums.back())) - m_sums.begin();
}

} // namespace howdah::samples
