#include "samples/timeline.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <numeric>

namespace howdah::samples {

Timeline::Timeline(QDate until, int days)
    : m_first(until.addDays(-days))
    , m_begin((m_first.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * dayMs)
    , m_days(days)
{
    static constexpr std::array<int, 24> hours{12, 9,  7,  6,   6,  9,  18, 36, 62, 84, 96, 98,
                                               82, 90, 99, 100, 94, 80, 60, 46, 38, 30, 24, 17};
    // Monday first.
    static constexpr std::array<int, 7> weekdays{94, 100, 99, 97, 86, 38, 33};
    m_weights.reserve(static_cast<std::size_t>(m_days) * 24);
    for (int day = 0; day < m_days; ++day) {
        const auto weekday = static_cast<std::size_t>(m_first.addDays(day).dayOfWeek() - 1);
        const qint64 growth = 1000 + 400 * day / std::max(1, m_days - 1);
        for (const int hour : hours)
            m_weights.push_back(hour * weekdays[weekday] * growth / 1000);
    }
    m_busiest = std::ranges::max(m_weights);
}

qint64 Timeline::load(qint64 ms) const
{
    const auto hour = std::clamp<qint64>((ms - m_begin) / hourMs, 0, hours() - 1);
    return weight(static_cast<int>(hour)) * 1000 / m_busiest;
}

Arrivals::Arrivals(const Timeline &timeline, qint64 total, Random random)
    : m_timeline(timeline)
    , m_random(random)
    , m_total(total)
{
    for (int hour = 0; hour < timeline.hours(); ++hour)
        m_sum += timeline.weight(hour);
}

bool Arrivals::next(qint64 &ms)
{
    while (m_place == m_count) {
        if (++m_hour >= m_timeline.hours())
            return false;
        m_done += m_count;
        m_before += m_timeline.weight(m_hour);
        // Rounded from the running sum, so that the counts of all hours add up to the total.
        m_count = m_total * m_before / m_sum - m_done;
        m_place = 0;
    }
    const qint64 slot = hourMs / m_count;
    ms = m_timeline.begin() + m_hour * hourMs + m_place * slot +
         static_cast<qint64>(m_random.below(static_cast<quint32>(slot)));
    ++m_place;
    return true;
}

} // namespace howdah::samples
