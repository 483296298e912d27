#include "cli/connectionscommand.h"

#include "base/format.h"
#include "connections/importers.h"
#include "connections/opener.h"
#include "connections/profilelist.h"
#include "connections/serverreport.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>
#include <QSaveFile>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace howdah::cli {

namespace {

using connections::Profile;

Result<QList<Profile>> profilesOf(store::Store &store)
{
    return store.read(connections::loadProfiles);
}

Result<Profile> profileNamed(Context &context, const QString &name)
{
    const auto store = context.openStore();
    if (!store)
        return store.error();
    return connections::Directory(*store, nullptr, nullptr, {}).find(name);
}

/// A password from standard input: its first line, so that no argument and no variable ever holds
/// it.
Result<Secret> passwordFromInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::Io, .message = input.errorString()};
    QByteArray line = input.readLine();
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return Error::invalid(u"Standard input holds no password."_s);
    return Secret(line);
}

/// Says on @p err when a password did not reach the keychain; a program that ends now has then lost
/// it.
bool keep(Context &context, const Profile &profile, const Secret &password)
{
    const auto kept =
        context.openVault()->write(connections::secretKey(profile.id), password).result();
    if (kept && kept->where == vault::Kept::Where::Keychain)
        return true;
    context.err << "howdahctl: the password of \"" << profile.name
                << "\" was not saved: " << (kept ? kept->reason.toText() : kept.error().toText())
                << '\n';
    return false;
}

QJsonObject jsonOf(const Profile &profile)
{
    QJsonObject json = profile.toJson();
    json.insert(u"database"_s, profile.database());
    json.insert(u"address"_s, profile.endpoint.toDisplayText());
    if (profile.lastUsed.isValid())
        json.insert(u"lastUsed"_s, profile.lastUsed.toUTC().toString(Qt::ISODate));
    return json;
}

QJsonObject jsonOf(const connections::ServerReport &report)
{
    QJsonArray extensions;
    for (const auto &extension : report.extensions)
        extensions.append(
            QJsonObject{{u"name"_s, extension.name}, {u"version"_s, extension.version}});
    return {{u"version"_s, report.version},
            {u"address"_s, report.address},
            {u"database"_s, report.database},
            {u"connectMs"_s, double(report.connectTime.count()) / 1000},
            {u"roundTripMs"_s, double(report.roundTrip.count()) / 1000},
            {u"tls"_s, report.tls.used ? QJsonValue(report.tls.protocol) : QJsonValue()},
            {u"loginRole"_s, report.loginRole},
            {u"role"_s, report.currentRole},
            {u"superuser"_s, report.superuser},
            {u"createDatabase"_s, report.createDatabase},
            {u"createRole"_s, report.createRole},
            {u"replication"_s, report.replication},
            {u"bypassRls"_s, report.bypassRls},
            {u"standby"_s, report.standby},
            {u"readOnly"_s, report.readOnly},
            {u"extensions"_s, extensions}};
}

void print(QTextStream &out, const connections::ServerReport &report)
{
    QStringList rights;
    if (report.superuser)
        rights += u"superuser"_s;
    if (report.createDatabase)
        rights += u"createdb"_s;
    if (report.createRole)
        rights += u"createrole"_s;
    if (report.replication)
        rights += u"replication"_s;
    if (report.bypassRls)
        rights += u"bypassrls"_s;
    QStringList extensions;
    for (const auto &extension : report.extensions)
        extensions += extension.name + u' ' + extension.version;
    out << "Server      PostgreSQL " << report.version << (report.standby ? " (standby)" : "")
        << '\n'
        << "Address     " << report.address << '\n'
        << "Database    " << report.database << ", " << format::bytes(report.databaseBytes) << ", "
        << report.encoding << '\n'
        << "Latency     " << format::duration(report.roundTrip) << " a round trip, "
        << format::duration(report.connectTime) << " to connect\n"
        << "TLS         "
        << (report.tls.used ? QString(report.tls.protocol + u", "_s + report.tls.cipher)
                            : u"none"_s)
        << '\n'
        << "Role        " << report.currentRole
        << (rights.isEmpty() ? QString() : u" ("_s + rights.join(u", "_s) + u')') << '\n'
        << "Extensions  " << extensions.join(u", "_s) << '\n';
}

