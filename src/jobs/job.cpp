#include "jobs/job.h"

namespace howdah::jobs {

namespace {
/// The log on screen keeps its end; who needs all of it writes a file.
constexpr qsizetype longestLog = 20'000;
} // namespace

void JobControl::setProgress(double fraction)
{
    const std::lock_guard lock(m_mutex);
    m_state.progress = fraction < 0 ? -1 : qMin(fraction, 1.0);
    m_state.changed = true;
}

void JobControl::setStep(const QString &step)
{
    const std::lock_guard lock(m_mutex);
    m_state.step = step;
    m_state.changed = true;
}

void JobControl::log(const QString &line)
{
    const std::lock_guard lock(m_mutex);
    m_state.newLines += line;
    m_state.changed = true;
}

JobControl::State JobControl::take()
{
    const std::lock_guard lock(m_mutex);
    State taken = m_state;
    m_state.newLines.clear();
    m_state.changed = false;
    return taken;
}

Job::Job(quint64 id, const QString &title, const QString &subject, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_title(title)
    , m_subject(subject)
    , m_control(std::make_shared<JobControl>(m_source.token()))
    , m_startedAt(QDateTime::currentDateTimeUtc())
{}

qint64 Job::remainingMs() const
{
    if (m_state != State::Running || m_progress < 0.05)
        return -1;
    const qint64 elapsed = m_startedAt.msecsTo(QDateTime::currentDateTimeUtc());
    return qint64(double(elapsed) * (1.0 - m_progress) / m_progress);
}

void Job::cancel()
{
    m_source.cancel();
}

void Job::poll()
{
    const auto state = m_control->take();
    if (!state.changed)
        return;
    m_progress = state.progress;
    m_step = state.step;
    m_log += state.newLines;
    if (m_log.size() > longestLog)
        m_log.remove(0, m_log.size() - longestLog);
    emit changed();
}

void Job::finish(const Result<QString> &result)
{
    poll();
    m_finishedAt = QDateTime::currentDateTimeUtc();
    if (result) {
        m_state = State::Succeeded;
        m_progress = 1;
        m_result = *result;
    } else {
        m_error = result.error();
        m_state = m_error.isCancelled() ? State::Cancelled : State::Failed;
    }
    emit changed();
    emit finished();
}

} // namespace howdah::jobs
