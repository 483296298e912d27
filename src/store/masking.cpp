#include "store/masking.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace howdah::store {

namespace {

constexpr auto mask = "'***'"_L1;

enum class Kind { Word, Literal, Space, Symbol };

struct Token
{
    Kind kind = Kind::Symbol;
    QStringView text;
};

bool isWordStart(QChar c)
{
    return c.isLetter() || c == u'_' || c.unicode() >= 0x80;
}

bool isWordPart(QChar c)
{
    return isWordStart(c) || c.isDigit() || c == u'$';
}

/// Where the literal that opens at @p quote ends; the end of the text when it never does.
qsizetype endOfQuoted(QStringView sql, qsizetype quote, bool backslashes)
{
    const QChar mark = sql.at(quote);
    for (qsizetype i = quote + 1; i < sql.size(); ++i) {
        if (backslashes && sql.at(i) == u'\\') {
            ++i;
        } else if (sql.at(i) == mark) {
            if (i + 1 < sql.size() && sql.at(i + 1) == mark)
                ++i;
            else
                return i + 1;
        }
    }
    return sql.size();
}

qsizetype endOfBlockComment(QStringView sql, qsizetype start)
{
    int depth = 0;
    for (qsizetype i = start; i + 1 < sql.size(); ++i) {
        if (sql.at(i) == u'/' && sql.at(i + 1) == u'*') {
            ++depth;
            ++i;
        } else if (sql.at(i) == u'*' && sql.at(i + 1) == u'/') {
            ++i;
            if (--depth == 0)
                return i + 1;
        }
    }
    return sql.size();
}

/// The length of "$tag$" at @p start, 0 when there is none.
qsizetype dollarTag(QStringView sql, qsizetype start)
{
    qsizetype i = start + 1;
    if (i < sql.size() && isWordStart(sql.at(i))) {
        while (i < sql.size() && isWordPart(sql.at(i)) && sql.at(i) != u'$')
            ++i;
    }
    return i < sql.size() && sql.at(i) == u'$' ? i + 1 - start : 0;
}

Token nextToken(QStringView sql, qsizetype start)
{
    const auto token = [&](Kind kind, qsizetype end) {
        return Token{kind, sql.mid(start, end - start)};
    };
    const QChar c = sql.at(start);
    const QChar next = start + 1 < sql.size() ? sql.at(start + 1) : QChar();
    if (c.isSpace()) {
        qsizetype end = start + 1;
        while (end < sql.size() && sql.at(end).isSpace())
            ++end;
        return token(Kind::Space, end);
    }
    if (c == u'-' && next == u'-') {
        const qsizetype end = sql.indexOf(u'\n', start);
        return token(Kind::Space, end < 0 ? sql.size() : end);
    }
    if (c == u'/' && next == u'*')
        return token(Kind::Space, endOfBlockComment(sql, start));
    if (c == u'\'')
        return token(Kind::Literal, endOfQuoted(sql, start, false));
    if ((c == u'e' || c == u'E') && next == u'\'')
        return token(Kind::Literal, endOfQuoted(sql, start + 1, true));
    if ((c == u'n' || c == u'N') && next == u'\'')
        return token(Kind::Literal, endOfQuoted(sql, start + 1, false));
    if ((c == u'u' || c == u'U') && next == u'&' && start + 2 < sql.size() &&
        sql.at(start + 2) == u'\'')
        return token(Kind::Literal, endOfQuoted(sql, start + 2, false));
    if (c == u'$') {
        if (const qsizetype length = dollarTag(sql, start)) {
            const qsizetype end = sql.indexOf(sql.mid(start, length), start + length);
            return token(Kind::Literal, end < 0 ? sql.size() : end + length);
        }
    }
    if (c == u'"')
        return token(Kind::Word, endOfQuoted(sql, start, false));
    if (isWordStart(c)) {
        qsizetype end = start + 1;
        while (end < sql.size() && isWordPart(sql.at(end)))
            ++end;
        return token(Kind::Word, end);
    }
    return token(Kind::Symbol, start + 1);
}

bool isWord(const Token &token, QLatin1StringView word)
{
    QStringView text = token.text;
    if (text.size() > 2 && text.startsWith(u'"'))
        text = text.mid(1, text.size() - 2);
    return token.kind == Kind::Word && text.compare(word, Qt::CaseInsensitive) == 0;
}

/// A literal whose own text speaks of a password: a connection string, a body with ALTER ROLE in it
/// …
bool speaksOfPassword(QStringView literal)
{
    static const QRegularExpression inside(
        u"(password|passwd|pwd|sslpassword)\\s*([=:']|''|\\bto\\b)|password\\s+(e|u&)?''|://[^/\\s:@]*:[^/\\s@]+@"_s,
        QRegularExpression::CaseInsensitiveOption);
    return inside.match(literal.toString()).hasMatch();
}

QString maskedLiteral(const Token &literal)
{
    const bool closed = literal.text.endsWith(u'\'');
    if (!speaksOfPassword(closed ? literal.text.chopped(1) : literal.text))
        return literal.text.toString();
    // A function body stays readable; only its own literals go.
    if (literal.text.startsWith(u'$')) {
        const qsizetype tag = dollarTag(literal.text, 0);
        const qsizetype bodyEnd = literal.text.size() - tag;
        if (bodyEnd >= tag && literal.text.endsWith(literal.text.left(tag))) {
            const QStringView quotes = literal.text.left(tag);
            return quotes + maskSecrets(literal.text.mid(tag, bodyEnd - tag).toString()) + quotes;
        }
    }
    return mask;
}

} // namespace

QString maskSecrets(const QString &sql)
{
    static const QRegularExpression worthALook(u"passw|pwd|connection|://"_s,
                                               QRegularExpression::CaseInsensitiveOption);
    if (!worthALook.match(sql).hasMatch())
        return sql;

    QString masked;
    masked.reserve(sql.size());
    // True from the word that announces a password until something else than its value comes.
    bool announced = false;
    bool hidden = false;
    for (qsizetype at = 0; at < sql.size();) {
        const Token token = nextToken(sql, at);
        at += token.text.size();
        if (token.kind == Kind::Space) {
            masked += token.text;
            continue;
        }
        if (token.kind == Kind::Literal) {
            // 'a' and 'b' on two lines are one literal to PostgreSQL.
            if (announced || hidden) {
                masked += mask;
                hidden = true;
            } else {
                masked += maskedLiteral(token);
            }
            announced = false;
            continue;
        }
        hidden = false;
        if (isWord(token, "password"_L1) || isWord(token, "passwd"_L1) || isWord(token, "pwd"_L1) ||
            isWord(token, "connection"_L1))
            announced = true;
        else if (!isWord(token, "to"_L1) && token.text != u"="_s && token.text != u":"_s)
            announced = false;
        masked += token.text;
    }
    return masked;
}

} // namespace howdah::store
