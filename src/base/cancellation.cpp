#include "base/cancellation.h"

#include <atomic>
#include <map>
#include <mutex>

namespace howdah {

struct CancellationToken::State
{
    std::atomic<bool> cancelled = false;
    // Recursive: a callback may drop its own registration.
    std::recursive_mutex mutex;
    std::map<quint64, std::function<void()>> callbacks;
    quint64 nextId = 1;
};

bool CancellationToken::isCancelled() const
{
    return m_state && m_state->cancelled.load(std::memory_order_acquire);
}

CancellationToken::Registration CancellationToken::onCancelled(std::function<void()> callback) const
{
    Registration registration;
    if (!m_state)
        return registration;
    const std::lock_guard lock(m_state->mutex);
    if (m_state->cancelled.load(std::memory_order_acquire)) {
        callback();
        return registration;
    }
    registration.m_state = m_state;
    registration.m_id = m_state->nextId++;
    m_state->callbacks.emplace(registration.m_id, std::move(callback));
    return registration;
}

CancellationToken::Registration &
CancellationToken::Registration::operator=(Registration &&other) noexcept
{
    if (this != &other) {
        release();
        m_state = std::move(other.m_state);
        m_id = other.m_id;
    }
    return *this;
}

CancellationToken::Registration::~Registration()
{
    release();
}

void CancellationToken::Registration::release()
{
    if (!m_state)
        return;
    auto *state = static_cast<State *>(m_state.get());
    {
        const std::lock_guard lock(state->mutex);
        state->callbacks.erase(m_id);
    }
    m_state.reset();
}

CancellationSource::CancellationSource()
{
    m_token.m_state = std::make_shared<CancellationToken::State>();
}

void CancellationSource::cancel()
{
    auto state = m_token.m_state;
    // Callbacks run under the lock, so that a Registration that is gone has none running.
    const std::lock_guard lock(state->mutex);
    if (state->cancelled.exchange(true, std::memory_order_acq_rel))
        return;
    while (!state->callbacks.empty()) {
        auto node = state->callbacks.extract(state->callbacks.begin());
        node.mapped()();
    }
}

} // namespace howdah
