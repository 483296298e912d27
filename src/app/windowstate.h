#pragma once

#include "gui/shell/statestore.h"
#include "store/settings.h"

namespace howdah::app {

/// The window's memory, kept in the workspace file; or none, for a window that neither knows what
/// was before nor leaves anything behind.
class WindowState final : public gui::StateStore
{
public:
    enum class Memory { Kept, None };

    explicit WindowState(store::Settings &settings, Memory memory = Memory::Kept)
        : m_settings(settings)
        , m_memory(memory)
    {}

    [[nodiscard]] QByteArray load(const QString &key) override;
    void save(const QString &key, const QByteArray &value) override;

private:
    store::Settings &m_settings;
    Memory m_memory;
};

} // namespace howdah::app
