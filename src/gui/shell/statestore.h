#pragma once

#include <QByteArray>
#include <QString>

namespace howdah::gui {

/// Where the window keeps what must survive a restart or a crash. Implemented by app over the
/// workspace file.
class StateStore
{
public:
    virtual ~StateStore() = default;

    /// Empty when nothing was kept under @p key.
    [[nodiscard]] virtual QByteArray load(const QString &key) = 0;
    /// Must return quickly and be durable against the program being killed right after. An empty
    /// value removes.
    virtual void save(const QString &key, const QByteArray &value) = 0;
};

} // namespace howdah::gui
