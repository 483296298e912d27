#include "samples/generator.h"

#include "samples/filler.h"

#include <QDateTime>
#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace howdah::samples {

namespace {

Filling fillingOf(System system)
{
    switch (system) {
    case System::AgentAnalytics:
        return agentAnalyticsFilling();
    case System::SemanticKernel:
        return semanticKernelFilling();
    case System::Orchestrator:
        return orchestratorFilling();
    case System::CloudAssist:
        return cloudAssistFilling();
    case System::Memory:
        return memoryFilling();
    }
    Q_UNREACHABLE();
}

Result<void> checkOptions(const GeneratorOptions &options)
{
    if (options.days < 1 || options.days > 3660)
        return Error::invalid(u"The number of days must be between 1 and 3660."_s);
    if (options.scale < 1 || options.scale > 100'000)
        return Error::invalid(u"The scale must be between 0.001 and 100."_s);
    return {};
}

/// Rolls back when the work inside failed; a lost connection has done that by itself.
Result<void> inTransaction(pg::Connection &connection, const pg::CallLimits &limits,
                           const std::function<Result<void>()> &work)
{
    const auto begun = connection.execute(u"BEGIN"_s, limits);
    if (!begun)
        return begun.error();
    auto done = work();
    if (!done) {
        (void)connection.execute(u"ROLLBACK"_s); // the first error is the one to tell
        return done;
    }
    const auto committed = connection.execute(u"COMMIT"_s, limits);
    if (!committed)
        return committed.error();
    return {};
}

} // namespace

qint64 Summary::metricRows() const
{
    qint64 sum = 0;
    for (const Table &table : tables)
        sum += table.metrics ? table.rows : 0;
    return sum;
}

Result<Summary> generate(System system, pg::Connection &connection, const GeneratorOptions &options,
                         const ProgressHandler &progress, const pg::CallLimits &limits)
{
    if (const auto checked = checkOptions(options); !checked)
        return checked.error();
    GeneratorOptions complete = options;
    if (!complete.until.isValid())
        complete.until = QDateTime::currentDateTimeUtc().date();

    QElapsedTimer timer;
    timer.start();
    const Filling filling = fillingOf(system);
    const QString what = u"fill %1"_s.arg(info(system).database);
    Filler filler(connection, complete, filling.rows, progress, limits);
    const auto filled = inTransaction(connection, limits, [&]() -> Result<void> {
        const auto present = filler.column(filling.presence);
        if (!present)
            return present.error();
        if (present->value(0) == "t"_L1) {
            return Error{.kind = Error::Kind::Conflict,
                         .message = u"This database holds demo data already."_s};
        }
        return filling.fill(filler);
    });
    if (!filled)
        return filled.error().within(what);

    for (qsizetype i = 0; i < filling.afterwards.size(); ++i) {
        if (progress) {
            progress(u"afterwards"_s, 0.9 + 0.1 * static_cast<double>(i) /
                                                static_cast<double>(filling.afterwards.size()));
        }
        // Alone, because VACUUM and what the statistics should tell apart need their own
        // transaction.
        const auto done = connection.query(filling.afterwards.at(i), {}, limits);
        if (!done)
            return done.error().within(what);
    }
    Summary summary = filler.summary();
    summary.milliseconds = timer.elapsed();
    if (progress)
        progress({}, 1);
    return summary;
}

} // namespace howdah::samples
