#include "cli/interruption.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>

namespace howdah::cli {

namespace {

constexpr std::array signalsHeard{SIGINT, SIGTERM, SIGHUP};
constexpr char interrupted = 'i';
constexpr char ended = 'e';

std::atomic<int> writeEnd = -1;

/// Runs between any two instructions of any thread: only what is safe there.
void hear(int)
{
    const int error = errno;
    for (const int number : signalsHeard)
        ::signal(number, SIG_DFL);
    [[maybe_unused]] const auto written = ::write(writeEnd.load(), &interrupted, 1);
    errno = error;
}

} // namespace

Interruption::Interruption()
{
    if (::pipe(m_pipe) != 0)
        return; // without descriptors the signals do what they always do
    for (const int end : m_pipe)
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    writeEnd = m_pipe[1];
    m_listener = std::thread([this] { listen(); });
    for (const int number : signalsHeard) {
        struct sigaction action = {};
        // What was ignored from the start (nohup, a job in the background) stays so.
        if (::sigaction(number, nullptr, &action) != 0 || action.sa_handler != SIG_DFL)
            continue;
        action.sa_handler = hear;
        action.sa_flags = SA_RESTART;
        ::sigaction(number, &action, nullptr);
    }
}

Interruption::~Interruption()
{
    if (!m_listener.joinable())
        return;
    for (const int number : signalsHeard) {
        struct sigaction action = {};
        if (::sigaction(number, nullptr, &action) == 0 && action.sa_handler == hear)
            ::signal(number, SIG_DFL);
    }
    [[maybe_unused]] const auto written = ::write(m_pipe[1], &ended, 1);
    m_listener.join();
    ::close(m_pipe[0]);
    ::close(m_pipe[1]);
}

void Interruption::listen()
{
    char what = 0;
    while (::read(m_pipe[0], &what, 1) < 0 && errno == EINTR) {
    }
    if (what != interrupted)
        return;
    std::fputs("\nhowdahctl: stopping; once more ends it at once\n", stderr);
    m_source.cancel();
}

} // namespace howdah::cli
