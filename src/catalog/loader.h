#pragma once

#include "catalog/snapshot.h"
#include "pg/connection.h"

#include <functional>

namespace howdah::catalog {

/// What a loader says while it reads: how many of each kind there are so far, and what it does now.
struct LoadProgress final
{
    enum class Stage { Raw, Definitions, Dependencies };
    Stage stage = Stage::Raw;
    QByteArray reading; ///< "pg_class"
    qsizetype done = 0; ///< statements of stage 1, objects of stage 2
    qsizetype total = 0;
    qsizetype relations = 0;
    qsizetype columns = 0;
    qsizetype functions = 0;
};
using ProgressHandler = std::function<void(const LoadProgress &)>;

/// Stage 1: raw catalogs in one short read-only repeatable-read transaction with an empty
/// search_path, about thirty statements for a database of any size, none of which waits for a
/// locked table. What the role may not read ends up in Objects::unreadable. The connection must be
/// idle; its settings are as before afterwards.
[[nodiscard]] Result<SnapshotPtr> loadObjects(pg::Connection &connection,
                                              const pg::CallLimits &limits = {},
                                              const ProgressHandler &progress = {});

struct DefinitionOptions final
{
    int chunk = 250;         ///< objects a transaction: how many locks are held at once
    int lockTimeoutMs = 200; ///< before a chunk is halved to find what is locked
    int rounds = 2;          ///< how often to come back to what was locked
};

/// Stage 2: what only the server can write (view queries, expressions, …), for what @p snapshot
/// holds, in short transactions of few objects each. Skips what another session holds or waits to
/// hold exclusively, comes back to it, and names in Definitions::locked what stayed locked. What
/// vanished meanwhile is no error.
[[nodiscard]] Result<SnapshotPtr> loadDefinitions(pg::Connection &connection,
                                                  const SnapshotPtr &snapshot,
                                                  const DefinitionOptions &options = {},
                                                  const pg::CallLimits &limits = {},
                                                  const ProgressHandler &progress = {});

/// Reads again what was locked before; the same snapshot when nothing was.
[[nodiscard]] Result<SnapshotPtr> retryLocked(pg::Connection &connection,
                                              const SnapshotPtr &snapshot,
                                              const DefinitionOptions &options = {},
                                              const pg::CallLimits &limits = {});

/// Stage 3: pg_depend of what people made.
[[nodiscard]] Result<SnapshotPtr> loadDependencies(pg::Connection &connection,
                                                   const SnapshotPtr &snapshot,
                                                   const pg::CallLimits &limits = {});

/// The statements of stage 1 for a server of @p version, in their order: what a benchmark lets psql
/// run, too.
[[nodiscard]] QStringList rawStatements(int version);

} // namespace howdah::catalog
