#pragma once

#include "jobs/job.h"

#include <QTimer>

#include <functional>
#include <thread>
#include <unordered_map>

namespace howdah::jobs {

/// All jobs of the program, running and ended. Each runs on a thread of its own, because it waits
/// for servers and child programs for minutes. Lives on one thread, usually the GUI's; destroying
/// it cancels and joins what still runs.
class JobList final : public QObject
{
    Q_OBJECT

public:
    explicit JobList(QObject *parent = nullptr);
    ~JobList() override;

    /// The work of a job; returns one line about what it brought.
    using Work = std::function<Result<QString>(JobControl &control)>;

    /// Starts @p work at once. The Job belongs to the list.
    Job *start(const QString &title, const QString &subject, Work work);

    /// Oldest first.
    [[nodiscard]] QList<Job *> jobs() const { return m_jobs; }
    [[nodiscard]] int runningCount() const;
    /// Takes an ended job off the list; a running one stays.
    void dismiss(Job *job);
    void cancelAll();

signals:
    void added(Job *job);
    /// The job is deleted right after.
    void aboutToRemove(Job *job);
    /// Any job's state or progress changed.
    void changed();

private:
    void done(quint64 id, const Result<QString> &result);

    QList<Job *> m_jobs;
    std::unordered_map<quint64, std::thread> m_threads;
    QTimer m_poll;
    quint64 m_nextId = 1;
};

} // namespace howdah::jobs
