// The part of Snapshot that writes names.
#include "catalog/snapshot.h"

#include "base/equalrange.h"
#include "sql/quote.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

Oid Snapshot::catalogOf(Kind kind)
{
    const auto catalog = [kind] {
        switch (kind) {
        case Kind::Database:
            return Catalog::Database;
        case Kind::Role:
            return Catalog::AuthId;
        case Kind::Tablespace:
            return Catalog::Tablespace;
        case Kind::Schema:
            return Catalog::Schema;
        case Kind::Extension:
            return Catalog::Extension;
        case Kind::Language:
            return Catalog::Language;
        case Kind::AccessMethod:
            return Catalog::AccessMethod;
        case Kind::Type:
            return Catalog::Type;
        case Kind::Collation:
            return Catalog::Collation;
        case Kind::Conversion:
            return Catalog::Conversion;
        case Kind::Function:
        case Kind::Procedure:
        case Kind::Aggregate:
            return Catalog::Proc;
        case Kind::Operator:
            return Catalog::Operator;
        case Kind::OperatorFamily:
            return Catalog::OperatorFamily;
        case Kind::OperatorClass:
            return Catalog::OperatorClass;
        case Kind::Cast:
            return Catalog::Cast;
        case Kind::Transform:
            return Catalog::Transform;
        case Kind::TextSearchParser:
            return Catalog::TextSearchParser;
        case Kind::TextSearchTemplate:
            return Catalog::TextSearchTemplate;
        case Kind::TextSearchDictionary:
            return Catalog::TextSearchDictionary;
        case Kind::TextSearchConfiguration:
            return Catalog::TextSearchConfiguration;
        case Kind::ForeignDataWrapper:
            return Catalog::ForeignDataWrapper;
        case Kind::ForeignServer:
            return Catalog::ForeignServer;
        case Kind::UserMapping:
            return Catalog::UserMapping;
        case Kind::Sequence:
        case Kind::Table:
        case Kind::ForeignTable:
        case Kind::Column:
        case Kind::View:
        case Kind::MaterializedView:
        case Kind::Index:
            return Catalog::Class;
        case Kind::Constraint:
            return Catalog::Constraint;
        case Kind::Trigger:
            return Catalog::Trigger;
        case Kind::Rule:
            return Catalog::Rewrite;
        case Kind::Policy:
            return Catalog::Policy;
        case Kind::Statistics:
            return Catalog::StatisticExt;
        case Kind::EventTrigger:
            return Catalog::EventTrigger;
        case Kind::Publication:
            return Catalog::Publication;
        case Kind::PublicationMember:
            return Catalog::PublicationRelation;
        case Kind::Subscription:
            return Catalog::Subscription;
        case Kind::DefaultPrivileges:
            return Catalog::DefaultAcl;
        case Kind::ParameterPrivileges:
            return Catalog::ParameterAcl;
        case Kind::LargeObject:
            return Catalog::LargeObject;
        case Kind::RoleMembership:
        case Kind::RoleSetting:
        case Kind::ReplicationSlot:
        case Kind::AvailableExtension:
        case Kind::KindCount:
            break;
        }
        return Catalog(0);
    };
    return Oid(catalog());
}

ObjectId Snapshot::idOf(const Relation &relation)
{
    // A composite type is a type first; the relation only holds its columns.
    return {.kind = kindOf(relation),
            .oid = relation.kind == 'c' ? relation.rowType : relation.oid};
}

ObjectId Snapshot::idOf(const Function &function)
{
    return {.kind = kindOf(function), .oid = function.oid};
}

QString Snapshot::typeName(Oid type, qint32 modifier) const
{
    const auto key = [](const TypeName &t) { return std::tuple(t.type, t.modifier); };
    const auto find = [&](qint32 wanted) -> const TypeName * {
        const auto found =
            std::ranges::lower_bound(m_objects->typeNames, std::tuple(type, wanted), {}, key);
        return found != m_objects->typeNames.end() && key(*found) == std::tuple(type, wanted)
                   ? &*found
                   : nullptr;
    };
    if (const TypeName *exact = find(modifier))
        return text(exact->name);
    if (const TypeName *plain = find(-1))
        return text(plain->name);
    if (const Type *known = this->type(type))
        return sql::qualifiedName(schemaName(known->schema), text(known->name));
    return u"???"_s;
}

