#include "data/completion.h"

#include "data/completionwords.h"
#include "data/namelookup.h"
#include "sql/quote.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using howdah::sql::TokenKind;
using What = howdah::data::CompletionIndex::What;

namespace howdah::data {

namespace {

constexpr qsizetype mostItems = 200;
constexpr qsizetype mostSignatures = 8;

/// How near something is, among what fits equally well; higher comes first.
enum Nearness {
    SystemThing = 0,
    SystemFunction = 1,
    TableInExpression = 2,
    FunctionOnPath = 3,
    ElsewhereTable = 4,
    AnyKeyword = 5,
    PartitionOnPath = 6,
    TableOnPath = 7,
    AliasNear = 8,
    OuterColumn = 9,
    OwnColumn = 10,
    Fitting = 11
};

/// Gathers what fits and sorts it: by fit, then by how near it is, then by name. What comes from
/// the index is put into words only when it is among the best.
class Gatherer final
{
public:
    Gatherer(const CompletionContext &context, const NameLookup &names, const QString &typed)
        : m_context(context)
        , m_names(names)
        , m_typed(typed)
        , m_folded(CompletionIndex::folded(typed.toUtf8()))
    {
        if (!context.index)
            return;
        const auto &snapshot = context.index->snapshot();
        for (const catalog::Schema &schema : snapshot.objects().schemas) {
            m_onPath.push_back(context.searchPath.contains(snapshot.text(schema.name)));
            m_system.push_back(snapshot.isSystemSchema(schema.oid));
        }
    }

    void add(Completion::Kind kind, const QString &name, const QString &text, const QString &detail,
             int nearness)
    {
        const QByteArray folded = CompletionIndex::folded(name.toUtf8());
        if (const int fit = CompletionIndex::fit(folded, m_folded); fit > 0) {
            m_found.push_back(
                {.score = fit * 16 + nearness, .entry = nullptr, .ready = m_ready.size()});
            m_ready.append({folded, {.kind = kind, .text = text, .detail = detail}});
        }
    }

    void addColumns(const ScopeSource &source, int nearness)
    {
        for (const ScopeColumn &column : source.columns) {
            add(Completion::Kind::Column, column.name, sql::quoteIdentifier(column.name),
                column.detail.isEmpty() ? source.alias
                                        : QString(column.detail + u" \u00B7 "_s + source.alias),
                nearness);
        }
    }

    void addKeywords(const QStringList &words, bool lowerCase, int nearness, bool atBegin)
    {
        for (const QString &word : words)
            add(Completion::Kind::Keyword, word, lowerCase ? word.toLower() : word, {},
                atBegin && beginsStatement(word) ? int(Fitting)
                                                 : nearness + (isFrequent(word) ? 1 : 0));
    }

    /// Things of the index; @p nearness tells from an entry, whether it is on the path and whether
    /// it is the system's how near it is, below 0 leaves it out.
    template<typename Nearness>
    void addThings(What what, const Nearness &nearness)
    {
        if (!m_context.index)
            return;
        m_context.index->find(what, m_folded, [&](const CompletionIndex::Entry &entry, int fit) {
            const int near = nearness(entry, m_onPath[entry.schema], m_system[entry.schema]);
            if (near >= 0)
                m_found.push_back({.score = fit * 16 + near, .entry = &entry, .ready = -1});
        });
    }

    /// With @p qualified the schema stands before the cursor already.
    QList<Completion> take(bool qualified)
    {
        const auto better = [this](const Found &a, const Found &b) {
            if (a.score != b.score)
                return a.score > b.score;
            const QByteArrayView first = nameOf(a);
            const QByteArrayView second = nameOf(b);
            return first.size() != second.size() &&
                           (first.startsWith(second) || second.startsWith(first))
                       ? first.size() < second.size()
                       : first.compare(second) < 0;
        };
        const auto count = std::min<size_t>(mostItems, m_found.size());
        std::partial_sort(m_found.begin(), m_found.begin() + ptrdiff_t(count), m_found.end(),
                          better);
        QList<Completion> items;
        QSet<QString> seen;
        for (size_t i = 0; i < count; ++i) {
            const Found &found = m_found[i];
            const Completion item =
                found.entry ? inWords(*found.entry, qualified) : m_ready.at(found.ready).second;
            const QString key = item.text + u'\0' + item.detail;
            if (item.text != m_typed && !seen.contains(key)) {
                seen.insert(key);
                items += item;
            }
        }
        return items;
    }

private:
    struct Found
    {
        int score = 0;
        const CompletionIndex::Entry *entry = nullptr;
        qsizetype ready = -1;
    };

