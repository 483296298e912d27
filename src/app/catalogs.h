#pragma once

#include "connections/hub.h"
#include "connections/productionlock.h"
#include "gui/browse/catalogstate.h"
#include "store/settings.h"

#include <QHash>

#include <functional>
#include <memory>

namespace howdah::app {

/// The catalog of each connection, read once and shared by everything that shows or completes
/// names: Browse, quick open, the console. What was read is kept in a file a connection, so that
/// the next start can search at once, and without the server.
class Catalogs final
{
public:
    /// @p folder holds the kept catalogs; empty keeps none.
    Catalogs(connections::Hub &hub, connections::ProfileList &profiles,
             connections::ProductionLock &lock, store::Settings &settings, QString folder)
        : m_hub(hub)
        , m_profiles(profiles)
        , m_lock(lock)
        , m_settings(settings)
        , m_folder(std::move(folder))
    {}

    /// How the rows of an object are read on a connection; before the first of().
    using GridMaker = std::function<gui::GridService(const QString &connectionId)>;
    void setGridMaker(GridMaker maker) { m_gridMaker = std::move(maker); }

    /// Never null; reads nothing before ensureLoaded() is called on it.
    [[nodiscard]] std::shared_ptr<gui::CatalogState> of(const QString &connectionId);

private:
    [[nodiscard]] gui::CatalogCalls callsFor(const QString &connectionId);
    [[nodiscard]] QString fileOf(const QString &connectionId) const;
    [[nodiscard]] QString whyReadOnly(const QString &connectionId) const;
    void removeOrphans() const;

    connections::Hub &m_hub;
    connections::ProfileList &m_profiles;
    connections::ProductionLock &m_lock;
    store::Settings &m_settings;
    QString m_folder;
    GridMaker m_gridMaker;
    QHash<QString, std::shared_ptr<gui::CatalogState>> m_states;
    QHash<QString, std::shared_ptr<pg::Session>> m_runners;
};

} // namespace howdah::app
