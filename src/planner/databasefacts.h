#pragma once

#include "planner/history.h"

namespace howdah::planner {

struct ExtensionFact final
{
    QString name;
    QString installedVersion; ///< empty when it is not in this database
    QString defaultVersion;
    bool trusted = false; ///< whoever may create in the database may install it
};

/// What a plan needs to know of the database, read at one time.
struct DatabaseFacts final
{
    int serverVersion = 0;
    QString serverVersionText;
    QString database;
    QString user;
    QString schema; ///< the current one, empty when search_path names none that exists
    bool superuser = false;
    bool inRecovery = false;
    bool mayCreateInSchema = false;
    bool mayCreateInDatabase = false;
    QList<ExtensionFact> extensions; ///< all that could be installed, and those that are
    QList<HistoryTable> historyTables;
    QList<History> histories; ///< the readable ones of them

    [[nodiscard]] const ExtensionFact *extension(const QString &name) const;
};

[[nodiscard]] Result<DatabaseFacts> inspectDatabase(pg::Connection &connection,
                                                    const pg::CallLimits &limits = {});

/// What to install so that the server offers @p extension: "postgresql-15-pgvector (Debian, Ubuntu)
/// …".
[[nodiscard]] QString packageFor(const QString &extension, int serverVersion);

} // namespace howdah::planner
