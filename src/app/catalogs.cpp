#include "app/catalogs.h"

namespace howdah::app {

std::shared_ptr<gui::CatalogState> Catalogs::of(const QString &connectionId)
{
    auto &state = m_states[connectionId];
    if (!state) {
        const auto service = std::make_shared<catalog::CatalogService>(
            m_hub.session(connectionId, connections::Purpose::Load));
        auto calls = gui::CatalogCalls::of(service);
        // What people run from a menu is recorded, and bound by the production lock of this moment.
        calls.run = [this, connectionId](const QString &sql) {
            auto &session = m_runners[connectionId];
            if (!session)
                session = m_hub.session(connectionId, connections::Purpose::Run);
            const auto answer = catalog::CatalogService(session).run(sql);
            session->disconnect();
            return answer;
        };
        state = std::make_shared<gui::CatalogState>(std::move(calls));
    }
    return state;
}

} // namespace howdah::app
