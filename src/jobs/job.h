#pragma once

#include "base/cancellation.h"
#include "base/result.h"

#include <QDateTime>
#include <QObject>

#include <memory>
#include <mutex>

namespace howdah::jobs {

/// What the work inside a job says while it runs; every function may be called from any thread.
class JobControl final
{
public:
    explicit JobControl(CancellationToken token)
        : m_token(std::move(token))
    {}
    Q_DISABLE_COPY_MOVE(JobControl)

    [[nodiscard]] CancellationToken token() const { return m_token; }
    [[nodiscard]] bool isCancelled() const { return m_token.isCancelled(); }

    /// How much of the whole is done, 0 to 1; anything below 0 means "cannot be known".
    void setProgress(double fraction);
    /// What is being done right now, one line.
    void setStep(const QString &step);
    /// One more line of the log. Must not hold a secret.
    void log(const QString &line);

    struct State
    {
        double progress = -1;
        QString step;
        QStringList newLines;
        bool changed = false;
    };
    /// What was said since the last call.
    [[nodiscard]] State take();

private:
    CancellationToken m_token;
    std::mutex m_mutex;
    State m_state;
};

/// Anything long, seen from the thread that watches it: progress, remaining time, log, cancel,
/// result. It stays in its JobList until dismissed, whatever happened to the page that started it.
class Job final : public QObject
{
    Q_OBJECT

public:
    enum class State { Running, Succeeded, Failed, Cancelled };

    [[nodiscard]] quint64 id() const { return m_id; }
    [[nodiscard]] QString title() const { return m_title; }
    /// What it works on, usually the connection's name.
    [[nodiscard]] QString subject() const { return m_subject; }
    [[nodiscard]] State state() const { return m_state; }
    /// 0 to 1, below 0 when unknown.
    [[nodiscard]] double progress() const { return m_progress; }
    [[nodiscard]] QString step() const { return m_step; }
    [[nodiscard]] QStringList log() const { return m_log; }
    [[nodiscard]] QDateTime startedAt() const { return m_startedAt; }
    /// Invalid while it runs.
    [[nodiscard]] QDateTime finishedAt() const { return m_finishedAt; }
    /// Milliseconds left by the speed so far; -1 until five per cent are done.
    [[nodiscard]] qint64 remainingMs() const;
    /// What it brought, one line; only when it succeeded.
    [[nodiscard]] QString result() const { return m_result; }
    /// Only when it failed.
    [[nodiscard]] const Error &error() const { return m_error; }

    /// Asks it to stop and returns at once; the state changes when it has.
    void cancel();

signals:
    void changed();
    void finished();

private:
    friend class JobList;
    Job(quint64 id, const QString &title, const QString &subject, QObject *parent);
    void poll();
    void finish(const Result<QString> &result);

    quint64 m_id;
    QString m_title;
    QString m_subject;
    CancellationSource m_source;
    std::shared_ptr<JobControl> m_control;
    State m_state = State::Running;
    double m_progress = -1;
    QString m_step;
    QStringList m_log;
    QDateTime m_startedAt;
    QDateTime m_finishedAt;
    QString m_result;
    Error m_error;
};

} // namespace howdah::jobs
