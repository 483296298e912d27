// How statements name objects, and what is said about all kinds alike: owners, comments,
// privileges, labels.
#include "base/equalrange.h"
#include "catalog/acl.h"
#include "catalog/ddlwriter.h"

#include "sql/quote.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

QString DdlWriter::keyword(const Snapshot &snapshot, const ObjectId &id)
{
    switch (id.kind) {
    case Kind::Database:
        return u"DATABASE"_s;
    case Kind::Role:
        return u"ROLE"_s;
    case Kind::Tablespace:
        return u"TABLESPACE"_s;
    case Kind::Schema:
        return u"SCHEMA"_s;
    case Kind::Extension:
        return u"EXTENSION"_s;
    case Kind::Language:
        return u"LANGUAGE"_s;
    case Kind::AccessMethod:
        return u"ACCESS METHOD"_s;
    case Kind::Type: {
        const Type *type = snapshot.type(id.oid);
        return type && type->kind == 'd' ? u"DOMAIN"_s : u"TYPE"_s;
    }
    case Kind::Collation:
        return u"COLLATION"_s;
    case Kind::Conversion:
        return u"CONVERSION"_s;
    case Kind::Function:
        return u"FUNCTION"_s;
    case Kind::Procedure:
        return u"PROCEDURE"_s;
    case Kind::Aggregate:
        return u"AGGREGATE"_s;
    case Kind::Operator:
        return u"OPERATOR"_s;
    case Kind::OperatorFamily:
        return u"OPERATOR FAMILY"_s;
    case Kind::OperatorClass:
        return u"OPERATOR CLASS"_s;
    case Kind::Cast:
        return u"CAST"_s;
    case Kind::Transform:
        return u"TRANSFORM"_s;
    case Kind::TextSearchParser:
        return u"TEXT SEARCH PARSER"_s;
    case Kind::TextSearchTemplate:
        return u"TEXT SEARCH TEMPLATE"_s;
    case Kind::TextSearchDictionary:
        return u"TEXT SEARCH DICTIONARY"_s;
    case Kind::TextSearchConfiguration:
        return u"TEXT SEARCH CONFIGURATION"_s;
    case Kind::ForeignDataWrapper:
        return u"FOREIGN DATA WRAPPER"_s;
    case Kind::ForeignServer:
        return u"SERVER"_s;
    case Kind::UserMapping:
        return u"USER MAPPING"_s;
    case Kind::Sequence:
        return u"SEQUENCE"_s;
    case Kind::Table:
        return u"TABLE"_s;
    case Kind::ForeignTable:
        return u"FOREIGN TABLE"_s;
    case Kind::Column:
        return u"COLUMN"_s;
    case Kind::View:
        return u"VIEW"_s;
    case Kind::MaterializedView:
        return u"MATERIALIZED VIEW"_s;
    case Kind::Index:
        return u"INDEX"_s;
    case Kind::Constraint:
        return u"CONSTRAINT"_s;
    case Kind::Trigger:
        return u"TRIGGER"_s;
    case Kind::Rule:
        return u"RULE"_s;
    case Kind::Policy:
        return u"POLICY"_s;
    case Kind::Statistics:
        return u"STATISTICS"_s;
    case Kind::EventTrigger:
        return u"EVENT TRIGGER"_s;
    case Kind::Publication:
        return u"PUBLICATION"_s;
    case Kind::Subscription:
        return u"SUBSCRIPTION"_s;
    case Kind::LargeObject:
        return u"LARGE OBJECT"_s;
    case Kind::PublicationMember:
    case Kind::DefaultPrivileges:
    case Kind::ParameterPrivileges:
    case Kind::RoleMembership:
    case Kind::RoleSetting:
    case Kind::ReplicationSlot:
    case Kind::AvailableExtension:
    case Kind::KindCount:
        break;
    }
    return {};
}

