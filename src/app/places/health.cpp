#include "activity/service.h"
#include "app/places.h"
#include "gui/health/healthpage.h"

using namespace Qt::StringLiterals;

namespace howdah::app {

gui::Place makeHealthPlace(Workbench &workbench)
{
    return {.id = u"health"_s,
            .title = gui::MainWindow::tr("Health"),
            .iconName = u"health"_s,
            .needsConnection = true,
            .create = [&workbench](const gui::Address &address, QWidget *parent) -> gui::Page * {
                const auto service = std::make_shared<activity::Service>(
                    workbench.hub.session(address.connection, connections::Purpose::Watch));
                // Looking is not worth recording, stopping somebody is.
                const auto stopper = std::make_shared<activity::Service>(
                    workbench.hub.session(address.connection, connections::Purpose::Run));
                return new gui::HealthPage(
                    address,
                    {.overview = [service] { return service->overview(); },
                     .stop =
                         [stopper](activity::Stop what, int pid, const QDateTime &startedAt) {
                             return stopper->stop(what, pid, startedAt);
                         }},
                    workbench.theme, parent);
            }};
}

} // namespace howdah::app
