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
    const auto offer = [&](const ObjectId &id) {
        if (!s.isSystem(id) && s.extensionOf(id) == 0)
            use(id);
    };
    for (const Schema &schema : o.schemas)
        offer({.kind = Kind::Schema, .oid = schema.oid});
    for (const Type &type : o.types)
        offer({.kind = Kind::Type, .oid = type.oid});
    for (const Function &function : o.functions)
        offer(Snapshot::idOf(function));
    for (const Relation &relation : o.relations) {
        if (relation.kind != 'c' && relation.persistence != 't')
            offer(Snapshot::idOf(relation));
    }
    for (const OtherObject &object : o.others) {
        const bool ofCluster =
            object.kind <= Kind::Tablespace || object.kind == Kind::RoleMembership ||
            object.kind == Kind::RoleSetting || object.kind == Kind::ReplicationSlot ||
            object.kind == Kind::ParameterPrivileges || object.kind == Kind::AvailableExtension ||
            object.kind == Kind::LargeObject || object.kind == Kind::Aggregate ||
            object.kind == Kind::ForeignTable;
        if (!ofCluster)
            offer(Snapshot::idOf(object));
    }
}

QByteArray hashOf(const DdlWriter &writer, const ObjectId &id)
{
    // The order in which keys, indexes and grants were made says nothing.
    QStringList statements = writer.everything(id);
    statements.sort();
    return QCryptographicHash::hash(statements.join(u'\0').toUtf8(), QCryptographicHash::Sha256);
}

} // namespace

Fingerprints fingerprints(const Snapshot &snapshot)
{
    const DdlWriter writer(snapshot);
    Fingerprints hashes;
    eachObject(snapshot, [&](const ObjectId &id) {
        hashes.insert(snapshot.stableKey(id), hashOf(writer, id));
    });
    return hashes;
}

QByteArray schemaHash(const Snapshot &snapshot, const QStringList &withoutSchemas)
{
    const DdlWriter writer(snapshot);
    std::vector<QByteArray> hashes;
    eachObject(snapshot, [&](const ObjectId &id) {
        if (!withoutSchemas.contains(snapshot.schemaName(snapshot.schemaOf(id))))
            hashes.push_back(hashOf(writer, id));
    });
    std::ranges::sort(hashes);
    QCryptographicHash all(QCryptographicHash::Sha256);
    for (const QByteArray &hash : hashes)
        all.addData(hash);
    return all.result();
}

} // namespace howdah::catalog
