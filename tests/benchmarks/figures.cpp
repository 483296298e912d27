#include "benchmarks/figures.h"

#include <QFile>

#include <algorithm>
#include <cstdio>

namespace howdah::benchmarks {

namespace {

void print(const QString &what, double value, const QString &unit, const char *limit)
{
    std::printf("%-52s %12.2f %-6s %s\n", qUtf8Printable(what), value, qUtf8Printable(unit), limit);
    std::fflush(stdout);
}

QByteArray verdict(bool kept, const char *relation, double limit)
{
    return QByteArray(relation) + ' ' + QByteArray::number(limit, 'f', 2) +
           (kept ? "  kept" : "  MISSED");
}

} // namespace

int benchRows(int usual)
{
    const int rows = qEnvironmentVariableIntValue("HOWDAH_BENCH_ROWS");
    return rows > 0 ? rows : usual;
}

double peakMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.sliced(6).simplified().split(' ').constFirst().toDouble() / 1024;
    }
    return 0;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + std::ptrdiff_t(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

void Figures::show(const QString &what, double value, const QString &unit)
{
    print(what, value, unit, "");
}

void Figures::atMost(double limit, const QString &what, double value, const QString &unit)
{
    const bool kept = value <= limit;
    m_kept = m_kept && kept;
    print(what, value, unit, verdict(kept, "<=", limit).constData());
}

void Figures::atLeast(double limit, const QString &what, double value, const QString &unit)
{
    const bool kept = value >= limit;
    m_kept = m_kept && kept;
    print(what, value, unit, verdict(kept, ">=", limit).constData());
}

} // namespace howdah::benchmarks
