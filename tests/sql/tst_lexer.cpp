#include "sql/lexer.h"

#include <pg_query.h>

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using sql::Token;
using sql::TokenKind;

namespace {

QList<Token> tokensOf(const QByteArray &text)
{
    QList<Token> tokens;
    sql::Lexer lexer(text);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next())
        tokens += token;
    return tokens;
}

QStringList piecesOf(const QByteArray &text)
{
    QStringList pieces;
    for (const Token &token : tokensOf(text)) {
        if (token.kind != TokenKind::Whitespace)
            pieces += QString::fromUtf8(text.mid(token.begin, token.end - token.begin));
    }
    return pieces;
}

/// Start and end of each token as the server's own scanner sees them, read from its protocol
/// buffer: field 2 holds the tokens, in each of which field 1 is the start and field 2 the end.
std::optional<QList<std::pair<qsizetype, qsizetype>>> serverTokens(const QByteArray &text)
{
    const PgQueryScanResult result = pg_query_scan(text.constData());
    if (result.error) {
        pg_query_free_scan_result(result);
        return {};
    }
    const QByteArray buffer(result.pbuf.data, qsizetype(result.pbuf.len));
    pg_query_free_scan_result(result);
    qsizetype at = 0;
    const auto varint = [&] {
        quint64 value = 0;
        for (int shift = 0;; shift += 7) {
            const auto byte = static_cast<unsigned char>(buffer.at(at++));
            value |= quint64(byte & 0x7F) << shift;
            if (!(byte & 0x80))
                return value;
        }
    };
    QList<std::pair<qsizetype, qsizetype>> tokens;
    while (at < buffer.size()) {
        const quint64 tag = varint();
        if (tag != (2 << 3 | 2)) {
            varint();
            continue;
        }
        const qsizetype end = qsizetype(varint()) + at;
        std::pair<qsizetype, qsizetype> token;
        while (at < end) {
            const quint64 field = varint() >> 3;
            const auto value = qsizetype(varint());
            if (field == 1)
                token.first = value;
            else if (field == 2)
                token.second = value;
        }
        tokens += token;
    }
    return tokens;
}

} // namespace

