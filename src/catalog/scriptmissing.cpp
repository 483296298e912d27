// What a script does not hold, so that nobody believes it did.
#include "catalog/scriptmaker.h"

#include "sql/quote.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::catalog::script {

namespace {

bool isTemporary(const Snapshot &s, Oid schema)
{
    const QString name = s.schemaName(schema);
    return name.startsWith("pg_temp_"_L1) || name.startsWith("pg_toast_temp_"_L1);
}

} // namespace

void ScriptMaker::miss(const ObjectId &id, const QString &why)
{
    const QString line =
        DdlWriter::keyword(m_s, id).toLower() + u' ' + m_s.sqlName(id) + u": "_s + why;
    if (!m_script.missing.contains(line))
        m_script.missing.append(line);
}

void ScriptMaker::tellWhatIsMissing()
{
    m_script.missing += m_writer.missing();
    for (const Text line : m_s.objects().unreadable)
        m_script.missing.append(m_s.text(line));
    const auto &failed = m_s.definitions().failed;
    for (const Text line : failed)
        m_script.missing.append(m_s.definitions().texts.string(line));
    for (const Oid oid : m_s.definitions().locked) {
        if (const Relation *relation = m_s.relation(oid))
            m_script.missing.append(m_s.sqlName(*relation) + u": locked by another session"_s);
    }
    for (const Relation &relation : m_s.objects().relations) {
        if (relation.persistence == 't')
            m_script.missing.append(m_s.sqlName(relation) + u": temporary, belongs to a session"_s);
    }
    if (const auto objects = m_s.others(Kind::LargeObject); !objects.empty())
        m_script.missing.append(QString::number(objects.size()) +
                                u" large objects: they are data"_s);
    for (const Oddity &oddity : m_s.objects().oddities) {
        if (const auto id = m_s.resolve(oddity.catalog, oddity.oid, 0))
            miss(*id, m_s.text(oddity.what));
    }
    for (const Inheritance &inheritance : m_s.objects().inheritance) {
        const Relation *child =
            inheritance.detachPending ? m_s.relation(inheritance.child) : nullptr;
        if (child)
            miss(Snapshot::idOf(*child), u"its DETACH CONCURRENTLY is not finished"_s);
    }
    tellOfTheDatabase();
    tellWhatSystemSchemasHold();
    tellUnsaidWords();
    tellOfTheServer();
}

/// What belongs to the database as such: whoever makes the empty one says it.
void ScriptMaker::tellOfTheDatabase()
{
    const ObjectId id{.kind = Kind::Database, .oid = m_s.objects().databaseOid};
    for (const QString &statement :
         m_writer.grants(id) + m_writer.comments(id) + m_writer.securityLabels(id))
        m_script.missing.append(u"of the database itself: "_s + statement);
    for (const OtherObject &setting : m_s.others(Kind::RoleSetting)) {
        if (setting.parent == id.oid)
            m_script.missing.append(u"settings of "_s + m_s.text(setting.name) + u": "_s +
                                    m_s.text(setting.detail));
    }
    for (const OtherObject &slot : m_s.others(Kind::ReplicationSlot)) {
        if (slot.parent == id.oid)
            m_script.missing.append(u"replication slot "_s + m_s.text(slot.name) +
                                    u": it is a place in this server's log"_s);
    }
}

/// People's own objects in pg_catalog or information_schema, which pg_dump passes over as well.
void ScriptMaker::tellWhatSystemSchemasHold()
{
    const Objects &o = m_s.objects();
    const auto look = [&](const ObjectId &id, Oid schema) {
        if (id.oid < firstUserOid || !m_s.isSystemSchema(schema) || m_s.extensionOf(id) != 0)
            return;
        miss(id, isTemporary(m_s, schema) ? u"temporary, belongs to a session"_s
                                          : u"it lies in a schema of the system"_s);
    };
    for (const Type &type : o.types) {
        const Relation *rows = m_s.relation(type.relation);
        if (!rows || rows->kind == 'c')
            look({.kind = Kind::Type, .oid = type.oid}, type.schema);
    }
    for (const Function &function : o.functions)
        look(Snapshot::idOf(function), function.schema);
    for (const Relation &relation : o.relations) {
        if (relation.kind != 'c' && relation.persistence != 't')
            look(Snapshot::idOf(relation), relation.schema);
    }
    for (const OtherObject &object : o.others) {
        if (object.kind != Kind::Extension && object.kind != Kind::Aggregate)
            look(Snapshot::idOf(object), object.schema);
    }
    // The extension's script gives its members to whoever runs it.
    for (const Function &function : o.functions) {
        const Oid extension = m_s.extensionOf(Snapshot::idOf(function));
        const OtherObject *owner = m_s.other(Kind::Extension, extension);
        constexpr Oid superuser = 10; // initdb's, who owns what trusted extensions bring
        if (owner && function.owner != owner->owner && function.owner != superuser)
            miss(Snapshot::idOf(function),
                 u"it came with an extension, and its owner was changed to "_s +
                     m_s.roleName(function.owner));
    }
}

