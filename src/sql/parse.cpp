#include "sql/parse.h"

#include "sql/lexer.h"

#include <pg_query.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <utility>

using namespace Qt::StringLiterals;

namespace howdah::sql {

namespace {

Error errorOf(const PgQueryError *error)
{
    return {.kind = Error::Kind::InvalidInput,
            .message = QString::fromUtf8(error->message),
            .sqlstate = u"42601"_s,
            .position = error->cursorpos};
}

/// The grammar's trees are walked recursively and without a limit, so a long chain (1 + 1 + 1 …)
/// would end the program. This bounds their depth from above: a chain is a run of tokens that no
/// comma of its own level interrupts, or of set operations and joins.
bool mayNestTooDeep(const QByteArray &utf8)
{
    constexpr qsizetype longestRun = 40'000;
    constexpr int mostCombinations = 20'000;
    QList<qsizetype> runs{0};
    qsizetype sum = 0;
    int combinations = 0;
    Lexer lexer(utf8);
    for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
        if (token.kind == TokenKind::Whitespace || token.kind == TokenKind::Comment)
            continue;
        const auto text = QByteArrayView(utf8).sliced(token.begin, token.end - token.begin);
        ++runs.last();
        if (++sum > longestRun)
            return true;
        if (token.kind == TokenKind::Open || text == "[") {
            runs.append(0);
        } else if ((token.kind == TokenKind::Close || text == "]") && runs.size() > 1) {
            sum -= runs.takeLast();
        } else if (text == ",") {
            sum -= std::exchange(runs.last(), 0);
        } else if (token.kind == TokenKind::Word) {
            for (const char *word : {"union", "intersect", "except", "join"}) {
                if (text.size() == qsizetype(qstrlen(word)) &&
                    qstrnicmp(text.data(), word, size_t(text.size())) == 0 &&
                    ++combinations > mostCombinations)
                    return true;
            }
        }
    }
    return false;
}

/// The text as libpg_query takes it: a C string.
Result<QByteArray> checked(const QString &statement)
{
    if (statement.contains(QChar(u'\0')))
        return Error::invalid(u"a NUL byte cannot be part of SQL"_s);
    QByteArray utf8 = statement.toUtf8();
    if (utf8.size() > largestParsedStatement) {
        return Error{.kind = Error::Kind::Unsupported,
                     .message = u"the statement is too large to be looked into"_s};
    }
    if (mayNestTooDeep(utf8))
        return Error{.kind = Error::Kind::Unsupported,
                     .message = u"the statement is nested too deeply"_s};
    return utf8;
}

} // namespace

Result<ParseTree> parse(const QString &statement)
{
    const auto utf8 = checked(statement);
    if (!utf8)
        return utf8.error();
    const PgQueryParseResult result = pg_query_parse(utf8->constData());
    std::optional<Error> error;
    QByteArray json;
    if (result.error)
        error = errorOf(result.error);
    else
        json = result.parse_tree;
    pg_query_free_parse_result(result);
    if (error)
        return *error;
    QJsonParseError jsonError;
    const auto document = QJsonDocument::fromJson(json, &jsonError);
    if (jsonError.error != QJsonParseError::NoError) {
        return Error{.kind = Error::Kind::Unsupported,
                     .message = u"the statement is nested too deeply"_s};
    }
    const QJsonArray statements = document[u"stmts"].toArray();
    if (statements.isEmpty())
        return Error{.kind = Error::Kind::NotFound, .message = u"there is no statement"_s};
    if (statements.size() > 1)
        return Error::invalid(u"there is more than one statement"_s);
    const QJsonObject wrapped = statements.first()[u"stmt"].toObject();
    if (wrapped.isEmpty())
        return Error{.kind = Error::Kind::NotFound, .message = u"there is no statement"_s};
    return ParseTree{.node = wrapped.begin().key(), .fields = wrapped.begin().value().toObject()};
}

Result<QString> normalise(const QString &statement)
{
    const auto utf8 = checked(statement);
    if (!utf8)
        return utf8.error();
    // Its recursion takes far more stack than the parser's own, and parse() knows what is too deep.
    if (const auto parsed = parse(statement); !parsed)
        return parsed.error();
    const PgQueryNormalizeResult result = pg_query_normalize(utf8->constData());
    auto answer = result.error ? Result<QString>(errorOf(result.error))
                               : Result<QString>(QString::fromUtf8(result.normalized_query));
    pg_query_free_normalize_result(result);
    return answer;
}

Result<QString> fingerprint(const QString &statement)
{
    const auto utf8 = checked(statement);
    if (!utf8)
        return utf8.error();
    const PgQueryFingerprintResult result = pg_query_fingerprint(utf8->constData());
    auto answer = result.error ? Result<QString>(errorOf(result.error))
                               : Result<QString>(QString::fromUtf8(result.fingerprint_str));
    pg_query_free_fingerprint_result(result);
    return answer;
}

Result<QString> deparse(const QString &statement)
{
    const auto utf8 = checked(statement);
    if (!utf8)
        return utf8.error();
    // Its recursion takes far more stack than the parser's own, and parse() knows what is too deep.
    if (const auto parsed = parse(statement); !parsed)
        return parsed.error();
    const PgQueryProtobufParseResult tree = pg_query_parse_protobuf(utf8->constData());
    if (tree.error) {
        const Error error = errorOf(tree.error);
        pg_query_free_protobuf_parse_result(tree);
        return error;
    }
    const PgQueryDeparseResult result = pg_query_deparse_protobuf(tree.parse_tree);
    auto answer = result.error ? Result<QString>(errorOf(result.error))
                               : Result<QString>(QString::fromUtf8(result.query));
    pg_query_free_deparse_result(result);
    pg_query_free_protobuf_parse_result(tree);
    return answer;
}

} // namespace howdah::sql
