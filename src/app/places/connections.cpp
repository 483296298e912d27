#include "app/connectionswitch.h"
#include "app/places.h"
#include "gui/connect/connectionspage.h"
#include "gui/shell/noticebar.h"
#include "gui/shell/tabarea.h"

#include <QAction>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::app {

namespace {

gui::ConnectActions actionsOf(Workbench &workbench, ConnectionSwitch &connectionSwitch)
{
    const auto vault = workbench.vault;
    return {
        .test =
            [&workbench](const connections::Profile &profile, const Secret &password) {
                const auto test = workbench.hub.test(profile, password);
                return gui::ConnectActions::Test{.session = test.session, .report = test.report};
            },
        .save =
            [&workbench](const connections::Profile &profile) {
                return workbench.profiles.save(profile);
            },
        .addAll =
            [&workbench](const QList<connections::Profile> &profiles) {
                return workbench.profiles.addAll(profiles);
            },
        .remove = [&workbench](const QString &id) { return workbench.profiles.remove(id); },
        .keepPassword =
            [&workbench, vault](const QString &id, const Secret &password) {
                workbench.hub.setPassword(id, password);
                return vault->write(connections::secretKey(id), password);
            },
        .usePassword =
            [&workbench](const QString &id, const Secret &password) {
                workbench.hub.setPassword(id, password);
            },
        .removePassword =
            [vault](const QString &id) { return vault->remove(connections::secretKey(id)); },
        .askPassword =
            [&connectionSwitch](const QString &id, const Error &reason) {
                connectionSwitch.askPassword(id, reason);
            },
        .usage = [&workbench](const QString &id) { return workbench.hub.usage(id); },
        .isReadOnly =
            [&workbench](const connections::Profile &profile) {
                return profile.readOnly || workbench.lock.isLocked(profile);
            },
        .toggleLock = [&connectionSwitch](const QString &id) { connectionSwitch.toggleLock(id); },
        .notice = {},
        .startSamples = [&workbench] { workbench.sampleServer.prepare(); }};
}

/// The sample databases' own server: asked for in a menu too, and back whenever its connections
/// are.
void connectSampleServer(Workbench &workbench)
{
    const QString notice = u"samples"_s;
    auto &server = workbench.sampleServer;
    auto &window = workbench.window;
    QAction *command = window.addCommand(window.connectionMenu(),
                                         gui::MainWindow::tr("Start the &sample databases"));
    QObject::connect(command, &QAction::triggered, &server, &SampleServer::prepare);
    QObject::connect(&server, &SampleServer::prepared, &window, [&workbench, notice] {
        workbench.profiles.reload();
        workbench.window.notices().settle(notice);
    });
    QObject::connect(&server, &SampleServer::started, &window, [&workbench, notice] {
        workbench.window.notices().settle(notice);
        // What was restored with the window asked before the server was there.
        gui::Page *page = workbench.window.tabs().currentPage();
        const auto profile = workbench.profiles.find(page ? page->address().connection : QString());
        if (profile && workbench.sampleServer.serves(*profile))
            page->refresh();
    });
    QObject::connect(&server, &SampleServer::failed, &window,
                     [&workbench, notice](const Error &error) {
                         workbench.window.notices().show(
                             notice,
                             gui::MainWindow::tr("The sample databases could not be started. %1 %2",
                                                 "what failed, what to do about it")
                                 .arg(error.message, error.hint)
                                 .trimmed(),
                             gui::MainWindow::tr("Try again"),
                             [&workbench] { workbench.sampleServer.prepare(); });
                     });
    const auto &profiles = workbench.profiles.profiles();
    if (std::ranges::any_of(profiles,
                            [&server](const auto &profile) { return server.serves(profile); }))
        server.start();
}

} // namespace

gui::Place makeConnectionsPlace(Workbench &workbench, ConnectionSwitch &connectionSwitch)
{
    connectSampleServer(workbench);
    return {.id = u"connections"_s,
            .title = {},
            .iconName = u"connections"_s,
            .needsConnection = false,
            .create = [&workbench, &connectionSwitch](const gui::Address &address,
                                                      QWidget *parent) -> gui::Page * {
                auto *page = new gui::ConnectionsPage(address, workbench.profiles,
                                                      actionsOf(workbench, connectionSwitch),
                                                      workbench.theme, parent);
                QObject::connect(&workbench.lock, &connections::ProductionLock::changed, page,
                                 &gui::ConnectionsPage::showLive);
                QObject::connect(&workbench.hub, &connections::Hub::usageChanged, page,
                                 &gui::ConnectionsPage::showLive);
                QObject::connect(&workbench.hub, &connections::Hub::passwordGiven, page,
                                 &gui::ConnectionsPage::passwordGiven);
                QObject::connect(page, &gui::ConnectionsPage::connectionChosen, page,
                                 [&workbench](const QString &id) {
                                     workbench.window.setCurrentConnection(id);
                                     workbench.window.openAddress(
                                         {.place = u"browse"_s, .connection = id, .path = {}});
                                 });
                return page;
            }};
}

} // namespace howdah::app
