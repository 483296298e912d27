#pragma once

#include "base/secret.h"
#include "connections/hub.h"
#include "connections/profile.h"
#include "connections/serverreport.h"
#include "vault/vault.h"

#include <QFuture>

#include <functional>
#include <memory>

namespace howdah::gui {

/// What the connection screens ask for; app answers it with the hub, the list, the vault and the
/// lock.
struct ConnectActions final
{
    struct Test
    {
        std::shared_ptr<void> session; ///< letting go of it gives the test up
        QFuture<Result<connections::ServerReport>> report;
    };
    std::function<Test(const connections::Profile &profile, const Secret &password)> test;
    std::function<QFuture<Result<connections::Profile>>(const connections::Profile &profile)> save;
    std::function<QFuture<Result<QList<connections::Profile>>>(
        const QList<connections::Profile> &profiles)>
        addAll;
    std::function<QFuture<Result<void>>(const QString &id)> remove;
    /// Keeps a password in the keychain, or as long as the program runs.
    std::function<QFuture<Result<vault::Kept>>(const QString &id, const Secret &password)>
        keepPassword;
    /// Uses a password for this run only.
    std::function<void(const QString &id, const Secret &password)> usePassword;
    std::function<QFuture<Result<void>>(const QString &id)> removePassword;
    /// Asks the person for the password that a test found missing or wrong.
    std::function<void(const QString &id, const Error &reason)> askPassword;
    std::function<connections::Hub::Usage(const QString &id)> usage;
    std::function<bool(const connections::Profile &profile)> isReadOnly;
    /// Locks production, or asks for its name and unlocks it.
    std::function<void(const QString &id)> toggleLock;
    /// One line for the person, also after a dialog is gone; the page fills it in for its dialogs.
    std::function<void(const QString &message)> notice;
    /// Starts a private server with the sample databases, as a job, and adds their connections.
    std::function<void()> startSamples;
};

} // namespace howdah::gui
