#pragma once

#include <QtGlobal>

#include <functional>
#include <memory>

namespace howdah {

/// The listening end of a cancellation: cheap to copy, safe from any thread, never cancelled when
/// default-constructed.
class CancellationToken final
{
public:
    CancellationToken() = default;

    [[nodiscard]] bool isCancelled() const;

    /// Keeps a callback registered while it lives.
    class [[nodiscard]] Registration final
    {
    public:
        Registration() = default;
        Registration(Registration &&other) noexcept = default;
        Registration &operator=(Registration &&other) noexcept;
        ~Registration();

    private:
        friend class CancellationToken;
        void release();
        std::shared_ptr<void> m_state;
        quint64 m_id = 0;
    };

    /// Calls @p callback once, on the thread that cancels, or at once when cancelled already. After
    /// the Registration is gone the callback is neither running nor called.
    Registration onCancelled(std::function<void()> callback) const;

private:
    friend class CancellationSource;
    struct State;
    std::shared_ptr<State> m_state;
};

/// The pulling end: cancel() reaches every token made from it.
class CancellationSource final
{
public:
    CancellationSource();

    [[nodiscard]] CancellationToken token() const { return m_token; }
    [[nodiscard]] bool isCancelled() const { return m_token.isCancelled(); }
    void cancel();

private:
    CancellationToken m_token;
};

} // namespace howdah
