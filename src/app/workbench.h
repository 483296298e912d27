#pragma once

#include "app/catalogs.h"
#include "app/sampleserver.h"
#include "connections/hub.h"
#include "gui/shell/mainwindow.h"
#include "gui/shell/theme.h"
#include "jobs/joblist.h"
#include "store/executionrecord.h"
#include "store/settings.h"
#include "store/store.h"

#include <memory>

namespace howdah::app {

/// Everything one running Howdah consists of, made once in main() and handed to what needs it. A
/// place's services are made by its file in app/places and live as long as its pages.
struct Workbench final
{
    gui::Theme &theme;
    jobs::JobList &jobs;
    std::shared_ptr<store::Store> store;
    store::Settings &settings;
    std::shared_ptr<store::ExecutionRecord> record;
    std::shared_ptr<vault::Vault> vault;
    connections::ProfileList &profiles;
    connections::ProductionLock &lock;
    connections::Hub &hub;
    Catalogs &catalogs;
    SampleServer &sampleServer;
    gui::MainWindow &window;
};

} // namespace howdah::app
