#include "pg/wakeup.h"

#include <fcntl.h>
#include <unistd.h>

namespace howdah::pg {

Wakeup::Wakeup()
{
    int pipe[2];
    if (::pipe(pipe) != 0)
        qFatal("howdah: no file descriptors left for a wake-up pipe");
    for (const int end : pipe) {
        ::fcntl(end, F_SETFL, ::fcntl(end, F_GETFL) | O_NONBLOCK);
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    }
    m_read = pipe[0];
    m_write = pipe[1];
}

Wakeup::~Wakeup()
{
    ::close(m_read);
    ::close(m_write);
}

void Wakeup::wake()
{
    // A full pipe is as good as one byte: somebody will wake.
    [[maybe_unused]] const auto written = ::write(m_write, "w", 1);
}

void Wakeup::clear()
{
    char buffer[64];
    while (::read(m_read, buffer, sizeof buffer) > 0) {
    }
}

} // namespace howdah::pg
