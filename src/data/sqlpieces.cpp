#include "data/sqlpieces.h"

#include <QSet>

using namespace Qt::StringLiterals;
using howdah::sql::TokenKind;

namespace howdah::data {

QString unquotedIdentifier(QString text)
{
    text.remove(0, text.indexOf(u'"') + 1);
    if (text.endsWith(u'"'))
        text.chop(1);
    return text.replace(u"\"\""_s, u"\""_s);
}

bool opensTables(const QString &upper)
{
    static const QSet<QString> words{u"FROM"_s,    u"JOIN"_s,       u"UPDATE"_s, u"INTO"_s,
                                     u"TABLE"_s,   u"TRUNCATE"_s,   u"ONLY"_s,   u"VACUUM"_s,
                                     u"ANALYZE"_s, u"REFERENCES"_s, u"COPY"_s,   u"LATERAL"_s};
    return words.contains(upper);
}

SqlPieces readPieces(const QString &statement, int cursor)
{
    const QByteArray utf8 = statement.toUtf8();
    SqlPieces read;
    QList<qsizetype> open;
    sql::Lexer lexer(utf8);
    int at = 0;
    for (auto token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        const auto bytes = QByteArrayView(utf8).sliced(token.begin, token.end - token.begin);
        const QString text = QString::fromUtf8(bytes);
        SqlPiece piece{.kind = token.kind, .name = text, .begin = at, .end = at + int(text.size())};
        at = piece.end;
        // Right behind a closed string or "*/" one is outside again; behind a number one still
        // types it.
        const bool within = piece.begin < cursor && cursor < piece.end;
        const bool atEnd = piece.begin < cursor && cursor == piece.end;
        if (token.kind == TokenKind::String || token.kind == TokenKind::Comment) {
            const bool openEnd = !token.terminated || bytes.startsWith("--");
            read.quiet = read.quiet || within || (atEnd && openEnd);
        } else if (token.kind == TokenKind::Number) {
            read.quiet = read.quiet || within || atEnd;
        }
        if (token.kind == TokenKind::Whitespace || token.kind == TokenKind::Comment)
            continue;
        if (token.kind == TokenKind::Word) {
            piece.name = text.toLower();
            piece.upper = text.toUpper();
        } else if (token.kind == TokenKind::QuotedIdentifier) {
            piece.name = unquotedIdentifier(text);
        } else if (token.kind == TokenKind::Open) {
            open += read.pieces.size();
        } else if (token.kind == TokenKind::Close && !open.isEmpty()) {
            piece.partner = open.takeLast();
            read.pieces[piece.partner].partner = read.pieces.size();
        }
        read.pieces += piece;
    }
    return read;
}

} // namespace howdah::data
