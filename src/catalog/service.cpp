#include "catalog/service.h"

namespace howdah::catalog {

namespace {

Result<CatalogService::Loaded> withSearch(const Result<SnapshotPtr> &snapshot)
{
    if (!snapshot)
        return snapshot.error();
    return CatalogService::prepare(*snapshot);
}

} // namespace

CatalogService::Loaded CatalogService::prepare(const SnapshotPtr &snapshot)
{
    Loaded loaded{.snapshot = snapshot,
                  .search = std::make_shared<const SearchIndex>(snapshot),
                  .directory = std::make_shared<const Directory>(*snapshot)};
    if (snapshot->definitions().isComplete)
        loaded.fingerprints = std::make_shared<const Fingerprints>(fingerprints(*snapshot));
    return loaded;
}

QFuture<Result<CatalogService::Loaded>> CatalogService::load(const ProgressHandler &progress) const
{
    return m_session->run<Loaded>(
        [progress](pg::Connection &connection, const pg::CallLimits &limits) {
            return withSearch(loadObjects(connection, limits, progress));
        });
}

QFuture<Result<CatalogService::Loaded>>
CatalogService::define(const SnapshotPtr &snapshot, const ProgressHandler &progress) const
{
    return m_session->run<Loaded>(
        [snapshot, progress](pg::Connection &connection, const pg::CallLimits &limits) {
            return withSearch(loadDefinitions(connection, snapshot, {}, limits, progress));
        });
}

QFuture<Result<CatalogService::Loaded>>
CatalogService::retryLocked(const SnapshotPtr &snapshot) const
{
    return m_session->run<Loaded>(
        [snapshot](pg::Connection &connection, const pg::CallLimits &limits) {
            return withSearch(catalog::retryLocked(connection, snapshot, {}, limits));
        });
}

QFuture<Result<SnapshotPtr>> CatalogService::dependencies(const SnapshotPtr &snapshot) const
{
    return m_session->run<SnapshotPtr>(
        [snapshot](pg::Connection &connection, const pg::CallLimits &limits) {
            return loadDependencies(connection, snapshot, limits);
        });
}

QFuture<Result<RelationDetails>> CatalogService::details(Oid relation) const
{
    return m_session->run<RelationDetails>(
        [relation](pg::Connection &connection, const pg::CallLimits &limits) {
            return relationDetails(connection, relation, limits);
        });
}

QFuture<Result<QList<ColumnStatistics>>> CatalogService::columnStatistics(Oid relation) const
{
    return m_session->run<QList<ColumnStatistics>>(
        [relation](pg::Connection &connection, const pg::CallLimits &limits) {
            return catalog::columnStatistics(connection, relation, limits);
        });
}

QFuture<Result<void>> CatalogService::run(const QString &sql) const
{
    return m_session->run<void>(
        [sql](pg::Connection &connection, const pg::CallLimits &limits) -> Result<void> {
            const auto done = connection.execute(sql, limits);
            return done ? Result<void>() : Result<void>(done.error());
        });
}

} // namespace howdah::catalog