    [[nodiscard]] QByteArrayView nameOf(const Found &found) const
    {
        return found.entry ? m_context.index->name(*found.entry)
                           : QByteArrayView(m_ready.at(found.ready).first);
    }

    [[nodiscard]] QString written(const CompletionIndex::Entry &entry, const QString &schema,
                                  const QString &name, bool qualified) const
    {
        const bool bare = qualified || m_onPath[entry.schema] || schema == "pg_catalog"_L1;
        return bare ? sql::quoteIdentifier(name) : sql::qualifiedName(schema, name);
    }

    [[nodiscard]] Completion inWords(const CompletionIndex::Entry &entry, bool qualified) const
    {
        const catalog::Snapshot &snapshot = m_context.index->snapshot();
        const catalog::Objects &objects = snapshot.objects();
        const QString schema = snapshot.text(objects.schemas[entry.schema].name);
        switch (entry.what) {
        case What::Schema:
            return {.kind = Completion::Kind::Schema,
                    .text = sql::quoteIdentifier(schema),
                    .detail = {}};
        case What::Relation: {
            const catalog::Relation &relation = objects.relations[entry.position];
            const bool view = relation.kind == 'v' || relation.kind == 'm';
            return {.kind = view ? Completion::Kind::View : Completion::Kind::Table,
                    .text = written(entry, schema, snapshot.text(relation.name), qualified),
                    .detail = schema};
        }
        case What::Function: {
            // These are key words of their own grammar, and the server takes them bare.
            static const QSet<QString> special{u"substring"_s, u"overlay"_s, u"position"_s,
                                               u"left"_s,      u"right"_s,   u"normalize"_s};
            const catalog::Function &function = objects.functions[entry.position];
            const QString name = snapshot.text(function.name);
            return {.kind = Completion::Kind::Function,
                    .text =
                        (special.contains(name) ? name : written(entry, schema, name, qualified)) +
                        u'(',
                    .detail = m_names.arguments(function) + m_names.result(function)};
        }
        case What::Type:
            return {.kind = Completion::Kind::Type,
                    .text = written(entry, schema,
                                    snapshot.text(objects.types[entry.position].name), qualified),
                    .detail = schema};
        }
        return {};
    }

    const CompletionContext &m_context;
    const NameLookup &m_names;
    const QString m_typed;
    const QByteArray m_folded;
    std::vector<char> m_onPath; // by position in Objects::schemas
    std::vector<char> m_system;
    QList<std::pair<QByteArray, Completion>> m_ready;
    std::vector<Found> m_found;
};

/// One question to complete(), taken apart.
class Question final
{
public:
    Question(const QString &statement, int cursor, const CompletionContext &context)
        : m_context(context)
        , m_cursor(cursor)
        , m_names(context)
    {
        auto read = readPieces(statement, cursor);
        m_quiet = read.quiet;
        m_p = std::move(read.pieces);
        m_list.replaceFrom = cursor;
        for (qsizetype i = 0; i < m_p.size() && m_p.at(i).begin < cursor; ++i) {
            const SqlPiece &piece = m_p.at(i);
            if (cursor > piece.end || !piece.isName()) {
                m_before = i;
                continue;
            }
            m_list.replaceFrom = piece.begin;
            m_typed = statement.mid(piece.begin, cursor - piece.begin);
            if (m_typed.startsWith(u'"'))
                m_typed = unquotedIdentifier(m_typed);
        }
        const auto first = std::ranges::find(m_p, TokenKind::Word, &SqlPiece::kind);
        m_lowerCase = first != m_p.end() && first->begin != m_list.replaceFrom &&
                      statement.mid(first->begin, first->end - first->begin) == first->name;
    }

