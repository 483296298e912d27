#pragma once

#include "backup/archive.h"
#include "backup/catalogue.h"
#include "backup/create.h"
#include "backup/preflight.h"
#include "backup/restore.h"
#include "jobs/joblist.h"
#include "pg/session.h"

#include <QFuture>

namespace howdah::backup {

/// Backups as a window uses them, for one connection: what is quick is a future, what is long a job
/// that outlives the page. Answers come from other threads; use whenDone().
class Service final
{
public:
    Service(std::shared_ptr<pg::Session> session, jobs::JobList &jobs);

    [[nodiscard]] QFuture<Result<QList<Backup>>> scan(const QString &folder);
    [[nodiscard]] QFuture<Result<Preflight>> preflight(const CreateOptions &options);
    [[nodiscard]] QFuture<Result<ArchiveContents>> lookInside(const QString &path);
    /// The statement and the command line that a restore would run, for showing.
    [[nodiscard]] QFuture<Result<RestorePreview>> preview(const RestoreOptions &options);
    [[nodiscard]] QFuture<Result<void>> remove(const QString &path);

    jobs::Job *startCreate(const QString &title, const QString &subject,
                           const CreateOptions &options);
    jobs::Job *startRestore(const QString &title, const QString &subject,
                            const RestoreOptions &options);
    jobs::Job *startVerify(const QString &title, const QString &subject, const QString &path);
    jobs::Job *startProve(const QString &title, const QString &subject, const QString &path);

private:
    std::shared_ptr<pg::Session> m_session;
    jobs::JobList &m_jobs;
};

} // namespace howdah::backup
