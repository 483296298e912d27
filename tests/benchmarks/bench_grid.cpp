// What a person feels while 2,000,000 rows stream into the console's grid: the longest time the
// window stood still, how soon the first rows were there, and how soon Stop was answered.

#include "benchmarks/figures.h"
#include "gui/common/resultview.h"
#include "gui/console/resultpane.h"
#include "support/stallwatch.h"
#include "support/testserver.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTimer>

#include <algorithm>
#include <ctime>

#include <libpq-fe.h>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::benchmarks;

namespace {

constexpr int rounds = 3;
constexpr auto query = "SELECT * FROM big"_L1;

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

struct BareTimes
{
    double firstRow = 0;
    double all = 0;
};

/// The least that a libpq program can do: look at every value once and forget it.
BareTimes bareLoop(const QByteArray &conninfo)
{
    PGconn *conn = PQconnectdb(conninfo.constData());
    QElapsedTimer timer;
    timer.start();
    BareTimes times;
    qint64 bytes = 0;
    PQsendQueryParams(conn, query.data(), 0, nullptr, nullptr, nullptr, nullptr, 0);
    PQsetSingleRowMode(conn);
    while (PGresult *result = PQgetResult(conn)) {
        if (times.firstRow == 0)
            times.firstRow = milliseconds(timer);
        for (int row = 0; row < PQntuples(result); ++row) {
            for (int column = 0; column < PQnfields(result); ++column)
                bytes += PQgetlength(result, row, column);
        }
        PQclear(result);
    }
    times.all = milliseconds(timer);
    PQfinish(conn);
    if (bytes == 0)
        qFatal("no rows came");
    return times;
}

/// The most that the window's thread computes between two turns of its event loop: the part of a
/// stall that is its own doing, also on a busy machine.
class WorkWatch final
{
public:
    WorkWatch()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            const double now = computed();
            m_longest = std::max(m_longest, now - m_before);
            m_before = now;
        });
        m_timer.start(2);
    }

    [[nodiscard]] double longest() const { return m_longest; }

private:
    static double computed()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
    }

    QTimer m_timer;
    double m_before = computed();
    double m_longest = 0;
};

