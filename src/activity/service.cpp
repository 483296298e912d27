#include "activity/service.h"

namespace howdah::activity {

namespace {
/// A server that is too busy to say how it is has to be told from one that is gone.
constexpr int patienceMs = 10'000;
} // namespace

Service::Service(std::shared_ptr<pg::Session> session)
    : m_session(std::move(session))
{}

QFuture<Result<Overview>> Service::overview() const
{
    return m_session->run<Overview>([](pg::Connection &connection, const pg::CallLimits &limits) {
        return loadOverview(connection,
                            {.deadline = QDeadlineTimer(patienceMs), .token = limits.token});
    });
}

QFuture<Result<void>> Service::stop(Stop what, int pid, const QDateTime &startedAt) const
{
    return m_session->run<void>(
        [what, pid, startedAt](pg::Connection &connection, const pg::CallLimits &limits) {
            return stopSession(connection, what, pid, startedAt,
                               {.deadline = QDeadlineTimer(patienceMs), .token = limits.token});
        });
}

} // namespace howdah::activity
