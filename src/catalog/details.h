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
    qint64 tableBytes =
        -1; ///< with TOAST, without indexes; -1 when another session's lock kept it away
    qint64 indexBytes = -1;
    qint64 liveRows = -1; ///< the statistics collector's estimate
    qint64 deadRows = -1;
    qint64 sequentialScans = -1;
    qint64 indexScans = -1;
    QDateTime lastVacuum; ///< by hand or automatic, the later one; invalid for never
    QDateTime lastAnalyze;
    struct OfIndex final
    {
        qint64 bytes = -1;
        qint64 scans = -1;
    };
    QHash<Oid, OfIndex> indexes;
};

/// Never waits longer than a moment for a lock: sizes are -1 then.
[[nodiscard]] Result<RelationDetails> relationDetails(pg::Connection &connection, Oid relation,
                                                      const pg::CallLimits &limits = {});

/// The first rows of a table or view, as text; a null string is SQL NULL.
struct FirstRows final
{
    QStringList columns;
    QList<bool> isNumber; ///< by column: to be set right
    QList<QStringList> rows;
    QString sql;       ///< what was asked
    bool more = false; ///< there are more than were asked for
};
[[nodiscard]] Result<FirstRows> firstRows(pg::Connection &connection, const QString &qualifiedName,
                                          int limit, const pg::CallLimits &limits = {});

} // namespace howdah::catalog
