#include "vault/vault.h"

#include <QHash>
#include <QPromise>
#include <QTimer>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

using namespace Qt::StringLiterals;

namespace howdah::vault {

namespace {

Error hung()
{
    return {.kind = Error::Kind::Unavailable, .message = u"The keychain does not answer."_s};
}

} // namespace

/// The secrets of this run; shared with answers that may come after the Vault is gone.
struct Vault::Memory
{
    std::mutex mutex;
    QHash<QString, Secret> secrets;

    std::optional<Secret> find(const QString &key)
    {
        const std::lock_guard lock(mutex);
        const auto it = secrets.constFind(key);
        return it == secrets.constEnd() ? std::nullopt : std::optional(*it);
    }
    void put(const QString &key, const Secret &secret)
    {
        const std::lock_guard lock(mutex);
        secrets.insert(key, secret);
    }
    void drop(const QString &key)
    {
        const std::lock_guard lock(mutex);
        secrets.remove(key);
    }
};

/// Lives on the vault's thread and lets one call at a time through to the backend.
class Vault::Worker final : public QObject
{
public:
    /// One call: how to make it, and how to answer it without the backend.
    struct Call
    {
        /// Must call the given function once the backend has answered and its answer counts.
        std::function<void(Backend &, std::function<bool()> arrived)> start;
        std::function<void(const Error &)> giveUp;
    };

    Worker(std::unique_ptr<Backend> backend, const Patience &patience,
           std::function<void(bool)> waiting)
        : m_backend(std::move(backend))
        , m_patience(patience)
        , m_waiting(std::move(waiting))
        , m_notice(this)
        , m_limit(this)
    {
        m_notice.setSingleShot(true);
        m_limit.setSingleShot(true);
        connect(&m_notice, &QTimer::timeout, this, [this] { setWaiting(true); });
        connect(&m_limit, &QTimer::timeout, this, &Worker::abandon);
    }

    ~Worker() override { abandon(); }

    void enqueue(Call call)
    {
        if (m_hung) {
            call.giveUp(hung());
            return;
        }
        m_calls.push_back(std::move(call));
        next();
    }

    void abandon()
    {
        m_notice.stop();
        m_limit.stop();
        m_hung = m_hung || m_busy;
        auto calls = std::exchange(m_calls, {});
        for (const Call &call : calls)
            call.giveUp(hung());
        setWaiting(false);
    }

private:
    void next()
    {
        if (m_busy || m_calls.empty())
            return;
        m_busy = true;
        m_notice.start(m_patience.notice);
        m_limit.start(m_patience.limit);
        // A copy: the answer may come at once and takes the call off the queue.
        const auto start = m_calls.front().start;
        start(*m_backend, [this] { return arrived(); });
    }

    /// Whether somebody still waits for this answer.
    bool arrived()
    {
        const bool late = m_hung;
        m_busy = false;
        m_hung = false;
        m_notice.stop();
        m_limit.stop();
        setWaiting(false);
        if (!late)
            m_calls.pop_front();
        QMetaObject::invokeMethod(
            this, [this] { next(); }, Qt::QueuedConnection);
        return !late;
    }

    void setWaiting(bool waiting)
    {
        if (m_isWaiting == waiting)
            return;
        m_isWaiting = waiting;
        m_waiting(waiting);
    }

    std::unique_ptr<Backend> m_backend;
    Patience m_patience;
    std::function<void(bool)> m_waiting;
    QTimer m_notice;
    QTimer m_limit;
    std::deque<Call> m_calls;
    bool m_busy = false; ///< the backend owes an answer
    bool m_hung = false; ///< and nobody waits for it any more
    bool m_isWaiting = false;
};

Vault::Vault(std::unique_ptr<Backend> backend, const Patience &patience, QObject *parent)
    : QObject(parent)
    , m_thread(new QThread)
    , m_worker(new Worker(std::move(backend), patience,
                          [this](bool waiting) { emit waitingChanged(waiting); }))
    , m_memory(std::make_shared<Memory>())
{
    m_thread->setObjectName("vault"_L1);
    m_worker->moveToThread(m_thread);
    connect(m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread->start();
}

Vault::~Vault()
{
    // Behind the calls that were handed in, so that each of them is answered.
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, thread = m_thread] {
        worker->abandon();
        thread->quit();
    });
    if (m_thread->wait(std::chrono::seconds(2)))
        delete m_thread;
    // else: the keychain blocks its thread for good; the end of the process takes both.
}

