#pragma once

#include "app/workbench.h"

#include <QSet>

namespace howdah::app {

/// Keeps the window's switcher in step with the saved connections and the production lock, and asks
/// for what only a person can give: the database's name to unlock production, a password that is
/// missing.
class ConnectionSwitch final : public QObject
{
    Q_OBJECT

public:
    explicit ConnectionSwitch(Workbench &workbench, QObject *parent = nullptr);

    /// Locks production again, or asks for its name and unlocks it.
    void toggleLock(const QString &profileId);
    /// Asks for the password of a connection unless that dialog is open, or was turned down.
    void askPassword(const QString &profileId, const Error &reason);

private:
    void showConnections();
    void offerPassword(const connections::Profile &profile, const Error &reason);
    void takePassword(const QString &profileId, const Secret &password, bool keep);

    Workbench &m_workbench;
    QSet<QString> m_asking; ///< connections whose password dialog is open
    QSet<QString>
        m_declined; ///< where somebody said "not now": asked again when a page is refreshed by hand
};

} // namespace howdah::app
