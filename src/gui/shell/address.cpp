#include "gui/shell/address.h"

#include <QUrl>

namespace howdah::gui {

namespace {

QString encoded(const QString &part)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(part));
}

QString decoded(const QString &part)
{
    return QUrl::fromPercentEncoding(part.toUtf8());
}

} // namespace

QString Address::toString() const
{
    QString text = encoded(place) + u':' + encoded(connection);
    for (const QString &part : path)
        text += u'/' + encoded(part);
    return text;
}

Address Address::fromString(const QString &text)
{
    const qsizetype colon = text.indexOf(u':');
    if (colon <= 0)
        return {};
    Address address;
    address.place = decoded(text.left(colon));
    QStringList parts = text.mid(colon + 1).split(u'/');
    address.connection = decoded(parts.takeFirst());
    for (const QString &part : std::as_const(parts))
        address.path += decoded(part);
    return address;
}

size_t qHash(const Address &address, size_t seed)
{
    return qHashMulti(seed, address.place, address.connection, address.path);
}

} // namespace howdah::gui
