#pragma once

#include "connections/profilelist.h"
#include "samples/demo.h"
#include "store/settings.h"
#include "store/transaction.h"

#include <QMap>

namespace howdah::samples {

/// Saves the databases as connections; one with that name is brought up to date and keeps what
/// people changed about it. Answers the migration folder of each, by the connection's id.
[[nodiscard]] Result<QMap<QString, QString>> saveConnections(store::Transaction &transaction,
                                                             const QList<DemoDatabase> &databases);

/// Lets Migrate find those folders open, where no other was chosen.
void rememberFolders(store::Settings &settings, const QMap<QString, QString> &folders);

} // namespace howdah::samples
