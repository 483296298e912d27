#pragma once

#include "pg/session.h"
#include "planner/apply.h"
#include "planner/seeds.h"

#include <QFuture>

#include <memory>

namespace howdah::planner {

/// Migrations of one connection: plans on the shared session, applies on one of its own, so that
/// looking around goes on meanwhile. Shared by pages and jobs; outlives a page that is closed.
class MigrationService final : public std::enable_shared_from_this<MigrationService>
{
public:
    /// Makes a session that may write; called on the thread that prepares a run.
    using MakeSession = std::function<std::shared_ptr<pg::Session>()>;

    MigrationService(std::shared_ptr<pg::Session> session, MakeSession runSession);

    [[nodiscard]] QFuture<Result<Plan>> plan(const QString &folder,
                                             const PlanOptions &options) const;
    [[nodiscard]] QFuture<Result<SeedFolder>> seeds(const QString &folder) const;

    /// Does it and waits for it: for the thread of a job. The report's error also says when the
    /// connection could not be opened.
    using ApplyRun = std::function<ApplyReport(const ApplyObserver &, const CancellationToken &)>;
    [[nodiscard]] ApplyRun prepareApply(const Plan &plan, const ApplyOptions &options) const;
    using SeedRun = std::function<SeedReport(const SeedObserver &, const CancellationToken &)>;
    [[nodiscard]] SeedRun prepareSeeds(const SeedFolder &folder, const QString &environment) const;

private:
    std::shared_ptr<pg::Session> m_session;
    MakeSession m_runSession;
};

} // namespace howdah::planner
