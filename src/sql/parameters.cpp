#include "sql/parameters.h"

#include "sql/lexer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::sql {

namespace {

struct Placeholder
{
    qsizetype begin = 0; ///< bytes, the colon included
    qsizetype end = 0;
    QString name;
};

/// A single colon right before a word, where it cannot be the colon of a slice: inside "[…]" only
/// when that is an ARRAY[…].
QList<Placeholder> placeholders(const QByteArray &utf8)
{
    QList<Placeholder> found;
    Lexer lexer(utf8);
    Token previous;
    bool colon = false;
    QList<bool> brackets; // whether each that is open makes an array
    QByteArray before;    // the last that is neither space nor comment, in capitals
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        const auto text = QByteArrayView(utf8).sliced(token.begin, token.end - token.begin);
        if (text == "[")
            brackets += before == "ARRAY" || (!brackets.isEmpty() && brackets.constLast() &&
                                              (before == "[" || before == ","));
        else if (text == "]" && !brackets.isEmpty())
            brackets.removeLast();
        const bool word = token.kind == TokenKind::Word;
        if (word && colon && previous.end == token.begin)
            found.append(
                {.begin = previous.begin, .end = token.end, .name = QString::fromUtf8(text)});
        const bool adjacent = previous.end == token.begin && previous.kind == TokenKind::Other &&
                              utf8.mid(previous.begin, previous.end - previous.begin).endsWith(':');
        colon = token.kind == TokenKind::Other && text == ":" && !adjacent &&
                (brackets.isEmpty() || brackets.constLast());
        if (token.kind != TokenKind::Whitespace && token.kind != TokenKind::Comment)
            before = text.first(std::min<qsizetype>(text.size(), 8)).toByteArray().toUpper();
        previous = token;
    }
    return found;
}

int characters(QByteArrayView utf8)
{
    int count = 0;
    for (const char c : utf8)
        count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

} // namespace

QStringList namedParameters(const QString &statement)
{
    QStringList names;
    const auto found = placeholders(statement.toUtf8());
    for (const Placeholder &placeholder : found) {
        if (!names.contains(placeholder.name))
            names += placeholder.name;
    }
    return names;
}

BoundStatement bindParameters(const QString &statement)
{
    const QByteArray utf8 = statement.toUtf8();
    BoundStatement bound;
    QByteArray text;
    qsizetype from = 0;
    const auto found = placeholders(utf8);
    for (const Placeholder &placeholder : found) {
        text += utf8.mid(from, placeholder.begin - from);
        if (!bound.names.contains(placeholder.name))
            bound.names += placeholder.name;
        const QByteArray number =
            '$' + QByteArray::number(bound.names.indexOf(placeholder.name) + 1);
        bound.changes.append(
            {.at = characters(text),
             .difference = characters(QByteArrayView(utf8).sliced(
                               placeholder.begin, placeholder.end - placeholder.begin)) -
                           int(number.size())});
        text += number;
        from = placeholder.end;
    }
    text += utf8.mid(from);
    bound.text = QString::fromUtf8(text);
    return bound;
}

int BoundStatement::originalPosition(int position) const
{
    int original = position;
    for (const Change &change : changes) {
        if (change.at < position - 1)
            original += change.difference;
    }
    return original;
}

} // namespace howdah::sql
