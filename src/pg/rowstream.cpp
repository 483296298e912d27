#include "pg/rowstream.h"

namespace howdah::pg {

RowStream::RowStream(qint64 mostBytes)
    : m_mostBytes(mostBytes)
{}

std::optional<Rows> RowStream::takeLocked()
{
    if (m_batches.empty())
        return std::nullopt;
    Rows rows = std::move(m_batches.front());
    m_batches.pop_front();
    m_bytes -= rows.memorySize();
    m_changed.notify_all();
    return rows;
}

std::optional<Rows> RowStream::tryTake()
{
    const std::lock_guard lock(m_mutex);
    return takeLocked();
}

std::optional<Rows> RowStream::take(QDeadlineTimer deadline)
{
    std::unique_lock lock(m_mutex);
    const auto ready = [this] { return !m_batches.empty() || m_finished || m_stopped; };
    if (deadline.isForever())
        m_changed.wait(lock, ready);
    else
        m_changed.wait_for(lock, std::chrono::milliseconds(deadline.remainingTime()), ready);
    return takeLocked();
}

void RowStream::setReadyHandler(std::function<void()> handler)
{
    bool now = false;
    {
        const std::lock_guard lock(m_mutex);
        m_ready = handler;
        now = handler && (!m_batches.empty() || m_finished);
    }
    if (now)
        handler();
}

bool RowStream::isAtEnd() const
{
    const std::lock_guard lock(m_mutex);
    return m_batches.empty() && (m_finished || m_stopped);
}

std::optional<Error> RowStream::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_error;
}

void RowStream::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    m_batches.clear();
    m_bytes = 0;
    m_changed.notify_all();
}

bool RowStream::push(const Rows &batch, const CancellationToken &token)
{
    const auto registration = token.onCancelled([this] {
        const std::lock_guard lock(m_mutex);
        m_changed.notify_all();
    });
    std::function<void()> ready;
    {
        std::unique_lock lock(m_mutex);
        // One batch may always pass, however large it is.
        m_changed.wait(lock, [&] {
            return m_stopped || m_finished || token.isCancelled() || m_batches.empty() ||
                   m_bytes + batch.memorySize() <= m_mostBytes;
        });
        if (m_stopped || m_finished || token.isCancelled())
            return false;
        if (m_batches.empty())
            ready = m_ready;
        m_batches.push_back(batch);
        m_bytes += batch.memorySize();
        m_changed.notify_all();
    }
    if (ready)
        ready();
    return true;
}

void RowStream::finish(const std::optional<Error> &error)
{
    std::function<void()> ready;
    {
        const std::lock_guard lock(m_mutex);
        if (m_finished)
            return;
        m_finished = true;
        m_error = error;
        ready = m_ready;
        m_changed.notify_all();
    }
    if (ready)
        ready();
}

} // namespace howdah::pg
