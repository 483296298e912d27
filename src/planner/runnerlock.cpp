#include "planner/runnerlock.h"

#include "planner/checksum.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

constexpr int pauseMs = 100;

/// Who holds the lock, for people; empty when it cannot be seen.
QString holder(pg::Connection &connection, qint64 key)
{
    const auto rows = connection.query(
        u"SELECT l.pid, a.application_name, a.usename FROM pg_catalog.pg_locks l "
        u"LEFT JOIN pg_catalog.pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND "
        u"l.granted "
        u"AND l.objsubid = 1 AND ((l.classid::bigint << 32) | l.objid::bigint) = $1::bigint "
        u"AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"_s,
        {QString::number(key)});
    if (!rows || rows->isEmpty())
        return {};
    return u"session %1 (%2, %3)"_s.arg(rows->text(0, 0), rows->text(0, 1), rows->text(0, 2));
}

} // namespace

qint64 RunnerLock::ownKey(const QString &schema, const QString &table)
{
    constexpr qint64 howd = 0x486F7764; // "Howd", so that the key can be recognised in pg_locks
    const QByteArray name = schema.toUtf8() + '\0' + table.toUtf8();
    return (howd << 32) | crc32(name);
}

Result<RunnerLock> RunnerLock::take(pg::Connection &connection, const QList<qint64> &keys,
                                    int patienceMs, const pg::CallLimits &limits)
{
    RunnerLock lock(connection);
    QDeadlineTimer patience(patienceMs);
    for (const qint64 key : keys) {
        while (true) {
            const auto taken =
                connection.query(u"SELECT pg_catalog.pg_try_advisory_lock($1::bigint)"_s,
                                 {QString::number(key)}, limits);
            if (!taken)
                return taken.error().within(u"lock out other runners"_s);
            if (taken->boolean(0, 0))
                break;
            if (patience.hasExpired()) {
                const QString who = holder(connection, key);
                return Error{.kind = Error::Kind::Conflict,
                             .message = u"Somebody else is migrating this database%1."_s.arg(
                                 who.isEmpty() ? QString() : u": "_s + who)};
            }
            QThread::msleep(pauseMs);
        }
        lock.m_keys.append(key);
    }
    return lock;
}

RunnerLock::RunnerLock(RunnerLock &&other) noexcept
    : m_connection(other.m_connection)
    , m_keys(std::exchange(other.m_keys, {}))
{}

RunnerLock::~RunnerLock()
{
    // A connection that is gone has given its locks back already.
    for (const qint64 key : std::as_const(m_keys)) {
        if (m_connection->isUsable())
            (void)m_connection->query(u"SELECT pg_catalog.pg_advisory_unlock($1::bigint)"_s,
                                      {QString::number(key)});
    }
}

} // namespace howdah::planner
