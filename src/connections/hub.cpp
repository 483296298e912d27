#include "connections/hub.h"

#include "base/whendone.h"

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::connections {

namespace {

/// How long to wait before a session inside a transaction is told again that the lock changed.
constexpr auto lockRetry = 1s;

bool isShared(Purpose purpose)
{
    return purpose == Purpose::Load || purpose == Purpose::Watch;
}

bool isRecorded(Purpose purpose)
{
    return !isShared(purpose);
}

store::Outcome outcomeOf(const std::optional<Error> &error)
{
    if (!error)
        return store::Outcome::Succeeded;
    if (error->isCancelled() || error->kind == Error::Kind::TimedOut)
        return store::Outcome::Cancelled;
    return error->isConnectionGone() ? store::Outcome::Unknown : store::Outcome::Failed;
}

/// Whether what decides how a session finds the database has changed.
bool leadsElsewhere(const Profile &a, const Profile &b)
{
    return a.endpoint != b.endpoint || a.role != b.role || a.searchPath != b.searchPath ||
           a.passwordSource != b.passwordSource || a.statementTimeoutMs != b.statementTimeoutMs ||
           a.lockTimeoutMs != b.lockTimeoutMs;
}

} // namespace

QString purposeName(Purpose purpose)
{
    switch (purpose) {
    case Purpose::Load:
        return u"load"_s;
    case Purpose::Watch:
        return u"watch"_s;
    case Purpose::Console:
        return u"console"_s;
    case Purpose::Data:
        return u"data"_s;
    case Purpose::Run:
        return u"run"_s;
    }
    Q_UNREACHABLE();
}

store::Execution executionOf(const pg::StatementReport &report, const Profile &profile,
                             const QString &source)
{
    const pg::Endpoint &endpoint = profile.endpoint;
    const QString host = endpoint.host().isEmpty() ? u"local"_s : endpoint.host();
    return {.startedAt = report.startedAt,
            .connectionId = profile.id,
            .connectionName = profile.name,
            .server = endpoint.port().isEmpty() ? host : QString(host + u':' + endpoint.port()),
            .database = profile.database(),
            .databaseRole = profile.role.isEmpty() ? endpoint.user() : profile.role,
            .source = source,
            .statement = report.sql,
            .outcome = outcomeOf(report.error),
            .sqlstate = report.error ? report.error->sqlstate : QString(),
            .message = report.error ? report.error->message : QString(),
            .affectedRows = report.affectedRows,
            .duration = report.duration};
}

/// Shared with the sessions, which may end after the hub.
struct Hub::State
{
    std::mutex mutex;
    QHash<QString, QList<Purpose>> open;
    Hub *hub = nullptr;

    /// Runs @p function with the hub in the hub's thread, if it still lives by then.
    void tell(std::function<void(Hub &)> function)
    {
        const std::lock_guard lock(mutex);
        if (hub)
            QMetaObject::invokeMethod(
                hub, [h = hub, function = std::move(function)] { function(*h); },
                Qt::QueuedConnection);
    }
};

/// One session's place among those a connection may have; taken when it connects.
class Hub::Slot final
{
public:
    Slot(std::shared_ptr<State> state, QString profileId, Purpose purpose)
        : m_state(std::move(state))
        , m_profileId(std::move(profileId))
        , m_purpose(purpose)
    {}
    ~Slot() { release(); }
    Q_DISABLE_COPY_MOVE(Slot)

    [[nodiscard]] Result<void> take(int limit)
    {
        {
            const std::lock_guard lock(m_state->mutex);
            if (m_taken)
                return {};
            auto &open = m_state->open[m_profileId];
            if (open.size() >= limit) {
                return Error{
                    .kind = Error::Kind::Unavailable,
                    .message =
                        u"All %1 sessions that this connection may have are in use."_s.arg(limit)};
            }
            open.append(m_purpose);
            m_taken = true;
        }
        tell();
        return {};
    }

    void release()
    {
        {
            const std::lock_guard lock(m_state->mutex);
            if (!m_taken)
                return;
            m_taken = false;
            m_state->open[m_profileId].removeOne(m_purpose);
        }
        tell();
    }

    [[nodiscard]] bool isTaken() const
    {
        const std::lock_guard lock(m_state->mutex);
        return m_taken;
    }

private:
    void tell()
    {
        m_state->tell([id = m_profileId](Hub &hub) { emit hub.usageChanged(id); });
    }

    std::shared_ptr<State> m_state;
    QString m_profileId;
    Purpose m_purpose;
    bool m_taken = false;
};

Hub::Hub(ProfileList &profiles, std::shared_ptr<vault::Vault> vault, ProductionLock &lock,
         std::shared_ptr<store::ExecutionRecord> record, QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
    , m_vault(std::move(vault))
    , m_opener(std::make_shared<Opener>(m_vault, lock))
    , m_record(std::move(record))
    , m_state(std::make_shared<State>())
{
    m_state->hub = this;
    m_opener->setProfiles(m_profiles.profiles());
    connect(&m_profiles, &ProfileList::changed, this, &Hub::takeProfiles);
    connect(&lock, &ProductionLock::changed, this, &Hub::applyLock);
    connect(this, &Hub::connected, &m_profiles, &ProfileList::touch);
}

Hub::~Hub()
{
    const std::lock_guard lock(m_state->mutex);
    m_state->hub = nullptr;
}

std::shared_ptr<pg::Session> Hub::session(const QString &profileId, Purpose purpose)
{
    m_sessions.removeIf([](const Entry &entry) { return entry.session.expired(); });
    if (isShared(purpose)) {
        for (const Entry &entry : std::as_const(m_sessions)) {
            if (entry.profileId == profileId && entry.purpose == purpose) {
                if (auto shared = entry.session.lock())
                    return shared;
            }
        }
    }
    const auto slot = std::make_shared<Slot>(m_state, profileId, purpose);
    auto session = std::make_shared<pg::Session>(
        [opener = m_opener, state = m_state, record = m_record, slot, profileId,
         purpose](const pg::CallLimits &limits) -> Result<pg::Connection> {
            const auto profile = opener->profile(profileId);
            if (const auto taken = slot->take(profile ? profile->sessionLimit : 1); !taken)
                return taken.error();
            auto connection = opener->open(profileId, u"howdah "_s + purposeName(purpose), limits);
            if (!connection) {
                slot->release();
                state->tell([profileId, error = connection.error()](Hub &hub) {
                    emit hub.connectFailed(profileId, error);
                });
                return connection;
            }
            if (record && profile && isRecorded(purpose)) {
                connection->setStatementObserver(
                    [record, profile = *profile, purpose](const pg::StatementReport &report) {
                        record->append(executionOf(report, profile, purposeName(purpose)));
                    });
            }
            state->tell([profileId](Hub &hub) { emit hub.connected(profileId); });
            return connection;
        });
    m_sessions.append(
        {.session = session, .slot = slot, .profileId = profileId, .purpose = purpose});
    return session;
}

Hub::Usage Hub::usage(const QString &profileId) const
{
    const auto profile = m_profiles.find(profileId);
    const std::lock_guard lock(m_state->mutex);
    return {.open = m_state->open.value(profileId), .limit = profile ? profile->sessionLimit : 0};
}

Hub::Test Hub::test(const Profile &profile, const Secret &password)
{
    const auto taken = std::make_shared<std::atomic<qint64>>(0);
    Test test;
    test.session =
        std::make_shared<pg::Session>([profile, password, vault = m_vault, taken](
                                          const pg::CallLimits &limits) -> Result<pg::Connection> {
            QElapsedTimer timer;
            timer.start();
            auto connection = openOnce(profile, password, *vault, u"howdah test"_s, limits);
            *taken = timer.nsecsElapsed() / 1000;
            return connection;
        });
    test.report = test.session->run<ServerReport>(
        [taken](pg::Connection &connection, const pg::CallLimits &limits) {
            return examine(connection, std::chrono::microseconds(taken->load()), limits);
        });
    return test;
}

void Hub::setPassword(const QString &profileId, const Secret &password)
{
    m_opener->setPassword(profileId, password);
    emit passwordGiven(profileId);
}

void Hub::takeProfiles()
{
    for (const Entry &entry : std::as_const(m_sessions)) {
        const auto session = entry.session.lock();
        const auto before = m_opener->profile(entry.profileId);
        const auto now = m_profiles.find(entry.profileId);
        // A session of its own may be in a transaction; it follows when it connects the next time.
        if (session && before && isShared(entry.purpose) && (!now || leadsElsewhere(*before, *now)))
            session->disconnect();
    }
    m_opener->setProfiles(m_profiles.profiles());
}

void Hub::applyLock(const QString &profileId)
{
    for (const Entry &entry : std::as_const(m_sessions)) {
        const auto session = entry.session.lock();
        const auto slot = entry.slot.lock();
        if (!session || !slot || entry.profileId != profileId || !slot->isTaken())
            continue;
        const auto told = session->run<bool>(
            [opener = m_opener, profileId](pg::Connection &connection,
                                           const pg::CallLimits &limits) -> Result<bool> {
                // Inside a transaction the setting would be undone by a ROLLBACK.
                if (connection.transactionStatus() != pg::TransactionStatus::Idle)
                    return false;
                const QString value = opener->wantsReadOnly(profileId) ? u"on"_s : u"off"_s;
                const auto done = connection.query(
                    u"SELECT pg_catalog.set_config('default_transaction_read_only', $1, false)"_s,
                    {value}, limits);
                if (!done)
                    return done.error();
                return true;
            });
        whenDone(told, this, [this, profileId](const Result<bool> &done) {
            if (done && !*done)
                QTimer::singleShot(lockRetry, this, [this, profileId] { applyLock(profileId); });
        });
    }
}

} // namespace howdah::connections
