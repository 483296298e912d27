#pragma once

#include <QByteArray>

#include <utility>

namespace howdah {

/// A password or key. It cannot be printed, compared or turned into a QString by accident, and its
/// bytes are wiped when the last copy goes. Use reveal() only where bytes leave for libpq, the
/// keychain or an anonymous pass file.
class Secret final
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {}
    Secret(const Secret &) = default;
    Secret(Secret &&) noexcept = default;
    /// By swap, so that the destructor wipes what was held before.
    Secret &operator=(Secret other) noexcept
    {
        m_bytes.swap(other.m_bytes);
        return *this;
    }
    ~Secret()
    {
        // Only the last owner may wipe: QByteArray is shared.
        if (!m_bytes.isEmpty() && m_bytes.isDetached()) {
            volatile char *bytes = m_bytes.data();
            for (qsizetype i = 0; i < m_bytes.size(); ++i)
                bytes[i] = 0;
        }
    }

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    [[nodiscard]] const QByteArray &reveal() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

} // namespace howdah
