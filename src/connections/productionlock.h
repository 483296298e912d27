#pragma once

#include "connections/profile.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>

namespace howdah::connections {

/// Whether production may be written to. A production connection is locked (read-only) until
/// somebody types its database's name, and again 15 minutes later or when the run that was
/// confirmed has ended. A seat belt for people, no protection from them. isLocked() may be asked
/// from any thread.
class ProductionLock final : public QObject
{
    Q_OBJECT

public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;
    static constexpr std::chrono::minutes openFor{15};

    explicit ProductionLock(Clock clock = &std::chrono::steady_clock::now,
                            QObject *parent = nullptr);
    ~ProductionLock() override;

    /// False for everything that is not production.
    [[nodiscard]] bool isLocked(const Profile &profile) const;
    /// isLocked() for those who may outlive this object; then everything is locked.
    [[nodiscard]] std::function<bool(const Profile &)> question() const;
    /// InvalidInput when @p typedName is not exactly the name of the database.
    [[nodiscard]] Result<void> unlock(const Profile &profile, const QString &typedName);
    void lock(const QString &profileId);
    /// How long it stays open; zero when it is locked or open only for a run.
    [[nodiscard]] std::chrono::seconds remaining(const QString &profileId) const;

    /// Keeps a production connection open while it lives and locks it when it goes.
    class [[nodiscard]] ConfirmedRun final
    {
    public:
        ~ConfirmedRun();
        Q_DISABLE_COPY_MOVE(ConfirmedRun)

    private:
        friend class ProductionLock;
        explicit ConfirmedRun(std::function<void()> end)
            : m_end(std::move(end))
        {}
        std::function<void()> m_end;
    };
    /// Opens for one run that was confirmed with the database's name; ends with the answer, from
    /// any thread.
    [[nodiscard]] Result<std::shared_ptr<ConfirmedRun>> confirmRun(const Profile &profile,
                                                                   const QString &typedName);

signals:
    /// It was locked or unlocked, by somebody or by the clock.
    void changed(const QString &profileId);

private:
    struct State;
    void schedule();
    void expire();

    std::shared_ptr<State> m_state;
    QTimer m_timer;
};

/// What howdahctl asks before it changes anything: nothing for other environments, the database's
/// name for production. ReadOnly says what to give.
[[nodiscard]] Result<void> checkConfirmation(const Profile &profile,
                                             const QString &confirmedDatabase);

} // namespace howdah::connections
