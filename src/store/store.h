#pragma once

#include "base/result.h"
#include "store/migrations.h"
#include "store/transaction.h"

#include <QFuture>
#include <QPromise>

#include <concepts>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

namespace howdah::store {

/// Howdah's one SQLite file. It belongs to a thread of its own, where every job runs as one
/// transaction; any thread may hand jobs in. What was handed in before the destructor is still
/// written. A job must not call back into its own store.
class Store final
{
public:
    struct Opening
    {
        std::shared_ptr<Store> store;
        /// Where a damaged file was moved before a fresh one was made; empty when all is well.
        QString movedAside;
    };

    /// Opens or makes @p path (readable by its owner only) and brings its layout up to date. The
    /// errors name the file and leave it as it was: PermissionDenied (folder or file not writable),
    /// DiskFull, Conflict (another Howdah holds it for too long), Unsupported (a newer Howdah's, or
    /// no file of Howdah's at all).
    [[nodiscard]] static Result<Opening>
    open(const QString &path, const QList<Migration> &migrations = workspaceMigrations());
    /// A store that forgets everything at the end: where no file can be had, and in tests.
    [[nodiscard]] static std::shared_ptr<Store>
    inMemory(const QList<Migration> &migrations = workspaceMigrations());

    ~Store();
    Q_DISABLE_COPY_MOVE(Store)

    /// Empty in memory.
    [[nodiscard]] const QString &path() const { return m_path; }

    template<typename Job>
    using Answer = std::invoke_result_t<Job, Transaction &>;

    /// Runs @p job (Transaction & → Result<T>) in a transaction, kept when it answers a value and
    /// undone when it answers an error; blocks until then.
    template<std::invocable<Transaction &> Job>
    [[nodiscard]] Answer<Job> write(Job job)
    {
        return wait(Access::Write, std::move(job));
    }
    /// The same for a job that only reads: it sees one state of the file and is in nobody's way.
    template<std::invocable<Transaction &> Job>
    [[nodiscard]] Answer<Job> read(Job job)
    {
        return wait(Access::Read, std::move(job));
    }
    /// write() for the GUI thread: answers at once, with a future.
    template<std::invocable<Transaction &> Job>
    [[nodiscard]] QFuture<Answer<Job>> startWrite(Job job)
    {
        return start(Access::Write, std::move(job));
    }
    template<std::invocable<Transaction &> Job>
    [[nodiscard]] QFuture<Answer<Job>> startRead(Job job)
    {
        return start(Access::Read, std::move(job));
    }

private:
    enum class Access { Read, Write };
    struct Worker;
    /// Runs the given function inside a transaction and tells whether to keep it.
    using Body = std::function<Result<void>(Transaction &)>;
    using Transact = std::function<Result<void>(Access, const Body &)>;
    using Task = std::function<void(const Transact &)>;

    explicit Store(QString path);
    [[nodiscard]] Result<QString> launch(const QList<Migration> &migrations);
    void enqueue(Task task);
    void work(Worker &worker);

    template<typename Job, typename Done>
    void post(Access access, Job job, Done done)
    {
        using T = Answer<Job>;
        enqueue([access, job = std::move(job),
                 done = std::move(done)](const Transact &transact) mutable {
            std::optional<T> answer;
            const auto kept = transact(access, [&](Transaction &transaction) -> Result<void> {
                answer.emplace(job(transaction));
                if (!*answer)
                    return answer->error();
                return {};
            });
            // The job may have been fine and the COMMIT not.
            done(kept ? *std::move(answer) : T(kept.error()));
        });
    }

    template<typename Job>
    [[nodiscard]] Answer<Job> wait(Access access, Job job)
    {
        Q_ASSERT(std::this_thread::get_id() != m_thread.get_id());
        auto promise = std::make_shared<std::promise<Answer<Job>>>();
        auto future = promise->get_future();
        post(access, std::move(job),
             [promise](Answer<Job> answer) { promise->set_value(std::move(answer)); });
        return future.get();
    }

    template<typename Job>
    [[nodiscard]] QFuture<Answer<Job>> start(Access access, Job job)
    {
        auto promise = std::make_shared<QPromise<Answer<Job>>>();
        promise->start();
        auto future = promise->future();
        post(access, std::move(job), [promise](Answer<Job> answer) {
            promise->addResult(std::move(answer));
            promise->finish();
        });
        return future;
    }

    QString m_path;
    std::mutex m_mutex;
    std::condition_variable m_ready;
    std::deque<Task> m_queue;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace howdah::store