    CompletionList answer()
    {
        if (m_quiet || isParameter())
            return m_list;
        m_scope = scopeAt(m_p, m_cursor, m_names);
        Gatherer gatherer(m_context, m_names, m_typed);
        const bool qualified = at(0) == "."_L1 && m_before >= 1 && m_p.at(m_before - 1).isName();
        if (qualified)
            offerMembers(&gatherer);
        else if (typeExpected())
            offerTypes(&gatherer);
        else if (upper(0) == "AS"_L1)
            offerKeywords(&gatherer);
        else if (tableExpected())
            offerTables(&gatherer);
        else
            offerAnything(&gatherer);
        m_list.items = gatherer.take(qualified);
        m_list.signatures = signatures();
        return m_list;
    }

private:
    /// The n-th piece before what is being typed.
    [[nodiscard]] QString at(qsizetype n) const
    {
        return m_before >= n ? m_p.at(m_before - n).name : QString();
    }
    [[nodiscard]] QString upper(qsizetype n) const
    {
        return m_before >= n ? m_p.at(m_before - n).upper : QString();
    }

    /// ":name", which asks for a value.
    [[nodiscard]] bool isParameter() const
    {
        return at(0) == ":"_L1 && at(1) != ":"_L1 && m_p.at(m_before).end == m_list.replaceFrom;
    }

    [[nodiscard]] bool typeExpected() const
    {
        if (at(0) == ":"_L1 && at(1) == ":"_L1)
            return true;
        if (upper(0) != "AS"_L1)
            return false;
        const qsizetype open = groupAtCursor();
        return open > 0 && m_p.at(open - 1).upper == "CAST"_L1;
    }

    /// The innermost parenthesis around the cursor, -1 for none.
    [[nodiscard]] qsizetype groupAtCursor() const
    {
        qsizetype i = m_before;
        while (i >= 0 && m_p.at(i).kind != TokenKind::Open)
            i = m_p.at(i).kind == TokenKind::Close && m_p.at(i).partner >= 0 ? m_p.at(i).partner - 1
                                                                             : i - 1;
        return i;
    }

    [[nodiscard]] bool tableExpected() const
    {
        const QString word = upper(0);
        if (word == "UPDATE"_L1) {
            static const QSet<QString> others{u"FOR"_s, u"KEY"_s,    u"DO"_s,   u"ON"_s,
                                              u"OR"_s,  u"BEFORE"_s, u"AFTER"_s};
            return !others.contains(upper(1));
        }
        if (word == "FROM"_L1)
            return upper(1) != "DISTINCT"_L1;
        if (word == "ANALYZE"_L1)
            return upper(1) != "EXPLAIN"_L1;
        if (opensTables(word))
            return true;
        if (at(0) != ","_L1)
            return false;
        static const QSet<QString> clauses{u"SELECT"_s, u"FROM"_s, u"WHERE"_s,     u"SET"_s,
                                           u"VALUES"_s, u"BY"_s,   u"RETURNING"_s, u"ON"_s,
                                           u"INTO"_s,   u"JOIN"_s, u"HAVING"_s,    u"TRUNCATE"_s,
                                           u"TABLE"_s,  u"LIMIT"_s};
        for (qsizetype i = m_before; i >= 0; --i) {
            const SqlPiece &piece = m_p.at(i);
            if (piece.kind == TokenKind::Open)
                return false;
            if (piece.kind == TokenKind::Close && piece.partner >= 0)
                i = piece.partner;
            else if (clauses.contains(piece.upper))
                return piece.upper == "FROM"_L1 || piece.upper == "ON"_L1 ||
                       piece.upper == "JOIN"_L1 || piece.upper == "TRUNCATE"_L1 ||
                       piece.upper == "TABLE"_L1;
        }
        return false;
    }

