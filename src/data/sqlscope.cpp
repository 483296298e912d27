#include "data/sqlscope.h"

#include "sql/quote.h"

#include <QHash>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using howdah::sql::TokenKind;

namespace howdah::data {

namespace {

/// Queries inside queries are followed so far; nobody writes deeper ones by hand.
constexpr int deepest = 24;

bool startsQuery(const QString &upper)
{
    static const QSet<QString> words{u"SELECT"_s, u"WITH"_s,   u"VALUES"_s, u"TABLE"_s,
                                     u"INSERT"_s, u"UPDATE"_s, u"DELETE"_s, u"MERGE"_s};
    return words.contains(upper);
}

bool joinsQueries(const QString &upper)
{
    return upper == "UNION"_L1 || upper == "INTERSECT"_L1 || upper == "EXCEPT"_L1;
}

/// Words after which a list of tables goes on no more.
bool endsTables(const QString &upper)
{
    static const QSet<QString> words{u"WHERE"_s,  u"SET"_s,    u"ON"_s,     u"GROUP"_s,
                                     u"ORDER"_s,  u"SELECT"_s, u"VALUES"_s, u"HAVING"_s,
                                     u"LIMIT"_s,  u"OFFSET"_s, u"FETCH"_s,  u"RETURNING"_s,
                                     u"WINDOW"_s, u"FOR"_s,    u"WHEN"_s,   u"DEFAULT"_s};
    return words.contains(upper);
}

/// Words after which the list of a SELECT or RETURNING goes on no more.
bool endsItems(const QString &upper)
{
    return upper == "FROM"_L1 || upper == "INTO"_L1 || joinsQueries(upper) ||
           (endsTables(upper) && upper != "ON"_L1 && upper != "WHEN"_L1 && upper != "SET"_L1);
}

/// Words that may follow a table and are no alias, though some could be a name elsewhere.
bool followsTable(const QString &upper)
{
    static const QSet<QString> words{
        u"SET"_s,   u"JOIN"_s,  u"INNER"_s,    u"LEFT"_s,        u"RIGHT"_s,  u"FULL"_s,
        u"CROSS"_s, u"USING"_s, u"NATURAL"_s,  u"TABLESAMPLE"_s, u"VALUES"_s, u"ADD"_s,
        u"DROP"_s,  u"ALTER"_s, u"RENAME"_s,   u"OWNER"_s,       u"WITH"_s,   u"CASCADE"_s,
        u"IS"_s,    u"TO"_s,    u"RESTRICT"_s, u"ENABLE"_s,      u"DISABLE"_s};
    return words.contains(upper) || joinsQueries(upper) || endsTables(upper);
}

QList<ScopeColumn> renamed(QList<ScopeColumn> columns, const QStringList &names)
{
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (i < columns.size())
            columns[i].name = names.at(i);
        else
            columns.append({.name = names.at(i), .detail = {}});
    }
    return columns;
}

class ScopeReader final
{
public:
    ScopeReader(const QList<SqlPiece> &pieces, int cursor, const ScopeCatalog &catalog)
        : m_p(pieces)
        , m_cursor(cursor)
        , m_catalog(catalog)
    {}

    SqlScope read()
    {
        descend({.from = 0, .to = m_p.size()}, {});
        return m_scope;
    }

private:
    struct Range
    {
        qsizetype from = 0;
        qsizetype to = 0;
    };
    using Tables = QList<ScopeTable>;
    /// Subqueries of a FROM list by the index of their parenthesis, and whether they are LATERAL.
    using Derived = QHash<qsizetype, bool>;

