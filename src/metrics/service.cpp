#include "metrics/service.h"

namespace howdah::metrics {

Service::Service(std::shared_ptr<pg::Session> session, QList<Source> mappings)
    : m_session(std::move(session))
    , m_mappings(std::move(mappings))
{}

QFuture<Result<QList<Source>>> Service::sources()
{
    return m_session->run<QList<Source>>(
        [mappings = m_mappings](pg::Connection &connection, const pg::CallLimits &limits) {
            return findSources(connection, mappings, limits);
        });
}

QFuture<Result<Dashboard>> Service::dashboard(const DashboardRequest &request)
{
    cancel();
    auto running = m_session->start<Dashboard>(
        [request](pg::Connection &connection, const pg::CallLimits &limits) {
            return loadDashboard(connection, request, limits);
        });
    m_running = running.id;
    return running.future;
}

void Service::cancel()
{
    if (m_running != 0)
        m_session->cancel(std::exchange(m_running, 0));
}

} // namespace howdah::metrics
