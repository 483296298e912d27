#include "planner/pythonscanner.h"

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

using change::Place;

class Scanner final
{
public:
    explicit Scanner(const QString &source)
        : m_source(source)
    {}

    [[nodiscard]] Result<QList<PythonToken>> scan()
    {
        while (!atEnd()) {
            if (m_lineStart && m_depth == 0) {
                if (const auto indented = indentation(); !indented)
                    return indented.error();
                if (atEnd())
                    break;
            }
            if (const auto read = token(); !read)
                return read.error();
        }
        if (m_depth > 0)
            return fault(u"A bracket is never closed."_s);
        if (!m_tokens.isEmpty() && m_tokens.constLast().kind != PythonToken::Kind::NewLine)
            add(PythonToken::Kind::NewLine, {}, m_place);
        for (; m_indents.size() > 1; m_indents.removeLast())
            add(PythonToken::Kind::Dedent, {}, m_place);
        add(PythonToken::Kind::End, {}, m_place);
        return m_tokens;
    }

private:
    [[nodiscard]] bool atEnd() const { return m_index >= m_source.size(); }
    [[nodiscard]] QChar peek(qsizetype ahead = 0) const
    {
        return m_index + ahead < m_source.size() ? m_source.at(m_index + ahead) : QChar();
    }
    void advance(qsizetype count = 1)
    {
        for (; count > 0; --count, ++m_index) {
            if (m_source.at(m_index) == u'\n')
                m_place = {m_place.line + 1, 1};
            else
                ++m_place.column;
        }
    }
    void add(PythonToken::Kind kind, const QString &text, Place place)
    {
        m_tokens.append({.kind = kind, .text = text, .place = place, .map = {}});
    }
    [[nodiscard]] Error fault(const QString &message) const { return fault(message, m_place); }
    [[nodiscard]] static Error fault(const QString &message, Place place)
    {
        return Error::invalid(message).within(u"line %1"_s.arg(place.line));
    }

    void skipComment()
    {
        while (!atEnd() && peek() != u'\n')
            advance();
    }

    /// At the start of a logical line: blank and comment-only lines count for nothing.
    [[nodiscard]] Result<void> indentation()
    {
        int width = 0;
        while (true) {
            if (peek() == u' ')
                ++width;
            else if (peek() == u'\t')
                width = (width / 8 + 1) * 8;
            else if (peek() == u'\f')
                width = 0;
            else if (peek() == u'#')
                skipComment();
            if (atEnd())
                return {};
            if (peek() == u'\n') {
                advance();
                width = 0;
                continue;
            }
            if (peek() != u' ' && peek() != u'\t' && peek() != u'\f')
                break;
            advance();
        }
        m_lineStart = false;
        if (width > m_indents.constLast()) {
            m_indents.append(width);
            add(PythonToken::Kind::Indent, {}, m_place);
        }
        while (width < m_indents.constLast()) {
            m_indents.removeLast();
            if (width > m_indents.constLast())
                return fault(u"The indentation matches no block around it."_s);
            add(PythonToken::Kind::Dedent, {}, m_place);
        }
        return {};
    }

    [[nodiscard]] Result<void> token()
    {
        const QChar c = peek();
        if (c == u'\n') {
            if (m_depth == 0) {
                add(PythonToken::Kind::NewLine, {}, m_place);
                m_lineStart = true;
            }
            advance();
        } else if (c == u' ' || c == u'\t' || c == u'\f') {
            advance();
        } else if (c == u'#') {
            skipComment();
        } else if (c == u'\\') {
            if (peek(1) != u'\n')
                return fault(u"A backslash continues a line only at its end."_s);
            advance(2);
        } else if (c == u'"' || c == u'\'') {
            return string({});
        } else if (c.isLetter() || c == u'_') {
            return name();
        } else if (c.isDigit() || (c == u'.' && peek(1).isDigit())) {
            number();
        } else {
            symbol();
        }
        return {};
    }

    [[nodiscard]] Result<void> name()
    {
        qsizetype length = 1;
        while (peek(length).isLetterOrNumber() || peek(length) == u'_')
            ++length;
        const QString word = m_source.mid(m_index, length);
        if (length <= 2 && (peek(length) == u'"' || peek(length) == u'\'')) {
            const QString prefix = word.toLower();
            static const QStringList prefixes{u"r"_s,  u"u"_s,  u"b"_s,  u"f"_s, u"t"_s,
                                              u"br"_s, u"rb"_s, u"fr"_s, u"rf"_s};
            if (prefixes.contains(prefix)) {
                return string(prefix);
            }
        }
        add(PythonToken::Kind::Name, word, m_place);
        advance(length);
        return {};
    }