Result<connections::Findings> findingsIn(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    if (name.endsWith(".json"_L1)) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return Error{.kind = Error::Kind::Io, .message = file.errorString(), .context = {path}};
        return connections::importProfiles(file.readAll());
    }
    if (name.contains("pgpass"_L1))
        return connections::importPassFile(path);
    if (name.contains("service"_L1))
        return connections::importServiceFile(path);
    return connections::importEnvFile(path);
}

} // namespace

QString ConnectionsCommand::summary() const
{
    return u"List, add, test, remove, import and export saved connections."_s;
}

void ConnectionsCommand::describe(QCommandLineParser &parser) const
{
    parser.addPositionalArgument(
        u"action"_s,
        u"list; add NAME ADDRESS; test NAME; remove NAME; import FILE (pg_service.conf, "
        u".pgpass, an .env or compose file, or exported .json); export [FILE]"_s,
        u"ACTION"_s);
    parser.addPositionalArgument(u"arguments"_s, u"What the action works on."_s, u"[ARGUMENTS…]"_s);
    parser.addOptions({
        {u"environment"_s, u"For add: development, staging or production."_s, u"name"_s,
         u"development"_s},
        {u"group"_s, u"For add: the group it is listed under."_s, u"name"_s},
        {u"password-stdin"_s,
         u"For add: read the password from standard input and keep it in the keychain."_s},
    });
}

ExitCode ConnectionsCommand::run(const QCommandLineParser &parser, Context &context)
{
    const QString action = parser.positionalArguments().value(0);
    if (action == "list"_L1)
        return list(context);
    if (action == "add"_L1)
        return add(parser, context);
    if (action == "test"_L1)
        return test(parser, context);
    if (action == "remove"_L1)
        return remove(parser, context);
    if (action == "import"_L1)
        return import(parser, context);
    if (action == "export"_L1)
        return exportAll(parser, context);
    return context.fail(
        Error::invalid(u"What to do? list, add, test, remove, import or export."_s));
}

ExitCode ConnectionsCommand::list(Context &context)
{
    const auto store = context.openStore();
    const auto profiles = store ? profilesOf(**store) : Result<QList<Profile>>(store.error());
    if (!profiles)
        return context.fail(profiles.error());
    if (context.format == Format::Json) {
        QJsonArray list;
        for (const Profile &profile : *profiles)
            list.append(jsonOf(profile));
        context.printJson(list);
        return ExitCode::Fine;
    }
    qsizetype width = 0;
    for (const Profile &profile : *profiles)
        width = std::max(width, profile.name.size());
    for (const Profile &profile : *profiles)
        context.out << profile.name.leftJustified(width + 2)
                    << connections::environmentName(profile.environment).leftJustified(13)
                    << profile.endpoint.toDisplayText() << '\n';
    return ExitCode::Fine;
}

ExitCode ConnectionsCommand::add(const QCommandLineParser &parser, Context &context)
{
    const QStringList arguments = parser.positionalArguments();
    if (arguments.size() != 3)
        return context.fail(Error::invalid(u"add needs a name and an address."_s));
    const auto endpoint = pg::Endpoint::parse(arguments.at(2));
    if (!endpoint)
        return context.fail(endpoint.error());
    if (!endpoint->password().isEmpty()) {
        return context.fail(Error::invalid(
            u"The address holds a password, and every user of this machine can read "
            u"the arguments of a program. Leave it out and use --password-stdin."_s));
    }
    const auto environment = connections::environmentFromName(parser.value(u"environment"_s));
    if (!environment)
        return context.fail(
            Error::invalid(u"--environment may be development, staging or production."_s));
    Profile profile;
    profile.name = arguments.at(1);
    profile.group = parser.value(u"group"_s);
    profile.environment = *environment;
    profile.endpoint = *endpoint;
    std::optional<Secret> password;
    if (parser.isSet(u"password-stdin"_s)) {
        const auto given = passwordFromInput();
        if (!given)
            return context.fail(given.error());
        password = *given;
    } else {
        profile.passwordSource = connections::PasswordSource::PassFile;
    }
    const auto store = context.openStore();
    if (!store)
        return context.fail(store.error());
    const auto saved = (*store)->write([profile](store::Transaction &transaction) {
        return connections::saveProfile(transaction, profile);
    });
    if (!saved)
        return context.fail(saved.error());
    const bool kept = !password || keep(context, *saved, *password);
    if (context.format == Format::Json)
        context.printJson(jsonOf(*saved));
    else
        context.out << "Saved \"" << saved->name << "\".\n";
    return kept ? ExitCode::Fine : ExitCode::Findings;
}

