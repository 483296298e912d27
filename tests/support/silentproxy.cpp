#include "support/silentproxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <vector>

namespace howdah::support {

namespace {

constexpr int tickMs = 20;

sockaddr_in local(quint16 port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// The one cast that the interface of sockets asks for.
template<typename Function>
int withAddress(sockaddr_in &address, const Function &function)
{
    return function(reinterpret_cast<sockaddr *>(&address), socklen_t(sizeof address));
}

void sendAll(int to, const char *data, ssize_t size)
{
    while (size > 0) {
        const ssize_t sent = ::send(to, data, size_t(size), MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        data += sent;
        size -= sent;
    }
}

} // namespace

SilentProxy::SilentProxy(quint16 target)
    : m_listener(::socket(AF_INET, SOCK_STREAM, 0))
{
    sockaddr_in address = local(0);
    socklen_t size = sizeof address;
    const bool listens =
        withAddress(address,
                    [this](sockaddr *a, socklen_t s) { return ::bind(m_listener, a, s); }) == 0 &&
        ::listen(m_listener, 8) == 0 && withAddress(address, [this, &size](sockaddr *a, socklen_t) {
                                            return ::getsockname(m_listener, a, &size);
                                        }) == 0;
    if (!listens)
        return;
    m_port = ntohs(address.sin_port);
    m_thread = std::thread([this, target] { serve(target); });
}

SilentProxy::~SilentProxy()
{
    m_stopping = true;
    if (m_thread.joinable())
        m_thread.join();
    if (m_listener >= 0)
        ::close(m_listener);
}

void SilentProxy::serve(quint16 target)
{
    // Pairs of sockets: what comes from one goes to the other.
    std::vector<pollfd> ends{{m_listener, POLLIN, 0}};
    std::array<char, 16384> buffer{};
    while (!m_stopping) {
        ::poll(ends.data(), ends.size(), tickMs);
        if (ends[0].revents & POLLIN) {
            const int client = ::accept(m_listener, nullptr, nullptr);
            const int server = ::socket(AF_INET, SOCK_STREAM, 0);
            sockaddr_in address = local(target);
            // Behind a dead network nobody answers a new connection either.
            if (!m_silent)
                (void)withAddress(address, [server](sockaddr *a, socklen_t s) {
                    return ::connect(server, a, s);
                });
            ends.push_back({client, POLLIN, 0});
            ends.push_back({server, m_silent ? short(0) : short(POLLIN), 0});
        }
        for (size_t i = 1; i < ends.size(); ++i) {
            if (!(ends[i].revents & (POLLIN | POLLHUP)))
                continue;
            const ssize_t got = ::recv(ends[i].fd, buffer.data(), buffer.size(), 0);
            const size_t other = i % 2 == 1 ? i + 1 : i - 1;
            if (got <= 0) {
                ends[i].events = 0;
                ends[i].fd = (::close(ends[i].fd), -1);
                if (!m_silent && ends[other].fd >= 0)
                    ::shutdown(ends[other].fd, SHUT_WR);
            } else if (!m_silent && ends[other].fd >= 0) {
                sendAll(ends[other].fd, buffer.data(), got);
            }
        }
    }
    for (size_t i = 1; i < ends.size(); ++i) {
        if (ends[i].fd >= 0)
            ::close(ends[i].fd);
    }
}

} // namespace howdah::support
