#include "app/connectionswitch.h"

#include "gui/shell/noticebar.h"
#include "gui/shell/tabarea.h"

using namespace Qt::StringLiterals;

namespace howdah::app {

namespace {

gui::Environment environmentOf(connections::Environment environment)
{
    switch (environment) {
    case connections::Environment::Development:
        return gui::Environment::Development;
    case connections::Environment::Staging:
        return gui::Environment::Staging;
    case connections::Environment::Production:
        return gui::Environment::Production;
    }
    Q_UNREACHABLE();
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
                    .environment = environmentOf(profile.environment),
                    .readOnly = profile.readOnly || m_workbench.lock.isLocked(profile)};
    }
    m_workbench.window.setConnections(entries);
}

void ConnectionSwitch::toggleLock(const QString &profileId)
{
    const auto profile = m_workbench.profiles.find(profileId);
    if (profile && !m_workbench.lock.isLocked(*profile))
        m_workbench.lock.lock(profileId);
}

} // namespace howdah::app
