#include "gui/browse/objectfilter.h"

#include <algorithm>

namespace howdah::gui {

using catalog::Kind;
using catalog::ObjectId;
using catalog::Oid;

namespace {

quint64 keyOf(const ObjectId &id)
{
    return quint64(id.kind) << 32U | id.oid;
}

/// Finds a part of a name as the catalog keeps it; names in plain ASCII, which nearly all are,
/// without making a string of each.
class NameMatcher final
{
public:
    explicit NameMatcher(const QString &wanted)
        : m_wanted(wanted)
        , m_isAscii(std::ranges::all_of(wanted, [](QChar c) { return c.unicode() < 0x80; }))
        , m_folded(wanted.toLower().toLatin1())
    {}

    [[nodiscard]] bool operator()(QByteArrayView name) const
    {
        if (!m_isAscii)
            return QString::fromUtf8(name).contains(m_wanted, Qt::CaseInsensitive);
        const auto same = [](char a, char b) { return lower(a) == b; };
        return m_folded.isEmpty() || std::search(name.begin(), name.end(), m_folded.begin(),
                                                 m_folded.end(), same) != name.end();
    }

private:
    static char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; }

    QString m_wanted;
    bool m_isAscii;
    QByteArray m_folded;
};

} // namespace

void ObjectFilter::setSnapshot(catalog::SnapshotPtr snapshot,
                               std::shared_ptr<const catalog::Directory> directory)
{
    m_snapshot = std::move(snapshot);
    m_directory = std::move(directory);
    m_members.clear();
    for (const catalog::Membership &member : m_snapshot->objects().memberships) {
        if (const auto id = m_snapshot->resolve(member.catalog, member.oid, 0))
            m_members.insert(keyOf(*id));
    }
    match();
}

void ObjectFilter::setText(const QString &text)
{
    m_text = text;
    match();
}

void ObjectFilter::match()
{
    m_matches.clear();
    m_schemas.clear();
    m_above.clear();
    if (m_text.isEmpty() || !m_snapshot)
        return;
    const catalog::Snapshot &s = *m_snapshot;
    const catalog::Objects &o = s.objects();
    const NameMatcher whole(m_text);
    const qsizetype dot = m_text.indexOf(u'.');
    const NameMatcher schemaPart(m_text.left(std::max<qsizetype>(dot, 0)));
    const NameMatcher namePart(m_text.mid(dot + 1));
    QSet<Oid> inSchemas;
    for (const catalog::Schema &schema : o.schemas) {
        const QByteArrayView name = s.utf8(schema.name);
        if (whole(name))
            m_schemas.insert(schema.oid);
        if (dot > 0 && schemaPart(name))
            inSchemas.insert(schema.oid);
    }
    const auto fits = [&](Oid schema, catalog::Text name) {
        const QByteArrayView bytes = s.utf8(name);
        return whole(bytes) || (dot > 0 && inSchemas.contains(schema) && namePart(bytes));
    };
    for (const catalog::Relation &relation : o.relations) {
        if (!fits(relation.schema, relation.name))
            continue;
        m_matches.insert(keyOf(catalog::Snapshot::idOf(relation)));
        if (!relation.isPartition)
            continue;
        QList<Oid> open{relation.oid};
        while (!open.isEmpty()) {
            for (const catalog::Inheritance &parent : s.parents(open.takeLast())) {
                if (!m_above.contains(parent.parent)) {
                    m_above.insert(parent.parent);
                    open.append(parent.parent);
                }
            }
        }
    }
    for (const catalog::Function &function : o.functions) {
        if (fits(function.schema, function.name))
            m_matches.insert(keyOf(catalog::Snapshot::idOf(function)));
    }
    for (const catalog::Type &type : o.types) {
        if (fits(type.schema, type.name))
            m_matches.insert(keyOf({.kind = Kind::Type, .oid = type.oid}));
    }
    for (const catalog::OtherObject &other : o.others) {
        if (fits(other.schema, other.name))
            m_matches.insert(keyOf(catalog::Snapshot::idOf(other)));
    }
}

bool ObjectFilter::isMember(const ObjectId &id) const
{
    return m_members.contains(keyOf(id));
}

bool ObjectFilter::matches(const ObjectId &id) const
{
    return m_text.isEmpty() || m_matches.contains(keyOf(id));
}

bool ObjectFilter::shows(Oid schema, const ObjectId &id) const
{
    if (!m_membersVisible && isMember(id))
        return false;
    if (schema == 0 && !m_systemVisible && m_snapshot->isSystem(id))
        return false;
    return matches(id) || m_schemas.contains(schema) || m_above.contains(id.oid);
}

qsizetype ObjectFilter::count(Oid schema, Kind kind) const
{
    const auto objects = m_directory->objects(schema, kind);
    const bool showsAll = m_text.isEmpty() || m_schemas.contains(schema);
    if (showsAll && (schema != 0 || m_systemVisible) && (m_membersVisible || m_members.isEmpty()))
        return qsizetype(objects.size());
    return std::ranges::count_if(objects, [&](const ObjectId &id) { return shows(schema, id); });
}

bool ObjectFilter::showsSchema(Oid schema) const
{
    const ObjectId id{.kind = Kind::Schema, .oid = schema};
    if ((!m_systemVisible && m_snapshot->isSystemSchema(schema)) ||
        (!m_membersVisible && isMember(id)))
        return false;
    return m_text.isEmpty() || m_schemas.contains(schema) || hasContent(schema);
}

bool ObjectFilter::hasContent(Oid schema) const
{
    return std::ranges::any_of(m_directory->kinds(schema), [&](Kind kind) {
        return std::ranges::any_of(m_directory->objects(schema, kind),
                                   [&](const ObjectId &object) { return shows(schema, object); });
    });
}

} // namespace howdah::gui