QFuture<Result<Secret>> Vault::read(const QString &key)
{
    const auto promise = std::make_shared<QPromise<Result<Secret>>>();
    promise->start();
    const auto answer = [promise](const Result<Secret> &secret) {
        promise->addResult(secret);
        promise->finish();
    };
    if (const auto known = m_memory->find(key)) {
        answer(*known);
        return promise->future();
    }
    Worker::Call call;
    call.start = [key, answer, memory = m_memory](Backend &backend,
                                                  const std::function<bool()> &arrived) {
        backend.read(key, [=](const Result<Secret> &secret) {
            if (!arrived())
                return;
            if (secret)
                memory->put(key, *secret);
            answer(secret);
        });
    };
    call.giveUp = [answer](const Error &error) { answer(error); };
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, call] { worker->enqueue(call); });
    return promise->future();
}

Result<Secret> Vault::readNow(const QString &key, const CancellationToken &token)
{
    Q_ASSERT(QThread::currentThread() != m_thread);
    struct State
    {
        std::mutex mutex;
        std::condition_variable ready;
        std::optional<Result<Secret>> answer;

        void set(const Result<Secret> &secret)
        {
            const std::lock_guard lock(mutex);
            if (!answer)
                answer = secret;
            ready.notify_all();
        }
    };
    const auto state = std::make_shared<State>();
    const auto registration = token.onCancelled([state] { state->set(Error::cancelled()); });
    // Answered on the vault's thread, or here when the secret is known.
    (void)read(key).then(QtFuture::Launch::Sync,
                         [state](const Result<Secret> &secret) { state->set(secret); });
    std::unique_lock lock(state->mutex);
    state->ready.wait(lock, [&] { return state->answer.has_value(); });
    return *state->answer;
}

std::optional<Secret> Vault::remembered(const QString &key) const
{
    return m_memory->find(key);
}

QFuture<Result<Kept>> Vault::write(const QString &key, const Secret &secret)
{
    m_memory->put(key, secret);
    const auto promise = std::make_shared<QPromise<Result<Kept>>>();
    promise->start();
    const auto answer = [promise](Kept::Where where, const Error &reason) {
        promise->addResult(Kept{.where = where, .reason = reason});
        promise->finish();
    };
    // A call that never reached the keychain left nothing there; one that did may have.
    const auto sent = std::make_shared<bool>(false);
    Worker::Call call;
    call.start = [key, secret, answer, sent](Backend &backend,
                                             const std::function<bool()> &arrived) {
        *sent = true;
        backend.write(key, secret, [=](const Result<void> &done) {
            if (!arrived())
                return;
            answer(done ? Kept::Where::Keychain : Kept::Where::ThisRun,
                   done ? Error() : done.error());
        });
    };
    call.giveUp = [answer, sent](const Error &error) {
        answer(*sent ? Kept::Where::Unknown : Kept::Where::ThisRun, error);
    };
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, call] { worker->enqueue(call); });
    return promise->future();
}

void Vault::remember(const QString &key, const Secret &secret)
{
    m_memory->put(key, secret);
}

void Vault::forget(const QString &key)
{
    m_memory->drop(key);
}

QFuture<Result<void>> Vault::remove(const QString &key)
{
    m_memory->drop(key);
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const auto answer = [promise](const Result<void> &done) {
        promise->addResult(done);
        promise->finish();
    };
    Worker::Call call;
    call.start = [key, answer](Backend &backend, const std::function<bool()> &arrived) {
        backend.remove(key, [=](const Result<void> &done) {
            if (arrived())
                answer(done);
        });
    };
    call.giveUp = [answer](const Error &error) { answer(error); };
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, call] { worker->enqueue(call); });
    return promise->future();
}

void Vault::goOnWithout()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->abandon(); });
}

} // namespace howdah::vault
