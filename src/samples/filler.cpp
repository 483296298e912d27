#include "samples/filler.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::samples {

Filler::Filler(pg::Connection &connection, const GeneratorOptions &options, qint64 expectedRows,
               const ProgressHandler &progress, const pg::CallLimits &limits)
    : m_connection(connection)
    , m_options(options)
    , m_progress(progress)
    , m_limits(limits)
    , m_timeline(options.until, options.days)
    , m_expected(std::max<qint64>(1, scaled(expectedRows)))
{}

Result<void> Filler::copy(const QString &table, const QStringList &columns, const RowSource &source,
                          Kind kind)
{
    const qint64 before = m_rows;
    const auto counted = [&](RowWriter &row) {
        if (m_progress && m_rows % 4096 == 0) {
            // What comes after the rows takes its time too.
            m_progress(table, std::min(0.9, 0.9 * static_cast<double>(m_rows) /
                                                static_cast<double>(m_expected)));
        }
        const bool more = source(row);
        m_rows += more ? 1 : 0;
        return more;
    };
    const auto rows = copyRows(m_connection, table, columns, counted, m_limits);
    if (!rows)
        return rows.error();
    m_rows = before + *rows;
    m_summary.tables.append({table, *rows, kind == Kind::Metrics});
    return {};
}

Result<void> Filler::copyCounted(const QString &table, const QStringList &columns, qint64 count,
                                 const std::function<void(RowWriter &, qint64)> &write, Kind kind)
{
    qint64 n = 0;
    const auto source = [&](RowWriter &row) {
        if (n == count)
            return false;
        write(row, n++);
        row.endRow();
        return true;
    };
    return copy(table, columns, source, kind);
}

Result<void> Filler::copyArrivals(const QString &table, const QStringList &columns, qint64 count,
                                  const std::function<void(RowWriter &, qint64)> &write, Kind kind)
{
    const QByteArray purpose = "arrivals of " + table.toUtf8();
    Arrivals arrivals(m_timeline, count, Random(m_options.seed, purpose));
    const auto source = [&](RowWriter &row) {
        qint64 ms = 0;
        if (!arrivals.next(ms))
            return false;
        write(row, ms);
        row.endRow();
        return true;
    };
    return copy(table, columns, source, kind);
}

Result<void> Filler::run(const QString &step, const QString &script)
{
    const auto done = m_connection.execute(script, m_limits);
    if (!done)
        return done.error().within(step);
    return {};
}

Result<QStringList> Filler::column(const QString &sql)
{
    const auto rows = m_connection.query(sql, {}, m_limits);
    if (!rows)
        return rows.error();
    QStringList values;
    for (int row = 0; row < rows->rowCount(); ++row)
        values.append(rows->text(row, 0));
    return values;
}

qint64 Filler::scaled(qint64 rows) const
{
    return std::max<qint64>(1, rows * m_options.scale / 1000);
}

} // namespace howdah::samples
