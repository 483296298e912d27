#pragma once

#include "change/runner.h"

#include <QStringList>

namespace howdah::planner {

/// One file of a seeds folder.
struct Seed final
{
    QString file;
    QString description; ///< first sentence of its head comment, or from its name
    QStringList
        environments; ///< as its "-- howdah:environments …" says; without that line {"development"}
    change::Change change;
    QList<change::Finding> findings;

    /// development loads every file, production none, others those that name them.
    [[nodiscard]] bool belongsTo(const QString &environment) const;
};

struct SeedFolder final
{
    QString path;      ///< empty when there is none
    QList<Seed> seeds; ///< in the order in which they run
};

/// The seeds that belong to a migration folder: seeds/ in it, or beside it when it is itself the
/// migrations/ or alembic/ of a project. No such folder is an empty answer, not an error.
[[nodiscard]] Result<SeedFolder> readSeeds(const QString &migrations);

/// What --env says, else DATABASE_SEED_ENV, else "development"; "dev" and "prod" are understood.
[[nodiscard]] QString seedEnvironment(const QString &asked, const QString &fromVariable);

struct TableCount final
{
    QString table; ///< as the seeds write it
    qint64 before = 0;
    qint64 after = 0;
};

struct SeedReport final
{
    QStringList done; ///< files, in order
    QStringList left;
    std::optional<Error> error; ///< names the file, line and column
    QList<TableCount> tables;   ///< rows of every table the seeds write to
    std::chrono::microseconds took{0};
};

struct SeedObserver final
{
    std::function<void(qsizetype number, qsizetype count, const Seed &seed)>
        seedStarted; ///< number from 1
};

/// Runs the seeds of @p environment, each in one transaction, and counts rows before and after.
/// Others are kept out meanwhile.
[[nodiscard]] SeedReport loadSeeds(pg::Connection &connection, const SeedFolder &folder,
                                   const QString &environment, const SeedObserver &observer = {},
                                   const pg::CallLimits &limits = {});

} // namespace howdah::planner
