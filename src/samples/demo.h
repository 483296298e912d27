#pragma once

#include "samples/generator.h"

namespace howdah::samples {

/// How the sample databases are made on a server.
struct DemoOptions final
{
    QString migrations;  ///< the folder of the five; empty: migrationsFolder()
    bool traffic = true; ///< fill them by the generator
    GeneratorOptions generator;
};

/// One of the five as it stands after prepareDemo(), or as demoStatus() finds it.
struct DemoDatabase final
{
    System system = System::AgentAnalytics;
    bool exists = false;
    pg::Endpoint endpoint; ///< how its owner reaches it; without a password
    QString folder;        ///< of its migrations
    QString actAs;         ///< role to take on after connecting, where the owner cannot log in
    QStringList applied;   ///< migrations in the database, in order
    QStringList pending;
    QStringList seeds; ///< files that were loaded this time
    qint64 rows = 0;   ///< that the generator wrote this time; 0 when they were there already
    qint64 metricRows = 0;
    qint64 milliseconds = 0;
};

/// Makes a sample database on the server of @p admin, a superuser: its owner (who can log in, and
/// no more), the database, the extensions that only a superuser may create, the migrations as that
/// owner up to where the demo leaves them, the seeds that fit its environment, and traffic. What is
/// there already stays as it is, so it may be called again at any time.
///
/// Unsupported when the server lacks an extension; the message names the package.
[[nodiscard]] Result<DemoDatabase> prepareDemo(const pg::Endpoint &admin, System system,
                                               const DemoOptions &options,
                                               const ProgressHandler &progress = {},
                                               const pg::CallLimits &limits = {});

/// What of it is there. Changes nothing.
[[nodiscard]] Result<DemoDatabase> demoStatus(const pg::Endpoint &admin, System system,
                                              const DemoOptions &options,
                                              const pg::CallLimits &limits = {});

} // namespace howdah::samples
