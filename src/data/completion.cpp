#include "data/completion.h"

#include "sql/lexer.h"
#include "sql/quote.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

constexpr qsizetype mostItems = 200;

/// A table that the statement names, with what it calls it.
struct Source
{
    QString schema;
    QString table;
    QString alias; ///< the table's own name when it has no other
};

struct Piece
{
    sql::TokenKind kind = sql::TokenKind::Other;
    QString name;  ///< folded as SQL reads it; punctuation as it stands
    QString upper; ///< of an unquoted word
    int begin = 0; ///< characters
    int end = 0;
};

const QStringList &keywords()
{
    static const QStringList words{u"ALL"_s,
                                   u"ALTER"_s,
                                   u"ANALYZE"_s,
                                   u"AND"_s,
                                   u"AS"_s,
                                   u"ASC"_s,
                                   u"BEGIN"_s,
                                   u"BETWEEN"_s,
                                   u"BY"_s,
                                   u"CASE"_s,
                                   u"COALESCE"_s,
                                   u"COLUMN"_s,
                                   u"COMMENT"_s,
                                   u"COMMIT"_s,
                                   u"CONCURRENTLY"_s,
                                   u"CONFLICT"_s,
                                   u"CONSTRAINT"_s,
                                   u"COPY"_s,
                                   u"CREATE"_s,
                                   u"CROSS JOIN"_s,
                                   u"CURRENT_DATE"_s,
                                   u"CURRENT_TIMESTAMP"_s,
                                   u"CURRENT_USER"_s,
                                   u"DEFAULT"_s,
                                   u"DELETE"_s,
                                   u"DESC"_s,
                                   u"DISTINCT"_s,
                                   u"DO"_s,
                                   u"DROP"_s,
                                   u"ELSE"_s,
                                   u"END"_s,
                                   u"EXCEPT"_s,
                                   u"EXISTS"_s,
                                   u"EXPLAIN"_s,
                                   u"FALSE"_s,
                                   u"FETCH"_s,
                                   u"FILTER"_s,
                                   u"FOR UPDATE"_s,
                                   u"FOREIGN KEY"_s,
                                   u"FROM"_s,
                                   u"FULL JOIN"_s,
                                   u"FUNCTION"_s,
                                   u"GRANT"_s,
                                   u"GROUP BY"_s,
                                   u"HAVING"_s,
                                   u"ILIKE"_s,
                                   u"IN"_s,
                                   u"INDEX"_s,
                                   u"INNER JOIN"_s,
                                   u"INSERT INTO"_s,
                                   u"INTERSECT"_s,
                                   u"INTERVAL"_s,
                                   u"INTO"_s,
                                   u"IS NOT NULL"_s,
                                   u"IS NULL"_s,
                                   u"JOIN"_s,
                                   u"LATERAL"_s,
                                   u"LEFT JOIN"_s,
                                   u"LIKE"_s,
                                   u"LIMIT"_s,
                                   u"MATERIALIZED VIEW"_s,
                                   u"MERGE INTO"_s,
                                   u"NOT"_s,
                                   u"NOT NULL"_s,
                                   u"NULL"_s,
                                   u"NULLS FIRST"_s,
                                   u"NULLS LAST"_s,
                                   u"OFFSET"_s,
                                   u"ON"_s,
                                   u"OR"_s,
                                   u"ORDER BY"_s,
                                   u"OVER"_s,
                                   u"PARTITION BY"_s,
                                   u"PRIMARY KEY"_s,
                                   u"REFERENCES"_s,
                                   u"RETURNING"_s,
                                   u"RIGHT JOIN"_s,
                                   u"ROLLBACK"_s,
                                   u"SCHEMA"_s,
                                   u"SELECT"_s,
                                   u"SET"_s,
                                   u"SHOW"_s,
                                   u"TABLE"_s,
                                   u"THEN"_s,
                                   u"TO"_s,
                                   u"TRUE"_s,
                                   u"TRUNCATE"_s,
                                   u"UNION"_s,
                                   u"UNION ALL"_s,
                                   u"UNIQUE"_s,
                                   u"UPDATE"_s,
                                   u"USING"_s,
                                   u"VACUUM"_s,
                                   u"VALUES"_s,
                                   u"VIEW"_s,
                                   u"WHEN"_s,
                                   u"WHERE"_s,
                                   u"WINDOW"_s,
                                   u"WITH"_s};
    return words;
}

