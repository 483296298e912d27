#include "connections/profile.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::connections {

namespace {

QString setOrEnvironment(const pg::Endpoint &endpoint, const QString &keyword, const char *variable)
{
    const QString value = endpoint.value(keyword);
    return value.isEmpty() ? qEnvironmentVariable(variable) : value;
}

QString effectiveUser(const pg::Endpoint &endpoint)
{
    const QString user = setOrEnvironment(endpoint, u"user"_s, "PGUSER");
    return user.isEmpty() ? qEnvironmentVariable("USER") : user;
}

QString effectiveDatabase(const pg::Endpoint &endpoint)
{
    const QString database = setOrEnvironment(endpoint, u"dbname"_s, "PGDATABASE");
    return database.isEmpty() ? effectiveUser(endpoint) : database;
}

/// Every way to say "this machine" is one.
QString normalHost(const QString &host)
{
    static const QStringList here{u"localhost"_s, u"127.0.0.1"_s, u"::1"_s, u""_s};
    return here.contains(host.toLower()) || host.startsWith(u'/') ? u"localhost"_s : host.toLower();
}

QStringList targets(const pg::Endpoint &endpoint)
{
    QString host = setOrEnvironment(endpoint, u"host"_s, "PGHOST");
    if (host.isEmpty())
        host = setOrEnvironment(endpoint, u"hostaddr"_s, "PGHOSTADDR");
    const QStringList hosts = host.split(u',');
    const QStringList ports = setOrEnvironment(endpoint, u"port"_s, "PGPORT").split(u',');
    QStringList all;
    for (qsizetype i = 0; i < hosts.size(); ++i) {
        const QString port = ports.size() > 1 ? ports.value(i) : ports.value(0);
        all += normalHost(hosts.at(i)) + u':' + (port.isEmpty() ? u"5432"_s : port);
    }
    return all;
}

Error badMember(const QString &name)
{
    return Error::invalid(u"\"%1\" has a value that is not understood"_s.arg(name));
}

} // namespace

QString environmentName(Environment environment)
{
    switch (environment) {
    case Environment::Development:
        return u"development"_s;
    case Environment::Staging:
        return u"staging"_s;
    case Environment::Production:
        return u"production"_s;
    }
    Q_UNREACHABLE();
}

std::optional<Environment> environmentFromName(const QString &name)
{
    for (const auto environment :
         {Environment::Development, Environment::Staging, Environment::Production}) {
        if (environmentName(environment) == name)
            return environment;
    }
    return std::nullopt;
}

QString passwordSourceName(PasswordSource source)
{
    switch (source) {
    case PasswordSource::Keychain:
        return u"keychain"_s;
    case PasswordSource::Ask:
        return u"ask"_s;
    case PasswordSource::PassFile:
        return u"pass-file"_s;
    case PasswordSource::Command:
        return u"command"_s;
    }
    Q_UNREACHABLE();
}

std::optional<PasswordSource> passwordSourceFromName(const QString &name)
{
    for (const auto source : {PasswordSource::Keychain, PasswordSource::Ask,
                              PasswordSource::PassFile, PasswordSource::Command}) {
        if (passwordSourceName(source) == name)
            return source;
    }
    return std::nullopt;
}

const QStringList &secretParameters()
{
    static const QStringList names{u"sslpassword"_s, u"oauth_client_secret"_s,
                                   u"scram_client_key"_s, u"scram_server_key"_s};
    return names;
}

QString secretKey(const QString &profileId)
{
    return u"connection/"_s + profileId;
}

bool sameTarget(const pg::Endpoint &a, const pg::Endpoint &b)
{
    if (effectiveDatabase(a) != effectiveDatabase(b))
        return false;
    const QStringList others = targets(b);
    const QStringList own = targets(a);
    return std::ranges::any_of(
        own, [&others](const QString &target) { return others.contains(target); });
}

QString Profile::database() const
{
    return effectiveDatabase(endpoint);
}

pg::SessionSetup Profile::sessionSetup() const
{
    pg::SessionSetup setup;
    setup.role = role;
    if (!searchPath.isEmpty())
        setup.searchPath = searchPath;
    setup.readOnly = readOnly;
    setup.connectTimeoutMs = connectTimeoutMs;
    setup.statementTimeoutMs = statementTimeoutMs;
    setup.lockTimeoutMs = lockTimeoutMs;
    setup.idleInTransactionTimeoutMs = idleInTransactionTimeoutMs;
    return setup;
}

