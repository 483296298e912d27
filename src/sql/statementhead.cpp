#include "sql/statementhead.h"

#include "sql/lexer.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::sql {

namespace {

QString unquoted(QByteArrayView token)
{
    QString text = QString::fromUtf8(token);
    const qsizetype open = text.indexOf(u'"');
    text = text.mid(open + 1);
    if (text.endsWith(u'"'))
        text.chop(1);
    return text.replace(u"\"\""_s, u"\""_s);
}

/// Kinds of more than one word; the rest are the one word that stands there.
const QList<QStringList> &longKinds()
{
    static const QList<QStringList> kinds{
        {u"FOREIGN"_s, u"DATA"_s, u"WRAPPER"_s},
        {u"FOREIGN"_s, u"TABLE"_s},
        {u"MATERIALIZED"_s, u"VIEW"_s},
        {u"EVENT"_s, u"TRIGGER"_s},
        {u"ACCESS"_s, u"METHOD"_s},
        {u"TEXT"_s, u"SEARCH"_s, u"CONFIGURATION"_s},
        {u"TEXT"_s, u"SEARCH"_s, u"DICTIONARY"_s},
        {u"TEXT"_s, u"SEARCH"_s, u"PARSER"_s},
        {u"TEXT"_s, u"SEARCH"_s, u"TEMPLATE"_s},
        {u"OPERATOR"_s, u"CLASS"_s},
        {u"OPERATOR"_s, u"FAMILY"_s},
        {u"USER"_s, u"MAPPING"_s},
        {u"DEFAULT"_s, u"PRIVILEGES"_s},
        {u"LARGE"_s, u"OBJECT"_s},
    };
    return kinds;
}

bool takesKind(const QString &verb)
{
    static const QSet<QString> verbs{u"CREATE"_s,  u"ALTER"_s,   u"DROP"_s,  u"COMMENT"_s,
                                     u"REINDEX"_s, u"REFRESH"_s, u"IMPORT"_s};
    return verbs.contains(verb);
}

bool isFiller(const QString &word)
{
    static const QSet<QString> fillers{
        u"OR"_s,         u"REPLACE"_s,    u"TEMP"_s,  u"TEMPORARY"_s, u"UNLOGGED"_s,
        u"UNIQUE"_s,     u"GLOBAL"_s,     u"LOCAL"_s, u"RECURSIVE"_s, u"TRUSTED"_s,
        u"PROCEDURAL"_s, u"CONSTRAINT"_s, u"ON"_s};
    return fillers.contains(word);
}

bool stepsAside(const QString &word)
{
    static const QSet<QString> words{u"IF"_s, u"NOT"_s, u"EXISTS"_s, u"ONLY"_s, u"CONCURRENTLY"_s};
    return words.contains(word);
}

} // namespace

QList<HeadWord> headWords(const QString &statement, int limit)
{
    // The words are near the beginning; what follows may be megabytes of data.
    const QByteArray utf8 = QStringView(statement).left(64 * 1024).toUtf8();
    QList<HeadWord> words;
    Lexer lexer(utf8);
    bool dot = false;
    int depth = 0;
    while (words.size() < limit) {
        const Token token = lexer.next();
        const auto text = QByteArrayView(utf8).sliced(token.begin, token.end - token.begin);
        switch (token.kind) {
        case TokenKind::End:
            return words;
        case TokenKind::Whitespace:
        case TokenKind::Comment:
            continue;
        case TokenKind::Word: {
            const QString word = QString::fromUtf8(text);
            words.append(
                {.upper = word.toUpper(), .text = word.toLower(), .afterDot = dot, .depth = depth});
            break;
        }
        case TokenKind::QuotedIdentifier:
            words.append({.upper = {}, .text = unquoted(text), .afterDot = dot, .depth = depth});
            break;
        case TokenKind::Open:
            ++depth;
            break;
        case TokenKind::Close:
            depth = std::max(0, depth - 1);
            break;
        case TokenKind::String:
        case TokenKind::Number:
        case TokenKind::Parameter:
        case TokenKind::Semicolon:
        case TokenKind::Backslash:
        case TokenKind::Other:
            break;
        }
        dot = token.kind == TokenKind::Other && text == ".";
    }
    return words;
}

StatementHead statementHead(const QString &statement)
{
    const auto words = headWords(statement, 24);
    StatementHead head;
    if (words.isEmpty() || words.constFirst().upper.isEmpty())
        return head;
    const QString verb = words.constFirst().upper;
    head.command = verb;
    const auto upper = [&](qsizetype i) {
        return i < words.size() ? words.at(i).upper : QString();
    };
    qsizetype at = 1;
    if (takesKind(verb)) {
        // Options in parentheses: REINDEX (CONCURRENTLY) TABLE …
        while (at < words.size() && words.at(at).depth > 0) {
            head.concurrently = head.concurrently || upper(at) == "CONCURRENTLY"_L1;
            ++at;
        }
        while (isFiller(upper(at)))
            ++at;
        QStringList kind;
        for (const QStringList &candidate : longKinds()) {
            bool fits = true;
            for (qsizetype i = 0; i < candidate.size(); ++i)
                fits = fits && upper(at + i) == candidate.at(i);
            if (fits) {
                kind = candidate;
                break;
            }
        }
        if (kind.isEmpty() && !upper(at).isEmpty())
            kind = {upper(at)};
        at += kind.size();
        head.objectKind = kind.join(u' ').toLower();
        if (verb != "COMMENT"_L1 && !kind.isEmpty())
            head.command += u' ' + kind.join(u' ');
    } else if (verb == "TRUNCATE"_L1) {
        head.objectKind = u"table"_s;
        if (upper(at) == "TABLE"_L1)
            ++at;
    } else if (verb == "INSERT"_L1 || verb == "MERGE"_L1 || verb == "DELETE"_L1 ||
               verb == "UPDATE"_L1 || verb == "COPY"_L1) {
        if (upper(at) == "INTO"_L1 || upper(at) == "FROM"_L1)
            ++at;
    } else if (verb == "START"_L1 || verb == "SECURITY"_L1 || verb == "REASSIGN"_L1) {
        head.command += u' ' + upper(at);
        return head;
    } else {
        return head;
    }
    while (stepsAside(upper(at))) {
        head.concurrently = head.concurrently || upper(at) == "CONCURRENTLY"_L1;
        ++at;
    }
    if (at < words.size() && words.at(at).depth == 0) {
        head.name = words.at(at).text;
        if (at + 1 < words.size() && words.at(at + 1).afterDot) {
            head.schema = head.name;
            head.name = words.at(at + 1).text;
        }
    }
    return head;
}

} // namespace howdah::sql
