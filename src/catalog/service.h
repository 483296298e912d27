#pragma once

#include "catalog/ddlscript.h"
#include "catalog/details.h"
#include "catalog/directory.h"
#include "catalog/loader.h"
#include "catalog/searchindex.h"
#include "pg/session.h"

#include <memory>

namespace howdah::catalog {

/// The catalog of one connection for the window: everything answers later, nothing waits. Progress
/// is told on the session's thread.
class CatalogService final
{
public:
    explicit CatalogService(std::shared_ptr<pg::Session> session)
        : m_session(std::move(session))
    {}

    struct Loaded final
    {
        SnapshotPtr snapshot;
        std::shared_ptr<const SearchIndex> search;
        std::shared_ptr<const Directory> directory;
        /// After stage 2.
        std::shared_ptr<const Fingerprints> fingerprints;
    };
    /// What is shown and searched of a snapshot; takes its time, so not on the window's thread.
    [[nodiscard]] static Loaded prepare(const SnapshotPtr &snapshot);
    /// Stage 1 and what searches it.
    [[nodiscard]] QFuture<Result<Loaded>> load(const ProgressHandler &progress = {}) const;
    /// Stage 2 for @p snapshot.
    [[nodiscard]] QFuture<Result<Loaded>> define(const SnapshotPtr &snapshot,
                                                 const ProgressHandler &progress = {}) const;
    /// Again for what was locked.
    [[nodiscard]] QFuture<Result<Loaded>> retryLocked(const SnapshotPtr &snapshot) const;
    [[nodiscard]] QFuture<Result<SnapshotPtr>> dependencies(const SnapshotPtr &snapshot) const;
    [[nodiscard]] QFuture<Result<RelationDetails>> details(Oid relation) const;
    [[nodiscard]] QFuture<Result<QList<ColumnStatistics>>> columnStatistics(Oid relation) const;
    /// Runs what a context action showed before; one or several statements, one transaction unless
    /// they say otherwise.
    [[nodiscard]] QFuture<Result<void>> run(const QString &sql) const;
    /// Stops whatever runs or waits.
    void cancel() const { m_session->cancelAll(); }

private:
    std::shared_ptr<pg::Session> m_session;
};

} // namespace howdah::catalog
