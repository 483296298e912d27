#include "catalog/snapshotfile.h"

#include <QCryptographicHash>
#include <QDataStream>

#include <cstring>
#include <type_traits>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

namespace {

// magic, format, SHA-256 of the rest, then blocks: size of one struct, how many, compressed bytes.
constexpr quint32 magic = 0x48574453; // "HWDS"
constexpr quint32 format = 2;
// Structs are written as they lie in memory; a machine that lays them out otherwise must say so,
// not misread.
constexpr quint32 byteOrder = 0x01020304;

/// Calls @p use with every vector, always in this order.
template<typename O, typename Use>
void eachVector(O &objects, Use use)
{
    use(objects.schemas);
    use(objects.relations);
    use(objects.columns);
    use(objects.indexes);
    use(objects.constraints);
    use(objects.sequences);
    use(objects.inheritance);
    use(objects.partitioning);
    use(objects.triggers);
    use(objects.rules);
    use(objects.policies);
    use(objects.functions);
    use(objects.types);
    use(objects.typeNames);
    use(objects.enumLabels);
    use(objects.operatorClasses);
    use(objects.others);
    use(objects.comments);
    use(objects.securityLabels);
    use(objects.memberships);
    use(objects.extensionUses);
    use(objects.initialPrivileges);
    use(objects.oddities);
    use(objects.indexColumns);
    use(objects.unreadable);
}

template<typename T>
void writeBlock(QDataStream &out, const std::vector<T> &items)
{
    static_assert(std::is_trivially_copyable_v<T>);
    const auto bytes = qsizetype(items.size() * sizeof(T));
    out << quint32(sizeof(T)) << quint64(items.size())
        << qCompress(reinterpret_cast<const uchar *>(items.data()), bytes, 1);
}

template<typename T>
bool readBlock(QDataStream &in, std::vector<T> &items)
{
    quint32 size = 0;
    quint64 count = 0;
    QByteArray compressed;
    in >> size >> count >> compressed;
    if (in.status() != QDataStream::Ok || size != sizeof(T))
        return false;
    const QByteArray bytes = qUncompress(compressed);
    if (quint64(bytes.size()) != count * sizeof(T))
        return false;
    items.resize(count);
    if (count > 0)
        std::memcpy(static_cast<void *>(items.data()), bytes.constData(), size_t(bytes.size()));
    return true;
}

void writePool(QDataStream &out, const TextPool &pool)
{
    writeBlock(out, pool.bytes());
    writeBlock(out, pool.offsets());
}

bool readPool(QDataStream &in, TextPool &pool)
{
    std::vector<char> bytes;
    std::vector<quint32> offsets;
    return readBlock(in, bytes) && readBlock(in, offsets) &&
           pool.assign(std::move(bytes), std::move(offsets));
}

} // namespace

Result<void> writeSnapshot(const Snapshot &snapshot, QIODevice &device)
{
    QByteArray body;
    QDataStream out(&body, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    const Objects &o = snapshot.objects();
    out << byteOrder << o.serverVersion << quint32(o.database) << quint32(o.databaseEncoding)
        << o.databaseOid << o.loadedAtMs;
    writePool(out, o.texts);
    eachVector(o, [&](const auto &items) { writeBlock(out, items); });
    const Definitions &d = snapshot.definitions();
    out << d.isComplete;
    writePool(out, d.texts);
    writeBlock(out, d.items);
    writeBlock(out, d.locked);
    writeBlock(out, d.failed);
    const Dependencies *dependencies = snapshot.dependencies();
    out << (dependencies != nullptr);
    if (dependencies) {
        writeBlock(out, dependencies->items);
        writeBlock(out, dependencies->defaults);
    }

    QDataStream file(&device);
    file.setVersion(QDataStream::Qt_6_4);
    file << magic << format << QCryptographicHash::hash(body, QCryptographicHash::Sha256) << body;
    if (file.status() != QDataStream::Ok)
        return Error{.kind = Error::Kind::Io, .message = device.errorString()}.within(
            u"write the snapshot"_s);
    return {};
}

Result<SnapshotPtr> readSnapshot(QIODevice &device)
{
    QDataStream file(&device);
    file.setVersion(QDataStream::Qt_6_4);
    quint32 foundMagic = 0;
    quint32 foundFormat = 0;
    QByteArray hash;
    QByteArray body;
    file >> foundMagic >> foundFormat;
    if (file.status() != QDataStream::Ok || foundMagic != magic)
        return Error{.kind = Error::Kind::Corrupt, .message = u"This is no snapshot of Howdah."_s};
    if (foundFormat != format) {
        return Error{.kind = Error::Kind::Unsupported,
                     .message = u"This snapshot was written by another version of Howdah."_s};
    }
    file >> hash >> body;
    if (file.status() != QDataStream::Ok ||
        QCryptographicHash::hash(body, QCryptographicHash::Sha256) != hash)
        return Error{.kind = Error::Kind::Corrupt,
                     .message = u"The snapshot is damaged or cut off."_s};

    QDataStream in(body);
    in.setVersion(QDataStream::Qt_6_4);
    const Error foreign{.kind = Error::Kind::Unsupported,
                        .message = u"This snapshot was written on a machine of another kind."_s};
    Objects objects;
    quint32 order = 0;
    quint32 database = 0;
    quint32 encoding = 0;
    in >> order >> objects.serverVersion >> database >> encoding >> objects.databaseOid >>
        objects.loadedAtMs;
    if (order != byteOrder || !readPool(in, objects.texts))
        return foreign;
    objects.database = Text(database);
    objects.databaseEncoding = Text(encoding);
    bool good = true;
    eachVector(objects, [&](auto &items) { good = good && readBlock(in, items); });
    Definitions definitions;
    in >> definitions.isComplete;
    good = good && readPool(in, definitions.texts) && readBlock(in, definitions.items) &&
           readBlock(in, definitions.locked) && readBlock(in, definitions.failed);
    bool hasDependencies = false;
    in >> hasDependencies;
    Dependencies dependencies;
    if (good && hasDependencies)
        good = readBlock(in, dependencies.items) && readBlock(in, dependencies.defaults);
    if (!good)
        return foreign;
    SnapshotPtr snapshot = Snapshot::make(std::move(objects))->with(std::move(definitions));
    return hasDependencies ? snapshot->with(std::move(dependencies)) : snapshot;
}

} // namespace howdah::catalog
