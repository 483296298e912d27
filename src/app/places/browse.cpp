#include "app/grids.h"
#include "app/places.h"
#include "base/format.h"
#include "catalog/searchindex.h"
#include "gui/browse/browsepage.h"
#include "gui/browse/diagrampage.h"
#include "gui/browse/kindtext.h"
#include "gui/browse/objectaddress.h"
#include "gui/browse/searchpage.h"
#include "gui/console/consolepage.h"
#include "gui/shell/tabarea.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace howdah::app {

namespace {

gui::PaletteItem lineOnly(const QString &text)
{
    return {.title = text, .detail = {}, .icon = {}, .activate = {}};
}

gui::PaletteItem itemFor(Workbench &workbench, const QString &connection,
                         const catalog::Snapshot &snapshot, const catalog::ObjectId &id)
{
    const gui::Address address{.place = u"browse"_s,
                               .connection = connection,
                               .path = gui::objectPath(snapshot, gui::pageOf(snapshot, id))};
    const QString above = id.kind == catalog::Kind::Column
                              ? snapshot.sqlName(gui::pageOf(snapshot, id))
                              : snapshot.schemaName(snapshot.schemaOf(id));
    return {.title = snapshot.name(id).replace(u'\n', u'\u23CE'),
            .detail = gui::kindTitle(id.kind) + u"  "_s + above,
            .icon = workbench.theme.icon(gui::kindIcon(id.kind)),
            .activate = [&workbench, address] { workbench.window.openAddress(address); }};
}

/// What stands there instead of hits while nothing can be searched yet.
QList<gui::PaletteItem> whyNothing(Workbench &workbench, const QString &connection,
                                   const gui::CatalogState &state)
{
    if (state.error()) {
        return {lineOnly(gui::MainWindow::tr("The catalog could not be read: %1")
                             .arg(state.error()->message.section(u'\n', 0, 0))),
                {.title = gui::MainWindow::tr("Try again"),
                 .detail = {},
                 .icon = workbench.theme.icon(u"refresh"_s),
                 .activate = [&workbench, connection] {
                     workbench.catalogs.of(connection)->refresh();
                     workbench.window.showQuickOpen();
                 }}};
    }
    const catalog::LoadProgress &progress = state.progress();
    return {lineOnly(
        progress.relations > 0
            ? gui::MainWindow::tr("Loading … %1 tables and views, %2 functions so far")
                  .arg(format::count(progress.relations), format::count(progress.functions))
            : gui::MainWindow::tr("Loading …"))};
}

/// Ctrl+P: what the current connection's catalog finds by name; what is pinned before one types.
QList<gui::PaletteItem> quickOpen(Workbench &workbench, const QString &text)
{
    const QString connection = workbench.window.currentConnection();
    if (connection.isEmpty())
        return {lineOnly(gui::MainWindow::tr("Choose a connection first."))};
    const auto state = workbench.catalogs.of(connection);
    // The answers of a moment later belong into the open list.
    for (const auto changed : {&gui::CatalogState::changed, &gui::CatalogState::progressed,
                               &gui::CatalogState::phaseChanged}) {
        QObject::connect(state.get(), changed, &workbench.window, &gui::MainWindow::reloadQuickOpen,
                         Qt::UniqueConnection);
    }
    state->ensureLoaded();
    const auto index = state->loaded().search;
    if (!index)
        return whyNothing(workbench, connection, *state);
    const catalog::Snapshot &snapshot = *index->snapshot();
    QList<gui::PaletteItem> items;
    if (text.trimmed().isEmpty()) {
        for (const QStringList &pin : state->pins()) {
            if (const auto id = gui::objectAt(snapshot, pin))
                items.append(itemFor(workbench, connection, snapshot, *id));
        }
        return items;
    }
    const catalog::SearchOptions options{
        .scopes = catalog::SearchScope::Names | catalog::SearchScope::Columns, .limit = 50};
    for (const catalog::SearchHit &hit : index->find(text, options))
        items.append(itemFor(workbench, connection, snapshot, hit.id));
    if (items.isEmpty())
        items.append(lineOnly(gui::MainWindow::tr("Nothing here is called like that.")));
    return items;
}

} // namespace

gui::Place makeBrowsePlace(Workbench &workbench)
{
    workbench.catalogs.setGridMaker(
        [&workbench](const QString &connection) { return makeGridService(workbench, connection); });
    workbench.window.setQuickOpen(
        [&workbench](const QString &text) { return quickOpen(workbench, text); });
    QAction *search = workbench.window.addCommand(workbench.window.connectionMenu(),
                                                  gui::MainWindow::tr("Search in names and texts"),
                                                  Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    QObject::connect(search, &QAction::triggered, &workbench.window, [&workbench] {
        const QString connection = workbench.window.currentConnection();
        if (!connection.isEmpty())
            workbench.window.openAddress(
                {.place = u"browse"_s, .connection = connection, .path = {u"search"_s}});
    });
    return {.id = u"browse"_s,
            .title = gui::MainWindow::tr("Browse"),
            .iconName = u"browse"_s,
            .needsConnection = true,
            .create = [&workbench](const gui::Address &address, QWidget *parent) -> gui::Page * {
                const auto state = workbench.catalogs.of(address.connection);
                if (address.path == QStringList{u"search"_s})
                    return new gui::SearchPage(address, state, workbench.theme, parent);
                if (gui::DiagramPage::shows(address.path))
                    return new gui::DiagramPage(address, state, workbench.theme, parent);
                auto *page = new gui::BrowsePage(address, state, workbench.theme, parent);
                QObject::connect(page, &gui::BrowsePage::consoleRequested, page,
                                 [&workbench, connection = address.connection](const QString &sql) {
                                     workbench.window.openAddress({.place = u"console"_s,
                                                                   .connection = connection,
                                                                   .path = {}});
                                     if (auto *console = qobject_cast<gui::ConsolePage *>(
                                             workbench.window.tabs().currentPage()))
                                         console->insertText(sql);
                                 });
                return page;
            }};
}

} // namespace howdah::app
