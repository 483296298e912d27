#include "pg/endpoint.h"

#include <QRegularExpression>

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

} // namespace

Result<Endpoint> Endpoint::parse(const QString &text)
{
    QString conninfo = text.trimmed();
    // SQLAlchemy names the driver in the scheme; libpq does not know that.
    static const QRegularExpression driver(u"^(postgres(?:ql)?)\\+[a-z0-9_]+://"_s);
    conninfo.replace(driver, u"\\1://"_s);

    char *message = nullptr;
    const ConninfoOptions options(PQconninfoParse(conninfo.toUtf8().constData(), &message));
    if (!options) {
        // libpq quotes the faulty piece, which may be a password: say what was expected instead.
        PQfreemem(message);
        return Error::invalid(u"This is neither libpq conninfo nor a postgresql:// URI."_s);
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
    text += host().isEmpty() ? u"local"_s : host();
    if (!port().isEmpty())
        text += u':' + port();
    if (!database().isEmpty())
        text += u'/' + database();
    return text;
}

} // namespace howdah::pg
