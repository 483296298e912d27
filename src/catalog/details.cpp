#include "catalog/details.h"

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
        u"SELECT c.relname, pg_catalog.pg_stat_get_live_tuples(c.oid),"
        u" pg_catalog.pg_stat_get_dead_tuples(c.oid), pg_catalog.pg_stat_get_numscans(c.oid),"
        u" (SELECT pg_catalog.sum(pg_catalog.pg_stat_get_numscans(i.indexrelid))::bigint"
        u" FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid),"
        u" pg_catalog.pg_stat_get_tuples_inserted(c.oid),"
        u" pg_catalog.pg_stat_get_tuples_updated(c.oid),"
        u" pg_catalog.pg_stat_get_tuples_hot_updated(c.oid),"
        u" pg_catalog.pg_stat_get_tuples_deleted(c.oid),"
        u" pg_catalog.pg_stat_get_blocks_fetched(c.oid) - pg_catalog.pg_stat_get_blocks_hit(c.oid),"
        u" pg_catalog.pg_stat_get_blocks_hit(c.oid),"
        u" pg_catalog.pg_stat_get_mod_since_analyze(c.oid),"
        u" CASE WHEN c.relfrozenxid <> '0'::xid THEN pg_catalog.age(c.relfrozenxid) END,"
        u" (extract(epoch FROM pg_catalog.pg_stat_get_last_vacuum_time(c.oid)) * 1000)::bigint,"
        u" (extract(epoch FROM pg_catalog.pg_stat_get_last_autovacuum_time(c.oid)) *"
        u" 1000)::bigint,"
        u" (extract(epoch FROM pg_catalog.pg_stat_get_last_analyze_time(c.oid)) * 1000)::bigint,"
        u" (extract(epoch FROM pg_catalog.pg_stat_get_last_autoanalyze_time(c.oid)) *"
        u" 1000)::bigint"
        u" FROM pg_catalog.pg_class c WHERE c.oid = $1::oid"_s,
        {oid}, limits);
    if (!counters)
        return counters.error().within(u"read statistics"_s);
    if (counters->rowCount() == 0)
        return details;
    const auto number = [&](int column) {
        return counters->isNull(0, column) ? -1 : counters->integer(0, column);
    };
    details.currentName = counters->text(0, 0);
    details.liveRows = number(1);
    details.deadRows = number(2);
    details.sequentialScans = number(3);
    details.indexScans = number(4);
    details.inserted = number(5);
    details.updated = number(6);
    details.hotUpdated = number(7);
    details.deleted = number(8);
    details.blocksRead = number(9);
    details.blocksHit = number(10);
    details.changedSinceAnalyze = number(11);
    details.frozenAge = number(12);
    details.lastVacuum = timeOf(*counters, 0, 13);
    details.lastAutovacuum = timeOf(*counters, 0, 14);
    details.lastAnalyze = timeOf(*counters, 0, 15);
    details.lastAutoanalyze = timeOf(*counters, 0, 16);
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
        u" SELECT pg_catalog.pg_table_size(%1::oid), pg_catalog.pg_indexes_size(%1::oid),"
        u" (SELECT pg_catalog.pg_total_relation_size(NULLIF(reltoastrelid, 0)) FROM"
        u" pg_catalog.pg_class WHERE oid = %1::oid);"
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
        details.toastBytes = sizes->at(2).isNull(0, 2) ? -1 : sizes->at(2).integer(0, 2);
        for (int row = 0; row < sizes->at(3).rowCount(); ++row)
            details.indexes[Oid(sizes->at(3).integer(row, 0))].bytes = sizes->at(3).integer(row, 1);
    }
    return details;
}

Result<QList<ColumnStatistics>> columnStatistics(pg::Connection &connection, Oid relation,
                                                 const pg::CallLimits &limits)
{
    const auto rows = connection.query(
        u"SELECT s.attname, s.null_frac, s.avg_width, s.n_distinct, s.correlation,"
        u" pg_catalog.left(s.most_common_vals::text, 1000),"
        u" pg_catalog.left(s.most_common_freqs::text, 1000),"
        u" pg_catalog.left(s.histogram_bounds::text, 1000), s.inherited"
        u" FROM pg_catalog.pg_class c"
        u" JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
        u" JOIN pg_catalog.pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname"
        u" JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname"
        u" WHERE c.oid = $1::oid ORDER BY a.attnum, s.inherited"_s,
        {QString::number(relation)}, limits);
    if (!rows)
        return rows.error().within(u"read column statistics"_s);
    QList<ColumnStatistics> columns;
    for (int row = 0; row < rows->rowCount(); ++row) {
        columns.append({.column = rows->text(row, 0),
                        .nullFraction = rows->text(row, 1).toDouble(),
                        .averageWidth = int(rows->integer(row, 2)),
                        .distinct = rows->text(row, 3).toDouble(),
                        .correlation = rows->text(row, 4).toDouble(),
                        .hasCorrelation = !rows->isNull(row, 4),
                        .commonValues = rows->text(row, 5),
                        .commonFrequencies = rows->text(row, 6),
                        .bounds = rows->text(row, 7),
                        .isInherited = rows->text(row, 8) == "t"_L1});
    }
    return columns;
}

} // namespace howdah::catalog