    void offerMembers(Gatherer *gatherer) const
    {
        const QString qualifier = m_p.at(m_before - 1).name;
        if (at(2) == "."_L1 && m_before >= 3) {
            gatherer->addColumns({.schema = at(3),
                                  .table = qualifier,
                                  .alias = qualifier,
                                  .columns = m_names.columnsOf(at(3), qualifier)},
                                 OwnColumn);
            return;
        }
        for (const auto &level : m_scope.levels) {
            for (const ScopeSource &source : level) {
                if (source.alias != qualifier)
                    continue;
                gatherer->addColumns(source, OwnColumn);
                return;
            }
        }
        const auto *schema =
            m_context.index ? m_context.index->snapshot().schema(qualifier) : nullptr;
        if (!schema) {
            // COMMENT ON COLUMN messages.…
            gatherer->addColumns({.table = qualifier,
                                  .alias = qualifier,
                                  .columns = m_names.columnsOf({}, qualifier)},
                                 OwnColumn);
            return;
        }
        const auto inside = quint32(schema - m_context.index->snapshot().objects().schemas.data());
        const auto here = [inside](int near) {
            return [inside, near](const CompletionIndex::Entry &entry, bool, bool) {
                return entry.schema == inside ? near : -1;
            };
        };
        gatherer->addThings(What::Relation, here(TableOnPath));
        gatherer->addThings(What::Function, here(FunctionOnPath));
        gatherer->addThings(What::Type, here(SystemThing));
    }

    void offerTypes(Gatherer *gatherer) const
    {
        for (const QString &type : commonTypes())
            gatherer->add(Completion::Kind::Type, type, type, {}, TableOnPath);
        gatherer->addThings(What::Type, [](const auto &, bool onPath, bool system) {
            return onPath ? int(OwnColumn) : system ? int(SystemThing) : int(ElsewhereTable);
        });
    }

    void offerKeywords(Gatherer *gatherer) const
    {
        if (!m_typed.isEmpty())
            gatherer->addKeywords(completionKeywords(), m_lowerCase, AnyKeyword, m_before < 0);
    }

    void offerTables(Gatherer *gatherer) const
    {
        for (const ScopeTable &table : m_scope.tables)
            gatherer->add(Completion::Kind::Table, table.name, sql::quoteIdentifier(table.name),
                          u"WITH"_s, Fitting);
        addRelations(gatherer, ElsewhereTable, TableOnPath);
        addSchemas(gatherer, AnyKeyword);
        if (m_typed.isEmpty())
            return;
        if (upper(0) != "INTO"_L1 && upper(0) != "UPDATE"_L1)
            addFunctions(gatherer);
        gatherer->addKeywords({u"LATERAL"_s, u"ONLY"_s, u"SELECT"_s, u"IF EXISTS"_s}, m_lowerCase,
                              SystemThing, false);
    }

    void addRelations(Gatherer *gatherer, int elsewhere, int onPath) const
    {
        const auto *objects = m_context.index ? &m_context.index->snapshot().objects() : nullptr;
        gatherer->addThings(
            What::Relation, [=](const CompletionIndex::Entry &entry, bool path, bool system) {
                const catalog::Relation &relation = objects->relations[entry.position];
                if (relation.kind == 'S')
                    return -1;
                return (system ? int(SystemThing)
                        : path ? onPath
                               : elsewhere) -
                       (relation.isPartition ? 1 : 0);
            });
    }

    static void addSchemas(Gatherer *gatherer, int nearness)
    {
        gatherer->addThings(What::Schema, [nearness](const auto &, bool, bool system) {
            return system ? int(SystemThing) : nearness;
        });
    }

    void addFunctions(Gatherer *gatherer) const
    {
        gatherer->addThings(What::Function, [](const auto &, bool path, bool system) {
            return path ? int(FunctionOnPath) : system ? int(SystemFunction) : int(SystemThing);
        });
    }

