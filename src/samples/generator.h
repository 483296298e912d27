#pragma once

#include "pg/connection.h"
#include "samples/ledger.h"
#include "samples/systems.h"

namespace howdah::samples {

struct GeneratorOptions final
{
    quint64 seed = 1;
    QDate until;      ///< the data end before this day begins (UTC); invalid: today
    int days = 120;   ///< how far they reach back
    int scale = 1000; ///< rows in per mille of the usual number
};

/// What is being done, and how much of the whole is done (0 to 1).
using ProgressHandler = std::function<void(const QString &step, double fraction)>;

struct Summary final
{
    struct Table
    {
        QString name;
        qint64 rows = 0;
        bool metrics = false; ///< a table of measurements and events, as charts read them
    };
    QList<Table> tables;
    Ledger ledger; ///< of the table with LLM calls; empty for systems without one
    qint64 milliseconds = 0;

    [[nodiscard]] qint64 metricRows() const;
};

/// Fills @p system's database with @p options.days days of believable traffic: the rhythm of days
/// and weeks, an outage, a slow day, a price that falls, prompts that are cached, retries; and with
/// what health checks look for: bloat, an index that nobody uses, one that is missing, slow
/// queries, vectors in clumps. The same seed and day give the same rows everywhere, identifiers
/// that the server makes up apart. The schema has to stand in its documented version or later.
///
/// All rows come in one transaction. Conflict when there are demo rows already, ReadOnly when
/// the connection is.
[[nodiscard]] Result<Summary> generate(System system, pg::Connection &connection,
                                       const GeneratorOptions &options,
                                       const ProgressHandler &progress = {},
                                       const pg::CallLimits &limits = {});

} // namespace howdah::samples
