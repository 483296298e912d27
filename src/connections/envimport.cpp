#include "connections/envfile.h"
#include "connections/importers.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace howdah::connections {

namespace {

using Variables = QMap<QString, QString>;

/// One way to spread an address over several variables.
struct Names
{
    QLatin1StringView prefix;
    QStringList host;
    QStringList port;
    QStringList database;
    QStringList user;
    QStringList password;
};

const QList<Names> &spellings()
{
    static const auto make = [](QLatin1StringView prefix) {
        const QString p = QString(prefix) + u'_';
        return Names{.prefix = prefix,
                     .host = {p + u"HOST"_s, p + u"HOSTNAME"_s, p + u"SERVER"_s},
                     .port = {p + u"PORT"_s},
                     .database = {p + u"DB"_s, p + u"NAME"_s, p + u"DATABASE"_s, p + u"DBNAME"_s},
                     .user = {p + u"USER"_s, p + u"USERNAME"_s},
                     .password = {p + u"PASSWORD"_s, p + u"PASS"_s}};
    };
    static const QList<Names> all{make("DATABASE"_L1), make("POSTGRES"_L1), make("POSTGRESQL"_L1),
                                  make("DB"_L1),
                                  Names{.prefix = "PG"_L1,
                                        .host = {u"PGHOST"_s},
                                        .port = {u"PGPORT"_s},
                                        .database = {u"PGDATABASE"_s},
                                        .user = {u"PGUSER"_s},
                                        .password = {u"PGPASSWORD"_s}}};
    return all;
}

QString firstOf(const Variables &variables, const QStringList &names, QString *used = nullptr)
{
    for (const QString &name : names) {
        if (const QString value = variables.value(name); !value.isEmpty()) {
            if (used)
                *used = name;
            return value;
        }
    }
    return {};
}

bool isUri(const QString &value)
{
    static const QRegularExpression uri(u"^postgres(?:ql)?(?:\\+[a-z0-9_]+)?://"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    return uri.match(value).hasMatch();
}

bool isDotNet(const QString &value)
{
    static const QRegularExpression pairs(
        u"(?:^|;)\\s*(?:Host|Server)\\s*=.*;.*(?:Database|Username|User Id)\\s*="_s,
        QRegularExpression::CaseInsensitiveOption);
    return pairs.match(value).hasMatch();
}

std::optional<Environment> environmentFrom(const QString &word)
{
    const QString name = word.toLower();
    if (name.startsWith("prod"_L1) || name == "live"_L1)
        return Environment::Production;
    if (name.startsWith("stag"_L1) || name == "uat"_L1 || name == "preprod"_L1)
        return Environment::Staging;
    if (name.startsWith("dev"_L1) || name == "local"_L1 || name.startsWith("test"_L1))
        return Environment::Development;
    return std::nullopt;
}

/// The file's own name first: somebody gave it to say so.
std::optional<Environment> environmentOf(const Variables &variables, const QString &fileName)
{
    const auto parts = fileName.split(u'.', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        if (const auto environment = environmentFrom(part); environment && part != "example"_L1)
            return environment;
    }
    for (const QString &name :
         {u"ENVIRONMENT"_s, u"APP_ENV"_s, u"NODE_ENV"_s, u"ASPNETCORE_ENVIRONMENT"_s, u"ENV"_s,
          u"DJANGO_ENV"_s, u"RAILS_ENV"_s, u"DATABASE_SEED_ENV"_s}) {
        if (const auto environment = environmentFrom(variables.value(name)))
            return environment;
    }
    return std::nullopt;
}

void takePool(const Variables &variables, Candidate &candidate)
{
    QString name;
    bool number = false;
    const int size = firstOf(variables,
                             {u"DB_POOL_SIZE"_s, u"DATABASE_POOL_SIZE"_s, u"POSTGRES_POOL_SIZE"_s,
                              u"DB_MAX_CONNS"_s, u"DB_POOL_MAX"_s, u"POOL_SIZE"_s},
                             &name)
                         .toInt(&number);
    if (!number || size < 1)
        return;
    // The application's pool is there for the application; a person with a browser needs a few of
    // it at most.
    candidate.profile.sessionLimit = std::clamp(size, 2, candidate.profile.sessionLimit);
    candidate.notes +=
        u"%1=%2: the application keeps up to %2 connections; Howdah takes %3 at most."_s.arg(name)
            .arg(size)
            .arg(candidate.profile.sessionLimit);
    const QString overflow = firstOf(variables, {u"DB_MAX_OVERFLOW"_s, u"MAX_OVERFLOW"_s});
    if (!overflow.isEmpty())
        candidate.notes +=
            u"The application may open %1 connections beyond its pool."_s.arg(overflow);
}

void takeTimeout(const Variables &variables, Candidate &candidate)
{
    QString name;
    bool number = false;
    const int value = firstOf(variables,
                              {u"DB_CONNECT_TIMEOUT"_s, u"DB_CONNECTION_TIMEOUT"_s, u"DB_TIMEOUT"_s,
                               u"DATABASE_TIMEOUT"_s, u"DB_POOL_TIMEOUT"_s, u"POOL_TIMEOUT"_s},
                              &name)
                          .toInt(&number);
    if (!number || value < 1)
        return;
    // Nobody waits 1,000 seconds for a connection, and nobody only 30 milliseconds.
    const bool milliseconds = value >= 1000;
    candidate.profile.connectTimeoutMs = milliseconds ? value : value * 1000;
    candidate.notes += u"%1=%2: read as %3; gives up connecting after %4 s."_s.arg(name)
                           .arg(value)
                           .arg(milliseconds ? u"milliseconds"_s : u"seconds"_s)
                           .arg(double(candidate.profile.connectTimeoutMs) / 1000);
    const int statement =
        firstOf(variables, {u"DB_STATEMENT_TIMEOUT"_s, u"STATEMENT_TIMEOUT"_s}).toInt(&number);
    if (number && statement > 0)
        candidate.profile.statementTimeoutMs = statement >= 1000 ? statement : statement * 1000;
}

void takeSsl(const Variables &variables, Candidate &candidate)
{
    static const QStringList modes{u"disable"_s, u"allow"_s,     u"prefer"_s,
                                   u"require"_s, u"verify-ca"_s, u"verify-full"_s};
    pg::Endpoint &endpoint = candidate.profile.endpoint;
    QString name;
    const QString value =
        firstOf(variables,
                {u"DB_SSLMODE"_s, u"DB_SSL_MODE"_s, u"DATABASE_SSLMODE"_s, u"POSTGRES_SSLMODE"_s,
                 u"PGSSLMODE"_s, u"DB_SSL"_s, u"DATABASE_SSL"_s, u"POSTGRES_SSL"_s},
                &name)
            .toLower();
    if (value.isEmpty() || !endpoint.value(u"sslmode"_s).isEmpty())
        return;
    QString mode;
    if (modes.contains(value))
        mode = value;
    else if (value == "true"_L1 || value == "1"_L1 || value == "on"_L1 || value == "yes"_L1)
        mode = u"require"_s;
    else if (value == "false"_L1 || value == "0"_L1 || value == "off"_L1 || value == "no"_L1)
        mode = u"disable"_s;
    if (mode.isEmpty()) {
        candidate.notes += u"%1 has a value that says nothing about SSL."_s.arg(name);
        return;
    }
    endpoint.setValue(u"sslmode"_s, mode);
    candidate.notes += u"%1=%2: sslmode=%3."_s.arg(name, value, mode);
}

/// A bare word is what containers call each other; from outside it is mostly another name.
void noteContainerName(Candidate &candidate)
{
    const QString host = candidate.profile.endpoint.host();
    if (host.isEmpty() || host == "localhost"_L1 || host.contains(u'.') || host.contains(u':') ||
        host.contains(u'/'))
        return;
    candidate.notes +=
        u"\"%1\" looks like a container's name; from this machine the server may be \"localhost\"."_s
            .arg(host);
}

} // namespace

Findings importEnv(const QString &text, const QString &fileName)
{
    return importVariables(parseEnv(text), fileName);
}

Findings importVariables(const QMap<QString, QString> &written, const QString &origin)
{
    // Applications read their variables in any case ("postgres_url" in Python settings).
    Variables variables;
    QStringList keys;
    for (auto it = written.begin(); it != written.end(); ++it) {
        variables.insert(it.key().toUpper(), it.value());
        keys += it.key().toUpper();
    }

    Findings findings;
    const auto environment = environmentOf(variables, origin);
    const auto add = [&](const QString &key, const pg::Endpoint &endpoint) {
        Candidate candidate;
        candidate.profile.endpoint = endpoint;
        candidate.profile.endpoint.setPassword({});
        candidate.password = endpoint.password();
        const QString host = endpoint.host().isEmpty() ? u"local"_s : endpoint.host();
        candidate.profile.name =
            endpoint.database().isEmpty() ? host : QString(endpoint.database() + u" on "_s + host);
        candidate.profile.environment = environment.value_or(Environment::Development);
        candidate.source = u"%1: %2"_s.arg(origin, key);
        for (const QString &name : secretParameters())
            candidate.profile.endpoint.setValue(name, {});
        if (const auto fine = validate(candidate.profile); !fine) {
            findings.problems += u"%1: %2"_s.arg(key, fine.error().message);
            return;
        }
        takePool(variables, candidate);
        takeTimeout(variables, candidate);
        takeSsl(variables, candidate);
        noteContainerName(candidate);
        if (!environment)
            candidate.notes +=
                u"Nothing says which environment this is; development was assumed."_s;
        // The same address under two names is one connection.
        for (const Candidate &other : std::as_const(findings.candidates)) {
            if (sameTarget(other.profile.endpoint, endpoint) &&
                other.profile.endpoint.user() == endpoint.user())
                return;
        }
        findings.candidates.append(candidate);
    };

    for (const QString &key : std::as_const(keys)) {
        const QString value = variables.value(key);
        if (!isUri(value) && !isDotNet(value))
            continue;
        const auto endpoint = pg::Endpoint::parse(value);
        if (endpoint)
            add(key, *endpoint);
        else
            findings.problems += u"%1: %2"_s.arg(key, endpoint.error().message);
    }
    for (const Names &names : spellings()) {
        pg::Endpoint endpoint;
        endpoint.setValue(u"host"_s, firstOf(variables, names.host));
        endpoint.setValue(u"port"_s, firstOf(variables, names.port));
        endpoint.setValue(u"dbname"_s, firstOf(variables, names.database));
        endpoint.setValue(u"user"_s, firstOf(variables, names.user));
        // DB_PASSWORD and a port alone are no address.
        if (endpoint.host().isEmpty() && endpoint.database().isEmpty())
            continue;
        const bool noHost = endpoint.host().isEmpty();
        if (noHost)
            endpoint.setValue(u"host"_s, u"localhost"_s);
        endpoint.setPassword(Secret(firstOf(variables, names.password).toUtf8()));
        const auto before = findings.candidates.size();
        add(QString(names.prefix) + u"_…"_s, endpoint);
        if (noHost && findings.candidates.size() > before)
            findings.candidates.last().notes += u"No host is given; localhost was assumed."_s;
    }
    return findings;
}

} // namespace howdah::connections
