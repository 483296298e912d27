#include "process/environment.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace howdah::process {

bool mayHoldSecret(const QString &name, const QString &value)
{
    // PGPASSFILE names a file and is no secret; libpq's default place is readable to the child
    // anyway.
    static const QRegularExpression secretName(
        u"PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL|API_?KEY|ACCESS_KEY|PRIVATE_KEY"
        "|DATABASE_URL|POSTGRES(QL)?_URL|_DSN$|^DSN$|CONNECTION_?STRING"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression passwordInUri(u"[a-z][a-z0-9+.-]*://[^/@\\s]*:[^/@\\s]+@"_s,
                                                  QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression passwordInConninfo(u"\\b(password|pwd)\\s*="_s,
                                                       QRegularExpression::CaseInsensitiveOption);
    return secretName.match(name).hasMatch() || passwordInUri.match(value).hasMatch() ||
           passwordInConninfo.match(value).hasMatch();
}

QProcessEnvironment childEnvironment(const QProcessEnvironment &parent)
{
    QProcessEnvironment environment = parent;
    for (const QString &name : parent.keys()) {
        if (mayHoldSecret(name, parent.value(name)))
            environment.remove(name);
    }
    // LC_ALL would win over LC_MESSAGES, so what it says about characters moves to LC_CTYPE.
    if (const QString all = environment.value(u"LC_ALL"_s); !all.isEmpty()) {
        environment.remove(u"LC_ALL"_s);
        environment.insert(u"LC_CTYPE"_s, all);
    }
    environment.remove(u"LANGUAGE"_s);
    environment.insert(u"LC_MESSAGES"_s, u"C"_s);
    return environment;
}

} // namespace howdah::process
