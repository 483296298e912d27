#include "activity/overview.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::activity {

namespace {

// Moments travel as microseconds since 1970, so that neither DateStyle nor TimeZone matters.
// pg_blocking_pids() locks the lock manager for a moment, so only those that wait are asked about.
const auto sessionsSql = uR"(
SELECT a.pid, a.backend_type, a.datname, a.usename, a.application_name,
       CASE WHEN a.client_addr IS NOT NULL THEN host(a.client_addr) || ':' || a.client_port
            WHEN a.client_port = -1 OR a.backend_type = 'client backend' THEN 'local' END,
       a.state, a.wait_event_type, a.wait_event,
       (extract(epoch FROM a.backend_start) * 1000000)::bigint,
       (extract(epoch FROM a.xact_start) * 1000000)::bigint,
       (extract(epoch FROM a.query_start) * 1000000)::bigint,
       (extract(epoch FROM a.state_change) * 1000000)::bigint,
       a.query,
       CASE WHEN a.wait_event_type = 'Lock'
            THEN array_to_string(pg_catalog.pg_blocking_pids(a.pid), ',') END,
       a.pid = pg_catalog.pg_backend_pid(),
       a.backend_start IS NULL AND a.state IS NULL AND a.query = '<insufficient privilege>',
       (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000000)::bigint
FROM pg_catalog.pg_stat_activity a
ORDER BY a.pid)"_s;

// A waiter, each session it waits for, and what that session holds of the same thing.
const auto waitsSql = uR"(
SELECT w.pid, b.pid, w.locktype, w.mode,
       (SELECT string_agg(DISTINCT h.mode, ', ') FROM pg_catalog.pg_locks h
         WHERE h.granted AND h.pid = b.pid
           AND (h.locktype, h.database, h.relation, h.page, h.tuple, h.virtualxid, h.transactionid, h.classid,
                h.objid, h.objsubid)
               IS NOT DISTINCT FROM
               (w.locktype, w.database, w.relation, w.page, w.tuple, w.virtualxid, w.transactionid, w.classid,
                w.objid, w.objsubid)),
       CASE WHEN c.oid IS NOT NULL THEN n.nspname || '.' || c.relname
            WHEN w.relation IS NOT NULL THEN 'relation ' || w.relation || ' of database ' || coalesce(d.datname, '?')
            WHEN w.transactionid IS NOT NULL THEN 'transaction ' || w.transactionid
            WHEN w.virtualxid IS NOT NULL THEN 'transaction ' || w.virtualxid
            WHEN w.locktype = 'advisory' THEN 'advisory ' || w.classid || ', ' || w.objid
            ELSE w.locktype END
FROM pg_catalog.pg_locks w
CROSS JOIN LATERAL unnest(pg_catalog.pg_blocking_pids(w.pid)) AS b (pid)
LEFT JOIN pg_catalog.pg_database d ON d.oid = w.database
LEFT JOIN pg_catalog.pg_class c ON c.oid = w.relation AND d.datname = pg_catalog.current_database()
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE NOT w.granted
ORDER BY w.pid, b.pid)"_s;

const auto figuresSql = uR"(
SELECT pg_catalog.current_setting('max_connections')::int,
       (SELECT blks_hit FROM pg_catalog.pg_stat_database WHERE datname = pg_catalog.current_database()),
       (SELECT blks_read FROM pg_catalog.pg_stat_database WHERE datname = pg_catalog.current_database()),
       CASE WHEN pg_catalog.pg_is_in_recovery()
            THEN (extract(epoch FROM pg_catalog.clock_timestamp() - pg_catalog.pg_last_xact_replay_timestamp())
                  * 1000000)::bigint
            ELSE (SELECT (extract(epoch FROM max(coalesce(replay_lag, interval '0'))) * 1000000)::bigint
                    FROM pg_catalog.pg_stat_replication WHERE state IS NOT NULL) END,
       (SELECT max(pg_catalog.age(datfrozenxid)) FROM pg_catalog.pg_database))"_s;

QDateTime moment(const pg::Rows &rows, int row, int column)
{
    if (rows.isNull(row, column))
        return {};
    return QDateTime::fromMSecsSinceEpoch(rows.integer(row, column) / 1000, Qt::UTC);
}

QList<int> pids(const QString &list)
{
    QList<int> result;
    const auto parts = QStringView(list).split(u',', Qt::SkipEmptyParts);
    for (const auto part : parts) {
        // A prepared transaction blocks under pid 0, and parallel workers are named more than once.
        const int pid = part.toInt();
        if (!result.contains(pid))
            result += pid;
    }
    return result;
}

ServerSession sessionFrom(const pg::Rows &rows, int row)
{
    return {.pid = int(rows.integer(row, 0)),
            .backendType = rows.text(row, 1),
            .database = rows.text(row, 2),
            .user = rows.text(row, 3),
            .application = rows.text(row, 4),
            .client = rows.text(row, 5),
            .state = rows.text(row, 6),
            .waitType = rows.text(row, 7),
            .waitEvent = rows.text(row, 8),
            .startedAt = moment(rows, row, 9),
            .transactionAt = moment(rows, row, 10),
            .statementAt = moment(rows, row, 11),
            .stateAt = moment(rows, row, 12),
            .statement = rows.text(row, 13),
            .blockedBy = pids(rows.text(row, 14)),
            .isOwn = rows.boolean(row, 15),
            .isHidden = rows.boolean(row, 16)};
}

