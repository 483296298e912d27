#include "pg/resolver.h"

#include "pg/servicefile.h"

#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <random>
#include <thread>

using namespace Qt::StringLiterals;

namespace howdah::pg {

namespace {

struct Lookup
{
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
    QStringList addresses;
    QString failure;
};

void lookUp(const std::shared_ptr<Lookup> &lookup, const QByteArray &host)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *list = nullptr;
    const int code = ::getaddrinfo(host.constData(), nullptr, &hints, &list);
    const std::lock_guard lock(lookup->mutex);
    for (const addrinfo *entry = list; entry; entry = entry->ai_next) {
        char text[NI_MAXHOST];
        if (::getnameinfo(entry->ai_addr, entry->ai_addrlen, text, sizeof text, nullptr, 0,
                          NI_NUMERICHOST) == 0)
            lookup->addresses += QString::fromLatin1(text);
    }
    if (list)
        ::freeaddrinfo(list);
    if (code != 0)
        lookup->failure = QString::fromLocal8Bit(::gai_strerror(code));
    lookup->done = true;
    lookup->changed.notify_all();
}

/// A lookup that outlives its deadline goes on alone and its answer is dropped.
Result<QStringList> addressesOf(const QString &host, const CallLimits &limits)
{
    const auto lookup = std::make_shared<Lookup>();
    std::thread(lookUp, lookup, host.toUtf8()).detach();
    const auto registration = limits.token.onCancelled([lookup] {
        const std::lock_guard lock(lookup->mutex);
        lookup->changed.notify_all();
    });
    std::unique_lock lock(lookup->mutex);
    while (!lookup->done && !limits.token.isCancelled()) {
        if (limits.deadline.isForever())
            lookup->changed.wait(lock);
        else if (lookup->changed.wait_for(
                     lock, std::chrono::milliseconds(limits.deadline.remainingTime())) ==
                 std::cv_status::timeout)
            break;
    }
    if (limits.token.isCancelled())
        return Error::cancelled();
    if (!lookup->done) {
        return Error{.kind = Error::Kind::ConnectionFailed,
                     .message = u"The name \"%1\" was not resolved in time."_s.arg(host)};
    }
    if (lookup->addresses.isEmpty()) {
        return Error{.kind = Error::Kind::ConnectionFailed,
                     .message =
                         u"The name \"%1\" could not be resolved: %2"_s.arg(host, lookup->failure)};
    }
    return lookup->addresses;
}

bool isSocketPath(const QString &host)
{
    return host.startsWith(u'/') || host.startsWith(u'@');
}

} // namespace

QString Target::toText() const
{
    if (address.isEmpty())
        return u"socket %1, port %2"_s.arg(host.isEmpty() ? u"in the default folder"_s : host,
                                           port);
    if (host.isEmpty() || host == address)
        return u"%1, port %2"_s.arg(address, port);
    return u"%1 (%2), port %3"_s.arg(host, address, port);
}

Result<QList<Target>> findTargets(const Endpoint &endpoint, const CallLimits &limits)
{
    QString serviceName = endpoint.value(u"service"_s);
    if (serviceName.isEmpty())
        serviceName = qEnvironmentVariable("PGSERVICE");
    Endpoint service;
    if (!serviceName.isEmpty()) {
        const auto found = findService(serviceName);
        if (!found)
            return found.error();
        service = found->endpoint;
    }
    const auto effective = [&](const QString &keyword, const char *variable) {
        if (const QString own = endpoint.value(keyword); !own.isEmpty())
            return own;
        if (const QString theirs = service.value(keyword); !theirs.isEmpty())
            return theirs;
        return qEnvironmentVariable(variable);
    };
    const QStringList hosts = effective(u"host"_s, "PGHOST").split(u',');
    const QString given = effective(u"hostaddr"_s, "PGHOSTADDR");
    const QStringList addresses = given.isEmpty() ? QStringList() : given.split(u',');
    const QStringList ports = effective(u"port"_s, "PGPORT").split(u',');

    QList<Target> targets;
    Error failure;
    const qsizetype count = std::max(hosts.size(), addresses.size());
    for (qsizetype i = 0; i < count; ++i) {
        Target target{.host = hosts.value(i),
                      .address = addresses.value(i),
                      .port = ports.size() == 1 ? ports.constFirst() : ports.value(i)};
        if (target.port.isEmpty())
            target.port = u"5432"_s;
        if (!target.address.isEmpty() || target.host.isEmpty() || isSocketPath(target.host)) {
            targets += target;
            continue;
        }
        const auto found = addressesOf(target.host, limits);
        if (!found) {
            if (found.error().isCancelled())
                return found.error();
            failure = found.error();
            continue;
        }
        for (const QString &address : *found) {
            target.address = address;
            targets += target;
        }
    }
    if (targets.isEmpty())
        return failure;
    // libpq 16 does this itself, but it never sees more than one of our addresses.
    if (endpoint.value(u"load_balance_hosts"_s) == "random"_L1)
        std::ranges::shuffle(targets, std::mt19937(std::random_device()()));
    return targets;
}

} // namespace howdah::pg
