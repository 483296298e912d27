#include "connections/importers.h"

#include "pg/passfile.h"
#include "pg/servicefile.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace howdah::connections {

namespace {

constexpr auto exportFormat = "howdah-connections"_L1;
constexpr int exportVersion = 1;

/// Splits what libpq would have taken along silently.
void dropSecretParameters(Candidate &candidate)
{
    for (const QString &name : secretParameters()) {
        if (candidate.profile.endpoint.value(name).isEmpty())
            continue;
        candidate.profile.endpoint.setValue(name, {});
        candidate.notes += u"%1 is a secret and was not taken over."_s.arg(name);
    }
}

QString nameFor(const pg::Endpoint &endpoint)
{
    const QString database = endpoint.database().isEmpty() ? endpoint.user() : endpoint.database();
    const QString host = endpoint.host().isEmpty() ? u"local"_s : endpoint.host();
    return database.isEmpty() ? host : database + u" on "_s + host;
}

} // namespace

Result<Findings> importServiceFile(const QString &path)
{
    const auto services = pg::readServiceFile(path);
    if (!services)
        return services.error();
    Findings findings;
    for (const pg::Service &service : *services) {
        Candidate candidate;
        candidate.profile.name = service.name;
        candidate.profile.endpoint = service.endpoint;
        candidate.profile.endpoint.setPassword({});
        candidate.password = service.endpoint.password();
        candidate.profile.passwordSource =
            candidate.password.isEmpty() ? PasswordSource::PassFile : PasswordSource::Keychain;
        candidate.source = u"%1 [%2]"_s.arg(QFileInfo(path).fileName(), service.name);
        dropSecretParameters(candidate);
        findings.candidates.append(candidate);
    }
    return findings;
}

Result<Findings> importPassFile(const QString &path)
{
    const auto entries = pg::readPassFile(path);
    if (!entries)
        return entries.error();
    Findings findings;
    for (const pg::PassEntry &entry : *entries) {
        if (entry.host == "*"_L1) {
            findings.problems += u"A line for every host names no server to connect to."_s;
            continue;
        }
        Candidate candidate;
        pg::Endpoint &endpoint = candidate.profile.endpoint;
        endpoint.setValue(u"host"_s, entry.host);
        if (entry.port != "*"_L1)
            endpoint.setValue(u"port"_s, entry.port);
        if (entry.user != "*"_L1)
            endpoint.setValue(u"user"_s, entry.user);
        if (entry.database == "*"_L1) {
            endpoint.setValue(u"dbname"_s, u"postgres"_s);
            candidate.notes += u"The line is for every database; \"postgres\" was put in."_s;
        } else {
            endpoint.setValue(u"dbname"_s, entry.database);
        }
        if (path != pg::defaultPassFile())
            endpoint.setValue(u"passfile"_s, path);
        candidate.profile.passwordSource = PasswordSource::PassFile;
        candidate.profile.name = nameFor(endpoint);
        candidate.source = QFileInfo(path).fileName();
        findings.candidates.append(candidate);
    }
    return findings;
}

Result<Findings> importConnectionString(const QString &text)
{
    const auto endpoint = pg::Endpoint::parse(text);
    if (!endpoint)
        return endpoint.error();
    Candidate candidate;
    candidate.profile.endpoint = *endpoint;
    candidate.profile.endpoint.setPassword({});
    candidate.password = endpoint->password();
    candidate.profile.name = nameFor(*endpoint);
    candidate.source = u"connection string"_s;
    dropSecretParameters(candidate);
    return Findings{.candidates = {candidate}, .problems = {}};
}

Result<Findings> importEnvFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::Io, .message = file.errorString(), .context = {path}};
    constexpr qint64 mostBytes = 4 * 1024 * 1024;
    return importEnv(QString::fromUtf8(file.read(mostBytes)), QFileInfo(path).fileName());
}

QByteArray exportProfiles(const QList<Profile> &profiles)
{
    QJsonArray list;
    for (const Profile &profile : profiles) {
        QJsonObject json = profile.toJson();
        json.remove(u"id"_s);
        list.append(json);
    }
    return QJsonDocument(QJsonObject{{u"format"_s, exportFormat},
                                     {u"version"_s, exportVersion},
                                     {u"connections"_s, list}})
        .toJson(QJsonDocument::Indented);
}

Result<Findings> importProfiles(const QByteArray &json)
{
    QJsonParseError parsed;
    const QJsonObject document = QJsonDocument::fromJson(json, &parsed).object();
    if (parsed.error != QJsonParseError::NoError)
        return Error::invalid(u"This is no JSON: %1"_s.arg(parsed.errorString()));
    if (document.value(u"format"_s).toString() != exportFormat)
        return Error::invalid(u"This is JSON, but no connections exported by Howdah."_s);
    if (document.value(u"version"_s).toInt() > exportVersion) {
        return Error{.kind = Error::Kind::Unsupported,
                     .message = u"These connections were exported by a newer Howdah."_s};
    }
    Findings findings;
    const auto list = document.value(u"connections"_s).toArray();
    for (const QJsonValue &value : list) {
        const auto profile = Profile::fromJson(value.toObject());
        const auto fine = profile ? validate(*profile) : Result<void>(profile.error());
        if (!fine) {
            findings.problems +=
                u"%1: %2"_s.arg(value.toObject().value(u"name"_s).toString(), fine.error().message);
            continue;
        }
        Candidate candidate;
        candidate.profile = *profile;
        candidate.profile.id.clear();
        candidate.source = u"exported connections"_s;
        if (candidate.profile.passwordSource == PasswordSource::Keychain)
            candidate.notes += u"The password is not part of an export; it will be asked for."_s;
        if (candidate.profile.passwordSource == PasswordSource::Command)
            candidate.notes += u"The password comes from a command: %1"_s.arg(
                candidate.profile.endpoint.passwordCommand().join(u' '));
        findings.candidates.append(candidate);
    }
    return findings;
}

} // namespace howdah::connections
