#include "pg/dotnetconninfo.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <optional>

using namespace Qt::StringLiterals;

namespace howdah::pg {

namespace {

struct Pair
{
    QString key; ///< lower case, without blanks
    QString value;
};

/// Splits at semicolons outside quotes; empty when the text does not follow the form KEY=VALUE;….
std::optional<QList<Pair>> splitPairs(const QString &text)
{
    QList<Pair> pairs;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype equals = text.indexOf(u'=', at);
        if (equals < 0) {
            if (QStringView(text).mid(at).trimmed().isEmpty())
                break;
            return std::nullopt;
        }
        Pair pair;
        pair.key = text.mid(at, equals - at).toLower().remove(u' ').trimmed();
        at = equals + 1;
        while (at < text.size() && text.at(at).isSpace())
            ++at;
        if (at < text.size() && (text.at(at) == u'"' || text.at(at) == u'\'')) {
            const QChar quote = text.at(at++);
            // A doubled quote stands for one.
            while (at < text.size()) {
                if (text.at(at) == quote) {
                    if (at + 1 >= text.size() || text.at(at + 1) != quote)
                        break;
                    ++at;
                }
                pair.value += text.at(at++);
            }
            if (at >= text.size())
                return std::nullopt;
            ++at;
            const qsizetype semicolon = text.indexOf(u';', at);
            at = semicolon < 0 ? text.size() : semicolon + 1;
        } else {
            const qsizetype semicolon = text.indexOf(u';', at);
            const qsizetype end = semicolon < 0 ? text.size() : semicolon;
            pair.value = text.mid(at, end - at).trimmed();
            at = end + 1;
        }
        if (pair.key.isEmpty())
            return std::nullopt;
        pairs += pair;
    }
    return pairs;
}

const QHash<QString, QString> &libpqNames()
{
    static const QHash<QString, QString> names{
        {u"host"_s, u"host"_s},
        {u"server"_s, u"host"_s},
        {u"datasource"_s, u"host"_s},
        {u"port"_s, u"port"_s},
        {u"database"_s, u"dbname"_s},
        {u"db"_s, u"dbname"_s},
        {u"initialcatalog"_s, u"dbname"_s},
        {u"username"_s, u"user"_s},
        {u"userid"_s, u"user"_s},
        {u"user"_s, u"user"_s},
        {u"uid"_s, u"user"_s},
        {u"password"_s, u"password"_s},
        {u"psw"_s, u"password"_s},
        {u"pwd"_s, u"password"_s},
        {u"passfile"_s, u"passfile"_s},
        {u"sslmode"_s, u"sslmode"_s},
        {u"sslnegotiation"_s, u"sslnegotiation"_s},
        {u"rootcertificate"_s, u"sslrootcert"_s},
        {u"sslcertificate"_s, u"sslcert"_s},
        {u"sslkey"_s, u"sslkey"_s},
        {u"gssencryptionmode"_s, u"gssencmode"_s},
        {u"kerberosservicename"_s, u"krbsrvname"_s},
        {u"channelbinding"_s, u"channel_binding"_s},
        {u"timeout"_s, u"connect_timeout"_s},
        {u"tcpkeepalivetime"_s, u"keepalives_idle"_s},
        {u"tcpkeepaliveinterval"_s, u"keepalives_interval"_s},
        {u"applicationname"_s, u"application_name"_s},
        {u"options"_s, u"options"_s},
        {u"targetsessionattributes"_s, u"target_session_attrs"_s},
        {u"searchpath"_s, u"searchpath"_s},
        {u"commandtimeout"_s, u"commandtimeout"_s},
        {u"timezone"_s, u"timezone"_s},
    };
    return names;
}

/// About the driver and its pool: nothing that libpq could be told.
const QSet<QString> &driverOnly()
{
    static const QSet<QString> names{u"pooling"_s,
                                     u"minpoolsize"_s,
                                     u"minimumpoolsize"_s,
                                     u"maxpoolsize"_s,
                                     u"maximumpoolsize"_s,
                                     u"connectionidlelifetime"_s,
                                     u"connectionpruninginterval"_s,
                                     u"connectionlifetime"_s,
                                     u"trustservercertificate"_s,
                                     u"includeerrordetail"_s,
                                     u"includeerrordetails"_s,
                                     u"persistsecurityinfo"_s,
                                     u"integratedsecurity"_s,
                                     u"logparameters"_s,
                                     u"encoding"_s,
                                     u"clientencoding"_s,
                                     u"enlist"_s,
                                     u"noresetonclose"_s,
                                     u"keepalive"_s,
                                     u"tcpkeepalive"_s,
                                     u"maxautoprepare"_s,
                                     u"autoprepareminusages"_s,
                                     u"internalcommandtimeout"_s,
                                     u"multiplexing"_s,
                                     u"loadbalancehosts"_s,
                                     u"hostrecheckseconds"_s,
                                     u"cancellationtimeout"_s,
                                     u"readbuffersize"_s,
                                     u"writebuffersize"_s,
                                     u"socketreceivebuffersize"_s,
                                     u"socketsendbuffersize"_s,
                                     u"checkcertificaterevocation"_s,
                                     u"includerealm"_s,
                                     u"servercompatibilitymode"_s,
                                     u"arraynullabilitymode"_s,
                                     u"loadtablecomposites"_s,
                                     u"convertinfinitydatetime"_s,
                                     u"usesslstream"_s,
                                     u"useperfcounters"_s,
                                     u"writecoalescingbufferthresholdbytes"_s,
                                     u"replicationmode"_s,
                                     u"sslpassword"_s};
    return names;
}

/// "VerifyFull", "Verify-Full" → "verify-full".
QString sslMode(QString value)
{
    value = value.toLower().remove(u'-').remove(u'_').remove(u' ');
    if (value == "verifyca"_L1)
        return u"verify-ca"_s;
    if (value == "verifyfull"_L1)
        return u"verify-full"_s;
    return value;
}

QString serverOption(const QString &name, QString value)
{
    value.replace(u'\\', u"\\\\"_s).replace(u' ', u"\\ "_s);
    return u"-c "_s + name + u'=' + value;
}

} // namespace

