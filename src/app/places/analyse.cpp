#include "app/places.h"
#include "gui/analyse/analysepage.h"
#include "metrics/service.h"

using namespace Qt::StringLiterals;

namespace howdah::app {

gui::Place makeAnalysePlace(Workbench &workbench)
{
    return {.id = u"analyse"_s,
            .title = gui::MainWindow::tr("Analytics"),
            .iconName = u"analytics"_s,
            .needsConnection = true,
            .create = [&workbench](const gui::Address &address, QWidget *parent) -> gui::Page * {
                const auto service = std::make_shared<metrics::Service>(
                    workbench.hub.session(address.connection, connections::Purpose::Load));
                return new gui::AnalysePage(
                    address,
                    {.sources = [service] { return service->sources(); },
                     .dashboard =
                         [service](const metrics::DashboardRequest &request) {
                             return service->dashboard(request);
                         },
                     .cancel = [service] { service->cancel(); }},
                    workbench.theme, parent);
            }};
}

} // namespace howdah::app