    [[nodiscard]] bool opens(qsizetype i) const
    {
        return i < m_p.size() && m_p.at(i).kind == TokenKind::Open;
    }
    [[nodiscard]] QString upper(qsizetype i) const
    {
        return i >= 0 && i < m_p.size() ? m_p.at(i).upper : QString();
    }
    [[nodiscard]] Range inside(qsizetype open) const
    {
        const qsizetype close = m_p.at(open).partner;
        return {.from = open + 1, .to = close < 0 ? m_p.size() : close};
    }
    /// Behind a group. One that is still open and holds no query counts as text of its level:
    /// "SELECT count(| FROM t".
    [[nodiscard]] qsizetype past(qsizetype open) const
    {
        const qsizetype close = m_p.at(open).partner;
        if (close >= 0)
            return close + 1;
        return holdsQuery(open) ? m_p.size() : open + 1;
    }
    [[nodiscard]] bool holdsQuery(qsizetype open) const
    {
        Range range = inside(open);
        while (range.from < range.to && opens(range.from))
            ++range.from;
        return range.from < range.to && startsQuery(upper(range.from));
    }
    [[nodiscard]] bool holdsCursor(qsizetype open) const
    {
        const qsizetype close = m_p.at(open).partner;
        return m_p.at(open).end <= m_cursor && (close < 0 || m_cursor <= m_p.at(close).begin);
    }
    [[nodiscard]] bool isTyped(qsizetype i) const
    {
        return m_p.at(i).begin <= m_cursor && m_cursor <= m_p.at(i).end;
    }

    void descend(Range range, Tables tables)
    {
        if (++m_depth > deepest)
            return;
        bool done = false;
        range.from = readWith(range, &tables, &done);
        if (done)
            return;
        const Range arm = armAtCursor(range);
        Derived derived;
        m_scope.levels.prepend(readSources(arm, tables, &derived));
        m_scope.tables = tables;
        lookInside(arm, tables, derived);
    }

    void lookInside(Range range, const Tables &tables, const Derived &derived)
    {
        for (qsizetype i = range.from; i < range.to;) {
            if (!opens(i)) {
                ++i;
                continue;
            }
            if (!holdsCursor(i)) {
                i = past(i);
                continue;
            }
            if (!holdsQuery(i) || opens(i + 1)) {
                lookInside(inside(i), tables, derived);
                return;
            }
            // A subquery in FROM does not see its neighbours.
            if (!derived.value(i, true))
                m_scope.levels.first().clear();
            descend(inside(i), tables);
            return;
        }
    }

    /// The part between UNION, INTERSECT and EXCEPT that the cursor is in.
    [[nodiscard]] Range armAtCursor(Range range) const
    {
        Range arm = range;
        for (qsizetype i = range.from; i < range.to;) {
            if (opens(i)) {
                i = past(i);
                continue;
            }
            if (joinsQueries(upper(i))) {
                if (m_p.at(i).begin >= m_cursor) {
                    arm.to = i;
                    break;
                }
                arm.from = i + 1;
            }
            ++i;
        }
        return arm;
    }

    /// Adds what WITH defines and returns where the rest begins. Goes into the query that holds the
    /// cursor when @p done is given, and says so.
    qsizetype readWith(Range range, Tables *tables, bool *done)
    {
        qsizetype i = range.from;
        for (; i < range.to; i = opens(i) ? past(i) : i + 1) {
            const qsizetype name = upper(i + 1) == "RECURSIVE"_L1 ? i + 2 : i + 1;
            if (upper(i) == "WITH"_L1 && name < range.to && m_p.at(name).isName() &&
                (upper(name + 1) == "AS"_L1 || opens(name + 1)))
                break;
            // In front of it stands at most EXPLAIN, INSERT INTO t, CREATE VIEW v AS.
            if (upper(i) == "SELECT"_L1)
                return range.from;
        }
        if (i >= range.to)
            return range.from;
        const bool recursive = upper(i + 1) == "RECURSIVE"_L1;
        i += recursive ? 2 : 1;
        while (i < range.to && m_p.at(i).isName()) {
            ScopeTable table{.name = m_p.at(i).name, .columns = {}};
            QStringList names;
            if (opens(++i)) {
                names = namesIn(i);
                i = past(i);
            }
            if (upper(i) != "AS"_L1)
                break;
            while (upper(++i) == "NOT"_L1 || upper(i) == "MATERIALIZED"_L1) {
            }
            if (i >= range.to || !opens(i))
                break;
            table.columns = renamed(output(inside(i), *tables), names);
            if (done && holdsCursor(i)) {
                *done = true;
                if (recursive)
                    tables->append(table);
                descend(inside(i), *tables);
                return range.to;
            }
            tables->append(table);
            i = past(i);
            while (i < range.to && m_p.at(i).name != ","_L1 && !startsQuery(upper(i)))
                i = opens(i) ? past(i) : i + 1; // SEARCH, CYCLE
            if (i >= range.to || m_p.at(i).name != ","_L1)
                break;
            ++i;
        }
        // What stands before WITH matters, too: INSERT INTO t WITH …
        return upper(range.from) == "INSERT"_L1 ? range.from : i;
    }

