#pragma once

#include <QtGlobal>

namespace howdah::pg {

/// A descriptor that poll() can wait on and any thread can make readable.
class Wakeup final
{
public:
    Wakeup();
    ~Wakeup();
    Q_DISABLE_COPY_MOVE(Wakeup)

    void wake();
    void clear();
    [[nodiscard]] int descriptor() const { return m_read; }

private:
    int m_read = -1;
    int m_write = -1;
};

} // namespace howdah::pg
