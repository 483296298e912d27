#pragma once

#include "app/workbench.h"

namespace howdah::app {

/// Keeps the window's switcher in step with the saved connections and the production lock, and asks
/// for what only a person can give: the database's name to unlock production, a password that is
/// missing.
class ConnectionSwitch final : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionSwitch(Workbench &workbench, QObject *parent = nullptr);

private:
    void showConnections();
    void toggleLock(const QString &profileId);

    Workbench &m_workbench;
};

} // namespace howdah::app