QString unquoted(QString text)
{
    text.remove(0, text.indexOf(u'"') + 1);
    if (text.endsWith(u'"'))
        text.chop(1);
    return text.replace(u"\"\""_s, u"\""_s);
}

QList<Piece> piecesOf(const QString &statement)
{
    const QByteArray utf8 = statement.toUtf8();
    QList<Piece> pieces;
    sql::Lexer lexer(utf8);
    int at = 0;
    for (auto token = lexer.next(); token.kind != sql::TokenKind::End; token = lexer.next()) {
        const QString text =
            QString::fromUtf8(QByteArrayView(utf8).sliced(token.begin, token.end - token.begin));
        Piece piece{.kind = token.kind,
                    .name = text,
                    .upper = {},
                    .begin = at,
                    .end = at + int(text.size())};
        at = piece.end;
        if (token.kind == sql::TokenKind::Whitespace)
            continue;
        if (token.kind == sql::TokenKind::Word) {
            piece.name = text.toLower();
            piece.upper = text.toUpper();
        } else if (token.kind == sql::TokenKind::QuotedIdentifier) {
            piece.name = unquoted(text);
        }
        pieces += piece;
    }
    return pieces;
}

bool isName(const Piece &piece)
{
    return piece.kind == sql::TokenKind::QuotedIdentifier || piece.kind == sql::TokenKind::Word;
}

bool opensTables(const QString &upper)
{
    static const QSet<QString> words{u"FROM"_s,    u"JOIN"_s,       u"UPDATE"_s, u"INTO"_s,
                                     u"TABLE"_s,   u"TRUNCATE"_s,   u"ONLY"_s,   u"VACUUM"_s,
                                     u"ANALYZE"_s, u"REFERENCES"_s, u"COPY"_s};
    return words.contains(upper);
}

/// Words after which a list of tables goes on no more.
bool endsTables(const QString &upper)
{
    static const QSet<QString> words{u"WHERE"_s,  u"SET"_s,   u"ON"_s,       u"USING"_s,
                                     u"GROUP"_s,  u"ORDER"_s, u"SELECT"_s,   u"VALUES"_s,
                                     u"HAVING"_s, u"LIMIT"_s, u"RETURNING"_s};
    return words.contains(upper);
}

/// Every table that the whole statement names after FROM, JOIN, UPDATE, INTO, or a comma among
/// those.
QList<Source> sourcesOf(const QList<Piece> &pieces, int cursor)
{
    QList<Source> sources;
    bool tables = false;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const Piece &piece = pieces.at(i);
        if (endsTables(piece.upper))
            tables = false;
        const bool comma = tables && piece.name == ","_L1;
        if (!opensTables(piece.upper) && !comma)
            continue;
        tables = true;
        qsizetype next = i + 1;
        while (next < pieces.size() &&
               (pieces.at(next).upper == "ONLY"_L1 || pieces.at(next).upper == "LATERAL"_L1))
            ++next;
        if (next >= pieces.size() || !isName(pieces.at(next)))
            continue;
        // What is being typed right now is no table yet.
        if (pieces.at(next).begin <= cursor && cursor <= pieces.at(next).end)
            continue;
        Source source{.schema = {}, .table = pieces.at(next).name, .alias = {}};
        if (next + 2 < pieces.size() && pieces.at(next + 1).name == "."_L1 &&
            isName(pieces.at(next + 2))) {
            source.schema = source.table;
            source.table = pieces.at(next + 2).name;
            next += 2;
        }
        ++next;
        if (next < pieces.size() && pieces.at(next).upper == "AS"_L1)
            ++next;
        const bool aliased =
            next < pieces.size() && isName(pieces.at(next)) &&
            (pieces.at(next).upper.isEmpty() || !sql::isReservedWord(pieces.at(next).name)) &&
            pieces.at(next).upper != "SET"_L1;
        source.alias = aliased ? pieces.at(next).name : source.table;
        sources += source;
    }
    return sources;
}