QJsonObject Profile::toJson() const
{
    QJsonObject parameters;
    for (auto it = endpoint.parameters().begin(); it != endpoint.parameters().end(); ++it) {
        if (!secretParameters().contains(it.key()))
            parameters.insert(it.key(), it.value());
    }
    return {{u"id"_s, id},
            {u"name"_s, name},
            {u"group"_s, group},
            {u"environment"_s, environmentName(environment)},
            {u"colour"_s, colour},
            {u"tags"_s, QJsonArray::fromStringList(tags)},
            {u"favourite"_s, favourite},
            {u"parameters"_s, parameters},
            {u"passwordSource"_s, passwordSourceName(passwordSource)},
            {u"passwordCommand"_s, QJsonArray::fromStringList(endpoint.passwordCommand())},
            {u"role"_s, role},
            {u"searchPath"_s, searchPath},
            {u"readOnly"_s, readOnly},
            {u"connectTimeoutMs"_s, connectTimeoutMs},
            {u"statementTimeoutMs"_s, statementTimeoutMs},
            {u"lockTimeoutMs"_s, lockTimeoutMs},
            {u"idleInTransactionTimeoutMs"_s, idleInTransactionTimeoutMs},
            {u"sessionLimit"_s, sessionLimit}};
}

Result<Profile> Profile::fromJson(const QJsonObject &json)
{
    Profile profile;
    profile.id = json.value(u"id"_s).toString();
    profile.name = json.value(u"name"_s).toString();
    profile.group = json.value(u"group"_s).toString();
    const auto environment =
        environmentFromName(json.value(u"environment"_s).toString(u"development"_s));
    if (!environment)
        return badMember(u"environment"_s);
    profile.environment = *environment;
    profile.colour = json.value(u"colour"_s).toString();
    const auto tags = json.value(u"tags"_s).toArray();
    for (const QJsonValue &tag : tags)
        profile.tags += tag.toString();
    profile.favourite = json.value(u"favourite"_s).toBool();
    const auto parameters = json.value(u"parameters"_s).toObject();
    for (auto it = parameters.begin(); it != parameters.end(); ++it) {
        if (!it->isString())
            return badMember(u"parameters."_s + it.key());
        // A file from elsewhere may hold what we never write.
        if (it.key() != "password"_L1 && !secretParameters().contains(it.key()))
            profile.endpoint.setValue(it.key(), it->toString());
    }
    const auto source =
        passwordSourceFromName(json.value(u"passwordSource"_s).toString(u"keychain"_s));
    if (!source)
        return badMember(u"passwordSource"_s);
    profile.passwordSource = *source;
    QStringList command;
    const auto words = json.value(u"passwordCommand"_s).toArray();
    for (const QJsonValue &word : words)
        command += word.toString();
    profile.endpoint.setPasswordCommand(command);
    profile.role = json.value(u"role"_s).toString();
    profile.searchPath = json.value(u"searchPath"_s).toString();
    profile.readOnly = json.value(u"readOnly"_s).toBool();
    profile.connectTimeoutMs = json.value(u"connectTimeoutMs"_s).toInt(profile.connectTimeoutMs);
    profile.statementTimeoutMs = json.value(u"statementTimeoutMs"_s).toInt();
    profile.lockTimeoutMs = json.value(u"lockTimeoutMs"_s).toInt();
    profile.idleInTransactionTimeoutMs = json.value(u"idleInTransactionTimeoutMs"_s).toInt();
    profile.sessionLimit = json.value(u"sessionLimit"_s).toInt(profile.sessionLimit);
    return profile;
}

Result<void> validate(const Profile &profile)
{
    if (profile.name.trimmed().isEmpty())
        return Error::invalid(u"A connection needs a name."_s);
    if (profile.passwordSource == PasswordSource::Command &&
        profile.endpoint.passwordCommand().isEmpty())
        return Error::invalid(u"The password is to come from a command, but none is given."_s);
    if (profile.sessionLimit < 2)
        return Error::invalid(
            u"Howdah needs at least two sessions: one to work and one to watch."_s);
    if (profile.connectTimeoutMs <= 0)
        return Error::invalid(u"The time-out for connecting must be longer than nothing."_s);
    const auto ports = profile.endpoint.port().split(u',', Qt::SkipEmptyParts);
    for (const QString &port : ports) {
        bool number = false;
        const int value = port.toInt(&number);
        if (!number || value < 1 || value > 65535)
            return Error::invalid(u"\"%1\" is no port."_s.arg(port));
    }
    return {};
}

} // namespace howdah::connections
