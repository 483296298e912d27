#include "sql/script.h"

#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::sql {

namespace {

bool isContinuationByte(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

bool isWord(QByteArrayView word, const char *expected)
{
    return word.size() == qsizetype(qstrlen(expected)) &&
           qstrnicmp(word.data(), expected, size_t(word.size())) == 0;
}

/// Walks forwards only, so that the positions of a whole script cost one pass.
class Cursor final
{
public:
    explicit Cursor(QByteArrayView text, const Position &start = {})
        : m_text(text)
        , m_at(start)
    {}

    Position to(qsizetype offset)
    {
        for (; m_at.offset < offset; ++m_at.offset) {
            const char c = m_text[m_at.offset];
            if (c == '\n') {
                ++m_at.line;
                m_at.column = 1;
            } else if (!isContinuationByte(c)) {
                ++m_at.column;
            }
        }
        return m_at;
    }

private:
    QByteArrayView m_text;
    Position m_at;
};

/// Whether a word belongs to the start "CREATE [OR REPLACE] FUNCTION|PROCEDURE": only there BEGIN …
/// END may hold semicolons.
class RoutineHead final
{
public:
    void reset() { *this = {}; }
    void feed(QByteArrayView word)
    {
        if (m_words < 4) {
            const bool fits = m_words == 0   ? isWord(word, "create")
                              : m_words == 1 ? isRoutine(word) || isWord(word, "or")
                              : m_words == 2 ? isWord(word, "replace")
                                             : isRoutine(word);
            if (!m_found && !m_failed) {
                m_failed = !fits;
                m_found = fits && m_words > 0 && isRoutine(word);
            }
        }
        ++m_words;
    }
    [[nodiscard]] bool found() const { return m_found; }

private:
    static bool isRoutine(QByteArrayView word)
    {
        return isWord(word, "function") || isWord(word, "procedure");
    }

    int m_words = 0;
    bool m_found = false;
    bool m_failed = false;
};

} // namespace

class Splitter final
{
public:
    explicit Splitter(const QByteArray &utf8)
        : m_lexer(utf8)
        , m_statementCursor(utf8)
        , m_problemCursor(utf8)
    {
        m_script.m_utf8 = utf8;
    }

    Script run()
    {
        findForbiddenBytes();
        m_lexer.seek(m_script.m_utf8.startsWith("\xEF\xBB\xBF") ? 3 : 0);
        while (true) {
            const Token token = m_lexer.next();
            if (token.kind == TokenKind::End)
                break;
            take(token);
        }
        close(false);
        std::stable_sort(m_script.m_problems.begin(), m_script.m_problems.end(),
                         [](const Problem &a, const Problem &b) {
                             return a.position.offset < b.position.offset;
                         });
        return std::move(m_script);
    }

private:
    [[nodiscard]] QByteArrayView slice(const Token &token) const
    {
        return QByteArrayView(m_script.m_utf8).sliced(token.begin, token.end - token.begin);
    }

    void report(Problem::Kind kind, qsizetype offset, const QString &text = {})
    {
        m_script.m_problems.append(
            {.kind = kind, .position = m_problemCursor.to(offset), .text = text});
    }

    /// libpq and the parser take C strings: what stands behind a NUL byte would silently not be
    /// looked at.
    void findForbiddenBytes()
    {
        const QByteArray &utf8 = m_script.m_utf8;
        const qsizetype nul = utf8.indexOf('\0');
        const qsizetype invalid = firstInvalidUtf8(utf8);
        if (nul >= 0)
            m_script.m_problems.append(
                {.kind = Problem::Kind::NulByte, .position = Cursor(utf8).to(nul), .text = {}});
        if (invalid >= 0)
            m_script.m_problems.append({.kind = Problem::Kind::InvalidUtf8,
                                        .position = Cursor(utf8).to(invalid),
                                        .text = {}});
    }

