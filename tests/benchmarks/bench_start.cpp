#include "benchmarks/figures.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace howdah::benchmarks;

namespace {

struct Start
{
    double milliseconds = 0;
    double megabytes = 0; ///< resident, a second after the window answers
};

std::optional<double> residentMegabytes(qint64 pid)
{
    QFile status(u"/proc/%1/status"_s.arg(pid));
    if (!status.open(QIODevice::ReadOnly))
        return std::nullopt;
    static const QRegularExpression line(u"VmRSS:\\s+(\\d+) kB"_s);
    const auto match = line.match(QString::fromUtf8(status.readAll()));
    if (!match.hasMatch())
        return std::nullopt;
    return match.captured(1).toDouble() / 1024;
}

/// Starts a program that logs to howdah.start, and ends it again.
std::optional<Start> startOnce(const QString &program, const QStringList &arguments,
                               const QString &home)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_LOGGING_RULES"_s, u"howdah.start.info=true"_s);
    environment.insert(u"QT_MESSAGE_PATTERN"_s, u"%{category}: %{message}"_s);
    environment.insert(u"XDG_CONFIG_HOME"_s, home);
    environment.insert(u"XDG_DATA_HOME"_s, home);
    if (!environment.contains(u"DISPLAY"_s) && !environment.contains(u"WAYLAND_DISPLAY"_s))
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);

    QElapsedTimer clock;
    clock.start();
    process.start(program, arguments);
    QByteArray said;
    while (!said.contains("howdah.start: interactive")) {
        if (!process.waitForReadyRead(20'000)) {
            std::fprintf(stderr, "%s did not come up; it said:\n%s\n", qUtf8Printable(program),
                         said.constData());
            process.kill();
            process.waitForFinished();
            return std::nullopt;
        }
        said += process.readAll();
    }
    Start start;
    start.milliseconds = double(clock.nsecsElapsed()) / 1e6;
    QThread::sleep(1);
    start.megabytes = residentMegabytes(process.processId()).value_or(0);
    process.terminate();
    if (!process.waitForFinished(5'000)) {
        process.kill();
        process.waitForFinished();
    }
    return start;
}

} // namespace

/// Howdah's window beside a bare QMainWindow, in turns, so that both meet the same machine.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    constexpr int rounds = 9;
    const QTemporaryDir home;
    const QString workspace = home.filePath(u"workspace.sqlite"_s);

    std::vector<double> bareTimes;
    std::vector<double> bareMemory;
    std::vector<double> times;
    std::vector<double> memory;
    // The first round is not counted: it reads the libraries from the disk.
    for (int round = 0; round <= rounds; ++round) {
        const auto bare = startOnce(QStringLiteral(BARE_WINDOW), {}, home.path());
        const auto howdah =
            startOnce(QStringLiteral(HOWDAH), {u"--workspace"_s, workspace}, home.path());
        if (!bare || !howdah)
            return 1;
        if (round == 0)
            continue;
        bareTimes.push_back(bare->milliseconds);
        bareMemory.push_back(bare->megabytes);
        times.push_back(howdah->milliseconds);
        memory.push_back(howdah->megabytes);
    }

    Figures figures;
    figures.show(u"bare QMainWindow: until it answers"_s, median(bareTimes), u"ms"_s);
    figures.atMost(1.5 * median(bareTimes) + 150, u"Howdah: until it answers"_s, median(times),
                   u"ms"_s);
    figures.show(u"ratio"_s, median(times) / median(bareTimes), u"x"_s);
    figures.show(u"bare QMainWindow: resident"_s, median(bareMemory), u"MB"_s);
    figures.atMost(100, u"Howdah: resident"_s, median(memory), u"MB"_s);
    return figures.exitCode();
}
