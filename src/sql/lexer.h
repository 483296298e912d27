#pragma once

#include <QByteArrayView>

namespace howdah::sql {

/// What a piece of SQL text is. Only what splitting, highlighting and completion need to tell
/// apart.
enum class TokenKind {
    Whitespace,
    Comment,          ///< "-- …" up to the line's end, or a nested block comment
    Word,             ///< key word or unquoted identifier
    QuotedIdentifier, ///< "…" or U&"…"
    String, ///< '…', E'…', B'…', X'…', N'…', U&'…', $tag$…$tag$, continued over lines or not
    Number,
    Parameter, ///< $1
    Semicolon,
    Open,      ///< (
    Close,     ///< )
    Backslash, ///< where psql would read a command
    Other,     ///< operators and punctuation, a run of operator characters at a time
    End
};

/// Byte range [begin, end) of one token. A quote or comment that nobody closed reaches to the end
/// of the text and says so.
struct Token final
{
    TokenKind kind = TokenKind::End;
    qsizetype begin = 0;
    qsizetype end = 0;
    bool terminated = true;

    friend bool operator==(const Token &, const Token &) = default;
};

/// Cuts UTF-8 text into tokens by PostgreSQL's lexical rules with standard_conforming_strings on,
/// as psql does. Our own, because the server's scanner gives up at the first fault, cannot step
/// over COPY data and psql commands, and this one must also read what somebody is still typing.
/// Every byte belongs to exactly one token; time is linear; any input is accepted.
class Lexer final
{
public:
    explicit Lexer(QByteArrayView text, qsizetype from = 0)
        : m_text(text)
        , m_at(from)
    {}

    [[nodiscard]] Token next();
    [[nodiscard]] qsizetype position() const { return m_at; }
    /// Goes on at byte @p offset.
    void seek(qsizetype offset) { m_at = offset; }

private:
    [[nodiscard]] char at(qsizetype offset) const
    {
        return offset < m_text.size() ? m_text[offset] : '\0';
    }
    [[nodiscard]] Token finish(TokenKind kind, qsizetype end, bool terminated = true);
    [[nodiscard]] Token quoted(TokenKind kind, qsizetype open, bool backslashes);
    [[nodiscard]] qsizetype continuation(qsizetype offset) const;
    [[nodiscard]] Token blockComment();
    [[nodiscard]] Token dollar();
    [[nodiscard]] Token number();
    [[nodiscard]] Token other();

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace howdah::sql
