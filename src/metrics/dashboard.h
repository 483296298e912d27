#pragma once

#include "metrics/question.h"

namespace howdah::metrics {

/// What the front page of Analytics shows.
struct DashboardRequest final
{
    Source source;
    QString zone = QStringLiteral("UTC");
    /// Invalid: the last 30 days that have rows.
    Period period;
    QMap<Role, QStringList> filters;
    int statementTimeoutMs = 60'000; ///< for each panel
};

/// All panels, read in one snapshot, so that the parts add up to the totals.
struct Dashboard final
{
    Source source;
    QString zone;
    Period period;
    QDateTime snapshotAt;         ///< by the server's clock
    std::optional<Period> extent; ///< the days that have rows at all; nothing for an empty source
    Answer totals;                ///< one row
    Answer before;                ///< one row, the same measures of the period before
    Answer daily;                 ///< by day
    Answer costByModel;           ///< by day and model
    Answer latencyByModel;        ///< p95 by day and model
    Answer models;                ///< by model, no buckets
    QStringList modelNames;       ///< to choose from, whatever the filter says
    QStringList providerNames;

    [[nodiscard]] bool isEmpty() const;
};

/// Reads in a read-only transaction of its own; rolls back whatever happens.
[[nodiscard]] Result<Dashboard> loadDashboard(pg::Connection &connection,
                                              const DashboardRequest &request,
                                              const pg::CallLimits &limits = {});

/// Every day of @p period, also those without rows.
[[nodiscard]] QStringList daysOf(const Period &period);

} // namespace howdah::metrics
