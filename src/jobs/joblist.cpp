#include "jobs/joblist.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace howdah::jobs {

JobList::JobList(QObject *parent)
    : QObject(parent)
{
    // Progress is polled, so that a job that says a thousand lines a second costs ten repaints.
    m_poll.setInterval(100ms);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        for (Job *job : std::as_const(m_jobs)) {
            if (job->state() == Job::State::Running)
                job->poll();
        }
    });
}

JobList::~JobList()
{
    cancelAll();
    for (auto &[id, thread] : m_threads)
        thread.join();
}

Job *JobList::start(const QString &title, const QString &subject, Work work)
{
    auto *job = new Job(m_nextId++, title, subject, this);
    m_jobs += job;
    connect(job, &Job::changed, this, &JobList::changed);
    emit added(job);
    emit changed();
    m_poll.start();
    m_threads.emplace(job->id(), std::thread([this, id = job->id(), control = job->m_control,
                                              work = std::move(work)] {
                          const auto result = work(*control);
                          // The list joins this thread before it dies, so `this` is alive here.
                          QMetaObject::invokeMethod(
                              this, [this, id, result] { done(id, result); }, Qt::QueuedConnection);
                      }));
    return job;
}

int JobList::runningCount() const
{
    return int(std::ranges::count_if(
        m_jobs, [](const Job *job) { return job->state() == Job::State::Running; }));
}

void JobList::dismiss(Job *job)
{
    if (job->state() == Job::State::Running || !m_jobs.contains(job))
        return;
    emit aboutToRemove(job);
    m_jobs.removeOne(job);
    job->deleteLater();
    emit changed();
}

void JobList::cancelAll()
{
    for (Job *job : std::as_const(m_jobs)) {
        if (job->state() == Job::State::Running)
            job->cancel();
    }
}

void JobList::done(quint64 id, const Result<QString> &result)
{
    if (const auto found = m_threads.find(id); found != m_threads.end()) {
        found->second.join();
        m_threads.erase(found);
    }
    const auto job = std::ranges::find_if(m_jobs, [id](const Job *j) { return j->id() == id; });
    if (job != m_jobs.end())
        (*job)->finish(result);
    if (m_threads.empty())
        m_poll.stop();
}

} // namespace howdah::jobs