void count(Overview &overview)
{
    Figures &figures = overview.figures;
    for (const ServerSession &session : std::as_const(overview.sessions)) {
        if (session.backendType == "client backend"_L1 || session.isClient())
            ++figures.connections;
        if (session.isBlocked())
            ++figures.blockedSessions;
        if (session.transactionAt.isValid() && !session.isOwn && session.isClient()) {
            const std::chrono::microseconds age =
                std::chrono::milliseconds(session.transactionAt.msecsTo(overview.takenAt));
            figures.longestTransaction = std::max(age, figures.longestTransaction.value_or(age));
        }
    }
}

const char *functionName(Stop what)
{
    return what == Stop::Statement ? "pg_cancel_backend" : "pg_terminate_backend";
}

/// The start of the session is compared, because a pid may belong to somebody else by now.
QString stopTemplate(Stop what)
{
    return u"SELECT pg_catalog.%1(pid)\nFROM pg_catalog.pg_stat_activity\n"
           "WHERE pid = %2\n  AND date_trunc('milliseconds', backend_start) = %3"_s.replace(
               "%1"_L1, QLatin1String(functionName(what)));
}

QString isoMoment(const QDateTime &moment)
{
    return moment.toUTC().toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s) + u"+00"_s;
}

} // namespace

const ServerSession *Overview::session(int pid) const
{
    const auto found =
        std::ranges::find_if(sessions, [pid](const ServerSession &s) { return s.pid == pid; });
    return found == sessions.end() ? nullptr : &*found;
}

QList<int> Overview::waitingFor(int pid) const
{
    QList<int> result;
    for (const ServerSession &session : sessions) {
        if (session.blockedBy.contains(pid))
            result += session.pid;
    }
    return result;
}

QList<int> Overview::rootBlockers() const
{
    QList<int> roots;
    for (const ServerSession &waiting : sessions) {
        for (const int pid : waiting.blockedBy) {
            const ServerSession *blocker = session(pid);
            if (!roots.contains(pid) && (!blocker || !blocker->isBlocked()))
                roots += pid;
        }
    }
    const auto queueBehind = [this](int root) {
        QList<int> seen{root};
        for (qsizetype i = 0; i < seen.size(); ++i) {
            const auto next = waitingFor(seen.at(i));
            for (const int pid : next) {
                if (!seen.contains(pid))
                    seen += pid;
            }
        }
        return seen.size();
    };
    std::ranges::stable_sort(roots, [&](int a, int b) { return queueBehind(a) > queueBehind(b); });
    return roots;
}

Result<Overview> loadOverview(pg::Connection &connection, const pg::CallLimits &limits)
{
    const auto sessions = connection.query(sessionsSql, {}, limits);
    if (!sessions)
        return sessions.error().within(u"list the sessions"_s);
    const auto waits = connection.query(waitsSql, {}, limits);
    if (!waits)
        return waits.error().within(u"list the locks waited for"_s);
    const auto figures = connection.query(figuresSql, {}, limits);
    if (!figures)
        return figures.error().within(u"read the server's figures"_s);

    Overview overview;
    for (int row = 0; row < sessions->rowCount(); ++row)
        overview.sessions += sessionFrom(*sessions, row);
    if (!sessions->isEmpty())
        overview.takenAt = moment(*sessions, 0, 17);
    for (int row = 0; row < waits->rowCount(); ++row) {
        overview.waits.append({.pid = int(waits->integer(row, 0)),
                               .holder = int(waits->integer(row, 1)),
                               .kind = waits->text(row, 2),
                               .wantedMode = waits->text(row, 3),
                               .heldMode = waits->text(row, 4),
                               .object = waits->text(row, 5)});
    }
    overview.figures.maxConnections = int(figures->integer(0, 0));
    const qint64 hit = figures->integer(0, 1);
    const qint64 read = figures->integer(0, 2);
    constexpr qint64 enoughBlocks = 1000;
    if (hit + read >= enoughBlocks)
        overview.figures.cacheHitRatio = double(hit) / double(hit + read);
    if (!figures->isNull(0, 3))
        overview.figures.replicationLag = std::chrono::microseconds(figures->integer(0, 3));
    overview.figures.oldestTransactionAge = figures->integer(0, 4);
    count(overview);
    return overview;
}

QString stopSql(Stop what, int pid, const QDateTime &startedAt)
{
    return stopTemplate(what)
        .replace("%2"_L1, QString::number(pid))
        .replace("%3"_L1, u"timestamptz '"_s + isoMoment(startedAt) + u'\'');
}

Result<void> stopSession(pg::Connection &connection, Stop what, int pid, const QDateTime &startedAt,
                         const pg::CallLimits &limits)
{
    const QString sql =
        stopTemplate(what).replace("%2"_L1, "$1::int"_L1).replace("%3"_L1, "$2::timestamptz"_L1);
    const auto rows = connection.query(sql, {QString::number(pid), isoMoment(startedAt)}, limits);
    const QString step = what == Stop::Statement ? u"cancel the statement of session %1"_s.arg(pid)
                                                 : u"end session %1"_s.arg(pid);
    if (!rows)
        return rows.error().within(step);
    if (rows->isEmpty() || !rows->boolean(0, 0)) {
        return Error{.kind = Error::Kind::NotFound,
                     .message = u"The session has ended already."_s,
                     .context = {step}};
    }
    return {};
}

} // namespace howdah::activity
