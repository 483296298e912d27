#pragma once

#include "catalog/actions.h"
#include "gui/browse/catalogstate.h"
#include "gui/shell/theme.h"

#include <QObject>

class QMenu;

namespace howdah::gui {

class SqlPreviewDialog;

/// The part of an object's context menu that changes it: each entry shows its SQL, what it locks
/// and what it takes along before anything runs.
class ObjectActions final : public QObject
{
    Q_OBJECT

public:
    /// Dialogs stand over @p window, which also owns this.
    ObjectActions(CatalogState &state, const Theme &theme, QWidget *window);

    /// Adds what can be done to @p id; nothing where nothing can.
    void addTo(QMenu &menu, const catalog::ObjectId &id);

signals:
    /// The server has done something; the catalog is not what it was.
    void done();

private:
    void ask(const catalog::ObjectId &id, catalog::ObjectAction action);
    void tellConsequences(SqlPreviewDialog &dialog, const catalog::SnapshotPtr &snapshot,
                          const catalog::ObjectId &id, catalog::ObjectAction action);

    CatalogState &m_state;
    const Theme &m_theme;
    QWidget *m_window;
};

} // namespace howdah::gui
