#pragma once

#include "activity/overview.h"
#include "pg/session.h"

#include <QFuture>

#include <memory>

namespace howdah::activity {

/// Looks after the sessions of one server over a connection of its own; every call answers with a
/// future.
class Service final
{
public:
    explicit Service(std::shared_ptr<pg::Session> session);

    [[nodiscard]] QFuture<Result<Overview>> overview() const;
    [[nodiscard]] QFuture<Result<void>> stop(Stop what, int pid, const QDateTime &startedAt) const;

private:
    std::shared_ptr<pg::Session> m_session;
};

} // namespace howdah::activity
