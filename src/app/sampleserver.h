#pragma once

#include "connections/profile.h"
#include "jobs/joblist.h"
#include "samples/demo.h"
#include "sandbox/keptserver.h"
#include "store/settings.h"
#include "store/store.h"

#include <QPointer>

#include <functional>
#include <memory>

namespace howdah::app {

/// The private PostgreSQL with the sample databases that Howdah starts by itself: made when
/// somebody asks for it, started again whenever its connections are among the saved ones, ended
/// with the program.
class SampleServer final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString folder; ///< of everything the server keeps
        std::function<QList<sandbox::Installation>()> installations;
        samples::DemoOptions demo;
    };

    SampleServer(jobs::JobList &jobs, std::shared_ptr<store::Store> store,
                 store::Settings &settings, Options options, QObject *parent = nullptr);
    /// Stops the server.
    ~SampleServer() override;

    /// In the user's data folder; for root, whose home the server's account cannot enter, below the
    /// system's cache folder.
    [[nodiscard]] static Options usual();

    /// True when the connection leads to this server.
    [[nodiscard]] bool serves(const connections::Profile &profile) const;

    /// Starts the server and brings the databases to where the demo leaves them, as a job; then
    /// saves their connections. What is there already stays, so it may be called at any time;
    /// nothing happens while it is under way.
    void prepare();
    /// Only starts the server, when it was made before; without a job, because it takes a moment.
    void start();

signals:
    /// The connections are in the file.
    void prepared();
    /// Its databases can be reached.
    void started();
    void failed(const howdah::Error &error);

private:
    struct Shared;

    jobs::JobList &m_jobs;
    store::Settings &m_settings;
    Options m_options;
    std::shared_ptr<store::Store> m_store;
    std::shared_ptr<Shared> m_shared;
    CancellationSource m_stopping;
    QPointer<jobs::Job> m_job; ///< of prepare()
};

} // namespace howdah::app
