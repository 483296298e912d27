#pragma once

#include "pg/connection.h"
#include "pg/rowstream.h"

#include <QFuture>
#include <QPromise>

#include <atomic>
#include <memory>

namespace howdah::pg {

/// One connection on one worker thread. run() queues a job and answers at once with a future; jobs
/// run one after the other. The connection is opened by the first job and again after it was lost:
/// the job that loses it answers ConnectionLost, the next one finds a new connection. Destroying a
/// Session answers "cancelled" to whatever waits or runs and returns at once; the worker ends by
/// itself, after at most a few seconds when the server is frozen.
class Session final
{
public:
    /// Opens the connection; called on the worker thread, may read the keychain. It may still run
    /// for a moment when the Session is gone, so it must own, or share, what it captures.
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

    /// Queues @p job; it gets the open connection and the limits to pass on to every call. When the
    /// connection cannot be opened the future answers with that error. A cancelled job may go on
    /// for a while after its future has answered, so what it captures must not depend on who waits
    /// for it.
    template<typename T>
    [[nodiscard]] Request<T> start(std::function<Result<T>(Connection &, const CallLimits &)> job)
    {
        auto answer = std::make_shared<Answer<T>>();
        Request<T> request{.id = 0, .future = answer->promise.future()};
        request.id =
            enqueue([answer, job = std::move(job)](Connection *connection, const Error *error,
                                                   const CallLimits &limits) {
                answer->give(error ? Result<T>(*error) : job(*connection, limits));
            });
        return request;
    }

    /// start() for those who never cancel a single job.
    template<typename T>
    [[nodiscard]] QFuture<Result<T>>
    run(std::function<Result<T>(Connection &, const CallLimits &)> job)
    {
        return start<T>(std::move(job)).future;
    }

    /// A statement whose rows flow: they come through `rows`, and `end` answers after the last with
    /// the command tag or the error.
    struct Flow final
    {
        RequestId id = 0;
        std::shared_ptr<RowStream> rows;
        QFuture<Result<Rows>> end;
    };
    [[nodiscard]] Flow stream(const QString &sql, const QList<QString> &parameters = {},
                              qint64 mostBytes = RowStream::usualBytes);

    /// Cancels one job whether it waits or runs; nothing happens when it has ended. Returns at
    /// once; the future answers within 200 ms, with what the job still brought or "cancelled", even
    /// when the server is frozen.
    void cancel(RequestId id);
    void cancelAll();
    /// Closes the connection when the jobs before it are done; the next job opens it again.
    void disconnect();

    /// Receives what comes on the channels of SessionSetup::listen, on the worker thread, also
    /// between jobs while the connection is open.
    void setNotificationHandler(Connection::NotificationHandler handler);
    /// Receives notices, on the worker thread.
    void setNoticeHandler(Connection::NoticeHandler handler);

private:
    /// Called with the connection to run on, or with the error that stands in its way. The answer
    /// that comes first counts.
    using Task = std::function<void(Connection *, const Error *, const CallLimits &)>;

    template<typename T>
    struct Answer
    {
        QPromise<Result<T>> promise;
        std::atomic_flag given;

        Answer() { promise.start(); }
        void give(const Result<T> &result)
        {
            if (given.test_and_set())
                return;
            promise.addResult(result);
            promise.finish();
        }
    };

    struct State;
    RequestId enqueue(Task task);

    std::shared_ptr<State> m_state;
};

} // namespace howdah::pg
