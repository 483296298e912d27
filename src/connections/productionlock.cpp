#include "connections/productionlock.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::connections {

/// Shared with confirmed runs, which may end after the lock itself is gone.
struct ProductionLock::State
{
    struct Open
    {
        std::optional<std::chrono::steady_clock::time_point> until;
        int runs = 0;

        [[nodiscard]] bool isOpen(std::chrono::steady_clock::time_point now) const
        {
            return runs > 0 || (until && now < *until);
        }
    };

    std::mutex mutex;
    Clock clock;
    QHash<QString, Open> open;
    ProductionLock *owner = nullptr;

    bool isLocked(const Profile &profile)
    {
        if (profile.environment != Environment::Production)
            return false;
        const std::lock_guard lock(mutex);
        const auto it = open.constFind(profile.id);
        return it == open.constEnd() || !it->isOpen(clock());
    }

    /// Tells the owner, in its thread, if it still lives.
    void tell(const QString &id)
    {
        const std::lock_guard lock(mutex);
        if (owner)
            QMetaObject::invokeMethod(
                owner, [o = owner, id] { emit o->changed(id); }, Qt::QueuedConnection);
    }
};

ProductionLock::ConfirmedRun::~ConfirmedRun()
{
    m_end();
}

ProductionLock::ProductionLock(Clock clock, QObject *parent)
    : QObject(parent)
    , m_state(std::make_shared<State>())
    , m_timer(this)
{
    m_state->clock = std::move(clock);
    m_state->owner = this;
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ProductionLock::expire);
    // Before anybody else hears of it, so that the timer is right for them.
    connect(this, &ProductionLock::changed, this, &ProductionLock::schedule);
}

ProductionLock::~ProductionLock()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->owner = nullptr;
    m_state->open.clear();
}

bool ProductionLock::isLocked(const Profile &profile) const
{
    return m_state->isLocked(profile);
}

std::function<bool(const Profile &)> ProductionLock::question() const
{
    return [state = m_state](const Profile &profile) { return state->isLocked(profile); };
}

Result<void> ProductionLock::unlock(const Profile &profile, const QString &typedName)
{
    if (typedName != profile.database())
        return Error::invalid(u"That is not the name of the database."_s);
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->open[profile.id].until = m_state->clock() + openFor;
    }
    emit changed(profile.id);
    return {};
}

void ProductionLock::lock(const QString &profileId)
{
    {
        const std::lock_guard lock(m_state->mutex);
        const auto it = m_state->open.find(profileId);
        if (it == m_state->open.end() || !it->until)
            return;
        it->until.reset();
        if (it->runs == 0)
            m_state->open.erase(it);
    }
    emit changed(profileId);
}

std::chrono::seconds ProductionLock::remaining(const QString &profileId) const
{
    const std::lock_guard lock(m_state->mutex);
    const auto it = m_state->open.constFind(profileId);
    if (it == m_state->open.constEnd() || !it->until)
        return 0s;
    return std::max(0s, std::chrono::ceil<std::chrono::seconds>(*it->until - m_state->clock()));
}

Result<std::shared_ptr<ProductionLock::ConfirmedRun>>
ProductionLock::confirmRun(const Profile &profile, const QString &typedName)
{
    if (typedName != profile.database())
        return Error::invalid(u"That is not the name of the database."_s);
    {
        const std::lock_guard lock(m_state->mutex);
        ++m_state->open[profile.id].runs;
    }
    emit changed(profile.id);
    return std::shared_ptr<ConfirmedRun>(new ConfirmedRun([state = m_state, id = profile.id] {
        {
            const std::lock_guard lock(state->mutex);
            auto &open = state->open[id];
            // The end of a confirmed run ends what was unlocked before it, too.
            if (--open.runs == 0)
                state->open.remove(id);
        }
        state->tell(id);
    }));
}

void ProductionLock::schedule()
{
    const std::lock_guard lock(m_state->mutex);
    std::optional<std::chrono::steady_clock::time_point> next;
    for (const auto &open : std::as_const(m_state->open)) {
        if (open.until && (!next || *open.until < *next))
            next = open.until;
    }
    if (!next) {
        m_timer.stop();
        return;
    }
    // Looked at once a second at least: the machine may have slept.
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*next - m_state->clock());
    m_timer.start(std::clamp<std::chrono::milliseconds>(left, 0ms, 1s));
}

void ProductionLock::expire()
{
    QStringList expired;
    {
        const std::lock_guard lock(m_state->mutex);
        const auto now = m_state->clock();
        for (auto it = m_state->open.begin(); it != m_state->open.end();) {
            const bool over = it->until && now >= *it->until;
            if (over) {
                it->until.reset();
                expired += it.key();
            }
            it = over && it->runs == 0 ? m_state->open.erase(it) : std::next(it);
        }
    }
    for (const QString &id : std::as_const(expired))
        emit changed(id);
    schedule();
}

Result<void> checkConfirmation(const Profile &profile, const QString &confirmedDatabase)
{
    if (profile.environment != Environment::Production || confirmedDatabase == profile.database())
        return {};
    return Error{
        .kind = Error::Kind::ReadOnly,
        .message =
            confirmedDatabase.isEmpty()
                ? u"\"%1\" is a production connection and opens read-only. Give --confirm-database with the name of its database to change it."_s
                      .arg(profile.name)
                : u"--confirm-database does not name the database of the production connection \"%1\"."_s
                      .arg(profile.name)};
}

} // namespace howdah::connections
