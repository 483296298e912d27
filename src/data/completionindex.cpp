#include "data/completionindex.h"

#include <algorithm>

namespace howdah::data {

namespace {

bool isAscii(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool isWordPart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Scattered letters say something only when there are a few of them.
constexpr qsizetype fewestScattered = 3;

} // namespace

QByteArray CompletionIndex::folded(QByteArrayView utf8)
{
    if (!isAscii(utf8))
        return QString::fromUtf8(utf8).toCaseFolded().toUtf8();
    QByteArray result = utf8.toByteArray();
    for (char &c : result)
        c = c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
    return result;
}

quint64 CompletionIndex::lettersOf(QByteArrayView text)
{
    quint64 letters = 0;
    for (const char c : text)
        letters |= quint64(1) << (static_cast<unsigned char>(c) & 63U);
    return letters;
}

int CompletionIndex::fit(QByteArrayView folded, QByteArrayView typed)
{
    if (typed.isEmpty())
        return 1;
    if (folded.startsWith(typed))
        return 5;
    const qsizetype inside = folded.indexOf(typed);
    if (inside > 0) {
        for (qsizetype at = inside; at >= 0; at = folded.indexOf(typed, at + 1)) {
            if (!isWordPart(folded[at - 1]))
                return 4;
        }
        return typed.size() > 1 ? 3 : 0;
    }
    if (typed.size() < fewestScattered)
        return 0;
    qsizetype at = 0;
    for (const char c : folded) {
        if (c == typed[at] && ++at == typed.size())
            return 2;
    }
    return 0;
}

CompletionIndex::CompletionIndex(catalog::SnapshotPtr snapshot)
    : m_snapshot(std::move(snapshot))
{
    const catalog::Objects &objects = m_snapshot->objects();
    for (size_t i = 0; i < objects.schemas.size(); ++i)
        add(What::Schema, i, objects.schemas[i].oid, objects.schemas[i].name);
    for (size_t i = 0; i < objects.relations.size(); ++i) {
        const catalog::Relation &relation = objects.relations[i];
        if (relation.kind != 'c')
            add(What::Relation, i, relation.schema, relation.name);
    }
    for (size_t i = 0; i < objects.functions.size(); ++i)
        add(What::Function, i, objects.functions[i].schema, objects.functions[i].name);
    for (size_t i = 0; i < objects.types.size(); ++i) {
        const catalog::Type &type = objects.types[i];
        // Row types of tables and the arrays of everything are known by what they belong to.
        const catalog::Relation *rows =
            type.relation ? m_snapshot->relation(type.relation) : nullptr;
        if ((rows && rows->kind != 'c') || m_snapshot->utf8(type.name).startsWith('_'))
            continue;
        add(What::Type, i, type.schema, type.name);
    }
    m_names.squeeze();
    for (auto &entries : m_entries) {
        entries.shrink_to_fit();
        std::ranges::sort(entries, [this](const Entry &a, const Entry &b) {
            return std::ranges::lexicographical_compare(name(a), name(b));
        });
    }
}

void CompletionIndex::add(What what, size_t position, catalog::Oid schema, catalog::Text name)
{
    const auto &schemas = m_snapshot->objects().schemas;
    const auto found = std::ranges::lower_bound(schemas, schema, {}, &catalog::Schema::oid);
    if (found == schemas.end() || found->oid != schema)
        return;
    const QByteArray text = folded(m_snapshot->utf8(name));
    m_entries[size_t(what)].push_back({.what = what,
                                       .position = quint32(position),
                                       .schema = quint32(found - schemas.begin()),
                                       .start = quint32(m_names.size()),
                                       .length = quint16(text.size()),
                                       .letters = lettersOf(text)});
    m_names += text;
}

} // namespace howdah::data
