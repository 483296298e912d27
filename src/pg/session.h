#pragma once

#include "pg/connection.h"

#include <QFuture>
#include <QPromise>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace howdah::pg {

/// One connection on one worker thread. run() queues a job and answers at once with a future; jobs run one
/// after the other. The connection is opened by the first job and again after it was lost. Destroying a
/// Session cancels what runs, abandons what waits (their futures answer "cancelled") and joins the thread, so
/// hold it by std::shared_ptr in a service and let the service go away from the GUI thread's hot path.
class Session final
{
public:
    /// Opens the connection; called on the worker thread, may read the keychain.
    using Opener = std::function<Result<Connection>(const CallLimits &limits)>;

    explicit Session(Opener opener);
    ~Session();
    Q_DISABLE_COPY_MOVE(Session)

    /// Names one job, so that a late cancel cannot hit the next one.
    using RequestId = quint64;

    template<typename T>
    struct Request final
    {
        RequestId id = 0;
        QFuture<Result<T>> future;
    };

    /// Queues @p job; it gets the open connection and the limits to pass on to every call. When the connection
    /// cannot be opened the future answers with that error.
    template<typename T>
    [[nodiscard]] Request<T> start(std::function<Result<T>(Connection &, const CallLimits &)> job)
    {
        auto promise = std::make_shared<QPromise<Result<T>>>();
        promise->start();
        Request<T> request{.id = 0, .future = promise->future()};
        request.id = enqueue(
            [promise, job = std::move(job)](Connection *connection, const Error *error, const CallLimits &limits) {
                if (error)
                    promise->addResult(Result<T>(*error));
                else
                    promise->addResult(job(*connection, limits));
                promise->finish();
            });
        return request;
    }

    /// start() for those who never cancel a single job.
    template<typename T>
    [[nodiscard]] QFuture<Result<T>> run(std::function<Result<T>(Connection &, const CallLimits &)> job)
    {
        return start<T>(std::move(job)).future;
    }

    /// Cancels one job whether it waits or runs; nothing happens when it has ended. Returns at once.
    void cancel(RequestId id);
    void cancelAll();
    /// Closes the connection when the jobs before it are done; the next job opens it again.
    void disconnect();

private:
    using Task = std::function<void(Connection *, const Error *, const CallLimits &)>;
    struct Job
    {
        RequestId id = 0;
        Task task;
        std::shared_ptr<CancellationSource> source;
    };

    RequestId enqueue(Task task);
    void work();

    Opener m_opener;
    std::mutex m_mutex;
    std::condition_variable m_ready;
    std::deque<Job> m_queue;
    RequestId m_nextId = 1;
    RequestId m_runningId = 0;
    std::shared_ptr<CancellationSource> m_running;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace howdah::pg
