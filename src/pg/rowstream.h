#pragma once

#include "base/cancellation.h"
#include "base/error.h"
#include "pg/rows.h"

#include <QDeadlineTimer>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>

namespace howdah::pg {

/// Rows on their way from one producer, a Session's worker, to one consumer on any thread. Holds a
/// bounded number of bytes: a producer that is ahead waits, so a result of any size passes through
/// constant memory.
class RowStream final
{
public:
    static constexpr qint64 usualBytes = 8 * 1024 * 1024;

    explicit RowStream(qint64 mostBytes = usualBytes);
    Q_DISABLE_COPY_MOVE(RowStream)

    /// The next batch if one is there; for a thread that must not wait.
    [[nodiscard]] std::optional<Rows> tryTake();
    /// The next batch; nothing when the stream has ended or the deadline passed.
    [[nodiscard]] std::optional<Rows>
    take(QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever));
    /// Called on the producer's thread when a batch comes into an empty stream and when the stream
    /// ends, so that a consumer with an event loop knows when to tryTake() again. At once when
    /// something is there already.
    void setReadyHandler(std::function<void()> handler);
    /// No more rows will come and all are taken.
    [[nodiscard]] bool isAtEnd() const;
    /// Why it ended early; nothing while it runs or when all went well.
    [[nodiscard]] std::optional<Error> error() const;
    /// The consumer wants no more; the producer stops at its next batch.
    void stop();

    /// Waits while the stream is full; false when nobody wants more rows.
    [[nodiscard]] bool push(const Rows &batch, const CancellationToken &token = {});
    void finish(const std::optional<Error> &error = {});

private:
    [[nodiscard]] std::optional<Rows> takeLocked();

    const qint64 m_mostBytes;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Rows> m_batches;
    std::function<void()> m_ready;
    std::optional<Error> m_error;
    qint64 m_bytes = 0;
    bool m_finished = false;
    bool m_stopped = false;
};

} // namespace howdah::pg
