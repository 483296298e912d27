#include "app/places.h"
#include "catalog/searchindex.h"
#include "gui/browse/browsepage.h"
#include "gui/browse/diagrampage.h"
#include "gui/browse/kindtext.h"
#include "gui/browse/searchpage.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace howdah::app {

namespace {

/// Ctrl+P: what the current connection's catalog finds by name.
QList<gui::PaletteItem> quickOpen(Workbench &workbench, const QString &text)
{
    const QString connection = workbench.window.currentConnection();
    if (connection.isEmpty())
        return {};
    const auto state = workbench.catalogs.of(connection);
    state->ensureLoaded();
    const auto index = state->loaded().search;
    if (!index)
        return {};
    QList<gui::PaletteItem> items;
    for (const catalog::SearchHit &hit : index->find(text, {.limit = 50})) {
        const catalog::Snapshot &snapshot = *index->snapshot();
        const gui::Address address{.place = u"browse"_s,
                                   .connection = connection,
                                   .path = gui::BrowsePage::pathOf(snapshot, hit.id)};
        items.append(
            {.title = snapshot.name(hit.id).replace(u'\n', u'\u23CE'),
             .detail = gui::kindTitle(hit.id.kind) + u"  "_s +
                       snapshot.schemaName(snapshot.schemaOf(hit.id)),
             .icon = workbench.theme.icon(gui::kindIcon(hit.id.kind)),
             .activate = [&workbench, address] { workbench.window.openAddress(address); }});
    }
    return items;
}

} // namespace

gui::Place makeBrowsePlace(Workbench &workbench)
{
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
                if (address.path.value(0) == "diagram"_L1 && address.path.size() > 1)
                    return new gui::DiagramPage(address, state, workbench.theme, parent);
                return new gui::BrowsePage(address, state, workbench.theme, parent);
            }};
}

} // namespace howdah::app
