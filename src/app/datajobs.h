#pragma once

#include "data/csvimport.h"
#include "data/export.h"
#include "jobs/joblist.h"
#include "pg/session.h"

#include <QFuture>

#include <memory>

/// Rows that go to files and come from them, as jobs: they outlive the page that started them.
namespace howdah::app {

/// Writes the rows of a query to a file on @p session, which it alone uses. @p expectedRows is for
/// the progress; -1 when nobody knows.
jobs::Job *startExport(jobs::JobList &jobs, const std::shared_ptr<pg::Session> &session,
                       const QString &connectionName, const data::ExportRequest &request,
                       qint64 expectedRows = -1);

/// Copies a file into a table on @p session, which it alone uses. The future answers what the job
/// brought, also after the job was cancelled; its progress is the part of the file that was read,
/// in thousandths. Rows that were refused fail the job and stand in its log.
struct Import final
{
    jobs::Job *job = nullptr;
    QFuture<Result<data::ImportReport>> report;
};
[[nodiscard]] Import startImport(jobs::JobList &jobs, const std::shared_ptr<pg::Session> &session,
                                 const QString &connectionName, const data::ImportRequest &request);

} // namespace howdah::app