QString DdlWriter::target(const ObjectId &id) const
{
    const QString word = keyword(m_s, id) + u' ';
    if (id.kind == Kind::Aggregate) {
        // Ordered-set aggregates are only known by the text with ORDER BY in it.
        const Function *f = m_s.function(id.oid);
        QString arguments = m_s.definition(Definition::FunctionArguments, id.oid);
        if (arguments.isNull())
            arguments = f ? m_s.argumentTypes(*f) : QString();
        return word + sql::qualifiedName(m_s.schemaName(m_s.schemaOf(id)), m_s.name(id)) + u'(' +
               (arguments.isEmpty() ? u"*"_s : arguments) + u')';
    }
    // Procedures are told apart by their OUT arguments, too. Without words a list could also mean
    // all arguments of another one.
    const Function *procedure = id.kind == Kind::Procedure ? m_s.function(id.oid) : nullptr;
    if (procedure) {
        const bool hasModes = procedure->argumentModes != Text::Null;
        const QStringList modes = m_s.strings(procedure->argumentModes);
        QStringList arguments;
        const auto types =
            m_s.numbers(hasModes ? procedure->allArgumentTypes : procedure->argumentTypes);
        for (qsizetype i = 0; i < types.size(); ++i) {
            const QString mode = modes.value(i);
            arguments.append((mode == "o"_L1   ? u"OUT "_s
                              : mode == "b"_L1 ? u"INOUT "_s
                              : mode == "v"_L1 ? u"VARIADIC "_s
                                               : u"IN "_s) +
                             m_s.typeName(Oid(types[i])));
        }
        return word +
               sql::qualifiedName(m_s.schemaName(procedure->schema), m_s.text(procedure->name)) +
               u'(' + arguments.join(u", "_s) + u')';
    }
    if (id.kind == Kind::Constraint) {
        const Constraint *c = m_s.constraint(id.oid);
        if (c && c->relation == 0)
            return word + sql::quoteIdentifier(m_s.text(c->name)) + u" ON DOMAIN "_s +
                   m_s.sqlName(ObjectId{.kind = Kind::Type, .oid = c->domain});
    }
    return word + m_s.sqlName(id);
}

QString DdlWriter::owner(const ObjectId &id) const
{
    switch (id.kind) {
    case Kind::Extension:
    case Kind::AccessMethod:
    case Kind::Cast:
    case Kind::Transform:
    case Kind::TextSearchParser:
    case Kind::TextSearchTemplate:
    case Kind::UserMapping:
    case Kind::Column:
    case Kind::Index:
    case Kind::Constraint:
    case Kind::Trigger:
    case Kind::Rule:
    case Kind::Policy:
    case Kind::PublicationMember:
    case Kind::DefaultPrivileges:
        return {};
    default:
        break;
    }
    const Oid role = m_s.ownerOf(id);
    if (role == 0)
        return {};
    return u"ALTER "_s + target(id) + u" OWNER TO "_s + sql::quoteIdentifier(m_s.roleName(role));
}

QStringList DdlWriter::comments(const ObjectId &id) const
{
    QStringList statements;
    const auto add = [&](const ObjectId &of) {
        const QString text = m_s.comment(of);
        if (!text.isNull())
            statements.append(u"COMMENT ON "_s + target(of) + u" IS "_s + sql::quoteLiteral(text));
    };
    add(id);
    const Relation *relation = m_s.relation(id.oid);
    switch (id.kind) {
    case Kind::Table:
    case Kind::ForeignTable:
    case Kind::View:
    case Kind::MaterializedView:
        if (relation) {
            for (const Column &column : m_s.columns(*relation))
                add({.kind = Kind::Column, .oid = relation->oid, .number = column.number});
        }
        break;
    case Kind::Type:
        if (const Type *type = m_s.type(id.oid)) {
            const Relation *composite = m_s.relation(type->relation);
            if (composite) {
                for (const Column &column : m_s.columns(*composite))
                    add({.kind = Kind::Column, .oid = composite->oid, .number = column.number});
            }
            for (const Constraint &constraint : m_s.domainConstraints(type->oid))
                add({.kind = Kind::Constraint, .oid = constraint.oid});
        }
        break;
    default:
        break;
    }
    return statements;
}

QStringList DdlWriter::securityLabels(const ObjectId &id) const
{
    QStringList statements;
    const Oid catalog = Snapshot::catalogOf(id.kind);
    const auto &all = m_s.objects().securityLabels;
    const auto key = [](const SecurityLabel &l) { return std::tuple(l.catalog, l.oid); };
    for (const SecurityLabel &label : equalRange(all, std::tuple(catalog, id.oid), key)) {
        ObjectId of = id;
        if (label.number != 0)
            of = {.kind = Kind::Column, .oid = id.oid, .number = qint16(label.number)};
        statements.append(u"SECURITY LABEL FOR "_s +
                          sql::quoteIdentifier(m_s.text(label.provider)) + u" ON "_s + target(of) +
                          u" IS "_s + sql::quoteLiteral(m_s.text(label.label)));
    }
    return statements;
}

