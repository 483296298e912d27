#pragma once

#include "backup/archive.h"
#include "jobs/job.h"
#include "pg/endpoint.h"

namespace howdah::backup {

/// What is done about the owners that a dump names.
enum class Owners { Keep, AsConnected };

enum class OnFailure { DropDatabase, KeepDatabase };

struct RestoreOptions final
{
    QString path;     ///< a backup's folder, or any dump that pg_dump wrote
    QString database; ///< made for it; must not exist
    int jobs = 2;
    Owners owners = Owners::Keep;
    OnFailure onFailure = OnFailure::DropDatabase;
    QString toolFolder;
};

enum class Severity {
    Harmless, ///< the result is the same
    Degraded, ///< all data is there; an owner, right or comment is not
    Fatal,    ///< something of the backup is missing
};

/// One error of a restore, tied to what it was about.
struct RestoreProblem final
{
    Severity severity = Severity::Fatal;
    QString entry; ///< "TABLE a app", from the table of contents; may be empty
    QString message;
    QString statement;
    QString remedy; ///< empty when there is none to suggest

    friend bool operator==(const RestoreProblem &, const RestoreProblem &) = default;
};

/// Collects pg_restore's errors line by line.
/// https://www.postgresql.org/docs/current/app-pgrestore.html
class ProblemReader final
{
public:
    void addLine(const QString &line);
    [[nodiscard]] QList<RestoreProblem> problems() const { return m_problems; }
    [[nodiscard]] bool hasFatal() const;

private:
    QString m_entry;
    bool m_inStatement = false;
    QList<RestoreProblem> m_problems;
};

/// How bad an error is, from its message and what it was about.
[[nodiscard]] RestoreProblem classify(const QString &entry, const QString &message);

struct RestoreOutcome final
{
    QString database;
    QList<RestoreProblem> problems; ///< none of them fatal
    bool compared = false;          ///< a manifest was there and every row of it was found again
    qint64 rows = -1;               ///< compared
};

/// What a restore starts from: the dump and, for a backup of ours, its manifest.
struct RestoreSource final
{
    QString dump;
    ArchiveKind kind = ArchiveKind::Custom;
    std::optional<Manifest> manifest;
};
[[nodiscard]] Result<RestoreSource> restoreSource(const QString &path);

/// pg_restore's arguments but for the connection.
[[nodiscard]] QStringList restoreArguments(const RestoreOptions &options, ArchiveKind kind,
                                           const QString &dump);

/// Restores into a new database on @p endpoint's server and compares it with the manifest. With a
/// fatal problem, or when it is cancelled, it is not done: the error lists what happened, and says
/// what became of the new database.
[[nodiscard]] Result<RestoreOutcome>
restore(const pg::Endpoint &endpoint, const RestoreOptions &options, jobs::JobControl &control);

/// What a restore would run, for people to read first.
struct RestorePreview final
{
    QString sql;         ///< makes the database
    QString commandLine; ///< fills it

    friend bool operator==(const RestorePreview &, const RestorePreview &) = default;
};
[[nodiscard]] Result<RestorePreview> previewRestore(const pg::Endpoint &endpoint, int serverVersion,
                                                    const RestoreOptions &options);

/// The statement that makes the new database; properties of the server's template when @p manifest
/// is null.
[[nodiscard]] QString createDatabaseSql(const QString &database, const Manifest *manifest);

} // namespace howdah::backup