    static qsizetype firstInvalidUtf8(QByteArrayView text)
    {
        qsizetype i = 0;
        while (i < text.size()) {
            const auto lead = static_cast<unsigned char>(text[i]);
            if (lead < 0x80) {
                ++i;
                continue;
            }
            const int length = lead >= 0xF0 && lead <= 0xF4 ? 4
                               : lead >= 0xE0               ? 3
                               : lead >= 0xC2               ? 2
                                                            : 0;
            if (length == 0 || lead > 0xF4 || i + length > text.size())
                return i;
            const auto second = static_cast<unsigned char>(text[i + 1]);
            if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F))
                return i;
            for (int k = 1; k < length; ++k) {
                if (!isContinuationByte(text[i + k]))
                    return i;
            }
            i += length;
        }
        return -1;
    }

    void take(const Token &token)
    {
        if (!token.terminated)
            reportUnterminated(token);
        switch (token.kind) {
        case TokenKind::Whitespace:
        case TokenKind::Comment:
        case TokenKind::End:
            return;
        case TokenKind::Backslash:
            metaCommand(token);
            return;
        case TokenKind::Semicolon:
            if (m_parentheses == 0 && m_bodies == 0) {
                const qsizetype end = token.end;
                const bool copy = close(true);
                if (copy)
                    copyBlock(end);
                return;
            }
            m_previousIsFrom = false;
            break;
        case TokenKind::Open:
            ++m_parentheses;
            m_previousIsFrom = false;
            break;
        case TokenKind::Close:
            m_parentheses = std::max(0, m_parentheses - 1);
            m_previousIsFrom = false;
            break;
        case TokenKind::Word:
            word(slice(token));
            break;
        case TokenKind::QuotedIdentifier:
        case TokenKind::String:
        case TokenKind::Number:
        case TokenKind::Parameter:
        case TokenKind::Other:
            m_previousIsFrom = false;
            break;
        }
        if (m_begin < 0)
            m_begin = token.begin;
        m_end = token.end;
    }

    void reportUnterminated(const Token &token)
    {
        report(token.kind == TokenKind::Comment            ? Problem::Kind::UnterminatedComment
               : token.kind == TokenKind::QuotedIdentifier ? Problem::Kind::UnterminatedIdentifier
                                                           : Problem::Kind::UnterminatedString,
               token.begin);
    }

    void word(QByteArrayView text)
    {
        m_head.feed(text);
        if (m_begin < 0)
            m_isCopy = isWord(text, "copy");
        if (m_parentheses == 0) {
            if (m_isCopy && m_previousIsFrom && isWord(text, "stdin"))
                m_copiesFromStdin = true;
            if (m_head.found()) {
                if (isWord(text, "begin"))
                    ++m_bodies;
                else if (m_bodies > 0 && isWord(text, "case"))
                    ++m_bodies;
                else if (m_bodies > 0 && isWord(text, "end"))
                    --m_bodies;
            }
        }
        m_previousIsFrom = isWord(text, "from");
    }

    /// Ends the open statement. True when COPY data must follow.
    bool close(bool terminated)
    {
        const bool copies = m_begin >= 0 && m_copiesFromStdin;
        if (m_begin >= 0) {
            m_script.m_statements.append({.begin = m_statementCursor.to(m_begin),
                                          .end = m_end,
                                          .terminated = terminated,
                                          .copyData = {}});
        }
        m_begin = -1;
        m_parentheses = 0;
        m_bodies = 0;
        m_isCopy = false;
        m_copiesFromStdin = false;
        m_previousIsFrom = false;
        m_head.reset();
        return copies;
    }

    /// Everything up to the end of the line is psql's. What stood before it is a statement of its
    /// own, as with "SELECT 1 \gx".
    void metaCommand(const Token &token)
    {
        const QByteArrayView text = m_script.m_utf8;
        qsizetype end = text.indexOf('\n', token.begin);
        if (end < 0)
            end = text.size();
        report(Problem::Kind::MetaCommand, token.begin,
               QString::fromUtf8(text.sliced(token.begin, end - token.begin).trimmed()));
        close(false);
        m_lexer.seek(end);
    }

    void copyBlock(qsizetype semicolonEnd)
    {
        const QByteArrayView text = m_script.m_utf8;
        // Only white space and a comment may follow on the line.
        while (true) {
            const qsizetype lineEnd = text.indexOf('\n', semicolonEnd);
            const Token token = m_lexer.next();
            if (token.kind == TokenKind::End ||
                (token.kind == TokenKind::Whitespace && lineEnd >= 0 && lineEnd < token.end))
                break;
            if (token.kind == TokenKind::Whitespace ||
                (token.kind == TokenKind::Comment && (lineEnd < 0 || token.end <= lineEnd)))
                continue;
            report(Problem::Kind::TextAfterCopy, token.begin);
            break;
        }
        qsizetype begin = text.indexOf('\n', semicolonEnd);
        begin = begin < 0 ? text.size() : begin + 1;
        qsizetype line = begin;
        while (true) {
            if (line >= text.size()) {
                m_script.m_problems.append({.kind = Problem::Kind::UnterminatedCopyData,
                                            .position = m_script.m_statements.constLast().begin,
                                            .text = {}});
                break;
            }
            qsizetype end = text.indexOf('\n', line);
            const qsizetype next = end < 0 ? text.size() : end + 1;
            if (end < 0)
                end = text.size();
            auto content = text.sliced(line, end - line);
            if (content.endsWith('\r'))
                content.chop(1);
            if (content == "\\.") {
                m_script.m_statements.last().copyData = {begin, line};
                m_lexer.seek(next);
                return;
            }
            line = next;
        }
        m_script.m_statements.last().copyData = {begin, text.size()};
        m_lexer.seek(text.size());
    }

    Script m_script;
    Lexer m_lexer;
    Cursor m_statementCursor;
    Cursor m_problemCursor;
    RoutineHead m_head;
    qsizetype m_begin = -1;
    qsizetype m_end = 0;
    int m_parentheses = 0;
    int m_bodies = 0;
    bool m_isCopy = false;
    bool m_copiesFromStdin = false;
    bool m_previousIsFrom = false;
};

