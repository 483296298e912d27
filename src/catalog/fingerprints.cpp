#include "catalog/ddlscript.h"
#include "catalog/ddlwriter.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

namespace {

template<typename Use>
void eachObject(const Snapshot &s, Use use)
{
    const Objects &o = s.objects();
    for (const Schema &schema : o.schemas)
        use({.kind = Kind::Schema, .oid = schema.oid});
    for (const Type &type : o.types)
        use({.kind = Kind::Type, .oid = type.oid});
    for (const Function &function : o.functions)
        use(Snapshot::idOf(function));
    for (const Relation &relation : o.relations) {
        if (relation.kind != 'c' && relation.persistence != 't')
            use(Snapshot::idOf(relation));
    }
    for (const OtherObject &object : o.others) {
        const bool ofCluster =
            object.kind <= Kind::Tablespace || object.kind == Kind::RoleMembership ||
            object.kind == Kind::RoleSetting || object.kind == Kind::ReplicationSlot ||
            object.kind == Kind::ParameterPrivileges || object.kind == Kind::AvailableExtension ||
            object.kind == Kind::LargeObject || object.kind == Kind::Aggregate ||
            object.kind == Kind::ForeignTable;
        if (!ofCluster)
            use(Snapshot::idOf(object));
    }
}

/// Null for what initdb or an extension made and people left as it was.
QByteArray hashOf(const Snapshot &snapshot, const DdlWriter &writer, const ObjectId &id)
{
    const bool isTheirs = snapshot.isSystem(id) || snapshot.extensionOf(id) != 0;
    QStringList statements = isTheirs ? writer.grants(id) : writer.everything(id);
    if (isTheirs && statements.isEmpty())
        return {};
    // The order in which keys, indexes and grants were made says nothing.
    statements.sort();
    return QCryptographicHash::hash(statements.join(u'\0').toUtf8(), QCryptographicHash::Sha256);
}

} // namespace

Fingerprints fingerprints(const Snapshot &snapshot)
{
    const DdlWriter writer(snapshot);
    Fingerprints hashes;
    eachObject(snapshot, [&](const ObjectId &id) {
        const QByteArray hash = hashOf(snapshot, writer, id);
        if (!hash.isNull())
            hashes.insert(snapshot.stableKey(id), hash);
    });
    return hashes;
}

QByteArray schemaHash(const Snapshot &snapshot, const QStringList &withoutSchemas)
{
    const DdlWriter writer(snapshot);
    std::vector<QByteArray> hashes;
    eachObject(snapshot, [&](const ObjectId &id) {
        if (withoutSchemas.contains(snapshot.schemaName(snapshot.schemaOf(id))))
            return;
        const QByteArray hash = hashOf(snapshot, writer, id);
        if (!hash.isNull())
            hashes.push_back(hash);
    });
    std::ranges::sort(hashes);
    QCryptographicHash all(QCryptographicHash::Sha256);
    for (const QByteArray &hash : hashes)
        all.addData(hash);
    return all.result();
}

} // namespace howdah::catalog
