#pragma once

#include "base/result.h"
#include "pg/endpoint.h"
#include "pg/sessionsetup.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace howdah::connections {

enum class Environment { Development, Staging, Production };

/// "development", "staging", "production".
[[nodiscard]] QString environmentName(Environment environment);
[[nodiscard]] std::optional<Environment> environmentFromName(const QString &name);

enum class PasswordSource {
    Keychain, ///< saved in the keychain of the operating system
    Ask,      ///< asked for once a run, kept nowhere
    PassFile, ///< .pgpass, PGPASSFILE, or a server that wants none
    Command,  ///< printed by a program
};

/// "keychain", "ask", "pass-file", "command".
[[nodiscard]] QString passwordSourceName(PasswordSource source);
[[nodiscard]] std::optional<PasswordSource> passwordSourceFromName(const QString &name);

/// A saved connection: everything but the secret.
struct Profile final
{
    QString id; ///< uuid; empty until saved for the first time
    QString name;
    QString group;
    Environment environment = Environment::Development;
    QString colour; ///< "1" … "8": a series colour of the theme, to tell it apart; empty for none
    QStringList tags;
    bool favourite = false;

    pg::Endpoint endpoint; ///< its password is not saved and not compared
    PasswordSource passwordSource = PasswordSource::Keychain;

    QString role;
    QString searchPath;
    bool readOnly = false; ///< by choice; production is read-only by itself while locked
    int connectTimeoutMs = 10'000;
    int statementTimeoutMs = 0;
    int lockTimeoutMs = 0;
    int idleInTransactionTimeoutMs = 0;
    /// How many sessions Howdah may hold on it at once.
    int sessionLimit = 8;

    QDateTime lastUsed;

    /// The database libpq will end up in: dbname, or the user's name as libpq does without one.
    [[nodiscard]] QString database() const;
    /// What a session finds, without the production lock.
    [[nodiscard]] pg::SessionSetup sessionSetup() const;

    /// For the workspace file and for export: no secrets.
    [[nodiscard]] QJsonObject toJson() const;
    /// InvalidInput names the member at fault.
    [[nodiscard]] static Result<Profile> fromJson(const QJsonObject &json);

    friend bool operator==(const Profile &, const Profile &) = default;
};

/// What is wrong with it so that it cannot be saved: InvalidInput.
[[nodiscard]] Result<void> validate(const Profile &profile);

/// Parameters of libpq that are secrets themselves and are never saved ("sslpassword" …).
[[nodiscard]] const QStringList &secretParameters();

/// The key of its password in the vault.
[[nodiscard]] QString secretKey(const QString &profileId);

/// True when both mean the same database of the same server, however they are written: host
/// (localhost, a socket folder and nothing are one), port and database.
[[nodiscard]] bool sameTarget(const pg::Endpoint &a, const pg::Endpoint &b);

} // namespace howdah::connections