Error Problem::toError() const
{
    const auto message = [this] {
        switch (kind) {
        case Kind::MetaCommand:
            return u"%1 is a command of psql, not SQL"_s.arg(text);
        case Kind::UnterminatedString:
            return u"the string that starts here is never closed"_s;
        case Kind::UnterminatedIdentifier:
            return u"the quoted name that starts here is never closed"_s;
        case Kind::UnterminatedComment:
            return u"the comment that starts here is never closed"_s;
        case Kind::UnterminatedCopyData:
            return u"the data of this COPY … FROM STDIN has no end (\"\\.\" on a line of its own)"_s;
        case Kind::TextAfterCopy:
            return u"after COPY … FROM STDIN; the line must end, because its data starts on the next one"_s;
        case Kind::NulByte:
            return u"a NUL byte cannot be part of SQL"_s;
        case Kind::InvalidUtf8:
            return u"this is not UTF-8 text"_s;
        }
        return QString();
    };
    return Error::invalid(message()).within(
        u"line %1, column %2"_s.arg(position.line).arg(position.column));
}

Script Script::split(const QByteArray &utf8)
{
    return Splitter(utf8).run();
}

Result<QList<Statement>> Script::checkedStatements() const
{
    if (!m_problems.isEmpty())
        return m_problems.constFirst().toError();
    return m_statements;
}

QByteArrayView Script::bytes(const Statement &statement) const
{
    return QByteArrayView(m_utf8).sliced(statement.begin.offset,
                                         statement.end - statement.begin.offset);
}

QString Script::text(const Statement &statement) const
{
    return QString::fromUtf8(bytes(statement));
}

QByteArrayView Script::copyData(const Statement &statement) const
{
    if (!statement.copyData)
        return {};
    return QByteArrayView(m_utf8).sliced(statement.copyData->first,
                                         statement.copyData->second - statement.copyData->first);
}

int Script::statementAt(qsizetype offset) const
{
    // The first statement that ends at or behind the place …
    const auto after = std::lower_bound(
        m_statements.begin(), m_statements.end(), offset,
        [](const Statement &s, qsizetype at) { return s.end + (s.terminated ? 1 : 0) < at; });
    const auto index = int(after - m_statements.begin());
    const auto count = int(m_statements.size());
    if (index < count && m_statements.at(index).begin.offset <= offset)
        return index;
    // … or the one before it, when only blanks of its last line lie between.
    if (index > 0) {
        const Statement &before = m_statements.at(index - 1);
        const auto between = QByteArrayView(m_utf8).sliced(before.end, offset - before.end);
        if (!between.contains('\n'))
            return index - 1;
    }
    return index < count ? index : count - 1;
}

Position Script::positionIn(const Statement &statement, int character) const
{
    Cursor cursor(m_utf8, statement.begin);
    qsizetype offset = statement.begin.offset;
    for (int left = character - 1; left > 0 && offset < statement.end; --left) {
        ++offset;
        while (offset < statement.end && isContinuationByte(m_utf8.at(offset)))
            ++offset;
    }
    return cursor.to(offset);
}

} // namespace howdah::sql