bool looksLikeDotNet(const QString &text)
{
    if (text.contains("://"_L1))
        return false;
    const auto pairs = splitPairs(text);
    if (!pairs || pairs->isEmpty())
        return false;
    // A semicolon inside libpq's quotes separates nothing; one pair alone could be either, but
    // libpq's keywords are all lower case.
    static const QRegularExpression quoted(u"'(?:[^'\\\\]|\\\\.)*'"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    const bool foreign = QString(text).remove(quoted).contains(u';') || text.front().isUpper();
    return foreign && libpqNames().contains(pairs->constFirst().key);
}

Result<Endpoint> parseDotNet(const QString &text)
{
    const auto pairs = splitPairs(text);
    if (!pairs)
        return Error::invalid(
            u"This connection string does not follow the form KEY=VALUE;KEY=VALUE."_s);
    Endpoint endpoint;
    QStringList options;
    for (const Pair &pair : *pairs) {
        if (driverOnly().contains(pair.key) || pair.value.isEmpty())
            continue;
        const QString name = libpqNames().value(pair.key);
        if (name.isEmpty())
            return Error::invalid(
                u"No .NET driver for PostgreSQL knows the keyword \"%1\"."_s.arg(pair.key));
        if (name == "password"_L1)
            endpoint.setPassword(Secret(pair.value.toUtf8()));
        else if (name == "sslmode"_L1)
            endpoint.setValue(name, sslMode(pair.value));
        else if (name == "target_session_attrs"_L1)
            endpoint.setValue(name, pair.value.toLower() == "preferstandby"_L1
                                        ? u"prefer-standby"_s
                                        : pair.value.toLower());
        else if (name == "channel_binding"_L1 || name == "gssencmode"_L1 ||
                 name == "sslnegotiation"_L1)
            endpoint.setValue(name, pair.value.toLower());
        else if (name == "searchpath"_L1)
            options += serverOption(u"search_path"_s, pair.value);
        else if (name == "timezone"_L1)
            options += serverOption(u"TimeZone"_s, pair.value);
        else if (name == "commandtimeout"_L1)
            options += serverOption(u"statement_timeout"_s, pair.value + u's');
        else if (name == "options"_L1)
            options += pair.value;
        else if (name == "host"_L1 && pair.value.contains(u':') && pair.value.count(u':') == 1) {
            endpoint.setValue(u"host"_s, pair.value.section(u':', 0, 0));
            endpoint.setValue(u"port"_s, pair.value.section(u':', 1));
        } else
            endpoint.setValue(name, pair.value);
    }
    endpoint.setValue(u"options"_s, options.join(u' '));
    return endpoint;
}

} // namespace howdah::pg