    /// The first name of each part between commas.
    [[nodiscard]] QStringList namesIn(qsizetype open) const
    {
        QStringList names;
        bool wanted = true;
        const Range range = inside(open);
        for (qsizetype i = range.from; i < range.to; i = opens(i) ? past(i) : i + 1) {
            if (m_p.at(i).name == ","_L1) {
                wanted = true;
            } else if (wanted && m_p.at(i).isName()) {
                names += m_p.at(i).name;
                wanted = false;
            }
        }
        return names;
    }

    [[nodiscard]] bool opensTablesAt(qsizetype i, Range range) const
    {
        const QString &word = m_p.at(i).upper;
        const QString before = upper(i - 1);
        if (word == "USING"_L1)
            return !opens(i + 1) || holdsQuery(i + 1);
        if (word == "ON"_L1) {
            const QString first = upper(range.from);
            return first == "GRANT"_L1 || first == "REVOKE"_L1 ||
                   (first == "CREATE"_L1 && i - range.from < 9 && createsOn(range.from, i));
        }
        if (word == "UPDATE"_L1)
            return before != "FOR"_L1 && before != "KEY"_L1 && before != "DO"_L1 &&
                   before != "ON"_L1 && before != "OR"_L1 && before != "AFTER"_L1 &&
                   before != "BEFORE"_L1;
        if (word == "FROM"_L1)
            return before != "DISTINCT"_L1;
        return opensTables(word) && word != "LATERAL"_L1 && word != "ONLY"_L1;
    }

    /// CREATE INDEX … ON t, CREATE TRIGGER … ON t, CREATE POLICY … ON t.
    [[nodiscard]] bool createsOn(qsizetype from, qsizetype to) const
    {
        for (qsizetype i = from; i < to; ++i) {
            const QString word = upper(i);
            if (word == "INDEX"_L1 || word == "TRIGGER"_L1 || word == "POLICY"_L1 ||
                word == "STATISTICS"_L1)
                return true;
        }
        return false;
    }

    QList<ScopeSource> readSources(Range range, const Tables &tables, Derived *derived,
                                   bool inList = false)
    {
        QList<ScopeSource> sources;
        bool list = inList;
        bool expected = inList;
        bool lateral = false;
        QString opener;
        for (qsizetype i = range.from; i < range.to;) {
            const SqlPiece &piece = m_p.at(i);
            if (opensTablesAt(i, range)) {
                list = expected = true;
                lateral = false;
                opener = piece.upper;
                ++i;
            } else if (endsTables(piece.upper)) {
                list = expected = false;
                ++i;
            } else if (list && piece.name == ","_L1) {
                expected = true;
                lateral = false;
                ++i;
            } else if (!expected) {
                i = opens(i) ? past(i) : i + 1;
            } else if (piece.upper == "ONLY"_L1 || piece.upper == "LATERAL"_L1 ||
                       piece.upper == "IF"_L1 || piece.upper == "NOT"_L1 ||
                       piece.upper == "EXISTS"_L1 || piece.upper == "TABLE"_L1) {
                lateral = lateral || piece.upper == "LATERAL"_L1;
                ++i;
            } else if (opens(i) && !holdsQuery(i)) {
                sources += readSources(inside(i), tables, derived, true);
                expected = false;
                i = past(i);
            } else if (opens(i)) {
                if (derived)
                    derived->insert(i, lateral);
                ScopeSource source{.begin = piece.begin};
                source.columns = output(inside(i), tables);
                i = readAlias(past(i), range.to, &source);
                if (!source.alias.isEmpty())
                    sources += source;
                expected = false;
            } else if (piece.isName() && !isTyped(i)) {
                i = readNamed(i, range.to, opener, tables, &sources);
                expected = false;
            } else {
                expected = false;
                ++i;
            }
        }
        return sources;
    }

