#pragma once

#include "connections/opener.h"
#include "connections/profilelist.h"
#include "connections/serverreport.h"
#include "pg/session.h"
#include "store/executionrecord.h"

#include <QObject>

#include <functional>
#include <memory>

namespace howdah::connections {

/// What a session is for; it decides who shares it and whether its statements are recorded.
enum class Purpose {
    Load,    ///< catalogs, dashboards, polling: one shared session a connection, not recorded
    Watch,   ///< watches a run: one shared session a connection, not recorded
    Console, ///< a console tab: its own, recorded
    Data,    ///< rows of a grid and their edits: its own, recorded
    Run,     ///< applies a change, restores, maintains: its own, recorded
};

/// "load", "watch", "console", "data", "run": the source in the record and the end of
/// application_name.
[[nodiscard]] QString purposeName(Purpose purpose);

/// One entry for the record of everything that was executed.
[[nodiscard]] store::Execution executionOf(const pg::StatementReport &report,
                                           const Profile &profile, const QString &source);

/// Which sessions are open on which connection, and how many may be. Sessions ask for their
/// password, the production lock and the limit each time they connect.
class Hub final : public QObject
{
    Q_OBJECT

public:
    Hub(ProfileList &profiles, std::shared_ptr<vault::Vault> vault, ProductionLock &lock,
        std::shared_ptr<store::ExecutionRecord> record, QObject *parent = nullptr);
    ~Hub() override;

    /// A session that connects with its first job. Never null: an unknown connection, a password
    /// that is missing or a limit that is reached answer each job with that error (NotFound,
    /// PasswordNeeded, Unavailable).
    [[nodiscard]] std::shared_ptr<pg::Session> session(const QString &profileId, Purpose purpose);

    struct Usage
    {
        QList<Purpose> open; ///< one entry a session that has connected
        int limit = 0;
    };
    [[nodiscard]] Usage usage(const QString &profileId) const;

    /// Tries what is being edited, with a typed password or (empty) what the profile's source
    /// gives. Destroying the session that is answered along gives up.
    struct Test
    {
        std::shared_ptr<pg::Session> session;
        QFuture<Result<ServerReport>> report;
    };
    [[nodiscard]] Test test(const Profile &profile, const Secret &password);

    /// A password somebody typed after PasswordNeeded or AuthenticationFailed.
    void setPassword(const QString &profileId, const Secret &password);

signals:
    void usageChanged(const QString &profileId);
    /// A session connected: what the server says of itself is worth asking again.
    void connected(const QString &profileId);
    /// A session could not connect. PasswordNeeded and AuthenticationFailed wait for setPassword().
    void connectFailed(const QString &profileId, const howdah::Error &error);
    /// Somebody gave a password: what failed for the lack of it can be tried again.
    void passwordGiven(const QString &profileId);

private:
    struct State;
    class Slot;
    struct Entry
    {
        std::weak_ptr<pg::Session> session;
        std::weak_ptr<Slot> slot;
        QString profileId;
        Purpose purpose;
    };
    void takeProfiles();
    void applyLock(const QString &profileId);

    ProfileList &m_profiles;
    std::shared_ptr<vault::Vault> m_vault;
    std::shared_ptr<Opener> m_opener;
    std::shared_ptr<store::ExecutionRecord> m_record;
    std::shared_ptr<State> m_state;
    QList<Entry> m_sessions;
};

} // namespace howdah::connections
