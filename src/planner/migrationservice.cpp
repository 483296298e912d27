#include "planner/migrationservice.h"

#include "planner/changeproof.h"
#include "planner/folder.h"

namespace howdah::planner {

namespace {

/// Runs @p job on @p session and waits; for threads that may. Not Session::cancel(): it answers
/// "cancelled" before the job has said what is in, and that must not be lost.
template<typename T>
Result<T> runAndWait(const std::shared_ptr<pg::Session> &session,
                     std::function<Result<T>(pg::Connection &, const pg::CallLimits &)> job)
{
    auto future = session->run<T>(std::move(job));
    future.waitForFinished();
    return future.resultCount() > 0 ? future.result() : Result<T>(Error::cancelled());
}

} // namespace

MigrationService::MigrationService(std::shared_ptr<pg::Session> session, MakeSession runSession)
    : m_session(std::move(session))
    , m_runSession(std::move(runSession))
{}

QFuture<Result<Plan>> MigrationService::plan(const QString &folder,
                                             const PlanOptions &options) const
{
    return m_session->run<Plan>([folder, options](pg::Connection &connection,
                                                  const pg::CallLimits &limits) -> Result<Plan> {
        const auto read = readFolder(folder);
        if (!read)
            return read.error();
        const auto facts = inspectDatabase(connection, limits);
        if (!facts)
            return facts.error();
        auto plan = makePlan(*read, *facts, options);
        if (plan)
            proveChanges(*plan, limits.token);
        return plan;
    });
}

QFuture<Result<SeedFolder>> MigrationService::seeds(const QString &folder) const
{
    return m_session->run<SeedFolder>(
        [folder](pg::Connection &, const pg::CallLimits &) { return readSeeds(folder); });
}

MigrationService::ApplyRun MigrationService::prepareApply(const Plan &plan,
                                                          const ApplyOptions &options) const
{
    return [self = shared_from_this(), session = m_runSession(), plan,
            options](const ApplyObserver &observer, const CancellationToken &token) {
        auto own = options;
        own.lookAgain = [self] {
            return runAndWait<DatabaseFacts>(
                self->m_session, [](pg::Connection &connection, const pg::CallLimits &limits) {
                    return inspectDatabase(connection, limits);
                });
        };
        const auto answer = runAndWait<ApplyReport>(
            session,
            [plan, own, observer, token](pg::Connection &connection,
                                         const pg::CallLimits &) -> Result<ApplyReport> {
                return applyPlan(connection, plan, own, observer, {.token = token});
            });
        if (answer)
            return *answer;
        ApplyReport failed;
        failed.error = answer.error();
        for (const qsizetype index : plan.toRun)
            failed.left += plan.steps.at(index).id;
        return failed;
    };
}

MigrationService::SeedRun MigrationService::prepareSeeds(const SeedFolder &folder,
                                                         const QString &environment) const
{
    return [session = m_runSession(), folder, environment](const SeedObserver &observer,
                                                           const CancellationToken &token) {
        const auto answer = runAndWait<SeedReport>(
            session,
            [folder, environment, observer, token](pg::Connection &connection,
                                                   const pg::CallLimits &) -> Result<SeedReport> {
                return loadSeeds(connection, folder, environment, observer, {.token = token});
            });
        if (answer)
            return *answer;
        SeedReport failed;
        failed.error = answer.error();
        return failed;
    };
}

} // namespace howdah::planner
