#pragma once

#include "metrics/source.h"

#include <QDate>
#include <QDateTime>

namespace howdah::metrics {

enum class Measure {
    Cost,
    Requests,
    InputTokens,
    OutputTokens,
    CachedTokens,
    Tokens, ///< input and output
    Errors,
    ErrorRate, ///< errors by requests, 0 to 1
    CostPerRequest,
    P50, ///< latency in milliseconds that half of the requests did not exceed
    P90,
    P95,
    P99,
};

[[nodiscard]] QString measureName(Measure measure);
[[nodiscard]] std::optional<Measure> measureFromName(const QString &name);
/// Whether a source has the columns that a measure needs.
[[nodiscard]] bool canMeasure(const Source &source, Measure measure);

enum class Bucket { None, Hour, Day, Week, Month };
[[nodiscard]] std::optional<Bucket> bucketFromName(const QString &name);

/// Whole days of the reporting time zone, both included.
struct Period final
{
    QDate first;
    QDate last;

    [[nodiscard]] qint64 days() const { return first.daysTo(last) + 1; }
    /// As many days right before.
    [[nodiscard]] Period before() const { return {first.addDays(-days()), first.addDays(-1)}; }
    friend bool operator==(const Period &, const Period &) = default;
};

/// A question to one source: what, in which pieces, over which rows.
struct Question final
{
    QList<Measure> measures;
    Bucket bucket = Bucket::None;
    QList<Role> by; ///< dimensions
    Period period;
    QString zone = QStringLiteral("UTC"); ///< IANA name; days begin and end by its clocks
    /// Rows kept by the value of a dimension; a null QString stands for rows without one.
    QMap<Role, QStringList> filters;
};

struct AnswerRow final
{
    QString bucket; ///< local start: "2026-03-29", "2026-03-29 03:00 +02:00" for hours; empty
                    ///< without buckets
    QStringList dimensions; ///< as the question names them; null where the column is NULL
    QStringList values; ///< as the question names its measures: decimal text as the server computed
                        ///< it, null where there is nothing to measure
};

/// What came back. Every value is exact: sums are numeric, percentiles are the discrete ones, a
/// latency that a request really had.
struct Answer final
{
    Question question;
    QList<AnswerRow>
        rows;    ///< ordered by bucket, then dimensions; rows without a dimension's value last
    QString sql; ///< what was asked, with its values filled in

    /// The value of a measure in a row; null when the question did not ask for it.
    [[nodiscard]] QString value(const AnswerRow &row, Measure measure) const;
};

/// Asks in the transaction that is open, if one is. InvalidInput when the source lacks a role or
/// the zone is unknown.
[[nodiscard]] Result<Answer> ask(pg::Connection &connection, const Source &source,
                                 const Question &question, const pg::CallLimits &limits = {});

/// The first and the last day with rows; nothing for an empty source.
[[nodiscard]] Result<std::optional<Period>> extentOf(pg::Connection &connection,
                                                     const Source &source, const QString &zone,
                                                     const pg::CallLimits &limits = {});

} // namespace howdah::metrics
