#pragma once

#include "samples/copyrows.h"
#include "samples/generator.h"

namespace howdah::samples {

/// What the five systems have in common while they are filled: one connection inside one
/// transaction, the timeline, the counts.
class Filler final
{
public:
    /// @p expectedRows is for the progress only.
    Filler(pg::Connection &connection, const GeneratorOptions &options, qint64 expectedRows,
           const ProgressHandler &progress, const pg::CallLimits &limits);

    enum class Kind { Metrics, Other };
    /// Fills one table and notes its rows in the summary.
    [[nodiscard]] Result<void> copy(const QString &table, const QStringList &columns,
                                    const RowSource &source, Kind kind = Kind::Other);
    /// The same with @p count rows, the source getting their numbers from 0.
    [[nodiscard]] Result<void>
    copyCounted(const QString &table, const QStringList &columns, qint64 count,
                const std::function<void(RowWriter &row, qint64 n)> &write,
                Kind kind = Kind::Other);
    /// One row an arrival of the timeline, @p count of them.
    [[nodiscard]] Result<void>
    copyArrivals(const QString &table, const QStringList &columns, qint64 count,
                 const std::function<void(RowWriter &row, qint64 ms)> &write,
                 Kind kind = Kind::Metrics);
    /// Statements without rows to keep.
    [[nodiscard]] Result<void> run(const QString &step, const QString &script);
    /// The first column of a query.
    [[nodiscard]] Result<QStringList> column(const QString &sql);

    [[nodiscard]] Random random(const char *purpose) const { return {m_options.seed, purpose}; }
    [[nodiscard]] const Timeline &timeline() const { return m_timeline; }
    /// @p rows by the scale asked for, at least one.
    [[nodiscard]] qint64 scaled(qint64 rows) const;
    [[nodiscard]] Summary &summary() { return m_summary; }

private:
    pg::Connection &m_connection;
    GeneratorOptions m_options;
    ProgressHandler m_progress;
    pg::CallLimits m_limits;
    Timeline m_timeline;
    Summary m_summary;
    qint64 m_expected;
    qint64 m_rows = 0;
};

/// The steps of a system: what is needed before rows come, the rows (inside the transaction), and
/// what is done to the filled database afterwards (statement by statement).
struct Filling final
{
    QString presence; ///< query for a boolean: demo rows are there
    qint64 rows = 0;  ///< about how many rows come, at full scale
    Result<void> (*fill)(Filler &filler) = nullptr;
    QStringList afterwards; ///< each its own transaction
};

[[nodiscard]] Filling agentAnalyticsFilling();
[[nodiscard]] Filling semanticKernelFilling();
[[nodiscard]] Filling orchestratorFilling();
[[nodiscard]] Filling cloudAssistFilling();
[[nodiscard]] Filling memoryFilling();

} // namespace howdah::samples
