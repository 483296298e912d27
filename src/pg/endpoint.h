#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <QMap>
#include <QStringList>

namespace howdah::pg {

/// Where a server is and how to reach it: libpq's own connection parameters, with the password kept
/// apart.
class Endpoint final
{
public:
    Endpoint() = default;

    /// Reads libpq conninfo ("host=… dbname=…"), a postgresql:// URI, the same with a driver suffix
    /// ("postgresql+psycopg2://…") or .NET style ("Host=…;Database=…"). A password in it ends up in
    /// password(), never in the parameters. InvalidInput says which keyword is at fault, never its
    /// value.
    [[nodiscard]] static Result<Endpoint> parse(const QString &text);

    /// The value of a libpq parameter ("host", "sslmode", …); empty when not set.
    [[nodiscard]] QString value(const QString &keyword) const
    {
        return m_parameters.value(keyword);
    }
    /// Sets a libpq parameter; an empty value removes it. "password" is refused by assertion: use
    /// setPassword().
    void setValue(const QString &keyword, const QString &value);
    [[nodiscard]] const QMap<QString, QString> &parameters() const { return m_parameters; }
    /// Every parameter the libpq in use understands; "sslnegotiation", for one, only from libpq 17
    /// on.
    [[nodiscard]] static QStringList supportedKeywords();

    [[nodiscard]] QString host() const { return value(QStringLiteral("host")); }
    [[nodiscard]] QString port() const { return value(QStringLiteral("port")); }
    [[nodiscard]] QString database() const { return value(QStringLiteral("dbname")); }
    [[nodiscard]] QString user() const { return value(QStringLiteral("user")); }

    [[nodiscard]] const Secret &password() const { return m_password; }
    void setPassword(const Secret &password) { m_password = password; }

    /// A program and its arguments that print the password, run without a shell each time a
    /// connection is opened and no password is set ("aws rds generate-db-auth-token …"). Empty for
    /// none.
    [[nodiscard]] const QStringList &passwordCommand() const { return m_passwordCommand; }
    void setPasswordCommand(const QStringList &command) { m_passwordCommand = command; }

    /// The parameters as one conninfo string, quoted, without the password: safe for argv and logs.
    [[nodiscard]] QString toConninfo() const;
    /// "mentor@db.example:5433/navi" for people; never a secret.
    [[nodiscard]] QString toDisplayText() const;

    /// Compares everything but the password.
    friend bool operator==(const Endpoint &a, const Endpoint &b)
    {
        return a.m_parameters == b.m_parameters && a.m_passwordCommand == b.m_passwordCommand;
    }

private:
    QMap<QString, QString> m_parameters;
    QStringList m_passwordCommand;
    Secret m_password;
};

} // namespace howdah::pg