class TestLexer final : public QObject
{
    Q_OBJECT

private slots:
    void cutsAsPostgres_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("pieces");
        const auto row = [](const char *name, const char *text, const QStringList &pieces) {
            QTest::newRow(name) << QByteArray(text) << pieces;
        };
        row("doubled quote", "'it''s' x", {u"'it''s'"_s, u"x"_s});
        row("backslash is plain", "'a\\' 'b'", {u"'a\\'"_s, u"'b'"_s});
        row("escape string", "E'a\\'b' c", {u"E'a\\'b'"_s, u"c"_s});
        row("continued", "'a'\n 'b' c", {u"'a'\n 'b'"_s, u"c"_s});
        row("continued over a comment", "'a' -- x\n'b;' c", {u"'a' -- x\n'b;'"_s, u"c"_s});
        row("not continued on one line", "'a' 'b'", {u"'a'"_s, u"'b'"_s});
        row("continued keeps escapes", "e'a'\n'b\\'c' d", {u"e'a'\n'b\\'c'"_s, u"d"_s});
        row("unicode string", "U&'d\\0061t' x", {u"U&'d\\0061t'"_s, u"x"_s});
        row("unicode name", "u&\"d;\" x", {u"u&\"d;\""_s, u"x"_s});
        row("word ends in e", "make'x'", {u"make"_s, u"'x'"_s});
        row("dollar quote", "$$a;'$$ b", {u"$$a;'$$"_s, u"b"_s});
        row("tagged dollar quote", "$x$ $$ $y$ $x$ b", {u"$x$ $$ $y$ $x$"_s, u"b"_s});
        row("dollar inside a word", "a$b$c", {u"a$b$c"_s});
        row("tag with umlaut", "$ä$;$ä$", {u"$ä$;$ä$"_s});
        row("parameter", "$1+$23", {u"$1"_s, u"+"_s, u"$23"_s});
        row("tag cannot start with a digit", "$1$ x", {u"$1"_s, u"$"_s, u"x"_s});
        row("nested comment", "/* a /* b */ ; */ c", {u"/* a /* b */ ; */"_s, u"c"_s});
        row("comment of stars", "/***/ c", {u"/***/"_s, u"c"_s});
        row("operator before a comment", "1+--x\n2", {u"1"_s, u"+"_s, u"--x"_s, u"2"_s});
        row("operator before a block", "1*/*x*/2", {u"1"_s, u"*"_s, u"/*x*/"_s, u"2"_s});
        row("numbers", "1.5e-3 0xFF 1_000 1..2",
            {u"1.5e-3"_s, u"0xFF"_s, u"1_000"_s, u"1"_s, u".."_s, u"2"_s});
        row("letter behind a number", "1E'\\';'", {u"1E"_s, u"'\\'"_s, u";"_s, u"'"_s});
        row("line comment ends at \\r", "a--b\rc", {u"a"_s, u"--b"_s, u"c"_s});
    }
    void cutsAsPostgres()
    {
        QFETCH(QByteArray, text);
        QTEST(piecesOf(text), "pieces");
    }

    void saysWhatIsOpen_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"a 'b;", "a E'b\\'", "a \"b", "a /* /* */", "a $$b", "a $t$ $$"})
            QTest::newRow(text) << QByteArray(text);
    }
    void saysWhatIsOpen()
    {
        QFETCH(QByteArray, text);
        const auto tokens = tokensOf(text);
        QVERIFY(!tokens.constLast().terminated);
        QCOMPARE(tokens.constLast().end, text.size());
    }

    /// Random text in, and every byte comes out exactly once.
    void coversEveryByte()
    {
        const QByteArray alphabet = "abE'\"$\\;-/*()\n 1.x\xC3\xA4";
        QRandomGenerator random(7);
        for (int round = 0; round < 5000; ++round) {
            QByteArray text;
            for (int i = random.bounded(40); i > 0; --i)
                text += alphabet.at(random.bounded(int(alphabet.size())));
            qsizetype at = 0;
            for (const Token &token : tokensOf(text)) {
                QCOMPARE(token.begin, at);
                QVERIFY(token.end > token.begin);
                at = token.end;
            }
            QCOMPARE(at, text.size());
        }
    }

    /// The server's scanner is the judge: wherever it accepts a text, no quote or comment may end
    /// elsewhere. It glues ".." and splits operators by rules that do not matter here, so only
    /// boundaries of names, strings, comments and semicolons are compared.
    void agreesWithTheServersScanner()
    {
        const QList<QByteArray> parts{
            "select", " ",        "\n",    "'a;'",  "E'\\';'", "$$;$$", "$q$ $$;$q$", "\"x;\"",
            "/*;*/",  "/*/**/*/", "--;\n", ";",     "(",       ")",     "1.5",        ",",
            "+",      "-",        "u&'x'", "B'01'", "a$b",     "'",     "$x$"};
        QRandomGenerator random(11);
        int compared = 0;
        for (int round = 0; round < 20000; ++round) {
            QByteArray text;
            for (int i = random.bounded(1, 14); i > 0; --i)
                text += parts.at(random.bounded(int(parts.size())));
            const auto expected = serverTokens(text);
            if (!expected)
                continue;
            ++compared;
            QList<std::pair<qsizetype, qsizetype>> semicolons;
            for (const auto &token : *expected) {
                if (token.second - token.first == 1 && text.at(token.first) == ';')
                    semicolons += token;
            }
            QList<std::pair<qsizetype, qsizetype>> own;
            for (const Token &token : tokensOf(text)) {
                if (token.kind == TokenKind::Semicolon)
                    own += {token.begin, token.end};
            }
            QVERIFY2(own == semicolons, text.constData());
        }
        QVERIFY2(compared > 3000, qPrintable(QString::number(compared)));
    }
};

QTEST_GUILESS_MAIN(TestLexer)
#include "tst_lexer.moc"
