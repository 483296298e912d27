#include "connections/envfile.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace howdah::connections {

namespace {

/// The value at the start of @p rest: quoted to its closing quote, bare up to white space and '#'.
QString valueOf(QString rest, bool *literal)
{
    *literal = false;
    rest = rest.trimmed();
    if (rest.startsWith(u'"') || rest.startsWith(u'\'')) {
        const QChar quote = rest.at(0);
        *literal = quote == u'\'';
        QString value;
        for (qsizetype i = 1; i < rest.size(); ++i) {
            const QChar c = rest.at(i);
            if (c == quote)
                return value;
            if (c == u'\\' && quote == u'"' && i + 1 < rest.size())
                value += rest.at(++i);
            else
                value += c;
        }
        return value;
    }
    static const QRegularExpression comment(u"\\s+#.*$"_s);
    rest.remove(comment);
    if (rest.endsWith(u'\\'))
        rest.chop(1);
    return rest.trimmed();
}

/// ${NAME}, ${NAME:-default}, ${NAME-default} and $NAME, from what came before in the file.
QString expand(const QString &value, const QMap<QString, QString> &known)
{
    static const QRegularExpression reference(
        u"\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::?-([^}]*))?\\}|\\$([A-Za-z_][A-Za-z0-9_]*)"_s);
    QString expanded;
    qsizetype end = 0;
    auto matches = reference.globalMatch(value);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const QString name = match.captured(1).isEmpty() ? match.captured(3) : match.captured(1);
        expanded += value.mid(end, match.capturedStart() - end);
        const QString found = known.value(name);
        expanded += found.isEmpty() ? match.captured(2) : found;
        end = match.capturedEnd();
    }
    return expanded + value.mid(end);
}

} // namespace

QMap<QString, QString> parseEnv(const QString &text)
{
    static const QRegularExpression assignment(
        u"^\\s*(?:-\\s+|export\\s+|-e\\s+|--env\\s+|ENV\\s+)*[\"']?([A-Za-z_][A-Za-z0-9_.]*)[\"']?\\s*(=|:\\s)(.*)$"_s);
    QMap<QString, QString> variables;
    const auto lines = text.split(u'\n');
    for (QString line : lines) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (line.startsWith(QChar::ByteOrderMark))
            line.remove(0, 1);
        const auto match = assignment.match(line);
        if (line.trimmed().startsWith(u'#') || !match.hasMatch())
            continue;
        bool literal = false;
        const QString value = valueOf(match.captured(3), &literal);
        variables.insert(match.captured(1), literal ? value : expand(value, variables));
    }
    return variables;
}

} // namespace howdah::connections
