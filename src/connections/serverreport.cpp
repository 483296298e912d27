#include "connections/serverreport.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::connections {

namespace {

/// https://www.postgresql.org/docs/current/catalog-pg-roles.html; everything here is open to every
/// role.
const QString aboutSql = uR"(
SELECT pg_catalog.current_setting('server_version'),
       pg_catalog.current_database(),
       CASE WHEN pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CONNECT')
            THEN pg_catalog.pg_database_size(pg_catalog.current_database()) END,
       pg_catalog.getdatabaseencoding(),
       session_user, current_user,
       r.rolsuper, r.rolcreatedb, r.rolcreaterole, r.rolreplication, r.rolbypassrls,
       pg_catalog.pg_has_role(current_user, 'pg_monitor', 'USAGE'),
       pg_catalog.pg_is_in_recovery(),
       pg_catalog.current_setting('transaction_read_only') = 'on',
       (SELECT pg_catalog.sum(numbackends) FROM pg_catalog.pg_stat_database),
       pg_catalog.current_setting('max_connections')
FROM pg_catalog.pg_roles r WHERE r.rolname = current_user)"_s;

const QString tlsSql = uR"(
SELECT ssl, version, cipher FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid())"_s;

const QString extensionsSql = uR"(
SELECT extname, extversion FROM pg_catalog.pg_extension ORDER BY extname)"_s;

const QString availableSql = uR"(
SELECT name FROM pg_catalog.pg_available_extensions
WHERE installed_version IS NULL
  AND name IN ('pg_stat_statements', 'vector', 'pgstattuple', 'hypopg', 'pg_trgm', 'pg_cron', 'tdigest', 'hll')
ORDER BY name)"_s;

std::chrono::microseconds elapsed(const QElapsedTimer &timer)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::nanoseconds(timer.nsecsElapsed()));
}

} // namespace

Result<ServerReport> examine(pg::Connection &connection, std::chrono::microseconds connectTime,
                             const pg::CallLimits &limits)
{
    ServerReport report;
    report.connectTime = connectTime;
    report.versionNumber = connection.serverVersion();
    report.address = connection.address();
    // Our own end counts: a pooler may speak to the server over a socket and to us over a network.
    report.localSocket = report.address.startsWith("socket "_L1);
    report.tls = connection.tls();

    report.roundTrip = std::chrono::microseconds::max();
    for (int i = 0; i < 3; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto answer = connection.query(u"SELECT 1"_s, {}, limits);
        if (!answer)
            return answer.error().within(u"test the connection"_s);
        report.roundTrip = std::min(report.roundTrip, elapsed(timer));
    }

    const auto about = connection.query(aboutSql, {}, limits);
    if (!about)
        return about.error().within(u"ask the server about itself"_s);
    if (!about->isEmpty()) {
        report.version = about->text(0, 0);
        report.database = about->text(0, 1);
        report.databaseBytes = about->isNull(0, 2) ? -1 : about->integer(0, 2);
        report.encoding = about->text(0, 3);
        report.loginRole = about->text(0, 4);
        report.currentRole = about->text(0, 5);
        report.superuser = about->boolean(0, 6);
        report.createDatabase = about->boolean(0, 7);
        report.createRole = about->boolean(0, 8);
        report.replication = about->boolean(0, 9);
        report.bypassRls = about->boolean(0, 10);
        report.inMonitorRole = about->boolean(0, 11);
        report.standby = about->boolean(0, 12);
        report.readOnly = about->boolean(0, 13);
        report.connectionsUsed = int(about->integer(0, 14));
        report.connectionsMost = int(about->integer(0, 15));
    }

    // The server's view counts: a pooler or proxy between may have ended our TLS.
    const auto tls = connection.query(tlsSql, {}, limits);
    if (!tls)
        return tls.error().within(u"ask the server about TLS"_s);
    if (!tls->isEmpty() && tls->boolean(0, 0)) {
        report.tls.used = true;
        report.tls.protocol = tls->text(0, 1);
        report.tls.cipher = tls->text(0, 2);
    }

    const auto extensions = connection.query(extensionsSql, {}, limits);
    if (!extensions)
        return extensions.error().within(u"list the extensions"_s);
    for (int row = 0; row < extensions->rowCount(); ++row)
        report.extensions.append(
            {.name = extensions->text(row, 0), .version = extensions->text(row, 1)});
    const auto available = connection.query(availableSql, {}, limits);
    if (!available)
        return available.error().within(u"list the extensions"_s);
    for (int row = 0; row < available->rowCount(); ++row)
        report.availableExtensions += available->text(row, 0);
    return report;
}

} // namespace howdah::connections
