#include "pg/canceller.h"

#include <libpq-fe.h>

#include <poll.h>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace howdah::pg {

struct PendingCancel::State
{
    std::mutex mutex;
    std::condition_variable changed;
    bool arrived = false;

    void arrive()
    {
        const std::lock_guard lock(mutex);
        arrived = true;
        changed.notify_all();
    }
};

namespace {

#ifdef LIBPQ_HAS_ASYNC_CANCEL
constexpr int giveUpMs = 10'000;

/// Goes the way the connection itself went, TLS included.
void request(PGcancelConn *cancel)
{
    const QDeadlineTimer deadline(giveUpMs);
    if (PQcancelStart(cancel)) {
        auto state = PGRES_POLLING_WRITING;
        while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED &&
               !deadline.hasExpired()) {
            pollfd fd{PQcancelSocket(cancel),
                      short(state == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
            ::poll(&fd, 1, int(deadline.remainingTime()));
            state = PQcancelPoll(cancel);
        }
    }
    PQcancelFinish(cancel);
}

PGcancelConn *prepare(PGconn *connection)
{
    return PQcancelCreate(connection);
}
#else
void request(PGcancel *cancel)
{
    char message[256];
    PQcancel(cancel, message, sizeof message);
    PQfreeCancel(cancel);
}

PGcancel *prepare(PGconn *connection)
{
    return PQgetCancel(connection);
}
#endif

} // namespace

PendingCancel::PendingCancel(std::shared_ptr<State> state)
    : m_state(std::move(state))
{}

std::shared_ptr<PendingCancel> PendingCancel::send(pg_conn *connection)
{
    auto state = std::make_shared<State>();
    if (auto *cancel = prepare(connection)) {
        std::thread([cancel, state] {
            request(cancel);
            state->arrive();
        }).detach();
    } else {
        state->arrive();
    }
    return std::shared_ptr<PendingCancel>(new PendingCancel(std::move(state)));
}

bool PendingCancel::waitUntilArrived(QDeadlineTimer deadline) const
{
    std::unique_lock lock(m_state->mutex);
    return m_state->changed.wait_for(lock, std::chrono::milliseconds(deadline.remainingTime()),
                                     [this] { return m_state->arrived; });
}

} // namespace howdah::pg
