#pragma once

#include "connections/profile.h"

#include <QList>
#include <QMap>

namespace howdah::connections {

/// A connection that was found somewhere, before somebody decided to save it.
struct Candidate final
{
    Profile profile;
    Secret password;   ///< empty when the source has none
    QString source;    ///< "pg_service.conf [prod]", ".env: DATABASE_URL"
    QStringList notes; ///< English: what was taken over beside the address, and what could not be
};

/// What an importer found, and what it could not read.
struct Findings final
{
    QList<Candidate> candidates;
    QStringList problems; ///< English; never holds a value that may be a password
};

/// Every section of one pg_service.conf.
[[nodiscard]] Result<Findings> importServiceFile(const QString &path);
/// Every line of one .pgpass; the password stays there.
[[nodiscard]] Result<Findings> importPassFile(const QString &path);
/// One connection string of any kind Endpoint::parse() reads.
[[nodiscard]] Result<Findings> importConnectionString(const QString &text);

/// An .env file, the environment part of a compose file, or lines of "export NAME=value": see
/// importEnv().
[[nodiscard]] Result<Findings> importEnvFile(const QString &path);
/// Reads variables as applications name them: *_URL holding a PostgreSQL URI, *ConnectionString(s)
/// in .NET style, and sets such as DATABASE_HOST/PORT/NAME/USER/PASSWORD, POSTGRES_HOST/…/DB, DB_…,
/// PG…; with pool size, time-outs and SSL. @p fileName (".env.production") and ENVIRONMENT,
/// NODE_ENV … say which environment it is.
[[nodiscard]] Findings importEnv(const QString &text, const QString &fileName);
/// importEnv() over variables that are known already: those of this process, say.
[[nodiscard]] Findings importVariables(const QMap<QString, QString> &written,
                                       const QString &origin);

/// Saved connections as one JSON document without secrets.
[[nodiscard]] QByteArray exportProfiles(const QList<Profile> &profiles);
/// What exportProfiles() wrote. Corrupt or InvalidInput when it is something else; ids are dropped.
[[nodiscard]] Result<Findings> importProfiles(const QByteArray &json);

} // namespace howdah::connections
