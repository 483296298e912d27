#pragma once

#include "gui/shell/statestore.h"
#include "store/settings.h"

namespace howdah::app {

/// The window's memory, kept in the workspace file.
class WindowState final : public gui::StateStore
{
public:
    explicit WindowState(store::Settings &settings)
        : m_settings(settings)
    {}

    [[nodiscard]] QByteArray load(const QString &key) override;
    void save(const QString &key, const QByteArray &value) override;

private:
    store::Settings &m_settings;
};

} // namespace howdah::app
