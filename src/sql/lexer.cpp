#include "sql/lexer.h"

#include <cstring>

namespace howdah::sql {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Any byte of a multi-byte character may stand in an identifier.
bool isWordStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool isWordPart(char c)
{
    return isWordStart(c) || isDigit(c) || c == '$';
}

bool isOperator(char c)
{
    return c != '\0' && std::strchr("~!@#^&|`?+-*/%<>=", c) != nullptr;
}

} // namespace

Token Lexer::finish(TokenKind kind, qsizetype end, bool terminated)
{
    const Token token{.kind = kind, .begin = m_at, .end = end, .terminated = terminated};
    m_at = end;
    return token;
}

Token Lexer::next()
{
    if (m_at >= m_text.size())
        return finish(TokenKind::End, m_text.size());
    const char c = m_text[m_at];
    const char following = at(m_at + 1);
    if (isSpace(c)) {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && isSpace(m_text[end]))
            ++end;
        return finish(TokenKind::Whitespace, end);
    }
    if (c == '-' && following == '-') {
        qsizetype end = m_at + 2;
        while (end < m_text.size() && m_text[end] != '\n' && m_text[end] != '\r')
            ++end;
        return finish(TokenKind::Comment, end);
    }
    if (c == '/' && following == '*')
        return blockComment();
    if (c == '\'')
        return quoted(TokenKind::String, m_at, false);
    if (c == '"')
        return quoted(TokenKind::QuotedIdentifier, m_at, false);
    if (following == '\'') {
        if (c == 'e' || c == 'E')
            return quoted(TokenKind::String, m_at + 1, true);
        if (std::strchr("bBxXnN", c) && c != '\0')
            return quoted(TokenKind::String, m_at + 1, false);
    }
    if ((c == 'u' || c == 'U') && following == '&' &&
        (at(m_at + 2) == '\'' || at(m_at + 2) == '"')) {
        return quoted(at(m_at + 2) == '"' ? TokenKind::QuotedIdentifier : TokenKind::String,
                      m_at + 2, false);
    }
    if (isWordStart(c)) {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && isWordPart(m_text[end]))
            ++end;
        return finish(TokenKind::Word, end);
    }
    if (isDigit(c) || (c == '.' && isDigit(following)))
        return number();
    switch (c) {
    case '$':
        return dollar();
    case ';':
        return finish(TokenKind::Semicolon, m_at + 1);
    case '(':
        return finish(TokenKind::Open, m_at + 1);
    case ')':
        return finish(TokenKind::Close, m_at + 1);
    case '\\':
        return finish(TokenKind::Backslash, m_at + 1);
    default:
        return other();
    }
}

Token Lexer::quoted(TokenKind kind, qsizetype open, bool backslashes)
{
    const char quote = m_text[open];
    qsizetype end = open + 1;
    while (true) {
        while (end < m_text.size() && m_text[end] != quote) {
            if (backslashes && m_text[end] == '\\')
                ++end;
            ++end;
        }
        if (end >= m_text.size())
            return finish(kind, m_text.size(), false);
        ++end;
        if (at(end) == quote) {
            ++end;
            continue;
        }
        if (kind != TokenKind::String)
            return finish(kind, end);
        // 'one'
        // 'literal': the rest follows the rules of the first part, escapes included.
        const qsizetype more = continuation(end);
        if (more < 0)
            return finish(kind, end);
        end = more + 1;
    }
}

/// Offset of the quote that continues the string literal ended at @p offset, or -1: only white
/// space and
/// "--" comments with at least one line's end may stand between.
qsizetype Lexer::continuation(qsizetype offset) const
{
    bool newline = false;
    while (offset < m_text.size()) {
        const char c = m_text[offset];
        if (c == '\n' || c == '\r') {
            newline = true;
            ++offset;
        } else if (isSpace(c)) {
            ++offset;
        } else if (c == '-' && at(offset + 1) == '-') {
            while (offset < m_text.size() && m_text[offset] != '\n' && m_text[offset] != '\r')
                ++offset;
        } else {
            return newline && c == '\'' ? offset : -1;
        }
    }
    return -1;
}

Token Lexer::blockComment()
{
    int depth = 1;
    qsizetype end = m_at + 2;
    while (end < m_text.size()) {
        if (m_text[end] == '*' && at(end + 1) == '/') {
            end += 2;
            if (--depth == 0)
                return finish(TokenKind::Comment, end);
        } else if (m_text[end] == '/' && at(end + 1) == '*') {
            end += 2;
            ++depth;
        } else {
            ++end;
        }
    }
    return finish(TokenKind::Comment, m_text.size(), false);
}

Token Lexer::dollar()
{
    if (isDigit(at(m_at + 1))) {
        qsizetype end = m_at + 2;
        while (isDigit(at(end)))
            ++end;
        return finish(TokenKind::Parameter, end);
    }
    qsizetype end = m_at + 1;
    if (isWordStart(at(end))) {
        while (isWordStart(at(end)) || isDigit(at(end)))
            ++end;
    }
    if (at(end) != '$')
        return finish(TokenKind::Other, m_at + 1);
    ++end;
    const QByteArrayView tag = m_text.sliced(m_at, end - m_at);
    const qsizetype close = m_text.indexOf(tag, end);
    if (close < 0)
        return finish(TokenKind::String, m_text.size(), false);
    return finish(TokenKind::String, close + tag.size());
}

Token Lexer::number()
{
    qsizetype end = m_at;
    if (m_text[end] == '0' && std::strchr("xXoObB", at(end + 1)) && at(end + 1) != '\0') {
        end += 2;
        while (isWordPart(at(end)) && at(end) != '$')
            ++end;
        return finish(TokenKind::Number, end);
    }
    const auto digits = [&] {
        while (isDigit(at(end)) || (at(end) == '_' && isDigit(at(end + 1))))
            ++end;
    };
    digits();
    // "1..10" in PL/pgSQL is a range, no decimal point.
    if (at(end) == '.' && at(end + 1) != '.') {
        ++end;
        digits();
    }
    if (at(end) == 'e' || at(end) == 'E') {
        const qsizetype exponent = end;
        ++end;
        if (at(end) == '+' || at(end) == '-')
            ++end;
        if (isDigit(at(end)))
            digits();
        else
            end = exponent;
    }
    // "1e'…" is a fault to every server since 15, and its quote starts no E'…' string: the letter
    // belongs to the number.
    if (isWordStart(at(end))) {
        ++end;
        while ((static_cast<unsigned char>(at(end)) & 0xC0) == 0x80)
            ++end;
    }
    return finish(TokenKind::Number, end);
}

Token Lexer::other()
{
    qsizetype end = m_at + 1;
    if (m_text[m_at] == '.' && at(end) == '.')
        return finish(TokenKind::Other, end + 1);
    if (isOperator(m_text[m_at])) {
        while (isOperator(at(end))) {
            if ((at(end) == '-' && at(end + 1) == '-') || (at(end) == '/' && at(end + 1) == '*'))
                break;
            ++end;
        }
    }
    return finish(TokenKind::Other, end);
}

} // namespace howdah::sql
