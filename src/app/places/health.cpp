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
                return new gui::HealthPage(
                    address,
                    {.overview = [service] { return service->overview(); },
                     .stop =
                         [service](activity::Stop what, int pid, const QDateTime &startedAt) {
                             return service->stop(what, pid, startedAt);
                         }},
                    workbench.theme, parent);
            }};
}

} // namespace howdah::app
