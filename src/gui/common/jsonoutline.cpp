#include "gui/common/jsonoutline.h"

namespace howdah::gui {

namespace {

constexpr int deepest = 400;

class Reader final
{
public:
    Reader(QByteArrayView text, int mostNodes)
        : m_text(text)
        , m_left(mostNodes)
    {}

    [[nodiscard]] std::optional<JsonNode> document()
    {
        JsonNode root;
        if (!value(&root, 0))
            return {};
        skipBlanks();
        if (m_at != m_text.size())
            return {};
        return root;
    }

private:
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    void skipBlanks()
    {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')
            ++m_at;
    }

    bool take(char c)
    {
        skipBlanks();
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }

    bool word(QByteArrayView text)
    {
        if (!m_text.sliced(m_at).startsWith(text))
            return false;
        m_at += text.size();
        return true;
    }

    bool value(JsonNode *node, int depth)
    {
        skipBlanks();
        --m_left;
        switch (peek()) {
        case '{':
            return container(node, JsonNode::Type::Object, '}', depth);
        case '[':
            return container(node, JsonNode::Type::Array, ']', depth);
        case '"':
            node->type = JsonNode::Type::String;
            return string(&node->text);
        case 't':
        case 'f': {
            node->type = JsonNode::Type::Boolean;
            const bool isTrue = peek() == 't';
            node->text = isTrue ? QStringLiteral("true") : QStringLiteral("false");
            return word(isTrue ? "true" : "false");
        }
        case 'n':
            node->text = QStringLiteral("null");
            return word("null");
        default:
            node->type = JsonNode::Type::Number;
            return number(&node->text);
        }
    }

    bool container(JsonNode *node, JsonNode::Type type, char end, int depth)
    {
        node->type = type;
        ++m_at;
        if (depth > deepest)
            return false;
        if (take(end))
            return true;
        do {
            JsonNode child;
            if (type == JsonNode::Type::Object) {
                skipBlanks();
                if (peek() != '"' || !string(&child.key) || !take(':'))
                    return false;
            }
            const bool kept = m_left > 0;
            if (!value(&child, depth + 1))
                return false;
            ++node->size;
            if (kept)
                node->children.push_back(std::move(child));
        } while (take(','));
        return take(end);
    }

    bool number(QString *text)
    {
        const qsizetype from = m_at;
        while (m_at < m_text.size() && QByteArrayView("+-.0123456789eE").contains(m_text[m_at]))
            ++m_at;
        *text = QString::fromLatin1(m_text.sliced(from, m_at - from));
        return m_at > from;
    }

    /// The four digits of \uXXXX.
    bool unit(char16_t *code)
    {
        if (m_at + 4 > m_text.size())
            return false;
        bool good = false;
        *code = char16_t(m_text.sliced(m_at, 4).toByteArray().toUShort(&good, 16));
        m_at += 4;
        return good;
    }

    bool string(QString *text)
    {
        ++m_at;
        qsizetype from = m_at;
        const auto flush = [&] {
            text->append(QString::fromUtf8(m_text.sliced(from, m_at - from)));
        };
        while (m_at < m_text.size() && peek() != '"') {
            if (peek() != '\\') {
                ++m_at;
                continue;
            }
            flush();
            ++m_at;
            const char escape = peek();
            ++m_at;
            char16_t code = 0;
            switch (escape) {
            case 'n':
                code = u'\n';
                break;
            case 't':
                code = u'\t';
                break;
            case 'r':
                code = u'\r';
                break;
            case 'b':
                code = u'\b';
                break;
            case 'f':
                code = u'\f';
                break;
            case '"':
            case '\\':
            case '/':
                code = char16_t(escape);
                break;
            case 'u':
                if (!unit(&code))
                    return false;
                break;
            default:
                return false;
            }
            text->append(QChar(code));
            from = m_at;
        }
        if (m_at >= m_text.size())
            return false;
        flush();
        ++m_at;
        // An empty string is no missing one.
        if (text->isNull())
            *text = QStringLiteral("");
        return true;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_left;
};

} // namespace

std::optional<JsonNode> jsonOutline(QByteArrayView text, int mostNodes)
{
    return Reader(text, mostNodes).document();
}

} // namespace howdah::gui