QStringList DdlWriter::grants(const ObjectId &id) const
{
    const int version = m_s.serverVersion();
    const QString letters = privilegeLetters(id.kind, version);
    const Text acl = m_s.aclOf(id);
    const Relation *relation = letters.contains(u'd') ? m_s.relation(id.oid) : nullptr;
    const auto columns = relation ? m_s.columns(*relation) : std::span<const Column>();
    const bool hasColumnAcls =
        std::ranges::any_of(columns, [](const Column &column) { return column.acl != Text::Null; });
    if (letters.isEmpty() || (acl == Text::Null && !hasColumnAcls))
        return {};
    const QString role = m_s.roleName(m_s.ownerOf(id));
    QStringList statements;
    QString on = target(id);
    if (id.kind == Kind::View || id.kind == Kind::MaterializedView || id.kind == Kind::ForeignTable)
        on = u"TABLE "_s + m_s.sqlName(id);
    else if (id.kind == Kind::ForeignServer)
        on = u"FOREIGN SERVER "_s + m_s.sqlName(id);
    else if (id.kind == Kind::Aggregate)
        on = u"FUNCTION "_s + m_s.sqlName(id);
    if (acl != Text::Null)
        statements += grantStatements(firstAcl(id), parseAcl(m_s, acl), on, role, letters);
    for (const Column &column : columns) {
        if (column.acl == Text::Null)
            continue;
        const Text initial =
            m_s.initialAclOf({.kind = Kind::Column, .oid = relation->oid, .number = column.number});
        statements += grantStatements(parseAcl(m_s, initial), parseAcl(m_s, column.acl), on, role,
                                      privilegeLetters(Kind::Column, version),
                                      sql::quoteIdentifier(m_s.text(column.name)));
    }
    return statements;
}

/// What an empty database gives: PostgreSQL's defaults, or what initdb or the extension's script
/// made of them.
QList<AclItem> DdlWriter::firstAcl(const ObjectId &id) const
{
    const int version = m_s.serverVersion();
    const QString role = m_s.roleName(m_s.ownerOf(id));
    const QString schema = id.oid < firstUserOid ? m_s.schemaName(m_s.schemaOf(id)) : QString();
    const Text initial = m_s.initialAclOf(id);
    // What this database remembers of public may come from another template; of information_schema
    // nothing is remembered at all.
    const bool isPublic = id.kind == Kind::Schema && schema == "public"_L1;
    if (initial != Text::Null && !isPublic)
        return parseAcl(m_s, initial);
    QList<AclItem> items = defaultAcl(id.kind, role, version);
    const auto letEverybody = [&](const QString &privileges) {
        items.append(
            {.grantee = {}, .grantor = role, .privileges = privileges, .grantOptions = {}});
    };
    if (isPublic)
        letEverybody(version >= 150000 ? u"U"_s : u"CU"_s);
    else if (schema == "information_schema"_L1 && id.kind == Kind::Schema)
        letEverybody(u"U"_s);
    else if (schema == "information_schema"_L1 && (id.kind == Kind::View || id.kind == Kind::Table))
        letEverybody(u"r"_s);
    return items;
}

QStringList DdlWriter::extensionUses(const ObjectId &id) const
{
    QStringList statements;
    for (const Membership &use : m_s.extensionUses(id)) {
        statements.append(u"ALTER "_s + target(id) + u" DEPENDS ON EXTENSION "_s +
                          m_s.sqlName(ObjectId{.kind = Kind::Extension, .oid = use.extension}));
    }
    return statements;
}

QString DdlWriter::publicOwner() const
{
    // Roles whose OIDs never change: pg_database_owner, and the superuser whom initdb made.
    const Oid usual = m_s.serverVersion() >= 150000 ? 6171 : 10;
    for (const Schema &schema : m_s.objects().schemas) {
        if (schema.oid < firstUserOid && m_s.utf8(schema.name) == QByteArrayView("public") &&
            schema.owner != usual)
            return owner({.kind = Kind::Schema, .oid = schema.oid});
    }
    return {};
}

QStringList DdlWriter::defaultPrivileges(const OtherObject &object) const
{
    static const QHash<QString, std::pair<Kind, QString>> kinds{
        {u"r"_s, {Kind::Table, u"TABLES"_s}},
        {u"S"_s, {Kind::Sequence, u"SEQUENCES"_s}},
        {u"f"_s, {Kind::Function, u"FUNCTIONS"_s}},
        {u"T"_s, {Kind::Type, u"TYPES"_s}},
        {u"n"_s, {Kind::Schema, u"SCHEMAS"_s}},
        {u"L"_s, {Kind::LargeObject, u"LARGE OBJECTS"_s}}};
    const auto [kind, word] = kinds.value(m_s.text(object.detail), {Kind::Table, u"TABLES"_s});
    const QString role = m_s.roleName(object.owner);
    QString prefix = u"ALTER DEFAULT PRIVILEGES FOR ROLE "_s + sql::quoteIdentifier(role);
    if (object.parent != 0)
        prefix += u" IN SCHEMA "_s + sql::quoteIdentifier(m_s.schemaName(object.parent));
    // Those of a schema add to the global ones; the global ones replace what is built in.
    const QList<AclItem> before =
        object.parent != 0 ? QList<AclItem>() : defaultAcl(kind, role, m_s.serverVersion());
    QStringList statements;
    for (const QString &grant : grantStatements(before, parseAcl(m_s, object.acl), word, role,
                                                privilegeLetters(kind, m_s.serverVersion()))) {
        statements.append(prefix + u' ' + grant);
    }
    return statements;
}

} // namespace howdah::catalog
