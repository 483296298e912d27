#include "catalog/details.h"

#include <array>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

namespace {

QDateTime timeOf(const pg::Rows &rows, int row, int column)
{
    return rows.isNull(row, column)
               ? QDateTime()
               : QDateTime::fromMSecsSinceEpoch(rows.integer(row, column), Qt::UTC);
}

} // namespace

Result<RelationDetails> relationDetails(pg::Connection &connection, Oid relation,
                                        const pg::CallLimits &limits)
{
    RelationDetails details;
    details.at = QDateTime::currentDateTimeUtc();
    const QString oid = QString::number(relation);
    // Counters take no lock.
    const auto counters = connection.query(
        u"SELECT pg_catalog.pg_stat_get_live_tuples($1::oid), "
        u"pg_catalog.pg_stat_get_dead_tuples($1::oid),"
        u" pg_catalog.pg_stat_get_numscans($1::oid),"
        u" (SELECT pg_catalog.sum(pg_catalog.pg_stat_get_numscans(indexrelid))::bigint FROM "
        u"pg_catalog.pg_index"
        u" WHERE indrelid = $1::oid),"
        u" (extract(epoch FROM GREATEST(pg_catalog.pg_stat_get_last_vacuum_time($1::oid),"
        u" pg_catalog.pg_stat_get_last_autovacuum_time($1::oid))) * 1000)::bigint,"
        u" (extract(epoch FROM GREATEST(pg_catalog.pg_stat_get_last_analyze_time($1::oid),"
        u" pg_catalog.pg_stat_get_last_autoanalyze_time($1::oid))) * 1000)::bigint"_s,
        {oid}, limits);
    if (!counters)
        return counters.error().within(u"read statistics"_s);
    if (counters->rowCount() == 1) {
        details.liveRows = counters->integer(0, 0);
        details.deadRows = counters->integer(0, 1);
        details.sequentialScans = counters->integer(0, 2);
        details.indexScans = counters->isNull(0, 3) ? 0 : counters->integer(0, 3);
        details.lastVacuum = timeOf(*counters, 0, 4);
        details.lastAnalyze = timeOf(*counters, 0, 5);
    }
    const auto scans =
        connection.query(u"SELECT indexrelid, pg_catalog.pg_stat_get_numscans(indexrelid) FROM"
                         u" pg_catalog.pg_index WHERE indrelid = $1::oid"_s,
                         {oid}, limits);
    if (!scans)
        return scans.error().within(u"read statistics"_s);
    for (int row = 0; row < scans->rowCount(); ++row)
        details.indexes[Oid(scans->integer(row, 0))].scans = scans->integer(row, 1);

    // Sizes open the table, so they would wait for an ALTER TABLE elsewhere.
    const auto sizes = connection.execute(
        u"BEGIN READ ONLY; SET LOCAL lock_timeout = '200ms';"
        u" SELECT pg_catalog.pg_table_size(%1::oid), pg_catalog.pg_indexes_size(%1::oid);"
        u" SELECT indexrelid, pg_catalog.pg_relation_size(indexrelid) FROM pg_catalog.pg_index "
        u"WHERE indrelid ="
        u" %1::oid; COMMIT"_s.arg(oid),
        limits);
    if (!sizes) {
        const Error error = sizes.error();
        if (connection.isUsable() && connection.transactionStatus() != pg::TransactionStatus::Idle)
            (void)connection.execute(u"ROLLBACK"_s); // the error that counts is the first one
        if (error.sqlstate == "55P03"_L1)
            return details;
        return error.within(u"read sizes"_s);
    }
    if (sizes->size() >= 4 && sizes->at(2).rowCount() == 1) {
        details.tableBytes = sizes->at(2).isNull(0, 0) ? -1 : sizes->at(2).integer(0, 0);
        details.indexBytes = sizes->at(2).isNull(0, 1) ? -1 : sizes->at(2).integer(0, 1);
        for (int row = 0; row < sizes->at(3).rowCount(); ++row)
            details.indexes[Oid(sizes->at(3).integer(row, 0))].bytes = sizes->at(3).integer(row, 1);
    }
    return details;
}

Result<FirstRows> firstRows(pg::Connection &connection, const QString &qualifiedName, int limit,
                            const pg::CallLimits &limits)
{
    FirstRows first;
    first.sql = u"SELECT * FROM "_s + qualifiedName + u" LIMIT "_s + QString::number(limit);
    const auto rows = connection.query(u"SELECT * FROM "_s + qualifiedName + u" LIMIT "_s +
                                           QString::number(limit + 1),
                                       {}, limits);
    if (!rows)
        return rows.error().within(u"read first rows"_s);
    constexpr std::array<quint32, 8> numberTypes{20, 21, 23, 26, 700, 701, 790, 1700};
    for (int column = 0; column < rows->columnCount(); ++column) {
        first.columns.append(rows->columnName(column));
        first.isNumber.append(std::ranges::find(numberTypes, rows->columnTypeOid(column)) !=
                              numberTypes.end());
    }
    const int shown = std::min(limit, rows->rowCount());
    for (int row = 0; row < shown; ++row) {
        QStringList cells;
        for (int column = 0; column < rows->columnCount(); ++column)
            cells.append(rows->text(row, column));
        first.rows.append(cells);
    }
    first.more = rows->rowCount() > limit;
    return first;
}

} // namespace howdah::catalog