    void number()
    {
        qsizetype length = 1;
        while (peek(length).isLetterOrNumber() || peek(length) == u'.' || peek(length) == u'_')
            ++length;
        add(PythonToken::Kind::Number, m_source.mid(m_index, length), m_place);
        advance(length);
    }

    void symbol()
    {
        static const QStringList pairs{u"->"_s, u"=="_s, u"!="_s, u"<="_s, u">="_s,
                                       u":="_s, u"**"_s, u"//"_s, u"+="_s, u"-="_s,
                                       u"|="_s, u"<<"_s, u">>"_s};
        const QString two = m_source.mid(m_index, 2);
        const QString text = pairs.contains(two) ? two : two.left(1);
        if (text == "("_L1 || text == "["_L1 || text == "{"_L1)
            ++m_depth;
        else if ((text == ")"_L1 || text == "]"_L1 || text == "}"_L1) && m_depth > 0)
            --m_depth;
        add(PythonToken::Kind::Operator, text, m_place);
        advance(text.size());
    }

    [[nodiscard]] Result<void> string(const QString &prefix)
    {
        PythonToken token{
            .kind = PythonToken::Kind::String, .text = {}, .place = m_place, .map = {}};
        const bool raw = prefix.contains(u'r');
        token.literal = !prefix.contains(u'f') && !prefix.contains(u'b') && !prefix.contains(u't');
        advance(prefix.size());
        const QChar quote = peek();
        const bool triple = peek(1) == quote && peek(2) == quote;
        advance(triple ? 3 : 1);
        token.map.mark(0, m_place);
        while (true) {
            if (atEnd() || (!triple && peek() == u'\n'))
                return fault(u"The string that begins here is never closed."_s, token.place);
            if (peek() == quote && (!triple || (peek(1) == quote && peek(2) == quote)))
                break;
            if (peek() == u'\\') {
                if (raw) {
                    token.text += m_source.mid(m_index, 2);
                    advance(qMin<qsizetype>(2, m_source.size() - m_index));
                } else {
                    escape(token);
                }
                token.map.mark(token.text.size(), m_place);
            } else {
                const bool lineEnds = peek() == u'\n';
                token.text += peek();
                advance();
                if (lineEnds)
                    token.map.mark(token.text.size(), m_place);
            }
        }
        advance(triple ? 3 : 1);
        m_tokens.append(token);
        return {};
    }

    /// One escape sequence of a string that is not raw (Python's lexical analysis, "String and
    /// Bytes literals").
    void escape(PythonToken &token)
    {
        const QChar c = peek(1);
        switch (c.unicode()) {
        case u'\n':
            return advance(2);
        case u'\\':
        case u'\'':
        case u'"':
            token.text += c;
            return advance(2);
        case u'a':
            token.text += u'\a';
            return advance(2);
        case u'b':
            token.text += u'\b';
            return advance(2);
        case u'f':
            token.text += u'\f';
            return advance(2);
        case u'n':
            token.text += u'\n';
            return advance(2);
        case u'r':
            token.text += u'\r';
            return advance(2);
        case u't':
            token.text += u'\t';
            return advance(2);
        case u'v':
            token.text += u'\v';
            return advance(2);
        case u'x':
            return code(token, 2, 2, 16);
        case u'u':
            return code(token, 2, 4, 16);
        case u'U':
            return code(token, 2, 8, 16);
        case u'N':
            // \N{…} needs Python's table of names.
            token.literal = false;
            return advance(2);
        default:
            break;
        }
        if (c >= u'0' && c <= u'7') {
            int digits = 1;
            while (digits < 3 && peek(1 + digits) >= u'0' && peek(1 + digits) <= u'7')
                ++digits;
            return code(token, 1, digits, 8);
        }
        // Unknown escapes stay as they are written.
        token.text += u'\\';
        advance();
    }

    void code(PythonToken &token, int skip, int digits, int base)
    {
        bool ok = false;
        const char32_t value = m_source.mid(m_index + skip, digits).toUInt(&ok, base);
        if (!ok || value > QChar::LastValidCodePoint) {
            token.literal = false;
            return advance();
        }
        token.text += QChar::fromUcs4(value);
        advance(skip + digits);
    }

    const QString m_source;
    qsizetype m_index = 0;
    Place m_place;
    int m_depth = 0;
    bool m_lineStart = true;
    QList<int> m_indents{0};
    QList<PythonToken> m_tokens;
};

} // namespace

Result<QList<PythonToken>> scanPython(QString source)
{
    // Python reads every line end as one new line, in strings too.
    source.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
    return Scanner(source).scan();
}

} // namespace howdah::planner