/// 0 does not fit; a beginning is better than a middle, a middle better than scattered letters.
int fit(QStringView name, QStringView typed)
{
    if (typed.isEmpty())
        return 1;
    if (name.startsWith(typed, Qt::CaseInsensitive))
        return 4;
    if (name.contains(typed, Qt::CaseInsensitive))
        return 3;
    qsizetype at = 0;
    for (const QChar c : name) {
        if (at < typed.size() && c.toLower() == typed.at(at).toLower())
            ++at;
    }
    return at == typed.size() && typed.size() > 1 ? 2 : 0;
}

/// Gathers what fits and sorts it: by fit, then by how near it is, then by name.
class Gatherer final
{
public:
    explicit Gatherer(QString typed)
        : m_typed(std::move(typed))
    {}

    /// @p nearness: higher comes first among what fits equally well.
    void add(Completion::Kind kind, const QString &name, const QString &text, const QString &detail,
             int nearness)
    {
        const int score = fit(name, m_typed);
        if (score > 0 && name.compare(m_typed, Qt::CaseSensitive) != 0)
            m_found.append({score * 10 + nearness, {.kind = kind, .text = text, .detail = detail}});
    }

    QList<Completion> take()
    {
        const auto better = [](const auto &a, const auto &b) {
            return a.first != b.first ? a.first > b.first : a.second.text < b.second.text;
        };
        const qsizetype count = std::min(mostItems, m_found.size());
        std::partial_sort(m_found.begin(), m_found.begin() + count, m_found.end(), better);
        QList<Completion> items;
        for (qsizetype i = 0; i < count; ++i) {
            if (!items.contains(m_found.at(i).second))
                items += m_found.at(i).second;
        }
        return items;
    }

private:
    QString m_typed;
    QList<std::pair<int, Completion>> m_found;
};

/// Looks things up as search_path would.
class Names final
{
public:
    Names(const catalog::Snapshot &snapshot, const QStringList &searchPath)
        : m_snapshot(snapshot)
        , m_path(searchPath)
    {}

    [[nodiscard]] const catalog::Relation *relation(const Source &source) const
    {
        if (!source.schema.isEmpty())
            return m_snapshot.relation(source.schema, source.table);
        for (const QString &schema : m_path) {
            if (const auto *found = m_snapshot.relation(schema, source.table))
                return found;
        }
        return m_snapshot.relation(u"pg_catalog", source.table);
    }
    [[nodiscard]] bool isOnPath(catalog::Oid schema) const
    {
        const QString name = m_snapshot.schemaName(schema);
        return m_path.contains(name);
    }

private:
    const catalog::Snapshot &m_snapshot;
    const QStringList &m_path;
};

void addColumns(Gatherer *gatherer, const catalog::Snapshot &snapshot,
                const catalog::Relation &relation, const QString &from, int nearness)
{
    for (const catalog::Column &column : snapshot.columns(relation)) {
        const QString name = snapshot.text(column.name);
        gatherer->add(Completion::Kind::Column, name, sql::quoteIdentifier(name),
                      snapshot.typeName(column.type, column.typeModifier) + u" \u00B7 "_s + from,
                      nearness);
    }
}

void addRelations(Gatherer *gatherer, const catalog::Snapshot &snapshot, const Names &names,
                  std::optional<catalog::Oid> inSchema)
{
    for (const catalog::Relation &relation : snapshot.objects().relations) {
        if (relation.kind == 'c' || relation.kind == 'S' ||
            (inSchema && relation.schema != *inSchema))
            continue;
        const QString name = snapshot.text(relation.name);
        const bool plain = inSchema || names.isOnPath(relation.schema);
        const bool system = snapshot.isSystemSchema(relation.schema);
        const QString schema = snapshot.schemaName(relation.schema);
        gatherer->add(relation.kind == 'v' || relation.kind == 'm' ? Completion::Kind::View
                                                                   : Completion::Kind::Table,
                      name, plain ? sql::quoteIdentifier(name) : sql::qualifiedName(schema, name),
                      schema,
                      system  ? 0
                      : plain ? 6
                              : 4);
    }
}

