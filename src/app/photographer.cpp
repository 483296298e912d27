#include "app/photographer.h"

#include "gui/common/statepane.h"
#include "gui/shell/tabarea.h"

#include <QAction>
#include <QApplication>
#include <QPixmap>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::app {

namespace {

constexpr auto lookEvery = 100ms;
/// A page counts as complete when it looked so this many times in a row: one answer may bring the
/// next question.
constexpr int calmLooks = 6;

QList<const gui::StatePane *> shownPanes(const gui::Page &page)
{
    QList<const gui::StatePane *> shown;
    const auto all = page.findChildren<const gui::StatePane *>();
    std::ranges::copy_if(all, std::back_inserter(shown), &QWidget::isVisible);
    return shown;
}

} // namespace

Photographer::Photographer(gui::MainWindow &window, gui::Theme &theme, Options options,
                           QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_theme(theme)
    , m_options(std::move(options))
{
    m_timer.setInterval(lookEvery);
    connect(&m_timer, &QTimer::timeout, this, &Photographer::look);
}

void Photographer::start()
{
    if (!m_options.folder.mkpath(u"."_s)) {
        fail(tr("The folder %1 cannot be made.").arg(m_options.folder.path()));
        return;
    }
    m_mode = m_theme.mode();
    if (openAll())
        next();
}

/// All tabs first, so that each picture shows the same row of them.
bool Photographer::openAll()
{
    const QString current = m_window.currentConnection();
    for (const Scene &scene : std::as_const(m_options.scenes)) {
        gui::Address address{.place = scene.place, .connection = current, .path = scene.path};
        if (scene.connection) {
            address.connection = scene.connection->isEmpty()
                                     ? QString()
                                     : m_options.connectionNamed(*scene.connection);
        }
        const bool wantsOne = !scene.connection || !scene.connection->isEmpty();
        if (wantsOne && address.connection.isEmpty()) {
            fail(scene.connection ? tr("There is no saved connection “%1”.").arg(*scene.connection)
                                  : tr("No connection is chosen; --connection names one."));
            return false;
        }
        m_window.openAddress(address);
        const gui::Page *page = m_window.tabs().currentPage();
        if (!page || page->address() != address) {
            fail(tr("There is no place “%1”.").arg(scene.place));
            return false;
        }
        m_addresses.append(address);
    }
    return true;
}

void Photographer::next()
{
    if (++m_at >= m_options.scenes.size()) {
        m_timer.stop();
        emit finished({});
        return;
    }
    m_window.openAddress(m_addresses.at(m_at));
    const QJsonObject state = m_options.scenes.at(m_at).state;
    if (gui::Page *page = m_window.tabs().currentPage(); page && !state.isEmpty())
        page->restoreState(state);
    enter(Stage::Arriving);
}

void Photographer::enter(Stage stage)
{
    m_stage = stage;
    m_calm = 0;
    m_deadline.setRemainingTime(m_options.patience);
    m_timer.start();
}

void Photographer::look()
{
    const QString problem = obstacle();
    m_calm = problem.isEmpty() && !isUnfinished() ? m_calm + 1 : 0;
    if (m_calm >= calmLooks) {
        proceed();
    } else if (m_deadline.hasExpired()) {
        // An error may be gone at the next try; at the end it counts.
        fail(problem.isEmpty() ? tr("It did not finish loading.") : problem);
    }
}

void Photographer::proceed()
{
    const Scene &scene = m_options.scenes.at(m_at);
    if (m_stage == Stage::Arriving && !scene.commands.isEmpty()) {
        for (const QString &command : scene.commands) {
            if (!runCommand(command)) {
                fail(tr("It has no command “%1”.").arg(command));
                return;
            }
        }
        enter(Stage::Working);
        return;
    }
    const bool inDark = m_stage == Stage::InDark;
    const bool saved = save(inDark ? QString(scene.picture + u"-dark"_s) : scene.picture);
    if (inDark)
        m_theme.setMode(m_mode);
    if (!saved)
        return;
    if (scene.alsoDark && !inDark) {
        m_theme.setMode(gui::Theme::Mode::Dark);
        enter(Stage::InDark);
        return;
    }
    next();
}

bool Photographer::save(const QString &name)
{
    const QString file = m_options.folder.filePath(name + u".png"_s);
    if (m_window.grab().save(file))
        return true;
    fail(tr("The picture %1 cannot be written.").arg(file));
    return false;
}

bool Photographer::runCommand(const QString &text)
{
    const auto actions = m_window.tabs().currentPage()->actions();
    const auto found = std::ranges::find(actions, text, &QAction::text);
    if (found == actions.end() || !(*found)->isEnabled())
        return false;
    (*found)->trigger();
    return true;
}

QString Photographer::obstacle() const
{
    const gui::Page *page = m_window.tabs().currentPage();
    if (!page || page->address() != m_addresses.at(m_at))
        return tr("Something else came in front of it.");
    if (const QWidget *dialog = QApplication::activeModalWidget())
        return tr("It asks a question first: %1").arg(dialog->windowTitle());
    const auto panes = shownPanes(*page);
    for (const gui::StatePane *pane : panes) {
        if (const QString error = pane->shownError(); !error.isEmpty())
            return tr("It shows an error: %1").arg(error);
    }
    return {};
}

bool Photographer::isUnfinished() const
{
    const gui::Page *page = m_window.tabs().currentPage();
    if (page->isBusy())
        return true;
    const Scene &scene = m_options.scenes.at(m_at);
    // Before its commands a page may well have nothing to show.
    if (scene.mayBeEmpty || (m_stage == Stage::Arriving && !scene.commands.isEmpty()))
        return false;
    const auto panes = shownPanes(*page);
    return !std::ranges::all_of(panes, &gui::StatePane::isShowingContent);
}

void Photographer::fail(const QString &problem)
{
    m_timer.stop();
    const bool hasBegun = m_at >= 0 && m_at < m_options.scenes.size();
    emit finished(hasBegun ? tr("%1 could not be photographed. %2",
                                "name of the picture, what was in the way")
                                 .arg(m_options.scenes.at(m_at).picture, problem)
                           : problem);
}

} // namespace howdah::app
