#include "backup/service.h"

#include "backup/verify.h"
#include "base/format.h"

#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

/// How to reach the database, from the session that is connected (or connects now) to it. Blocks.
Result<pg::Endpoint> endpointOf(pg::Session &session)
{
    return session
        .run<pg::Endpoint>(
            [](pg::Connection &connection, const pg::CallLimits &) -> Result<pg::Endpoint> {
                return connection.endpoint();
            })
        .result();
}

/// The same for what changes the server: a closed production lock refuses here, since the tools
/// connect by themselves.
Result<pg::Endpoint> writableEndpointOf(pg::Session &session)
{
    return session
        .run<pg::Endpoint>([](pg::Connection &connection,
                              const pg::CallLimits &limits) -> Result<pg::Endpoint> {
            const auto rows = connection.query(
                u"SELECT pg_catalog.current_setting('default_transaction_read_only')::pg_catalog.bool"_s,
                {}, limits);
            if (!rows)
                return rows.error();
            if (rows->boolean(0, 0)) {
                return Error{.kind = Error::Kind::ReadOnly,
                             .message =
                                 u"This connection is read-only, and a restore makes a database."_s,
                             .hint = u"Nothing was changed. Unlock the connection first."_s};
            }
            return connection.endpoint();
        })
        .result();
}

/// One line about a check, for the job that made it.
Result<QString> verdict(const Result<Check> &check, const QString &passed)
{
    if (!check)
        return check.error();
    if (check->hasPassed())
        return passed;
    return Error{.kind = Error::Kind::Corrupt,
                 .message = u"This backup is damaged."_s,
                 .detail = check->problems.join(u'\n'),
                 .hint = u"It is listed as damaged now. Make a new backup."_s};
}

} // namespace

Service::Service(std::shared_ptr<pg::Session> session, jobs::JobList &jobs)
    : m_session(std::move(session))
    , m_jobs(jobs)
{}

QFuture<Result<QList<Backup>>> Service::scan(const QString &folder)
{
    return QtConcurrent::run([folder] { return backup::scan(folder); });
}

QFuture<Result<Preflight>> Service::preflight(const CreateOptions &options)
{
    return m_session->run<Preflight>(
        [options](pg::Connection &connection, const pg::CallLimits &limits) {
            return backup::preflight(connection, options, limits);
        });
}

QFuture<Result<ArchiveContents>> Service::lookInside(const QString &path)
{
    return QtConcurrent::run([path]() -> Result<ArchiveContents> {
        const auto source = restoreSource(path);
        if (!source)
            return source.error();
        const auto tool = process::chooseTool(
            u"pg_restore"_s,
            source->manifest ? process::versionFromText(source->manifest->toolVersion) : 0);
        if (!tool)
            return tool.error();
        return backup::lookInside(source->dump, tool->path, {});
    });
}

QFuture<Result<RestorePreview>> Service::preview(const RestoreOptions &options)
{
    return m_session->run<RestorePreview>(
        [options](pg::Connection &connection, const pg::CallLimits &) {
            return previewRestore(connection.endpoint(), connection.serverVersion(), options);
        });
}

QFuture<Result<void>> Service::remove(const QString &path)
{
    return QtConcurrent::run([path] { return backup::remove(path); });
}

jobs::Job *Service::startCreate(const QString &title, const QString &subject,
                                const CreateOptions &options)
{
    return m_jobs.start(
        title, subject,
        [session = m_session, options](jobs::JobControl &control) -> Result<QString> {
            const auto endpoint = endpointOf(*session);
            if (!endpoint)
                return endpoint.error();
            const auto made = create(*endpoint, options, control);
            if (!made)
                return made.error();
            return u"%1, %2, verified"_s.arg(made->name(), format::bytes(made->bytes));
        });
}

jobs::Job *Service::startRestore(const QString &title, const QString &subject,
                                 const RestoreOptions &options)
{
    return m_jobs.start(
        title, subject,
        [session = m_session, options](jobs::JobControl &control) -> Result<QString> {
            const auto endpoint = writableEndpointOf(*session);
            if (!endpoint)
                return endpoint.error();
            const auto outcome = restore(*endpoint, options, control);
            if (!outcome)
                return outcome.error();
            QString line = u"Restored into %1"_s.arg(outcome->database);
            if (outcome->compared)
                line += u", all %1 rows compared"_s.arg(format::count(outcome->rows));
            if (!outcome->problems.isEmpty())
                line += u", %1 smaller problems (see the log)"_s.arg(outcome->problems.size());
            for (const RestoreProblem &problem : outcome->problems)
                control.log(problem.entry + u": "_s + problem.message + u' ' + problem.remedy);
            return line;
        });
}

jobs::Job *Service::startVerify(const QString &title, const QString &subject, const QString &path)
{
    return m_jobs.start(title, subject, [path](jobs::JobControl &control) {
        return verdict(verify(path, {}, control), u"Every byte and row count is as written"_s);
    });
}

jobs::Job *Service::startProve(const QString &title, const QString &subject, const QString &path)
{
    return m_jobs.start(title, subject, [path](jobs::JobControl &control) {
        const auto check = prove(path, {}, control);
        return verdict(check, check
                                  ? u"Restored and compared in %1 on %2"_s.arg(
                                        format::duration(std::chrono::milliseconds(check->tookMs)),
                                        check->where)
                                  : QString());
    });
}

} // namespace howdah::backup
