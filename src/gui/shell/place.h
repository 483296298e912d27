#pragma once

#include "gui/shell/page.h"

#include <functional>

namespace howdah::gui {

/// One entry of the rail, or (with an empty title) a kind of page that has none. Registered by app,
/// which knows the services a page needs and captures them in create().
struct Place final
{
    QString id;       ///< Address::place
    QString title;    ///< beside the rail's icon
    QString iconName; ///< drawing in resources/icons
    bool needsConnection = true;
    /// Makes the page for an address; never null: an unknown path gets a page that says so.
    std::function<Page *(const Address &address, QWidget *parent)> create;
};

} // namespace howdah::gui
