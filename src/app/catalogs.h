#pragma once

#include "connections/hub.h"
#include "gui/browse/catalogstate.h"

#include <QHash>

#include <memory>

namespace howdah::app {

/// The catalog of each connection, read once and shared by everything that shows or completes
/// names: Browse, quick open, the console.
class Catalogs final
{
public:
    explicit Catalogs(connections::Hub &hub)
        : m_hub(hub)
    {}

    /// Never null; reads nothing before ensureLoaded() is called on it.
    [[nodiscard]] std::shared_ptr<gui::CatalogState> of(const QString &connectionId);

private:
    connections::Hub &m_hub;
    QHash<QString, std::shared_ptr<gui::CatalogState>> m_states;
    QHash<QString, std::shared_ptr<pg::Session>> m_runners;
};

} // namespace howdah::app
