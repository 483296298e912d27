#include "app/sampleserver.h"

#include "base/whendone.h"
#include "process/account.h"
#include "samples/profiles.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QtConcurrent>

#include <mutex>
#include <optional>

using namespace Qt::StringLiterals;

namespace howdah::app {

/// What the job's thread and this one have in common.
struct SampleServer::Shared
{
    std::mutex mutex;
    std::optional<sandbox::KeptServer> server;
    bool closed = false;            ///< nothing may be started any more
    QMap<QString, QString> folders; ///< of the saved connections

    /// Blocks. Nothing is done when it runs, here or in another Howdah.
    [[nodiscard]] Result<void> run(const Options &options, const CancellationToken &token)
    {
        const std::lock_guard lock(mutex);
        if (closed)
            return Error::cancelled();
        if (server)
            return {};
        auto started = sandbox::KeptServer::start(
            options.installations(), {u"vector"_s},
            {.folder = options.folder, .settings = {}, .preload = {u"pg_stat_statements"_s}},
            {.token = token});
        if (started)
            server.emplace(*std::move(started));
        else if (started.error().kind != Error::Kind::Conflict)
            return started.error();
        return {};
    }
};

namespace {

/// All five, except those that the server cannot have; @p leftOut gets why.
Result<QList<samples::DemoDatabase>> prepareAll(const pg::Endpoint &server,
                                                const samples::DemoOptions &options,
                                                jobs::JobControl &control, QStringList &leftOut)
{
    QList<samples::DemoDatabase> databases;
    const auto systems = samples::systems();
    int done = 0;
    for (const samples::SystemInfo &system : systems) {
        const auto progress = [&](const QString &step, double fraction) {
            control.setProgress((done + fraction) / double(systems.size()));
            control.setStep(system.title + u": "_s + step);
        };
        const auto database = samples::prepareDemo(server, system.system, options, progress,
                                                   {.token = control.token()});
        ++done;
        if (database) {
            control.log(SampleServer::tr("%1 is ready.").arg(system.title));
            databases.append(*database);
        } else if (database.error().kind == Error::Kind::Unsupported) {
            // The others do not need what this one lacks.
            leftOut.append(system.title + u": "_s + database.error().message);
            control.log(leftOut.constLast());
        } else {
            return database.error();
        }
    }
    return databases;
}

} // namespace

SampleServer::SampleServer(jobs::JobList &jobs, std::shared_ptr<store::Store> store,
                           store::Settings &settings, Options options, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_settings(settings)
    , m_options(std::move(options))
    , m_store(std::move(store))
    , m_shared(std::make_shared<Shared>())
{}

SampleServer::~SampleServer()
{
    // Whoever holds the lock lets go of it soon then.
    m_stopping.cancel();
    if (m_job)
        m_job->cancel();
    const std::lock_guard lock(m_shared->mutex);
    m_shared->closed = true;
    m_shared->server.reset();
}

SampleServer::Options SampleServer::usual()
{
    const QString folder =
        process::unprivilegedAccount()
            ? u"/var/cache/howdah/samples"_s
            : QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
                  .filePath(u"samples"_s);
    return {
        .folder = folder, .installations = [] { return sandbox::findInstallations(); }, .demo = {}};
}

bool SampleServer::serves(const connections::Profile &profile) const
{
    const pg::Endpoint own = sandbox::KeptServer::endpointOf(m_options.folder);
    return profile.endpoint.host() == own.host() && profile.endpoint.port() == own.port();
}

void SampleServer::prepare()
{
    if (m_job && m_job->state() == jobs::Job::State::Running)
        return;
    auto work = [shared = m_shared, options = m_options,
                 store = m_store](jobs::JobControl &control) -> Result<QString> {
        control.setStep(tr("Starting a private PostgreSQL"));
        if (const auto running = shared->run(options, control.token()); !running)
            return running.error();
        QStringList leftOut;
        const auto databases = prepareAll(sandbox::KeptServer::endpointOf(options.folder),
                                          options.demo, control, leftOut);
        if (!databases)
            return databases.error();
        control.setStep(tr("Saving the connections"));
        const auto folders = store->write([&](store::Transaction &transaction) {
            return samples::saveConnections(transaction, *databases);
        });
        if (!folders)
            return folders.error().within(u"save the connections"_s);
        const std::lock_guard lock(shared->mutex);
        shared->folders = *folders;
        const QString ready = tr("%1 of %2 sample databases can be opened.")
                                  .arg(databases->size())
                                  .arg(samples::systems().size());
        return leftOut.isEmpty() ? ready : QString(ready + u' ' + leftOut.join(u' '));
    };
    m_job = m_jobs.start(tr("Start the sample databases"), tr("This computer"), work);
    connect(m_job, &jobs::Job::finished, this, [this, job = m_job.data()] {
        if (job->state() == jobs::Job::State::Failed)
            emit failed(job->error());
        if (job->state() != jobs::Job::State::Succeeded)
            return;
        {
            const std::lock_guard lock(m_shared->mutex);
            samples::rememberFolders(m_settings, m_shared->folders);
        }
        emit prepared();
    });
}

void SampleServer::start()
{
    if (!QFileInfo::exists(m_options.folder))
        return;
    const auto run = [shared = m_shared, options = m_options, token = m_stopping.token()] {
        return shared->run(options, token);
    };
    whenDone(QtConcurrent::run(run), this, [this](const Result<void> &running) {
        if (running)
            emit started();
        else
            emit failed(running.error());
    });
}

} // namespace howdah::app
