#include "backup/checks.h"

#include "backup/files.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace howdah::backup {

namespace {

constexpr auto provenName = "proven"_L1;
constexpr auto verifiedName = "verified"_L1;

} // namespace

QList<Check> readChecks(const QString &folder)
{
    QFile file(folder + u'/' + checksFileName);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Check> checks;
    for (const auto &value : QJsonDocument::fromJson(file.readAll()).array()) {
        const QJsonObject object = value.toObject();
        Check check{.kind = object[u"kind"].toString() == provenName ? Check::Kind::Proven
                                                                     : Check::Kind::Verified,
                    .at = QDateTime::fromString(object[u"at"].toString(), Qt::ISODateWithMs),
                    .tookMs = object[u"tookMs"].toInteger(),
                    .where = object[u"where"].toString()};
        for (const auto &problem : object[u"problems"].toArray())
            check.problems += problem.toString();
        checks.append(check);
    }
    return checks;
}

Result<void> appendCheck(const QString &folder, const Check &check)
{
    QJsonArray array;
    for (const Check &each : readChecks(folder) + QList<Check>{check}) {
        array.append(
            QJsonObject{{u"kind"_s, each.kind == Check::Kind::Proven ? provenName : verifiedName},
                        {u"at"_s, each.at.toUTC().toString(Qt::ISODateWithMs)},
                        {u"tookMs"_s, each.tookMs},
                        {u"problems"_s, QJsonArray::fromStringList(each.problems)},
                        {u"where"_s, each.where}});
    }
    return writeWhole(folder + u'/' + checksFileName, QJsonDocument(array).toJson());
}

} // namespace howdah::backup