    void offerAnything(Gatherer *gatherer) const
    {
        if (upper(0) == "ON"_L1)
            offerJoins(gatherer);
        for (qsizetype level = 0; level < m_scope.levels.size(); ++level) {
            for (const ScopeSource &source : m_scope.levels.at(level)) {
                gatherer->addColumns(source, level == 0 ? OwnColumn : OuterColumn);
                gatherer->add(Completion::Kind::Alias, source.alias,
                              sql::quoteIdentifier(source.alias),
                              source.table == source.alias ? QString() : source.table, AliasNear);
            }
        }
        // Nobody wants all functions and key words offered before a letter is typed.
        if (m_typed.isEmpty())
            return;
        offerKeywords(gatherer);
        addFunctions(gatherer);
        addRelations(gatherer, SystemFunction, TableInExpression);
        addSchemas(gatherer, SystemFunction);
        const QString first = m_p.isEmpty() ? QString() : m_p.constFirst().upper;
        if (first == "CREATE"_L1 || first == "ALTER"_L1)
            offerTypes(gatherer);
    }

    /// "m.conversation_id = c.id", from the foreign keys between the table joined last and those
    /// before it.
    void offerJoins(Gatherer *gatherer) const
    {
        if (m_scope.levels.isEmpty() || !m_context.index)
            return;
        QList<ScopeSource> sources = m_scope.levels.constFirst();
        sources.removeIf([this](const ScopeSource &source) { return source.begin >= m_cursor; });
        if (sources.size() < 2)
            return;
        const ScopeSource last = sources.takeLast();
        const auto *joined = m_names.relation(last.schema, last.table);
        for (const ScopeSource &other : std::as_const(sources)) {
            const auto *relation = m_names.relation(other.schema, other.table);
            if (!joined || !relation)
                continue;
            offerKeys(gatherer, *joined, last.alias, *relation, other.alias);
            if (joined != relation)
                offerKeys(gatherer, *relation, other.alias, *joined, last.alias);
        }
    }

    void offerKeys(Gatherer *gatherer, const catalog::Relation &from, const QString &alias,
                   const catalog::Relation &to, const QString &target) const
    {
        const catalog::Snapshot &snapshot = m_context.index->snapshot();
        for (const catalog::Constraint &key : snapshot.constraints(from.oid)) {
            if (key.type != 'f' || key.referenced != to.oid)
                continue;
            const auto own = snapshot.numbers(key.keys);
            const auto theirs = snapshot.numbers(key.referencedKeys);
            QStringList parts;
            for (qsizetype i = 0; i < own.size() && i < theirs.size(); ++i) {
                const auto *left = snapshot.column(from, qint16(own.at(i)));
                const auto *right = snapshot.column(to, qint16(theirs.at(i)));
                if (left && right)
                    parts += sql::quoteIdentifier(alias) + u'.' +
                             sql::quoteIdentifier(snapshot.text(left->name)) + u" = "_s +
                             sql::quoteIdentifier(target) + u'.' +
                             sql::quoteIdentifier(snapshot.text(right->name));
            }
            const QString condition = parts.join(u" AND "_s);
            if (!condition.isEmpty())
                gatherer->add(Completion::Kind::Condition, condition, condition,
                              snapshot.text(key.name), Fitting);
        }
    }

    [[nodiscard]] QStringList signatures() const
    {
        const qsizetype open = groupAtCursor();
        if (open < 1 || !m_p.at(open - 1).isName())
            return {};
        const QString name = m_p.at(open - 1).name;
        const QString schema =
            open >= 3 && m_p.at(open - 2).name == "."_L1 ? m_p.at(open - 3).name : QString();
        QStringList list;
        for (const auto *function : m_names.functions(schema, name)) {
            if (list.size() < mostSignatures)
                list += name + m_names.arguments(*function) + m_names.result(*function);
        }
        return list;
    }

    const CompletionContext &m_context;
    const int m_cursor;
    const NameLookup m_names;
    QList<SqlPiece> m_p;
    SqlScope m_scope;
    CompletionList m_list;
    qsizetype m_before = -1; ///< the last piece before what is being typed
    QString m_typed;
    bool m_quiet = false;
    bool m_lowerCase = false; ///< the statement's own key words are
};

} // namespace

CompletionList complete(const QString &statement, int cursor, const CompletionContext &context)
{
    return Question(statement, cursor, context).answer();
}

} // namespace howdah::data