ExitCode ConnectionsCommand::test(const QCommandLineParser &parser, Context &context)
{
    QElapsedTimer timer;
    timer.start();
    const QString name = parser.positionalArguments().value(1);
    const auto open = [&]() -> Result<pg::Connection> {
        if (name.isEmpty())
            return context.connect(parser, Context::Access::ReadOnly);
        const auto profile = profileNamed(context, name);
        if (!profile)
            return profile.error();
        return connections::openOnce(*profile, {}, *context.openVault(), u"howdahctl"_s,
                                     {.token = context.token});
    };
    auto connection = open();
    if (!connection)
        return context.fail(connection.error());
    const auto report =
        connections::examine(*connection, std::chrono::microseconds(timer.nsecsElapsed() / 1000),
                             {.token = context.token});
    if (!report)
        return context.fail(report.error());
    if (context.format == Format::Json)
        context.printJson(jsonOf(*report));
    else
        print(context.out, *report);
    return ExitCode::Fine;
}

ExitCode ConnectionsCommand::remove(const QCommandLineParser &parser, Context &context)
{
    const auto profile = profileNamed(context, parser.positionalArguments().value(1));
    if (!profile)
        return context.fail(profile.error());
    const auto store = context.openStore();
    if (!store)
        return context.fail(store.error());
    const auto removed = (*store)->write([id = profile->id](store::Transaction &transaction) {
        return connections::removeProfile(transaction, id);
    });
    if (!removed)
        return context.fail(removed.error());
    ExitCode code = ExitCode::Fine;
    if (profile->passwordSource == connections::PasswordSource::Keychain) {
        const auto forgotten =
            context.openVault()->remove(connections::secretKey(profile->id)).result();
        if (!forgotten) {
            context.err << "howdahctl: its password may still be in the keychain: "
                        << forgotten.error().toText() << '\n';
            code = ExitCode::Findings;
        }
    }
    if (context.format == Format::Json)
        context.printJson(QJsonObject{{u"removed"_s, profile->name}});
    else
        context.out << "Removed \"" << profile->name << "\".\n";
    return code;
}

ExitCode ConnectionsCommand::import(const QCommandLineParser &parser, Context &context)
{
    const QString path = parser.positionalArguments().value(1);
    if (path.isEmpty())
        return context.fail(Error::invalid(u"import needs a file."_s));
    const auto findings = findingsIn(path);
    if (!findings)
        return context.fail(findings.error());
    for (const QString &problem : findings->problems)
        context.err << "howdahctl: " << problem << '\n';
    const auto store = context.openStore();
    if (!store)
        return context.fail(store.error());
    connections::ProfileList list(*store);
    QList<Profile> profiles;
    for (const auto &candidate : findings->candidates)
        profiles.append(candidate.profile);
    const auto added = list.addAll(profiles).result();
    if (!added)
        return context.fail(added.error());
    bool complete = findings->problems.isEmpty();
    QJsonArray json;
    for (qsizetype i = 0; i < added->size(); ++i) {
        const auto &candidate = findings->candidates.at(i);
        if (!candidate.password.isEmpty())
            complete = keep(context, added->at(i), candidate.password) && complete;
        QJsonObject entry = jsonOf(added->at(i));
        entry.insert(u"notes"_s, QJsonArray::fromStringList(candidate.notes));
        json.append(entry);
        if (context.format == Format::Text) {
            context.out << "Saved \"" << added->at(i).name << "\" ("
                        << connections::environmentName(added->at(i).environment) << ", "
                        << added->at(i).endpoint.toDisplayText() << ")\n";
            for (const QString &note : candidate.notes)
                context.out << "  " << note << '\n';
        }
    }
    if (context.format == Format::Json)
        context.printJson(json);
    return complete ? ExitCode::Fine : ExitCode::Findings;
}

ExitCode ConnectionsCommand::exportAll(const QCommandLineParser &parser, Context &context)
{
    const auto store = context.openStore();
    const auto profiles = store ? profilesOf(**store) : Result<QList<Profile>>(store.error());
    if (!profiles)
        return context.fail(profiles.error());
    const QByteArray json = connections::exportProfiles(*profiles);
    const QString path = parser.positionalArguments().value(1);
    if (path.isEmpty()) {
        context.out << QString::fromUtf8(json);
        return ExitCode::Fine;
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return context.fail(
            Error{.kind = Error::Kind::Io, .message = file.errorString(), .context = {path}});
    return ExitCode::Fine;
}

} // namespace howdah::cli
