#pragma once

#include "base/result.h"

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace howdah::store {

class Transaction;

/// One step of the file's layout: migrations/workspace/<room>/<name>.sql.
struct Migration final
{
    QString id; ///< "store/0001_settings"
    QString sql;
};

/// The steps this program knows, in the order of workspace.qrc.
[[nodiscard]] QList<Migration> workspaceMigrations();

/// The steps a file has; empty for a new one.
[[nodiscard]] Result<QSet<QString>> appliedMigrations(Transaction &transaction);

/// Applies what is missing. A step that this program does not know means a newer Howdah wrote the
/// file: Unsupported, and nothing is touched.
[[nodiscard]] Result<void> migrate(Transaction &transaction, const QList<Migration> &migrations);

/// The statements of a migration. A line that ends with ";" ends a statement; in CREATE TRIGGER it
/// is the line that reads "END;".
[[nodiscard]] QStringList statementsOf(const QString &sql);

} // namespace howdah::store
