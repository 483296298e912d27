#pragma once

#include "samples/random.h"

#include <QDate>

#include <vector>

namespace howdah::samples {

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;

/// The days that the data cover and how busy each of their hours is: by the hour of the day, by the
/// day of the week, and growing by two fifths from the first day to the last. Times are
/// milliseconds since 1970 in UTC.
class Timeline final
{
public:
    /// The days before @p until, which itself is left out.
    Timeline(QDate until, int days);

    [[nodiscard]] int days() const { return m_days; }
    [[nodiscard]] QDate firstDay() const { return m_first; }
    [[nodiscard]] QDate until() const { return m_first.addDays(m_days); }
    [[nodiscard]] qint64 begin() const { return m_begin; }
    [[nodiscard]] qint64 end() const { return m_begin + m_days * dayMs; }
    /// Midnight of the n-th day plus so many minutes.
    [[nodiscard]] qint64 at(int day, int minutes = 0) const
    {
        return m_begin + day * dayMs + minutes * minuteMs;
    }
    [[nodiscard]] int dayOf(qint64 ms) const { return static_cast<int>((ms - m_begin) / dayMs); }
    /// How busy an hour is, counted from the first one; only the proportions mean something.
    [[nodiscard]] qint64 weight(int hour) const
    {
        return m_weights[static_cast<std::size_t>(hour)];
    }
    [[nodiscard]] int hours() const { return m_days * 24; }
    /// How busy that moment is against the busiest hour of all, in per mille.
    [[nodiscard]] qint64 load(qint64 ms) const;

private:
    QDate m_first;
    qint64 m_begin;
    int m_days;
    qint64 m_busiest = 0;
    std::vector<qint64> m_weights;
};

/// So many moments of a timeline in order, more of them where it is busy.
class Arrivals final
{
public:
    Arrivals(const Timeline &timeline, qint64 total, Random random);

    /// False when there are no more.
    [[nodiscard]] bool next(qint64 &ms);

private:
    const Timeline &m_timeline;
    Random m_random;
    qint64 m_total;
    qint64 m_sum = 0;
    qint64 m_before = 0; ///< weights of the hours done
    qint64 m_done = 0;   ///< moments of the hours done
    int m_hour = -1;
    qint64 m_count = 0; ///< moments of this hour
    qint64 m_place = 0; ///< the next of them
};

} // namespace howdah::samples
