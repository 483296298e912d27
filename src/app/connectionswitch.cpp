#include "app/connectionswitch.h"

#include "base/whendone.h"
#include "gui/connect/passworddialog.h"
#include "gui/connect/unlockdialog.h"
#include "gui/connect/words.h"
#include "gui/shell/noticebar.h"
#include "gui/shell/tabarea.h"

using namespace Qt::StringLiterals;

namespace howdah::app {

namespace {

QString passwordNotice(const QString &profileId)
{
    return u"password/"_s + profileId;
}

} // namespace

ConnectionSwitch::ConnectionSwitch(Workbench &workbench, QObject *parent)
    : QObject(parent)
    , m_workbench(workbench)
{
    connect(&workbench.profiles, &connections::ProfileList::changed, this,
            &ConnectionSwitch::showConnections);
    connect(&workbench.lock, &connections::ProductionLock::changed, this,
            &ConnectionSwitch::showConnections);
    connect(&workbench.window, &gui::MainWindow::lockToggleRequested, this,
            &ConnectionSwitch::toggleLock);
    connect(
        &workbench.window, &gui::MainWindow::connectionActivated, this, [this](const QString &id) {
            m_workbench.profiles.touch(id);
            m_workbench.window.openAddress({.place = u"browse"_s, .connection = id, .path = {}});
        });
    connect(workbench.vault.get(), &vault::Vault::waitingChanged, this, [this](bool waiting) {
        auto &notices = m_workbench.window.notices();
        if (waiting) {
            notices.show(
                u"keychain"_s,
                tr("The keychain has not answered yet; it may be waiting for you to unlock "
                   "it."),
                tr("Go on without"), [vault = m_workbench.vault] { vault->goOnWithout(); });
        } else {
            notices.settle(u"keychain"_s);
        }
    });
    connect(&workbench.hub, &connections::Hub::connectFailed, this, &ConnectionSwitch::askPassword);
    connect(&workbench.hub, &connections::Hub::connected, this, [this](const QString &id) {
        m_declined.remove(id);
        m_workbench.window.notices().settle(passwordNotice(id));
    });
    showConnections();
}

void ConnectionSwitch::showConnections()
{
    QList<gui::ConnectionEntry> entries;
    for (const connections::Profile &profile : m_workbench.profiles.profiles()) {
        entries += {.id = profile.id,
                    .name = profile.name,
                    .database = profile.database(),
                    .place = profile.endpoint.toDisplayText(),
                    .environment = gui::shown(profile.environment),
                    .readOnly = profile.readOnly || m_workbench.lock.isLocked(profile)};
    }
    m_workbench.window.setConnections(entries);
}

void ConnectionSwitch::toggleLock(const QString &profileId)
{
    const auto profile = m_workbench.profiles.find(profileId);
    if (!profile)
        return;
    if (!m_workbench.lock.isLocked(*profile)) {
        m_workbench.lock.lock(profileId);
        return;
    }
    auto *dialog = new gui::UnlockDialog(*profile, &m_workbench.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, profile = *profile] {
        if (const auto unlocked = m_workbench.lock.unlock(profile, dialog->typedName()); !unlocked)
            m_workbench.window.notify(unlocked.error().message);
    });
    dialog->open();
}

void ConnectionSwitch::askPassword(const QString &profileId, const Error &reason)
{
    const auto profile = m_workbench.profiles.find(profileId);
    const bool askable = reason.kind == Error::Kind::PasswordNeeded ||
                         reason.kind == Error::Kind::AuthenticationFailed;
    if (!profile || !askable || m_asking.contains(profileId) || m_declined.contains(profileId))
        return;
    // A command or a pass file has nobody to ask; the page shows what failed.
    if (profile->passwordSource == connections::PasswordSource::Command)
        return;
    m_asking.insert(profileId);
    auto *dialog = new gui::PasswordDialog(*profile, reason, &m_workbench.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &gui::PasswordDialog::given, this,
            [this, profileId](const Secret &password, bool keep) {
                takePassword(profileId, password, keep);
            });
    connect(dialog, &QDialog::finished, this, [this, profile = *profile, reason](int result) {
        m_asking.remove(profile.id);
        if (result == QDialog::Rejected)
            offerPassword(profile, reason);
    });
    dialog->open();
}

void ConnectionSwitch::offerPassword(const connections::Profile &profile, const Error &reason)
{
    // Pages that poll must not bring the dialog back every few seconds.
    m_declined.insert(profile.id);
    m_workbench.window.notices().show(passwordNotice(profile.id),
                                      tr("%1 is waiting for its password.").arg(profile.name),
                                      tr("Enter it"), [this, id = profile.id, reason] {
                                          m_declined.remove(id);
                                          m_workbench.window.notices().settle(passwordNotice(id));
                                          askPassword(id, reason);
                                      });
}

void ConnectionSwitch::takePassword(const QString &profileId, const Secret &password, bool keep)
{
    if (keep) {
        whenDone(m_workbench.vault->write(connections::secretKey(profileId), password), this,
                 [this](const Result<vault::Kept> &kept) {
                     if (kept && !gui::keptText(*kept).isEmpty())
                         m_workbench.window.notify(gui::keptText(*kept));
                 });
    }
    m_workbench.hub.setPassword(profileId, password);
    gui::Page *page = m_workbench.window.tabs().currentPage();
    if (page && page->address().connection == profileId)
        page->refresh();
}

} // namespace howdah::app
