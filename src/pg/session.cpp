#include "pg/session.h"

#include "pg/wakeup.h"

#include <poll.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace howdah::pg {

namespace {

/// A cancelled job has this long to bring its own end before "cancelled" is answered for it.
constexpr auto patience = std::chrono::milliseconds(120);
/// The destructor, which may run on the GUI thread, waits at most this long for the worker.
constexpr auto farewell = std::chrono::milliseconds(40);

struct Job
{
    Session::RequestId id = 0;
    std::function<void(Connection *, const Error *, const CallLimits &)>
        task; ///< empty: disconnect
    std::shared_ptr<CancellationSource> source;

    void fail(const Error &error) const
    {
        if (task)
            task(nullptr, &error, {});
    }
};

} // namespace

/// Shared between the Session and its worker, which may outlive it for a moment.
struct Session::State
{
    explicit State(Opener open)
        : opener(std::move(open))
    {}

    const Opener opener;
    Wakeup wakeup;
    std::mutex mutex;
    std::deque<Job> queue;
    std::optional<Job> running;
    RequestId nextId = 1;
    bool stopping = false;
    bool ended = false;
    std::condition_variable changed;
    Connection::NotificationHandler notificationHandler;
    Connection::NoticeHandler noticeHandler;

    void push(Job job)
    {
        const std::lock_guard lock(mutex);
        queue.push_back(std::move(job));
        wakeup.wake();
    }

    /// The next job; nothing when there is none yet.
    std::optional<Job> next()
    {
        const std::lock_guard lock(mutex);
        if (queue.empty())
            return std::nullopt;
        running = std::move(queue.front());
        queue.pop_front();
        return running;
    }

    bool isStopping()
    {
        const std::lock_guard lock(mutex);
        return stopping;
    }

    void installHandlers(Connection &connection)
    {
        const std::lock_guard lock(mutex);
        connection.setNotificationHandler(notificationHandler);
        connection.setNoticeHandler(noticeHandler);
    }

    /// Waits for a job, and between jobs for what the server says unasked; a connection that the
    /// server closes meanwhile is dropped, so that the next job opens a new one.
    void idle(std::optional<Connection> &connection)
    {
        pollfd fds[2] = {{wakeup.descriptor(), POLLIN, 0},
                         {connection ? connection->descriptor() : -1, POLLIN, 0}};
        ::poll(fds, 2, -1);
        if (fds[0].revents)
            wakeup.clear();
        if (connection && fds[1].revents && !connection->receive())
            connection.reset();
    }

    void perform(const Job &job, std::optional<Connection> &connection)
    {
        if (!job.task) {
            connection.reset();
            return;
        }
        const CallLimits limits{.token = job.source->token()};
        if (limits.token.isCancelled()) {
            job.fail(Error::cancelled());
            return;
        }
        if (connection && !connection->isUsable())
            connection.reset();
        if (!connection) {
            auto opened = opener(limits);
            if (!opened) {
                job.fail(opened.error());
                return;
            }
            connection.emplace(std::move(*opened));
        }
        installHandlers(*connection);
        job.task(&*connection, nullptr, limits);
    }

    void work()
    {
        serve();
        const std::lock_guard lock(mutex);
        ended = true;
        changed.notify_all();
    }

    void serve()
    {
        std::optional<Connection> connection;
        while (!isStopping()) {
            const auto job = next();
            if (!job) {
                idle(connection);
                continue;
            }
            perform(*job, connection);
            const std::lock_guard lock(mutex);
            running.reset();
        }
    }

    /// Answers for a cancelled job that does not answer itself in time.
    static void answerSoon(const Job &job)
    {
        std::thread([job] {
            std::this_thread::sleep_for(patience);
            job.fail(Error::cancelled());
        }).detach();
    }
};

Session::Session(Opener opener)
    : m_state(std::make_shared<State>(std::move(opener)))
{
    std::thread([state = m_state] { state->work(); }).detach();
}

Session::~Session()
{
    std::deque<Job> waiting;
    std::optional<Job> running;
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopping = true;
        waiting.swap(m_state->queue);
        running = m_state->running;
        m_state->notificationHandler = {};
        m_state->noticeHandler = {};
    }
    for (const Job &job : waiting)
        job.fail(Error::cancelled());
    if (running) {
        if (running->source)
            running->source->cancel();
        running->fail(Error::cancelled());
    }
    m_state->wakeup.wake();
    // Usually the worker says goodbye to the server and is gone; only a frozen server is left to
    // itself.
    std::unique_lock lock(m_state->mutex);
    m_state->changed.wait_for(lock, farewell, [this] { return m_state->ended; });
}

Session::RequestId Session::enqueue(Task task)
{
    RequestId id = 0;
    {
        const std::lock_guard lock(m_state->mutex);
        id = m_state->nextId++;
    }
    m_state->push(
        {.id = id, .task = std::move(task), .source = std::make_shared<CancellationSource>()});
    return id;
}

Session::Flow Session::stream(const QString &sql, const QList<QString> &parameters,
                              qint64 mostBytes)
{
    auto rows = std::make_shared<RowStream>(mostBytes);
    auto answer = std::make_shared<Answer<Rows>>();
    Flow flow{.id = 0, .rows = rows, .end = answer->promise.future()};
    flow.id = enqueue([rows, answer, sql, parameters](Connection *connection, const Error *error,
                                                      const CallLimits &limits) {
        const auto end =
            error ? Result<Rows>(*error)
                  : connection->stream(
                        sql, parameters,
                        [&](const Rows &batch) { return rows->push(batch, limits.token); }, limits);
        rows->finish(end ? std::nullopt : std::optional(end.error()));
        answer->give(end);
    });
    return flow;
}

void Session::cancel(RequestId id)
{
    std::optional<Job> waiting;
    std::optional<Job> running;
    {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->running && m_state->running->id == id) {
            running = m_state->running;
        } else {
            const auto job =
                std::find_if(m_state->queue.begin(), m_state->queue.end(),
                             [id](const Job &queued) { return queued.task && queued.id == id; });
            if (job != m_state->queue.end()) {
                waiting = std::move(*job);
                m_state->queue.erase(job);
            }
        }
    }
    if (waiting)
        waiting->fail(Error::cancelled());
    if (running && running->source) {
        running->source->cancel();
        State::answerSoon(*running);
    }
}

void Session::cancelAll()
{
    std::vector<RequestId> ids;
    {
        const std::lock_guard lock(m_state->mutex);
        for (const Job &job : m_state->queue)
            ids.push_back(job.id);
        if (m_state->running)
            ids.push_back(m_state->running->id);
    }
    for (const RequestId id : ids) {
        if (id != 0)
            cancel(id);
    }
}

void Session::disconnect()
{
    m_state->push({});
}

void Session::setNotificationHandler(Connection::NotificationHandler handler)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->notificationHandler = std::move(handler);
}

void Session::setNoticeHandler(Connection::NoticeHandler handler)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->noticeHandler = std::move(handler);
}

} // namespace howdah::pg
