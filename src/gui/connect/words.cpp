#include "gui/connect/words.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

/// Gives free functions a context that lupdate understands.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Connections)
};

QString purposeText(connections::Purpose purpose)
{
    switch (purpose) {
    case connections::Purpose::Load:
        return Words::tr("loading");
    case connections::Purpose::Watch:
        return Words::tr("watching");
    case connections::Purpose::Console:
        return Words::tr("console");
    case connections::Purpose::Data:
        return Words::tr("data");
    case connections::Purpose::Run:
        return Words::tr("run");
    }
    Q_UNREACHABLE();
}

ConnectionFact rightsOf(const connections::ServerReport &report)
{
    if (report.superuser)
        return {Words::tr("Rights"), Words::tr("Superuser: every right, nothing stops a mistake"),
                ConnectionFact::Tone::Warning};
    QStringList rights;
    if (report.createDatabase)
        rights += Words::tr("may create databases");
    if (report.createRole)
        rights += Words::tr("may create roles");
    if (report.replication)
        rights += Words::tr("may replicate");
    if (report.bypassRls)
        rights += Words::tr("passes row-level security");
    if (report.inMonitorRole)
        rights += Words::tr("sees everybody's statements (pg_monitor)");
    return {Words::tr("Rights"),
            rights.isEmpty() ? Words::tr("Ordinary role") : rights.join(u", "_s)};
}

} // namespace

Environment shown(connections::Environment environment)
{
    switch (environment) {
    case connections::Environment::Development:
        return Environment::Development;
    case connections::Environment::Staging:
        return Environment::Staging;
    case connections::Environment::Production:
        return Environment::Production;
    }
    Q_UNREACHABLE();
}

QString passwordSourceText(connections::PasswordSource source)
{
    switch (source) {
    case connections::PasswordSource::Keychain:
        return Words::tr("From the keychain");
    case connections::PasswordSource::Ask:
        return Words::tr("Asked for, kept until Howdah closes");
    case connections::PasswordSource::PassFile:
        return Words::tr("From .pgpass, or none needed");
    case connections::PasswordSource::Command:
        return Words::tr("Printed by a command");
    }
    Q_UNREACHABLE();
}

QString usageText(const connections::Hub::Usage &usage)
{
    QStringList purposes;
    for (const connections::Purpose purpose : usage.open)
        purposes += purposeText(purpose);
    if (purposes.isEmpty())
        return Words::tr("none open, at most %1").arg(usage.limit);
    return Words::tr("%1 of at most %2 open (%3)")
        .arg(usage.open.size())
        .arg(usage.limit)
        .arg(purposes.join(u", "_s));
}

QString secondsText(int milliseconds)
{
    return Words::tr("%1 s").arg(QLocale().toString(milliseconds / 1000.0, 'g', 6));
}

QList<ConnectionFact> factsOf(const connections::ServerReport &report)
{
    QList<ConnectionFact> facts;
    facts.append({Words::tr("Server"), Words::tr("PostgreSQL %1").arg(report.version),
                  ConnectionFact::Tone::Good});
    facts.append({Words::tr("Address"), report.address});
    QString state =
        report.standby ? Words::tr("Standby: changes are not possible here") : Words::tr("Primary");
    if (report.readOnly && !report.standby)
        state += Words::tr("; transactions start read-only");
    facts.append({Words::tr("State"), state,
                  report.standby ? ConnectionFact::Tone::Warning : ConnectionFact::Tone::Plain});
    facts.append(
        {Words::tr("Database"),
         report.databaseBytes < 0
             ? Words::tr("%1, %2").arg(report.database, report.encoding)
             : Words::tr("%1, %2, %3")
                   .arg(report.database, format::bytes(report.databaseBytes), report.encoding)});
    facts.append({Words::tr("Latency"), Words::tr("%1 a round trip; %2 to connect")
                                            .arg(format::duration(report.roundTrip),
                                                 format::duration(report.connectTime))});
    if (report.tls.used)
        facts.append({Words::tr("Encryption"),
                      Words::tr("%1, %2").arg(report.tls.protocol, report.tls.cipher),
                      ConnectionFact::Tone::Good});
    else if (report.tls.gss)
        facts.append({Words::tr("Encryption"), Words::tr("GSSAPI"), ConnectionFact::Tone::Good});
    else if (report.localSocket)
        facts.append({Words::tr("Encryption"),
                      Words::tr("None needed: a local socket, nothing leaves this machine")});
    else
        facts.append({Words::tr("Encryption"),
                      Words::tr("None: what is sent can be read on the way"),
                      ConnectionFact::Tone::Warning});
    facts.append(
        {Words::tr("Role"),
         report.loginRole == report.currentRole
             ? report.currentRole
             : Words::tr("%1, logged in as %2").arg(report.currentRole, report.loginRole)});
    facts.append(rightsOf(report));
    facts.append(
        {Words::tr("Connections"),
         Words::tr("%1 of %2 in use").arg(report.connectionsUsed).arg(report.connectionsMost)});
    QStringList extensions;
    for (const auto &extension : report.extensions)
        extensions += extension.name + u' ' + extension.version;
    facts.append({Words::tr("Extensions"),
                  extensions.isEmpty() ? Words::tr("none") : extensions.join(u", "_s)});
    if (!report.availableExtensions.isEmpty())
        facts.append({Words::tr("Could be installed"), report.availableExtensions.join(u", "_s)});
    return facts;
}

QString keptText(const vault::Kept &kept)
{
    switch (kept.where) {
    case vault::Kept::Where::Keychain:
        return {};
    case vault::Kept::Where::ThisRun:
        return Words::tr("The password is kept until Howdah closes and will be asked for again: %1")
            .arg(kept.reason.message);
    case vault::Kept::Where::Unknown:
        return Words::tr(
            "The keychain did not answer in time. The password is kept until Howdah closes; "
            "whether the "
            "keychain has it too is not known.");
    }
    Q_UNREACHABLE();
}

} // namespace howdah::gui