    qsizetype readNamed(qsizetype i, qsizetype to, const QString &opener, const Tables &tables,
                        QList<ScopeSource> *sources)
    {
        ScopeSource source{.table = m_p.at(i).name, .begin = m_p.at(i).begin};
        ++i;
        if (i < to && m_p.at(i).name == "."_L1) {
            if (i + 1 >= to || !m_p.at(i + 1).isName() || isTyped(i + 1))
                return i + 1; // still being typed
            source.schema = source.table;
            source.table = m_p.at(i + 1).name;
            i += 2;
        }
        const bool isFunction = i < to && opens(i) && opener != "INTO"_L1 && opener != "TABLE"_L1 &&
                                opener != "ON"_L1 && opener != "REFERENCES"_L1 &&
                                opener != "COPY"_L1 && opener != "ANALYZE"_L1 &&
                                opener != "VACUUM"_L1;
        if (isFunction) {
            i = past(i);
            source.columns = m_catalog.resultOf(source.schema, source.table);
            if (upper(i) == "WITH"_L1 && upper(i + 1) == "ORDINALITY"_L1) {
                source.columns.append({.name = u"ordinality"_s, .detail = u"bigint"_s});
                i += 2;
            }
        } else {
            source.columns = columnsOf(source, tables);
        }
        i = readAlias(i, to, &source);
        if (source.alias.isEmpty())
            source.alias = source.table;
        if (isFunction && source.columns.isEmpty())
            source.columns.append({.name = source.alias, .detail = {}});
        sources->append(source);
        return i;
    }

    [[nodiscard]] QList<ScopeColumn> columnsOf(const ScopeSource &source,
                                               const Tables &tables) const
    {
        if (source.schema.isEmpty()) {
            const auto found =
                std::find_if(tables.rbegin(), tables.rend(),
                             [&](const ScopeTable &table) { return table.name == source.table; });
            if (found != tables.rend())
                return found->columns;
        }
        return m_catalog.columnsOf(source.schema, source.table);
    }

    /// Reads "AS a (x, y)" and returns where it ends.
    qsizetype readAlias(qsizetype i, qsizetype to, ScopeSource *source) const
    {
        const bool told = i < to && upper(i) == "AS"_L1;
        if (told)
            ++i;
        // CREATE TABLE t AS SELECT …
        if (told && startsQuery(upper(i)))
            return i;
        if (i < to && m_p.at(i).isName() &&
            (m_p.at(i).kind == TokenKind::QuotedIdentifier || told ||
             (!sql::isReservedWord(m_p.at(i).name) && !followsTable(upper(i))))) {
            source->alias = m_p.at(i).name;
            ++i;
            if (i < to && opens(i) && !holdsQuery(i) && m_p.at(i).partner >= 0) {
                source->columns = renamed(source->columns, namesIn(i));
                i = past(i);
            }
        } else if (told && i < to && opens(i)) {
            source->columns = renamed(source->columns, namesIn(i));
            i = past(i);
        }
        return i;
    }

    /// The columns that a query brings.
    QList<ScopeColumn> output(Range range, Tables tables)
    {
        if (m_depth >= deepest)
            return {};
        ++m_depth;
        const auto columns = outputOf(range, &tables);
        --m_depth;
        return columns;
    }

    QList<ScopeColumn> outputOf(Range range, Tables *tables)
    {
        qsizetype i = readWith(range, tables, nullptr);
        while (i < range.to && !opens(i) && !startsQuery(upper(i)))
            ++i;
        if (i >= range.to)
            return {};
        if (opens(i))
            return output(inside(i), *tables);
        qsizetype end = i;
        while (end < range.to && !joinsQueries(upper(end)))
            end = opens(end) ? past(end) : end + 1;
        end = std::min(end, range.to);
        const QString verb = upper(i);
        QList<ScopeColumn> columns;
        if (verb == "VALUES"_L1) {
            if (!opens(i + 1))
                return {};
            const Range row = inside(i + 1);
            int count = row.from < row.to ? 1 : 0;
            for (qsizetype k = row.from; k < row.to; k = opens(k) ? past(k) : k + 1)
                count += m_p.at(k).name == ","_L1 ? 1 : 0;
            for (int k = 1; k <= count; ++k)
                columns.append({.name = u"column%1"_s.arg(k), .detail = {}});
            return columns;
        }
        const auto sources = readSources({.from = i, .to = end}, *tables, nullptr);
        if (verb == "TABLE"_L1)
            return sources.isEmpty() ? columns : sources.constFirst().columns;
        if (verb != "SELECT"_L1) {
            while (i < end && upper(i) != "RETURNING"_L1)
                i = opens(i) ? past(i) : i + 1;
        }
        return itemsOf({.from = i + 1, .to = end}, sources);
    }