/// Waits, with the event loop running, until @p condition holds.
template<typename Condition>
void waitUntil(const Condition &condition)
{
    while (!condition()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        // No event loop runs around this one, which would do it.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

class Bench final
{
public:
    Bench(const support::TestServer &server, int rows)
        : m_rows(rows)
        , m_console(std::make_shared<pg::Session>(
                        [endpoint = server.endpoint()](const pg::CallLimits &limits) {
                            return pg::Connection::open(endpoint, {}, limits);
                        }),
                    {})
        , m_pane(m_theme, {})
    {
        m_pane.resize(1100, 700);
        m_pane.show();
        // The connection is there before anybody runs something.
        run(u"SELECT 1"_s);
        waitUntil([this] { return !m_pane.isRunning(); });
    }

    void run(const QString &sql)
    {
        data::ConsoleStatement statement;
        statement.text = sql;
        m_pane.watch(m_console.run({statement}, data::Console::Mode::AutoCommit));
    }
    [[nodiscard]] qint64 shownRows() const
    {
        const auto *view = m_pane.findChild<gui::ResultView *>();
        return view && view->resultModel() ? view->resultModel()->rowCount() : 0;
    }
    /// Somebody who follows the end, and now and then looks at the beginning.
    void scroll()
    {
        auto *view = m_pane.findChild<gui::ResultView *>();
        if (!view)
            return;
        auto *bar = view->verticalScrollBar();
        bar->setValue(m_atEnd ? bar->minimum() + bar->maximum() / 3 : bar->maximum());
        m_atEnd = !m_atEnd;
    }

    struct Streamed
    {
        double firstRows = 0;
        double all = 0;
        double longestStall = 0;
        double longestWork = 0;
    };
    Streamed stream()
    {
        Streamed streamed;
        const support::StallWatch watch;
        const WorkWatch work;
        QTimer scrolling;
        QObject::connect(&scrolling, &QTimer::timeout, &scrolling, [this] { scroll(); });
        scrolling.start(150);
        QSignalSpy finished(&m_pane, &gui::ResultPane::finished);
        QElapsedTimer timer;
        timer.start();
        run(QString(query));
        waitUntil([this] { return shownRows() > 0; });
        streamed.firstRows = milliseconds(timer);
        waitUntil([&] { return !finished.isEmpty(); });
        streamed.all = milliseconds(timer);
        streamed.longestStall = double(watch.longest().count());
        streamed.longestWork = work.longest();
        if (shownRows() != m_rows)
            qFatal("%lld rows are shown", qlonglong(shownRows()));
        return streamed;
    }

    /// From Stop until the pane shows that it stopped.
    double cancel()
    {
        QSignalSpy finished(&m_pane, &gui::ResultPane::finished);
        run(QString(query));
        waitUntil([this] { return shownRows() > m_rows / 5; });
        QElapsedTimer timer;
        timer.start();
        m_console.cancel();
        waitUntil([&] { return !finished.isEmpty(); });
        const double took = milliseconds(timer);
        const auto state = m_pane.run()->statements().constFirst().state;
        if (state != data::StatementRun::State::Cancelled)
            qFatal("it ended before it was cancelled");
        return took;
    }

private:
    const int m_rows;
    gui::Theme m_theme;
    data::Console m_console;
    gui::ResultPane m_pane;
    bool m_atEnd = false;
};

} // namespace

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM") && !qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const int rows = benchRows(2'000'000);
    const support::TestServer server;
    if (!server.isRunning())
        qFatal("%s", qUtf8Printable(server.errorText()));
    (void)server.psql(
        u"CREATE TABLE big AS SELECT i::bigint AS id, md5(i::text) AS a, i % 1000 AS b, now() + i "
        "* interval '1 second' AS at, random() AS r, 'some text ' || i AS t "
        "FROM generate_series(1, %1) i; VACUUM ANALYZE big"_s.arg(rows),
        u"postgres"_s);

    Figures figures;
    Bench bench(server, rows);
    std::vector<double> bare;
    std::vector<double> serverFirst;
    std::vector<double> all;
    std::vector<double> first;
    std::vector<double> cancelled;
    double longest = 0;
    double longestWork = 0;
    for (int round = 0; round < rounds; ++round) {
        const BareTimes least = bareLoop(server.conninfo().toUtf8());
        bare.push_back(least.all);
        serverFirst.push_back(least.firstRow);
        const auto streamed = bench.stream();
        all.push_back(streamed.all);
        first.push_back(streamed.firstRows);
        longest = std::max(longest, streamed.longestStall);
        longestWork = std::max(longestWork, streamed.longestWork);
        cancelled.push_back(bench.cancel());
    }
    figures.show(u"2,000,000 x 6, bare single-row loop"_s, median(bare), u"ms"_s);
    figures.show(u"2,000,000 x 6, into the grid"_s, median(all), u"ms"_s);
    figures.atMost(1.3, u"grid against the bare loop"_s, median(all) / median(bare), u"x"_s);
    figures.show(u"the server's first row"_s, median(serverFirst), u"ms"_s);
    figures.atMost(50, u"first rows shown after it"_s, median(first) - median(serverFirst),
                   u"ms"_s);
    figures.atMost(50, u"longest stall of the window"_s, longest, u"ms"_s);
    figures.show(u"  of which computed by itself, at most"_s, longestWork, u"ms"_s);
    figures.atMost(200, u"from Stop to its being shown"_s, *std::ranges::max_element(cancelled),
                   u"ms"_s);
    figures.atMost(250, u"peak resident, with the window"_s, peakMegabytes(), u"MB"_s);
    return figures.exitCode();
}
