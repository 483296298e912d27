#include "benchmarks/figures.h"
#include "pg/session.h"
#include "support/testserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <libpq-fe.h>

using namespace howdah;
using namespace howdah::benchmarks;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 3;

/// What every client must at least do: take row by row and look at each value.
qint64 bareLoop(const QString &conninfo, const QString &sql)
{
    PGconn *connection = PQconnectdb(conninfo.toUtf8().constData());
    if (PQstatus(connection) != CONNECTION_OK || !PQsendQuery(connection, sql.toUtf8().constData()))
        qFatal("%s", PQerrorMessage(connection));
    PQsetSingleRowMode(connection);
    qint64 bytes = 0;
    while (PGresult *result = PQgetResult(connection)) {
        for (int row = 0; row < PQntuples(result); ++row) {
            for (int column = 0; column < PQnfields(result); ++column)
                bytes += PQgetlength(result, row, column);
        }
        PQclear(result);
    }
    PQfinish(connection);
    return bytes;
}

qint64 bytesOf(const pg::Rows &batch)
{
    qint64 bytes = 0;
    for (int row = 0; row < batch.rowCount(); ++row) {
        for (int column = 0; column < batch.columnCount(); ++column)
            bytes += batch.bytes(row, column).size();
    }
    return bytes;
}

qint64 throughStream(const support::TestServer &server, const QString &sql)
{
    pg::Session session([&server](const pg::CallLimits &limits) {
        return pg::Connection::open(server.endpoint(), {}, limits);
    });
    const auto flow = session.stream(sql);
    qint64 bytes = 0;
    while (const auto batch = flow.rows->take())
        bytes += bytesOf(*batch);
    if (const auto error = flow.rows->error())
        qFatal("%s", qUtf8Printable(error->toText()));
    return bytes;
}

template<typename Function>
double secondsOf(Function function, qint64 &bytes)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        bytes = function();
        times.push_back(double(timer.nsecsElapsed()) / 1e9);
    }
    return median(times);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    support::TestServer server;
    if (!server.isRunning())
        qFatal("%s", qUtf8Printable(server.errorText()));
    (void)server.psql(
        u"CREATE TABLE wide AS SELECT i AS id, i * 0.00000001 AS cost, 'model-' || i % 9 AS model, "
        "timestamptz '2026-01-01' + i * interval '1 s' AS at, i % 3000 AS latency, "
        "md5(i::text) AS request FROM generate_series(1, %1) i; VACUUM ANALYZE wide"_s.arg(
            benchRows(2'000'000)),
        u"postgres"_s);
    const QString sql = u"SELECT * FROM wide"_s;
    Figures figures;
    qint64 bareBytes = 0;
    qint64 streamBytes = 0;
    const double bare = secondsOf([&] { return bareLoop(server.conninfo(), sql); }, bareBytes);
    const double stream = secondsOf([&] { return throughStream(server, sql); }, streamBytes);
    if (bareBytes != streamBytes)
        qFatal("the two read different data");
    figures.show(u"2,000,000 x 6, bare libpq loop"_s, bare, u"s"_s);
    figures.show(u"2,000,000 x 6, RowStream"_s, stream, u"s"_s);
    figures.atMost(1.3, u"RowStream against the bare loop"_s, stream / bare, u"x"_s);
    figures.atMost(100, u"memory at its peak"_s, peakMegabytes(), u"MB"_s);
    return figures.exitCode();
}