    /// The columns of a SELECT or RETURNING list.
    [[nodiscard]] QList<ScopeColumn> itemsOf(Range range, const QList<ScopeSource> &sources) const
    {
        QList<ScopeColumn> columns;
        qsizetype i = range.from;
        if (upper(i) == "ALL"_L1)
            ++i;
        if (upper(i) == "DISTINCT"_L1) {
            ++i;
            if (upper(i) == "ON"_L1)
                i = opens(i + 1) ? past(i + 1) : i + 1;
        }
        qsizetype start = i;
        for (; i < range.to; i = opens(i) ? past(i) : i + 1) {
            if (endsItems(upper(i)) && upper(i - 1) != "DISTINCT"_L1)
                break;
            if (m_p.at(i).name == ","_L1) {
                addItem({.from = start, .to = i}, sources, &columns);
                start = i + 1;
            }
        }
        addItem({.from = start, .to = std::min(i, range.to)}, sources, &columns);
        return columns;
    }

    void addItem(Range item, const QList<ScopeSource> &sources, QList<ScopeColumn> *columns) const
    {
        const qsizetype size = item.to - item.from;
        if (size <= 0)
            return;
        const SqlPiece &last = m_p.at(item.to - 1);
        if (last.name == "*"_L1 && (size == 1 || size == 3)) {
            for (const ScopeSource &source : sources) {
                if (size == 1 || source.alias == m_p.at(item.from).name)
                    columns->append(source.columns);
            }
            return;
        }
        QString name;
        qsizetype end = item.to;
        const SqlPiece *before = size > 1 ? &m_p.at(item.to - 2) : nullptr;
        const bool typeWord = last.upper == "ZONE"_L1 || last.upper == "PRECISION"_L1 ||
                              last.upper == "VARYING"_L1 || last.upper == "END"_L1 ||
                              last.upper == "NULL"_L1;
        if (before && last.isName() && before->upper == "AS"_L1) {
            name = last.name;
            end -= 2;
        } else if (before && last.isName() && !typeWord && before->kind != TokenKind::Other) {
            name = last.name;
            end -= 1;
        } else {
            name = nameOf({.from = item.from, .to = item.to});
        }
        if (!name.isEmpty())
            columns->append({.name = name, .detail = typeOf({item.from, end}, sources)});
    }

    /// The name that the server gives to an expression without one; empty for "?column?".
    [[nodiscard]] QString nameOf(Range item) const
    {
        for (qsizetype i = item.from; i + 1 < item.to; i = opens(i) ? past(i) : i + 1) {
            if (m_p.at(i).name == ":"_L1 && m_p.at(i + 1).name == ":"_L1)
                return nameOf({.from = item.from, .to = i});
        }
        const qsizetype size = item.to - item.from;
        if (size <= 0)
            return {};
        const SqlPiece &last = m_p.at(item.to - 1);
        if (last.isName() && (size == 1 || m_p.at(item.to - 2).name == "."_L1))
            return last.name;
        if (last.upper == "END"_L1 && upper(item.from) == "CASE"_L1)
            return u"case"_s;
        if (last.kind == TokenKind::Close && last.partner > item.from &&
            m_p.at(last.partner - 1).isName() &&
            (last.partner - 1 == item.from || m_p.at(last.partner - 2).name == "."_L1))
            return m_p.at(last.partner - 1).name;
        return {};
    }

    /// The type of an item that is nothing but a column.
    [[nodiscard]] QString typeOf(Range item, const QList<ScopeSource> &sources) const
    {
        const qsizetype size = item.to - item.from;
        if (size != 1 && size != 3)
            return {};
        for (const ScopeSource &source : sources) {
            if (size == 3 && source.alias != m_p.at(item.from).name)
                continue;
            for (const ScopeColumn &column : source.columns) {
                if (column.name == m_p.at(item.to - 1).name)
                    return column.detail;
            }
        }
        return {};
    }

    const QList<SqlPiece> &m_p;
    const int m_cursor;
    const ScopeCatalog &m_catalog;
    SqlScope m_scope;
    int m_depth = 0;
};

} // namespace

SqlScope scopeAt(const QList<SqlPiece> &pieces, int cursor, const ScopeCatalog &catalog)
{
    return ScopeReader(pieces, cursor, catalog).read();
}

} // namespace howdah::data
