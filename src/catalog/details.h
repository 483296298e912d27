#pragma once

#include "catalog/snapshot.h"
#include "pg/connection.h"

#include <QDateTime>
#include <QHash>

namespace howdah::catalog {

/// What is asked for only when a page shows it: sizes and the server's counters, with the moment
/// they were true.
struct RelationDetails final
{
    QDateTime at;
    /// What pg_class calls it now; null when it was dropped since its OID was read.
    QString currentName;
    qint64 tableBytes =
        -1; ///< with TOAST, without indexes; -1 when another session's lock kept it away
    qint64 indexBytes = -1;
    qint64 toastBytes = -1; ///< part of tableBytes, with its index
    qint64 liveRows = -1;   ///< the statistics collector's estimate
    qint64 deadRows = -1;
    qint64 sequentialScans = -1;
    qint64 indexScans = -1;
    qint64 inserted = -1; ///< rows, since the counters were reset
    qint64 updated = -1;
    qint64 hotUpdated = -1; ///< of `updated`: without touching an index
    qint64 deleted = -1;
    qint64 blocksRead = -1; ///< from outside PostgreSQL's own cache
    qint64 blocksHit = -1;
    qint64 changedSinceAnalyze = -1;
    qint64 frozenAge = -1;    ///< transactions since relfrozenxid
    QDateTime lastVacuum;     ///< by hand; invalid for never
    QDateTime lastAutovacuum; ///< invalid for never
    QDateTime lastAnalyze;
    QDateTime lastAutoanalyze;
    struct OfIndex final
    {
        qint64 bytes = -1;
        qint64 scans = -1;
    };
    QHash<Oid, OfIndex> indexes;
};

/// What ANALYZE found out about a column.
struct ColumnStatistics final
{
    QString column;
    double nullFraction = 0;
    int averageWidth = 0;
    double distinct = 0; ///< below 0: a fraction of the rows
    double correlation = 0;
    bool hasCorrelation = false;
    QString commonValues;      ///< an array literal, cut off
    QString commonFrequencies; ///< parallel to it
    QString bounds;            ///< of the histogram, cut off
    bool isInherited = false;  ///< counts the rows of its partitions, too
};

/// From pg_stats, which shows a role only the columns it may read; takes no lock.
[[nodiscard]] Result<QList<ColumnStatistics>>
columnStatistics(pg::Connection &connection, Oid relation, const pg::CallLimits &limits = {});

/// Never waits longer than a moment for a lock: sizes are -1 then.
[[nodiscard]] Result<RelationDetails> relationDetails(pg::Connection &connection, Oid relation,
                                                      const pg::CallLimits &limits = {});

} // namespace howdah::catalog