QString Snapshot::roleName(Oid role) const
{
    const OtherObject *found = other(Kind::Role, role);
    return found ? text(found->name) : QString::number(role);
}

QString Snapshot::schemaName(Oid oid) const
{
    const Schema *found = schema(oid);
    return found ? text(found->name) : QString();
}

namespace {

/// Calls @p use with the struct behind @p id; returns its answer, or @p otherwise when there is
/// none.
template<typename Answer, typename Use>
Answer useObject(const Snapshot &s, const ObjectId &id, Answer otherwise, Use use)
{
    const auto ask = [&](const auto *object) { return object ? use(*object) : otherwise; };
    switch (id.kind) {
    case Kind::Schema:
        return ask(s.schema(id.oid));
    case Kind::Sequence:
    case Kind::Table:
    case Kind::ForeignTable:
    case Kind::View:
    case Kind::MaterializedView:
        return ask(s.relation(id.oid));
    case Kind::Column: {
        const Relation *relation = s.relation(id.oid);
        return relation ? ask(s.column(*relation, id.number)) : otherwise;
    }
    case Kind::Index:
        return ask(s.index(id.oid));
    case Kind::Constraint:
        return ask(s.constraint(id.oid));
    case Kind::Trigger:
        return ask(s.trigger(id.oid));
    case Kind::Rule:
        return ask(s.rule(id.oid));
    case Kind::Policy:
        return ask(s.policy(id.oid));
    case Kind::Function:
    case Kind::Procedure:
    case Kind::Aggregate:
        return ask(s.function(id.oid));
    case Kind::Type:
        return ask(s.type(id.oid));
    default:
        return ask(s.other(id.kind, id.oid));
    }
}

} // namespace

QString Snapshot::name(const ObjectId &id) const
{
    return useObject(*this, id, QString(),
                     [this](const auto &object) { return text(object.name); });
}

Oid Snapshot::schemaOf(const ObjectId &id) const
{
    return useObject(*this, id, Oid(0), [this](const auto &object) -> Oid {
        if constexpr (requires { object.schema; })
            return object.schema;
        else if constexpr (requires { object.relation; }) {
            const Relation *table = relation(object.relation);
            return table ? table->schema : 0;
        } else if constexpr (std::is_same_v<std::remove_cvref_t<decltype(object)>, Schema>)
            return object.oid;
        else
            return 0;
    });
}

Oid Snapshot::ownerOf(const ObjectId &id) const
{
    return useObject(*this, id, Oid(0), [this](const auto &object) -> Oid {
        if constexpr (requires { object.owner; })
            return object.owner;
        else if constexpr (requires { object.relation; }) {
            const Relation *table = relation(object.relation);
            return table ? table->owner : 0;
        } else
            return 0;
    });
}

Text Snapshot::aclOf(const ObjectId &id) const
{
    return useObject(*this, id, Text::Null, [](const auto &object) {
        if constexpr (requires { object.acl; })
            return object.acl;
        else
            return Text::Null;
    });
}

Text Snapshot::initialAclOf(const ObjectId &id) const
{
    const auto key = [](const InitialPrivileges &p) {
        return std::tuple(p.catalog, p.oid, p.number);
    };
    const auto wanted = std::tuple(catalogOf(id.kind), id.oid, qint32(id.number));
    const auto found = std::ranges::lower_bound(m_objects->initialPrivileges, wanted, {}, key);
    return found != m_objects->initialPrivileges.end() && key(*found) == wanted ? found->acl
                                                                                : Text::Null;
}

QString Snapshot::sqlName(const Relation &relation) const
{
    return sql::qualifiedName(schemaName(relation.schema), text(relation.name));
}

QString Snapshot::argumentTypes(const Function &function) const
{
    QStringList names;
    for (const qint64 type : numbers(function.argumentTypes))
        names.append(typeName(Oid(type)));
    return names.join(u", "_s);
}

QString Snapshot::sqlName(const Function &function) const
{
    return sql::qualifiedName(schemaName(function.schema), text(function.name)) + u'(' +
           argumentTypes(function) + u')';
}

