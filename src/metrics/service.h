#pragma once

#include "metrics/dashboard.h"
#include "pg/session.h"

#include <QFuture>

#include <memory>

namespace howdah::metrics {

/// Answers the questions of Analytics over a connection of its own. A new dashboard cancels the one
/// before, because nobody waits for that any more.
class Service final
{
public:
    explicit Service(std::shared_ptr<pg::Session> session,
                     QList<Source> mappings = builtInSources());

    /// The tables of LLM calls that this database has.
    [[nodiscard]] QFuture<Result<QList<Source>>> sources();
    [[nodiscard]] QFuture<Result<Dashboard>> dashboard(const DashboardRequest &request);
    void cancel();

private:
    std::shared_ptr<pg::Session> m_session;
    QList<Source> m_mappings;
    pg::Session::RequestId m_running = 0;
};

} // namespace howdah::metrics
