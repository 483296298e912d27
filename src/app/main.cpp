#include "app/connectionswitch.h"
#include "app/photographer.h"
#include "app/places.h"
#include "app/startlog.h"
#include "app/windowstate.h"
#include "app/workbench.h"
#include "gui/shell/mainwindow.h"
#include "vault/keychainbackend.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QMessageBox>
#include <QStandardPaths>
#include <QStyleFactory>
#include <QTimer>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace howdah;

namespace {

struct Options
{
    QString workspace;
    QString connection;
    QString theme;
    QString screenshots;
    QString scenes;
};

Options parse(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "main",
        "Howdah: for people who look after the PostgreSQL databases behind LLM applications"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspace(
        u"workspace"_s,
        QCoreApplication::translate("main", "Workspace file to use instead of the usual one."),
        u"file"_s);
    const QCommandLineOption connection(
        u"connection"_s,
        QCoreApplication::translate("main", "Start with this saved connection, by name."),
        u"name"_s);
    const QCommandLineOption theme(
        u"theme"_s, QCoreApplication::translate("main", "system, light or dark."), u"theme"_s);
    const QCommandLineOption screenshots(
        u"screenshots"_s,
        QCoreApplication::translate(
            "main", "Walk through the places, leave a picture of each in this folder, and quit."),
        u"folder"_s);
    const QCommandLineOption scenes(
        u"scenes"_s,
        QCoreApplication::translate("main",
                                    "With --screenshots: which pictures to take, as a JSON file."),
        u"file"_s);
    parser.addOptions({workspace, connection, theme, screenshots, scenes});
    parser.process(application);
    return {.workspace = parser.value(workspace),
            .connection = parser.value(connection),
            .theme = parser.value(theme),
            .screenshots = parser.value(screenshots),
            .scenes = parser.value(scenes)};
}

/// Takes the pictures and quits; the exit code says whether all of them were taken.
void photograph(const Options &options, gui::MainWindow &window, gui::Theme &theme,
                const connections::ProfileList &profiles)
{
    const auto quit = [](const QString &problem) {
        if (!problem.isEmpty())
            qCritical("howdah: %s", qUtf8Printable(problem));
        QCoreApplication::exit(problem.isEmpty() ? 0 : 1);
    };
    const auto scenes = options.scenes.isEmpty()
                            ? Result(app::scenesOf({u"browse"_s, u"console"_s, u"migrate"_s,
                                                    u"protect"_s, u"analyse"_s, u"health"_s}))
                            : app::readScenes(options.scenes);
    if (!scenes) {
        const QString problem = scenes.error().toText();
        QTimer::singleShot(0, &window, [quit, problem] { quit(problem); });
        return;
    }
    auto *photographer = new app::Photographer(window, theme,
                                               {.folder = QDir(options.screenshots),
                                                .scenes = *scenes,
                                                .connectionNamed =
                                                    [&profiles](const QString &name) {
                                                        const auto found =
                                                            profiles.findByName(name);
                                                        return found ? found->id : QString();
                                                    }},
                                               &window);
    QObject::connect(photographer, &app::Photographer::finished, &window, quit,
                     Qt::QueuedConnection);
    photographer->start();
}

void tell(QWidget *parent, const QString &title, const QString &text)
{
    auto *box = new QMessageBox(QMessageBox::Warning, title, text, QMessageBox::Ok, parent);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(u"howdah"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(HOWDAH_VERSION));
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(u"Howdah"_s);
    QApplication::setDesktopFileName(u"howdah"_s);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    // English first, for its plurals ("1 row", "2 rows"); another language stands in front of it.
    QTranslator plurals;
    if (plurals.load(u":/i18n/howdah_en.qm"_s))
        QCoreApplication::installTranslator(&plurals);
    QTranslator words;
    if (words.load(QLocale(), u"howdah"_s, u"_"_s, u":/i18n"_s))
        QCoreApplication::installTranslator(&words);
    QTranslator qtWords;
    if (qtWords.load(QLocale(), u"qtbase"_s, u"_"_s,
                     QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qtWords);
    const Options options = parse(application);

    gui::Theme theme;
    theme.apply();

    const QString path =
        options.workspace.isEmpty()
            ? QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))
                  .filePath(u"workspace.sqlite"_s)
            : options.workspace;
    auto opened = store::Store::open(path);
    const auto store = opened ? opened->store : store::Store::inMemory();
    store::Settings settings(store);
    jobs::JobList jobs;
    // Before all that connects to it: it ends after them.
    app::SampleServer sampleServer(jobs, store, settings, app::SampleServer::usual());
    // Pictures are of a fresh window, and what people had open stays as it was.
    app::WindowState state(settings, options.screenshots.isEmpty()
                                         ? app::WindowState::Memory::Kept
                                         : app::WindowState::Memory::None);
    auto ownedWindow = std::make_unique<gui::MainWindow>(theme, jobs, state);
    gui::MainWindow &window = *ownedWindow;
    const auto record = std::make_shared<store::ExecutionRecord>(store);
    const auto vault = std::make_shared<vault::Vault>(std::make_unique<vault::KeychainBackend>());
    connections::ProfileList profiles(store);
    connections::ProductionLock lock;
    connections::Hub hub(profiles, vault, lock, record);
    app::Catalogs catalogs(hub, profiles, lock, settings,
                           store->path().isEmpty()
                               ? QString()
                               : QFileInfo(store->path()).dir().filePath(u"catalogs"_s));
    app::Workbench workbench{.theme = theme,
                             .jobs = jobs,
                             .store = store,
                             .settings = settings,
                             .record = record,
                             .vault = vault,
                             .profiles = profiles,
                             .lock = lock,
                             .hub = hub,
                             .catalogs = catalogs,
                             .sampleServer = sampleServer,
                             .window = window};
    app::ConnectionSwitch connectionSwitch(workbench);
    window.addPlace(app::makeConnectionsPlace(workbench, connectionSwitch));
    window.setHomePlace(u"connections"_s);
    window.addPlace(app::makeBrowsePlace(workbench));
    window.addPlace(app::makeConsolePlace(workbench));
    window.addPlace(app::makeMigratePlace(workbench));
    window.addPlace(app::makeProtectPlace(workbench));
    window.addPlace(app::makeAnalysePlace(workbench));
    window.addPlace(app::makeHealthPlace(workbench));
    window.addPlace(app::makeRecordPlace(workbench));
    QAction *showRecord = window.addCommand(
        window.connectionMenu(), QCoreApplication::translate("main", "&Executed statements"));
    QObject::connect(showRecord, &QAction::triggered, &window, [&window] {
        window.openAddress({.place = u"record"_s, .connection = {}, .path = {}});
    });