QString Snapshot::sqlName(const ObjectId &id) const
{
    return useObject(*this, id, QString(), [&, this](const auto &object) -> QString {
        using Object = std::remove_cvref_t<decltype(object)>;
        if constexpr (std::is_same_v<Object, Relation> || std::is_same_v<Object, Function>) {
            return sqlName(object);
        } else if constexpr (std::is_same_v<Object, OtherObject>) {
            return object.identity == Text::Null ? sql::quoteIdentifier(text(object.name))
                                                 : text(object.identity);
        } else if constexpr (std::is_same_v<Object, Schema>) {
            return sql::quoteIdentifier(text(object.name));
        } else if constexpr (std::is_same_v<Object, Index> || std::is_same_v<Object, Type>) {
            return sql::qualifiedName(schemaName(object.schema), text(object.name));
        } else if constexpr (std::is_same_v<Object, Column>) {
            const Relation *table = relation(object.relation);
            return (table ? sqlName(*table) : QString()) + u'.' +
                   sql::quoteIdentifier(text(object.name));
        } else {
            const Relation *table = relation(object.relation);
            return sql::quoteIdentifier(text(object.name)) +
                   (table ? u" ON "_s + sqlName(*table) : QString());
        }
    });
}

QString Snapshot::stableKey(const ObjectId &id) const
{
    // No name can hold the separator.
    constexpr QChar separator{u'\0'};
    QString own = name(id);
    const Function *function = this->function(id.oid);
    const bool isFunction = function && idOf(*function) == id;
    if (isFunction || id.kind == Kind::Column || id.kind == Kind::Constraint ||
        id.kind == Kind::Trigger || id.kind == Kind::Policy || id.kind == Kind::Rule ||
        id.kind == Kind::Operator || id.kind == Kind::OperatorClass) {
        own = sqlName(id);
    }
    return QString::number(int(id.kind)) + separator + schemaName(schemaOf(id)) + separator + own;
}

QString Snapshot::comment(const ObjectId &id) const
{
    const auto key = [](const Comment &c) { return std::tuple(c.catalog, c.oid, c.number); };
    const auto wanted = std::tuple(catalogOf(id.kind), id.oid, qint32(id.number));
    const auto found = std::ranges::lower_bound(m_objects->comments, wanted, {}, key);
    return found != m_objects->comments.end() && key(*found) == wanted ? text(found->text)
                                                                       : QString();
}

Oid Snapshot::extensionOf(const ObjectId &id) const
{
    const auto key = [](const Membership &m) { return std::tuple(m.catalog, m.oid); };
    const auto extension = [&](Oid catalog, Oid oid) -> Oid {
        const auto wanted = std::tuple(catalog, oid);
        const auto found = std::ranges::lower_bound(m_objects->memberships, wanted, {}, key);
        return found != m_objects->memberships.end() && key(*found) == wanted ? found->extension
                                                                              : 0;
    };
    if (const Oid direct = extension(catalogOf(id.kind), id.oid))
        return direct;
    // What hangs on a table of an extension came with it.
    const Oid table = useObject(*this, id, Oid(0), [](const auto &object) -> Oid {
        if constexpr (
            requires {
                object.relation;
                object.keys;
            } ||
            requires {
                object.relation;
                object.enabled;
            })
            return object.relation;
        else
            return 0;
    });
    return table ? extension(Oid(Catalog::Class), table) : 0;
}

std::span<const Membership> Snapshot::extensionUses(const ObjectId &id) const
{
    const auto key = [](const Membership &m) { return std::tuple(m.catalog, m.oid); };
    return equalRange(m_objects->extensionUses, std::tuple(catalogOf(id.kind), id.oid), key);
}

bool Snapshot::isSystemSchema(Oid oid) const
{
    const Schema *found = schema(oid);
    if (!found)
        return false;
    const QByteArrayView name = utf8(found->name);
    return name.startsWith("pg_") || name == QByteArrayView("information_schema");
}

bool Snapshot::isSystem(const ObjectId &id) const
{
    if (id.kind == Kind::Schema)
        return isSystemSchema(id.oid);
    if (id.kind == Kind::Role)
        return name(id).startsWith("pg_"_L1);
    if (id.kind == Kind::Database || id.kind == Kind::Tablespace)
        return false;
    if (const Oid in = schemaOf(id))
        return isSystemSchema(in);
    return id.oid < firstUserOid && id.kind != Kind::AvailableExtension &&
           id.kind != Kind::ReplicationSlot && id.kind != Kind::RoleMembership &&
           id.kind != Kind::RoleSetting && id.kind != Kind::Extension;
}

} // namespace howdah::catalog
