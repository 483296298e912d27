#pragma once

#include <QDeadlineTimer>

#include <memory>

struct pg_conn;

namespace howdah::pg {

/// One cancel request on its way to the server. Sending one opens a connection of its own and can
/// hang, so it happens on a helper thread that nobody joins; whoever wants to send the next
/// statement must wait until it has arrived, or it would hit that one.
class PendingCancel final
{
public:
    /// Asks the server of @p connection to stop what it does for it; returns at once.
    [[nodiscard]] static std::shared_ptr<PendingCancel> send(pg_conn *connection);

    /// False when the request has not arrived by then.
    [[nodiscard]] bool waitUntilArrived(QDeadlineTimer deadline) const;

private:
    struct State;
    explicit PendingCancel(std::shared_ptr<State> state);
    std::shared_ptr<State> m_state;
};

} // namespace howdah::pg