    window.restore();
    if (options.theme == "dark"_L1)
        theme.setMode(gui::Theme::Mode::Dark);
    else if (options.theme == "light"_L1)
        theme.setMode(gui::Theme::Mode::Light);
    // In front, not only chosen: a restored tab of another connection would stand below its name.
    if (const auto chosen = profiles.findByName(options.connection))
        window.openAddress({.place = u"browse"_s, .connection = chosen->id, .path = {}});
    window.show();
    app::logWhenInteractive(window);

    if (!opened) {
        tell(&window, QCoreApplication::translate("main", "The workspace file cannot be used"),
             QCoreApplication::translate(
                 "main", "%1\n\nHowdah goes on without it: nothing you set up now will be there "
                         "next time. The file was left as it is.")
                 .arg(opened.error().toText()));
    } else if (!opened->movedAside.isEmpty()) {
        tell(&window, QCoreApplication::translate("main", "The workspace file was damaged"),
             QCoreApplication::translate("main", "It was moved to %1 and a fresh one was made.")
                 .arg(opened->movedAside));
    }
    QObject::connect(
        &settings, &store::Settings::saveFailed, &window, [&window](const Error &error) {
            window.notify(QCoreApplication::translate("main", "Could not be remembered: %1")
                              .arg(error.message));
        });

    if (!options.screenshots.isEmpty())
        photograph(options, window, theme, profiles);
    const int code = QApplication::exec();
    // Its pages work with what was made after it, so they go first.
    ownedWindow.reset();
    return code;
}
