#pragma once

#include "samples/llmtraffic.h"

#include <QJsonArray>

#include <map>

namespace howdah::samples {

/// What an LLM metrics table must add up to, counted while the rows were made and never read back:
/// the independent half of every test about money. Kept by quarter of an hour, so that days can be
/// cut in any time zone.
class Ledger final
{
public:
    struct Totals
    {
        qint64 attempts = 0;
        qint64 failures = 0;
        qint64 retries = 0; ///< attempts after the first of their request
        qint64 inputTokens = 0;
        qint64 cachedTokens = 0;
        qint64 outputTokens = 0;
        qint64 cost = 0; ///< 10^-8 US dollars

        Totals &operator+=(const Totals &other);
        friend bool operator==(const Totals &, const Totals &) = default;
    };

    void add(const Call &call);

    [[nodiscard]] Totals total() const;
    /// By local day and model (index in models()); the zone is @p offsetMinutes ahead of UTC.
    [[nodiscard]] std::map<std::pair<QDate, int>, Totals>
    byDayAndModel(int offsetMinutes = 0) const;
    /// One object a quarter of an hour and model: "start" (UTC), "provider", "model", the totals;
    /// "cost" is a decimal text.
    [[nodiscard]] QJsonArray toJson() const;

private:
    struct Key
    {
        qint64 quarter; ///< of an hour, since 1970
        int model;
        friend auto operator<=>(const Key &, const Key &) = default;
    };
    std::map<Key, Totals> m_totals;
};

/// "12.34567890", as numeric(14, 8) prints it.
[[nodiscard]] QString costText(qint64 units);

} // namespace howdah::samples
