#include "benchmarks/figures.h"
#include "data/export.h"
#include "data/resultstore.h"
#include "sql/script.h"
#include "support/testserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::benchmarks;

namespace {

constexpr int rounds = 5;
constexpr auto query = "SELECT * FROM big"_L1;

/// The least that a libpq program can do: look at every value once and forget it.
double bareLoop(const QByteArray &conninfo)
{
    QElapsedTimer timer;
    PGconn *conn = PQconnectdb(conninfo.constData());
    timer.start();
    PQsendQueryParams(conn, query.data(), 0, nullptr, nullptr, nullptr, nullptr, 0);
    PQsetSingleRowMode(conn);
    qint64 bytes = 0;
    while (PGresult *result = PQgetResult(conn)) {
        for (int row = 0; row < PQntuples(result); ++row) {
            for (int column = 0; column < PQnfields(result); ++column)
                bytes += PQgetlength(result, row, column);
        }
        PQclear(result);
    }
    const double took = double(timer.nsecsElapsed()) / 1e6;
    PQfinish(conn);
    return bytes > 0 ? took : 0;
}

double intoStore(pg::Connection &connection, int rows, double *firstRow)
{
    QElapsedTimer timer;
    timer.start();
    data::ResultStore store;
    *firstRow = 0;
    const auto end = connection.stream(QString(query), {}, [&](const pg::Rows &batch) {
        if (*firstRow == 0)
            *firstRow = double(timer.nsecsElapsed()) / 1e6;
        return bool(store.append(batch));
    });
    if (!end || store.rowCount() != rows)
        qFatal("the rows did not come");
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const int rows = benchRows(2'000'000);
    Figures figures;

    {
        const QByteArray text =
            QByteArray("INSERT INTO t (a, b) VALUES (1, 'it''s'), (2, $$x;y$$); -- note\n")
                .repeated(50 * 1024 * 1024 / 64);
        QElapsedTimer timer;
        timer.start();
        const auto script = sql::Script::split(text);
        const double seconds = double(timer.nsecsElapsed()) / 1e9;
        figures.show(u"splitter: statements"_s, double(script.statements().size()), u""_s);
        figures.atLeast(50, u"splitter: throughput"_s, double(text.size()) / 1024 / 1024 / seconds,
                        u"MB/s"_s);
    }

    const support::TestServer server;
    if (!server.isRunning()) {
        std::fprintf(stderr, "%s\n", qPrintable(server.errorText()));
        return 1;
    }
    auto connection = server.connect();
    const auto made = connection.query(
        u"CREATE TABLE big AS SELECT i::bigint AS id, md5(i::text) AS a, i % 1000 AS b, now() + i "
        u"* interval '1 second' AS at, "
        u"random() AS r, 'some text ' || i AS t FROM generate_series(1, %1) i"_s.arg(rows));
    if (!made)
        qFatal("%s", qPrintable(made.error().toText()));

    std::vector<double> bare;
    std::vector<double> stored;
    std::vector<double> first;
    for (int round = 0; round <= rounds; ++round) {
        const double bareTime = bareLoop(server.conninfo().toUtf8());
        double firstRow = 0;
        const double time = intoStore(connection, rows, &firstRow);
        if (round == 0)
            continue; // warms the server's cache
        bare.push_back(bareTime);
        stored.push_back(time);
        first.push_back(firstRow);
    }
    figures.show(u"2,000,000 x 6, bare single-row loop"_s, median(bare), u"ms"_s);
    figures.atMost(1.3 * median(bare), u"2,000,000 x 6, into the result store"_s, median(stored),
                   u"ms"_s);
    figures.show(u"ratio"_s, median(stored) / median(bare), u"x"_s);
    figures.atMost(50, u"first rows"_s, median(first), u"ms"_s);
    figures.atMost(250, u"peak resident"_s, peakMegabytes(), u"MB"_s);

    const QTemporaryDir folder;
    std::vector<double> psql;
    std::vector<double> own;
    for (int round = 0; round <= rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        server.psql(u"\\copy (SELECT * FROM big) TO '%1' WITH (FORMAT csv, HEADER)\n"_s.arg(
                        folder.filePath(u"psql.csv"_s)),
                    u"postgres"_s);
        const double psqlTime = double(timer.nsecsElapsed()) / 1e6;
        timer.restart();
        const auto exported = data::exportQuery(
            connection, {.query = QString(query), .path = folder.filePath(u"own.csv"_s)});
        if (!exported || exported->rows != rows)
            qFatal("the export failed");
        if (round == 0)
            continue;
        psql.push_back(psqlTime);
        own.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    figures.show(u"CSV by psql's copy"_s, median(psql), u"ms"_s);
    figures.show(u"CSV export"_s, median(own), u"ms"_s);
    figures.atLeast(0.9, u"speed against psql"_s, median(psql) / median(own), u"x"_s);
    return figures.exitCode();
}
