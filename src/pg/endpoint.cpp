#include "pg/endpoint.h"

#include "pg/dotnetconninfo.h"

#include <QRegularExpression>
#include <QUrl>

#include <libpq-fe.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace howdah::pg {

namespace {

struct ConninfoDeleter
{
    void operator()(PQconninfoOption *options) const { PQconninfoFree(options); }
};
using ConninfoOptions = std::unique_ptr<PQconninfoOption, ConninfoDeleter>;

/// "postgresql+psycopg2://…" and the query items such drivers add that libpq does not know.
/// SQLAlchemy names the driver in the scheme; asyncpg says ssl=… where libpq says sslmode=….
QString withoutDriver(const QString &text, const QString &scheme)
{
    QString uri = scheme + text.mid(text.indexOf("://"_L1));
    const qsizetype query = uri.indexOf(u'?');
    if (query < 0)
        return uri;
    static const QStringList sslModes{u"disable"_s, u"allow"_s,     u"prefer"_s,
                                      u"require"_s, u"verify-ca"_s, u"verify-full"_s};
    const QStringList known = Endpoint::supportedKeywords();
    QStringList kept;
    const QStringList items = uri.mid(query + 1).split(u'&', Qt::SkipEmptyParts);
    for (const QString &item : items) {
        const QString key = item.section(u'=', 0, 0);
        const QString value = item.section(u'=', 1);
        if (key == "ssl"_L1 && sslModes.contains(value))
            kept += u"sslmode="_s + value;
        else if (known.contains(key) || key == "ssl"_L1)
            kept += item;
    }
    uri.truncate(query);
    return kept.isEmpty() ? uri : uri + u'?' + kept.join(u'&');
}

/// The keyword libpq stumbled over, if it stumbled over one; its message may quote a password
/// otherwise.
QString unknownKeyword(const QString &conninfo)
{
    const QStringList known = Endpoint::supportedKeywords();
    static const QRegularExpression plain(u"(?:^|\\s)([A-Za-z_]+)\\s*="_s);
    static const QRegularExpression query(u"[?&]([^=&]+)="_s);
    auto matches = (conninfo.contains("://"_L1) ? query : plain).globalMatch(conninfo);
    while (matches.hasNext()) {
        const QString key = matches.next().captured(1);
        if (!known.contains(key) && key != "ssl"_L1)
            return key;
    }
    return {};
}

} // namespace

Result<Endpoint> Endpoint::parse(const QString &text)
{
    QString conninfo = text.trimmed();
    if (conninfo.isEmpty())
        return Error::invalid(u"No connection was named."_s);
    if (conninfo.contains(QChar::Null))
        return Error::invalid(u"A connection string cannot hold a zero byte."_s);
    static const QRegularExpression driver(u"^(postgres(?:ql)?)\\+[A-Za-z0-9_]+://"_s);
    if (const auto match = driver.match(conninfo); match.hasMatch())
        conninfo = withoutDriver(conninfo, match.captured(1));
    else if (looksLikeDotNet(conninfo))
        return parseDotNet(conninfo);

    char *message = nullptr;
    const ConninfoOptions options(PQconninfoParse(conninfo.toUtf8().constData(), &message));
    if (!options) {
        // libpq quotes the faulty piece, which may be a password: say what was expected instead.
        PQfreemem(message);
        const QString keyword = unknownKeyword(conninfo);
        return Error::invalid(keyword.isEmpty()
                                  ? u"This is neither libpq conninfo nor a postgresql:// URI."_s
                                  : u"libpq knows no connection parameter \"%1\"."_s.arg(keyword));
    }
    Endpoint endpoint;
    for (const PQconninfoOption *option = options.get(); option->keyword; ++option) {
        if (!option->val)
            continue;
        if (qstrcmp(option->keyword, "password") == 0)
            endpoint.setPassword(Secret(QByteArray(option->val)));
        else
            endpoint.setValue(QString::fromLatin1(option->keyword), QString::fromUtf8(option->val));
    }
    return endpoint;
}

void Endpoint::setValue(const QString &keyword, const QString &value)
{
    Q_ASSERT(keyword != "password"_L1);
    if (value.isEmpty())
        m_parameters.remove(keyword);
    else
        m_parameters.insert(keyword, value);
}

QStringList Endpoint::supportedKeywords()
{
    QStringList keywords;
    const ConninfoOptions options(PQconninfoParse("", nullptr));
    for (const PQconninfoOption *option = options.get(); option && option->keyword; ++option)
        keywords += QString::fromLatin1(option->keyword);
    return keywords;
}

QString Endpoint::toConninfo() const
{
    QStringList parts;
    for (auto it = m_parameters.begin(); it != m_parameters.end(); ++it) {
        QString value = it.value();
        value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
        parts += it.key() + u"='"_s + value + u'\'';
    }
    return parts.join(u' ');
}

QString Endpoint::toDisplayText() const
{
    QString text;
    if (!user().isEmpty())
        text += user() + u'@';
    if (!host().isEmpty())
        text += host();
    else if (const QString address = value(u"hostaddr"_s); !address.isEmpty())
        text += address;
    else if (const QString service = value(u"service"_s); !service.isEmpty())
        text += u"service "_s + service;
    else
        text += u"local"_s;
    if (!port().isEmpty())
        text += u':' + port();
    if (!database().isEmpty())
        text += u'/' + database();
    return text;
}

} // namespace howdah::pg
