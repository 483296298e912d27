#include "catalog/searchindex.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

namespace {

bool isAscii(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

QByteArray folded(QByteArrayView text)
{
    if (!isAscii(text))
        return QString::fromUtf8(text).toCaseFolded().toUtf8();
    QByteArray result = text.toByteArray();
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

quint64 lettersOf(QByteArrayView text)
{
    quint64 letters = 0;
    for (const char c : text)
        letters |= quint64(1) << (static_cast<unsigned char>(c) & 63U);
    return letters;
}

bool startsWord(QByteArrayView name, qsizetype at)
{
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    return at == 0 || !isLetter(name[at - 1]);
}

/// The place of @p needle (folded, ASCII or not) in @p text without regard to the case of ASCII
/// letters; -1 for none.
qsizetype findIn(QByteArrayView text, const QByteArray &needle)
{
    const qsizetype last = text.size() - needle.size();
    const char first = needle[0];
    const char upper = first >= 'a' && first <= 'z' ? char(first - ('a' - 'A')) : first;
    const char *const data = text.data();
    for (qsizetype at = 0; at <= last; ++at) {
        if (data[at] != first && data[at] != upper)
            continue;
        qsizetype i = 1;
        while (i < needle.size() && lower(data[at + i]) == needle[i])
            ++i;
        if (i == needle.size())
            return at;
    }
    return -1;
}

QString lineAround(QByteArrayView text, qsizetype at)
{
    qsizetype start = at;
    while (start > 0 && text[start - 1] != '\n' && at - start < 60)
        --start;
    qsizetype end = at;
    while (end < text.size() && text[end] != '\n' && end - at < 100)
        ++end;
    // Not in the middle of a character.
    while (start < at && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U)
        ++start;
    while (end < text.size() && end > at &&
           (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return QString::fromUtf8(text.sliced(start, end - start)).simplified();
}

/// Tables before indexes, what people made before the rest.
int rankOf(Kind kind)
{
    switch (kind) {
    case Kind::Table:
        return 12;
    case Kind::View:
    case Kind::MaterializedView:
        return 10;
    case Kind::Function:
    case Kind::Procedure:
        return 8;
    case Kind::Schema:
        return 7;
    case Kind::Type:
    case Kind::Sequence:
        return 5;
    case Kind::Index:
    case Kind::Constraint:
        return 2;
    default:
        return 3;
    }
}

} // namespace

int fuzzyScore(QByteArrayView query, QByteArrayView name)
{
    if (query.size() > name.size() || query.isEmpty())
        return 0;
    int score = 0;
    qsizetype at = 0;
    qsizetype previous = -2;
    for (const char wanted : query) {
        // A letter that starts a word is worth more than the first that fits, if one follows.
        qsizetype found = -1;
        for (qsizetype i = at; i < name.size(); ++i) {
            if (name[i] != wanted)
                continue;
            if (found < 0)
                found = i;
            if (i == previous + 1 || startsWord(name, i)) {
                found = i;
                break;
            }
        }
        if (found < 0) {
            // A greedy jump to a later word may have passed the rest; the plain order decides.
            qsizetype plain = 0;
            for (const char c : query) {
                while (plain < name.size() && name[plain] != c)
                    ++plain;
                if (plain++ >= name.size())
                    return 0;
            }
            return 1;
        }
        if (found == previous + 1)
            score += 12;
        else if (startsWord(name, found))
            score += 10;
        else
            score += 2;
        previous = found;
        at = found + 1;
    }
    if (name.startsWith(query))
        score += 40 + (name.size() == query.size() ? 60 : 0);
    else if (const qsizetype inside = name.indexOf(query); inside >= 0)
        score += startsWord(name, inside) ? 25 : 12;
    // Of two that fit alike the shorter one is meant.
    return std::max(1, score * 4 - int(name.size() - query.size()));
}

SearchIndex::SearchIndex(SnapshotPtr snapshot)
    : m_snapshot(std::move(snapshot))
{
    const Snapshot &s = *m_snapshot;
    const Objects &o = s.objects();
    m_entries.reserve(o.relations.size() + o.indexes.size() + o.functions.size() + o.types.size());
    for (const Schema &schema : o.schemas)
        add({.kind = Kind::Schema, .oid = schema.oid}, schema.oid, schema.name);
    for (const Relation &relation : o.relations) {
        if (relation.kind != 'c')
            add(Snapshot::idOf(relation), relation.schema, relation.name);
    }
    for (const Index &index : o.indexes)
        add({.kind = Kind::Index, .oid = index.oid}, index.schema, index.name);
    for (const Function &function : o.functions)
        add(Snapshot::idOf(function), function.schema, function.name);
    for (const Type &type : o.types)
        add({.kind = Kind::Type, .oid = type.oid}, type.schema, type.name);
    for (const Trigger &trigger : o.triggers)
        add({.kind = Kind::Trigger, .oid = trigger.oid}, 0, trigger.name);
    for (const Policy &policy : o.policies)
        add({.kind = Kind::Policy, .oid = policy.oid}, 0, policy.name);
    for (const OtherObject &object : o.others) {
        if (object.kind != Kind::Aggregate && object.kind != Kind::ForeignTable &&
            object.kind != Kind::AvailableExtension) {
            add(Snapshot::idOf(object), object.schema, object.name);
        }
    }
    m_names.shrink_to_fit();
    m_columnNames.reserve(o.columns.size());
    for (const Column &column : o.columns)
        m_columnNames.push_back(column.name);
    std::ranges::sort(m_columnNames);
    m_columnNames.erase(std::unique(m_columnNames.begin(), m_columnNames.end()),
                        m_columnNames.end());
    m_columnNames.shrink_to_fit();
}

void SearchIndex::add(const ObjectId &id, Oid schema, Text name)
{
    const QByteArray text = folded(m_snapshot->utf8(name));
    Entry &entry = m_entries.emplace_back();
    entry.id = id;
    entry.start = quint32(m_names.size());
    entry.length = quint16(std::min<qsizetype>(text.size(), 0xFFFF));
    entry.isSystem = m_snapshot->isSystem(id);
    entry.schema = schema;
    entry.letters = lettersOf(text);
    m_names.insert(m_names.end(), text.begin(), text.begin() + entry.length);
}

QList<SearchHit> SearchIndex::find(const QString &query, const SearchOptions &options) const
{
    QList<SearchHit> hits;
    const QString trimmed = query.trimmed();
    if (trimmed.isEmpty())
        return hits;
    const QByteArray needle = folded(trimmed.toUtf8());
    if (options.scopes & SearchScope::Names)
        findNames(trimmed, options, hits);
    if (options.scopes & SearchScope::Columns)
        findColumns(needle, options, hits);
    if (options.scopes & (SearchScope::Comments | SearchScope::Sources))
        findTexts(needle, options, hits);
    std::ranges::stable_sort(hits, std::ranges::greater(), &SearchHit::score);
    if (hits.size() > options.limit)
        hits.resize(options.limit);
    return hits;
}

void SearchIndex::findNames(const QString &query, const SearchOptions &options,
                            QList<SearchHit> &hits) const
{
    const qsizetype dot = query.lastIndexOf(u'.');
    const QByteArray schemaPart = dot > 0 ? folded(query.left(dot).toUtf8()) : QByteArray();
    QByteArray wanted = folded((dot > 0 ? query.mid(dot + 1) : query).toUtf8());
    wanted.replace(' ', "");
    if (wanted.isEmpty())
        return;
    std::vector<Oid> schemas;
    if (!schemaPart.isEmpty()) {
        for (const Schema &schema : m_snapshot->objects().schemas) {
            if (fuzzyScore(schemaPart, folded(m_snapshot->utf8(schema.name))) > 0)
                schemas.push_back(schema.oid);
        }
    }
    const quint64 letters = lettersOf(wanted);
    std::vector<std::pair<int, quint32>> found;
    for (size_t i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries[i];
        if ((entry.letters & letters) != letters || (entry.isSystem && !options.withSystem))
            continue;
        if (!schemaPart.isEmpty() && !std::ranges::binary_search(schemas, entry.schema))
            continue;
        const int score =
            fuzzyScore(wanted, QByteArrayView(m_names.data() + entry.start, entry.length));
        if (score > 0)
            found.emplace_back(score + rankOf(entry.id.kind), quint32(i));
    }
    const auto end = found.begin() + std::min(qsizetype(found.size()), options.limit);
    std::ranges::partial_sort(found, end, [&](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (auto hit = found.begin(); hit != end; ++hit)
        hits.append(
            {.id = m_entries[hit->second].id, .where = SearchScope::Names, .score = hit->first});
}

void SearchIndex::findColumns(const QByteArray &needle, const SearchOptions &options,
                              QList<SearchHit> &hits) const
{
    // Columns share names: each name is compared once, then only numbers are.
    std::vector<bool> wanted(m_snapshot->objects().texts.count(), false);
    bool any = false;
    for (const Text name : m_columnNames) {
        if (findIn(m_snapshot->utf8(name), needle) >= 0) {
            wanted[size_t(name)] = true;
            any = true;
        }
    }
    if (!any)
        return;
    qsizetype left = options.limit;
    for (const Column &column : m_snapshot->objects().columns) {
        if (!wanted[size_t(column.name)])
            continue;
        const ObjectId id{.kind = Kind::Column, .oid = column.relation, .number = column.number};
        if (!options.withSystem && m_snapshot->isSystem(id))
            continue;
        const QByteArrayView name = m_snapshot->utf8(column.name);
        hits.append({.id = id,
                     .where = SearchScope::Columns,
                     .score = name.size() == needle.size()      ? 200
                              : folded(name).startsWith(needle) ? 120
                                                                : 30,
                     .excerpt = m_snapshot->text(column.name) + u' ' +
                                m_snapshot->typeName(column.type, column.typeModifier)});
        if (--left <= 0)
            return;
    }
}

void SearchIndex::findTexts(const QByteArray &needle, const SearchOptions &options,
                            QList<SearchHit> &hits) const
{
    const Snapshot &s = *m_snapshot;
    qsizetype left = options.limit;
    const auto look = [&](QByteArrayView text, SearchScope where, auto idOf) {
        const qsizetype at = left > 0 ? findIn(text, needle) : -1;
        if (at < 0)
            return;
        const std::optional<ObjectId> id = idOf();
        if (!id || (!options.withSystem && s.isSystem(*id)))
            return;
        --left;
        hits.append({.id = *id, .where = where, .score = 20, .excerpt = lineAround(text, at)});
    };
    if (options.scopes & SearchScope::Comments) {
        for (const Comment &comment : s.objects().comments) {
            look(s.utf8(comment.text), SearchScope::Comments,
                 [&] { return s.resolve(comment.catalog, comment.oid, comment.number); });
        }
    }
    if (!(options.scopes & SearchScope::Sources))
        return;
    for (const Function &function : s.objects().functions) {
        if (function.source != Text::Null) {
            look(s.utf8(function.source), SearchScope::Sources,
                 [&] { return std::optional(Snapshot::idOf(function)); });
        }
    }
    for (const DefinitionText &definition : s.definitions().items) {
        if (definition.what != Definition::ViewQuery && definition.what != Definition::FunctionBody)
            continue;
        look(s.definitions().texts.utf8(definition.text), SearchScope::Sources, [&] {
            return definition.what == Definition::ViewQuery
                       ? s.resolve(Oid(Catalog::Class), definition.oid, 0)
                       : s.resolve(Oid(Catalog::Proc), definition.oid, 0);
        });
    }
}

} // namespace howdah::catalog
