#include "pg/session.h"

namespace howdah::pg {

Session::Session(Opener opener) : m_opener(std::move(opener)), m_thread([this] { work(); }) {}

Session::~Session()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    cancelAll();
    m_ready.notify_all();
    m_thread.join();
}

Session::RequestId Session::enqueue(Task task)
{
    const std::lock_guard lock(m_mutex);
    const RequestId id = m_nextId++;
    m_queue.push_back({.id = id, .task = std::move(task), .source = std::make_shared<CancellationSource>()});
    m_ready.notify_one();
    return id;
}

void Session::cancel(RequestId id)
{
    std::shared_ptr<CancellationSource> source;
    {
        const std::lock_guard lock(m_mutex);
        if (m_runningId == id) {
            source = m_running;
        } else {
            for (const Job &job : m_queue) {
                if (job.id == id)
                    source = job.source;
            }
        }
    }
    if (source)
        source->cancel();
}

void Session::cancelAll()
{
    std::vector<std::shared_ptr<CancellationSource>> sources;
    {
        const std::lock_guard lock(m_mutex);
        if (m_running)
            sources.push_back(m_running);
        for (const Job &job : m_queue)
            sources.push_back(job.source);
    }
    for (const auto &source : sources)
        source->cancel();
}

void Session::disconnect()
{
    const std::lock_guard lock(m_mutex);
    m_queue.push_back({});
    m_ready.notify_one();
}

void Session::work()
{
    std::optional<Connection> connection;
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_ready.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
            if (m_stopping && m_queue.empty())
                return;
            job = std::move(m_queue.front());
            m_queue.pop_front();
            m_runningId = job.id;
            m_running = job.source;
        }
        if (!job.task) {
            connection.reset();
            continue;
        }
        const CallLimits limits{.token = job.source->token()};
        if (limits.token.isCancelled()) {
            const Error error = Error::cancelled();
            job.task(nullptr, &error, limits);
        } else {
            if (connection && !connection->isUsable())
                connection.reset();
            std::optional<Error> error;
            if (!connection) {
                auto opened = m_opener(limits);
                if (opened)
                    connection.emplace(std::move(*opened));
                else
                    error = opened.error();
            }
            job.task(connection ? &*connection : nullptr, error ? &*error : nullptr, limits);
        }
        const std::lock_guard lock(m_mutex);
        m_runningId = 0;
        m_running.reset();
    }
}

} // namespace howdah::pg