/// True for comments and labels that are written, that came with an extension or with initdb, or
/// whose object is told to be missing anyway.
bool ScriptMaker::isSaid(Oid catalog, Oid oid, qint32 number) const
{
    const auto id = m_s.resolve(catalog, oid, number);
    if (!id) {
        // Subscriptions are the server's: one of another database, or gone (their comments stay).
        return Catalog(catalog) == Catalog::Subscription;
    }
    if (id->kind == Kind::Database || id->kind == Kind::Role || id->kind == Kind::Tablespace ||
        id->kind == Kind::LargeObject || m_s.extensionOf(*id) != 0 || m_s.isSystem(*id))
        return true;
    if (id->kind == Kind::Column) {
        const Relation *relation = m_s.relation(id->oid);
        return relation && (relation->persistence == 't' ||
                            std::ranges::binary_search(m_described, Snapshot::idOf(*relation)));
    }
    const Constraint *constraint = id->kind == Kind::Constraint ? m_s.constraint(id->oid) : nullptr;
    if (constraint && constraint->domain != 0)
        return std::ranges::binary_search(m_described,
                                          ObjectId{.kind = Kind::Type, .oid = constraint->domain});
    // An array type, a row type, the rule behind a view: they stand for another object.
    return id->oid == oid && Snapshot::catalogOf(id->kind) == catalog &&
           std::ranges::binary_search(m_described, *id);
}

void ScriptMaker::tellUnsaidWords()
{
    const auto tell = [&](Oid catalog, Oid oid, const QString &what, Text text) {
        const auto id = m_s.resolve(catalog, oid, 0);
        const QString words = what + u" ("_s + m_s.text(text).left(60).simplified() + u')';
        if (id)
            miss(*id, u"something behind it has "_s + words);
        else
            m_script.missing.append(u"object "_s + QString::number(oid) + u": has "_s + words);
    };
    for (const Comment &comment : m_s.objects().comments) {
        if (!isSaid(comment.catalog, comment.oid, comment.number))
            tell(comment.catalog, comment.oid, u"a comment"_s, comment.text);
    }
    for (const SecurityLabel &label : m_s.objects().securityLabels) {
        const auto id = m_s.resolve(label.catalog, label.oid, label.number);
        // initdb gives no labels, and extensions hardly do.
        const bool isTheirs = id && (m_s.isSystem(*id) || m_s.extensionOf(*id) != 0);
        if (isTheirs || !isSaid(label.catalog, label.oid, label.number))
            tell(label.catalog, label.oid, u"a security label"_s, label.label);
    }
}

/// What a script of one database takes for granted.
void ScriptMaker::tellOfTheServer()
{
    const Objects &o = m_s.objects();
    QSet<QString> roles;
    QSet<Oid> spaces;
    QSet<quint32> seen;
    const auto takeAcl = [&](Text acl) {
        if (acl == Text::Null || seen.contains(quint32(acl)))
            return;
        seen.insert(quint32(acl));
        for (const AclItem &item : parseAcl(m_s, acl))
            roles << item.grantee << item.grantor;
    };
    for (const ObjectId &id : m_described) {
        if (id.kind == Kind::PublicationMember)
            continue; // its owner is the table
        if (const Oid owner = m_s.ownerOf(id))
            roles.insert(m_s.roleName(owner));
        takeAcl(m_s.aclOf(id));
        const Relation *relation = m_s.relation(id.oid);
        if (!relation || Snapshot::idOf(*relation) != id)
            continue;
        spaces.insert(relation->tablespace);
        for (const Column &column : m_s.columns(*relation))
            takeAcl(column.acl);
        for (const Index &index : m_s.indexes(relation->oid))
            spaces.insert(index.tablespace);
        for (const Policy &policy : m_s.policies(relation->oid)) {
            for (const qint64 role : m_s.numbers(policy.roles))
                roles.insert(role == 0 ? QString() : m_s.roleName(Oid(role)));
        }
    }
    const auto list = [&](const QString &what, QStringList names) {
        names.removeAll(QString());
        names.sort();
        for (QString &name : names)
            name = sql::quoteIdentifier(name);
        if (!names.isEmpty())
            m_script.assumed.append(what + names.join(u", "_s));
    };
    const OtherObject *database = m_s.other(Kind::Database, o.databaseOid);
    if (database && database->definition != Text::Null)
        m_script.assumed.append(u"Made in: "_s + m_s.text(database->definition));
    list(u"Roles that must be there: "_s, roles.values());
    QStringList names;
    for (const Oid space : spaces) {
        if (const OtherObject *known = m_s.other(Kind::Tablespace, space))
            names.append(m_s.text(known->name));
    }
    list(u"Tablespaces that must be there: "_s, names);

    QStringList counts;
    const auto count = [&](Kind kind, const QString &what, auto isTheirs) {
        const auto all = m_s.others(kind);
        const auto number = std::ranges::count_if(all, isTheirs);
        if (number > 0)
            counts.append(QString::number(number) + u' ' + what);
    };
    const auto isNamed = [&](const OtherObject &object) {
        return !m_s.utf8(object.name).startsWith("pg_");
    };
    const auto isOfAll = [](const OtherObject &object) { return object.parent == 0; };
    const auto isAny = [](const OtherObject &) { return true; };
    count(Kind::Role, u"roles"_s, isNamed);
    count(Kind::RoleMembership, u"memberships"_s, isNamed);
    count(Kind::RoleSetting, u"settings of roles"_s, isOfAll);
    count(Kind::Tablespace, u"tablespaces"_s, isNamed);
    count(Kind::ParameterPrivileges, u"privileges on settings"_s, isAny);
    count(Kind::ReplicationSlot, u"physical replication slots"_s, isOfAll);
    if (!counts.isEmpty())
        m_script.assumed.append(
            u"Of the server and so not in here (pg_dumpall --globals-only): "_s +
            counts.join(u", "_s));
}

} // namespace howdah::catalog::script