void addFunctions(Gatherer *gatherer, const catalog::Snapshot &snapshot, const Names &names,
                  std::optional<catalog::Oid> inSchema)
{
    for (const catalog::Function &function : snapshot.objects().functions) {
        if (inSchema && function.schema != *inSchema)
            continue;
        const bool system = snapshot.isSystemSchema(function.schema);
        if (!inSchema && !system && !names.isOnPath(function.schema))
            continue;
        const QString name = snapshot.text(function.name);
        gatherer->add(Completion::Kind::Function, name, sql::quoteIdentifier(name) + u'(',
                      u'(' + snapshot.argumentTypes(function) + u")"_s, system ? 1 : 3);
    }
}

void addSchemas(Gatherer *gatherer, const catalog::Snapshot &snapshot)
{
    for (const catalog::Schema &schema : snapshot.objects().schemas) {
        const QString name = snapshot.text(schema.name);
        gatherer->add(Completion::Kind::Schema, name, sql::quoteIdentifier(name), {},
                      snapshot.isSystemSchema(schema.oid) ? 0 : 5);
    }
}

} // namespace

CompletionList complete(const QString &statement, int cursor, const catalog::SnapshotPtr &snapshot,
                        const QStringList &searchPath)
{
    const auto pieces = piecesOf(statement);
    CompletionList list{.replaceFrom = cursor, .items = {}};
    qsizetype before = -1; // the last piece that ends before what is being typed
    QString typed;
    for (qsizetype i = 0; i < pieces.size() && pieces.at(i).begin < cursor; ++i) {
        const Piece &piece = pieces.at(i);
        if (cursor > piece.end || (cursor == piece.end && !isName(piece))) {
            before = i;
            continue;
        }
        if (!isName(piece)) {
            // Inside a string, a comment or a number there is nothing to complete.
            return list;
        }
        list.replaceFrom = piece.begin;
        typed = statement.mid(piece.begin, cursor - piece.begin);
        if (typed.startsWith(u'"'))
            typed = unquoted(typed);
    }
    Gatherer gatherer(typed);
    const bool qualified =
        before >= 1 && pieces.at(before).name == "."_L1 && isName(pieces.at(before - 1));
    const QString previous = before >= 0 ? pieces.at(before).upper : QString();
    if (!snapshot) {
        if (!qualified) {
            for (const QString &word : keywords())
                gatherer.add(Completion::Kind::Keyword, word, word, {}, 2);
        }
        list.items = gatherer.take();
        return list;
    }

    const Names names(*snapshot, searchPath);
    const auto sources = sourcesOf(pieces, cursor);
    if (qualified) {
        const QString qualifier = pieces.at(before - 1).name;
        for (const Source &source : sources) {
            const auto *relation = source.alias == qualifier ? names.relation(source) : nullptr;
            if (relation)
                addColumns(&gatherer, *snapshot, *relation, source.table, 8);
        }
        if (const auto *schema = snapshot->schema(qualifier)) {
            addRelations(&gatherer, *snapshot, names, schema->oid);
            addFunctions(&gatherer, *snapshot, names, schema->oid);
        }
        list.items = gatherer.take();
        return list;
    }
    if (opensTables(previous)) {
        addRelations(&gatherer, *snapshot, names, {});
        addSchemas(&gatherer, *snapshot);
        list.items = gatherer.take();
        return list;
    }
    for (const Source &source : sources) {
        const auto *relation = names.relation(source);
        if (!relation)
            continue;
        addColumns(&gatherer, *snapshot, *relation, source.alias, 8);
        gatherer.add(Completion::Kind::Alias, source.alias, sql::quoteIdentifier(source.alias),
                     source.table, 7);
    }
    // Nobody wants all functions and key words offered before a letter is typed.
    if (!typed.isEmpty()) {
        for (const QString &word : keywords())
            gatherer.add(Completion::Kind::Keyword, word, word, {}, 5);
        addFunctions(&gatherer, *snapshot, names, {});
        addRelations(&gatherer, *snapshot, names, {});
        addSchemas(&gatherer, *snapshot);
    }
    list.items = gatherer.take();
    return list;
}

} // namespace howdah::data
