#include "backup/progress.h"

#include "base/format.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

constexpr int pollMs = 500;
constexpr int answerMs = 1000;
constexpr int firstServerThatTells = 140'000;
/// What an empty table costs in comparison with bytes of a full one.
constexpr double leastWeight = 8192;
/// What a row takes where only their number is known.
constexpr double typicalRow = 100;
/// An estimate of rows may be too low; a running table is never shown as finished.
constexpr double mostOfARunningTable = 0.99;

const QString runningSql = uR"(
SELECT n.nspname || '.' || c.relname, p.tuples_processed
FROM pg_catalog.pg_stat_progress_copy p
JOIN pg_catalog.pg_stat_activity a USING (pid)
JOIN pg_catalog.pg_class c ON c.oid = p.relid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE a.application_name = $1)"_s;

} // namespace

CopyProgress::CopyProgress(const QList<TableFigures> &tables, int jobs)
    : m_jobs(std::max(jobs, 1))
{
    for (const TableFigures &table : tables) {
        const Item item{.rows = table.rows,
                        .weight =
                            leastWeight + (table.bytes >= 0
                                               ? double(table.bytes)
                                               : std::max(0.0, double(table.rows)) * typicalRow),
                        .isGuess = table.bytes < 0};
        m_items.insert(table.relation.toText(), item);
        m_total += item.weight;
    }
}

void CopyProgress::started(const QString &table)
{
    if (m_items.contains(table) && !m_started.contains(table))
        m_started += table;
}

void CopyProgress::running(const QHash<QString, qint64> &rowsDone)
{
    m_running = rowsDone;
    for (auto it = rowsDone.begin(); it != rowsDone.end(); ++it)
        m_seenRunning.insert(it.key());
}

void CopyProgress::setRows(const QString &table, qint64 rows)
{
    const auto it = m_items.find(table);
    if (it == m_items.end())
        return;
    it->rows = rows;
    if (it->isGuess) {
        m_total -= it->weight;
        it->weight = leastWeight + double(rows) * typicalRow;
        m_total += it->weight;
    }
}

bool CopyProgress::isDone(const QString &table, qsizetype position) const
{
    if (m_running.contains(table))
        return false;
    // Seen and gone; or so many were begun after it that none is left to work on it.
    return m_seenRunning.contains(table) || position < m_started.size() - m_jobs;
}

double CopyProgress::fraction()
{
    if (m_total <= 0)
        return m_last;
    double done = 0;
    for (qsizetype i = 0; i < m_started.size(); ++i) {
        const QString &table = m_started.at(i);
        const Item item = m_items.value(table);
        if (isDone(table, i))
            done += item.weight;
        else if (item.rows > 0)
            done += item.weight * std::min(double(m_running.value(table)) / double(item.rows),
                                           mostOfARunningTable);
    }
    m_last = std::max(m_last, std::min(done / m_total, 1.0));
    return m_last;
}

QString CopyProgress::step() const
{
    QString best;
    double mostLeft = -1;
    for (auto it = m_running.begin(); it != m_running.end(); ++it) {
        const Item item = m_items.value(it.key());
        const double left = double(item.rows - it.value());
        if (left > mostLeft) {
            mostLeft = left;
            best = item.rows > 0 && it.value() <= item.rows
                       ? u"%1 (%2 of %3 rows)"_s.arg(it.key(), format::count(it.value()),
                                                     format::count(item.rows))
                       : u"%1 (%2 rows)"_s.arg(it.key(), format::count(it.value()));
        }
    }
    return best.isEmpty() && !m_started.isEmpty() ? m_started.constLast() : best;
}

CopyWatch::CopyWatch(const pg::Endpoint &endpoint, const QString &applicationName)
    : m_endpoint(endpoint)
    , m_applicationName(applicationName)
{}

std::optional<QHash<QString, qint64>> CopyWatch::poll(const CancellationToken &token)
{
    if (m_gaveUp || token.isCancelled() ||
        (m_sinceLast.isValid() && m_sinceLast.elapsed() < pollMs))
        return {};
    m_sinceLast.start();
    const pg::CallLimits limits{.deadline = QDeadlineTimer(answerMs), .token = token};
    if (!m_connection) {
        auto opened = pg::Connection::open(m_endpoint, {.connectTimeoutMs = answerMs}, limits);
        if (!opened || opened->serverVersion() < firstServerThatTells) {
            m_gaveUp = true; // progress is a courtesy; the tool's own words remain
            return {};
        }
        m_connection.emplace(*std::move(opened));
    }
    const auto rows = m_connection->query(runningSql, {m_applicationName}, limits);
    if (!rows) {
        m_gaveUp = !m_connection->isUsable();
        return {};
    }
    QHash<QString, qint64> done;
    for (int row = 0; row < rows->rowCount(); ++row)
        done.insert(rows->text(row, 0), rows->integer(row, 1));
    return done;
}

} // namespace howdah::backup
