#pragma once

#include <QtGlobal>

#include <atomic>
#include <thread>

namespace howdah::support {

/// A way to a local TCP port that can die as networks do: after fallSilent() both ends stay open,
/// what they send is taken, and nothing arrives any more. Gone with the object.
class SilentProxy final
{
public:
    explicit SilentProxy(quint16 target);
    ~SilentProxy();
    Q_DISABLE_COPY_MOVE(SilentProxy)

    /// 0 when it could not be made.
    [[nodiscard]] quint16 port() const { return m_port; }
    void fallSilent() { m_silent = true; }

private:
    void serve(quint16 target);

    int m_listener = -1;
    quint16 m_port = 0;
    std::atomic_bool m_silent = false;
    std::atomic_bool m_stopping = false;
    std::thread m_thread;
};

} // namespace howdah::support
