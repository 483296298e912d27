#pragma once

#include "catalog/definitions.h"
#include "catalog/objects.h"

#include <QList>
#include <QStringList>

#include <memory>
#include <optional>
#include <span>

namespace howdah::catalog {

class Snapshot;
using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// What a database contained at one instant. Immutable, so that any thread may read it; a later
/// stage or a refresh is a new Snapshot, which shares the parts that stayed the same. Finds things
/// by OID and by name and writes names; it has more functions than a class should because it is the
/// one read model of all rooms.
class Snapshot final
{
public:
    /// Takes what stage 1 read.
    [[nodiscard]] static SnapshotPtr make(Objects objects);
    [[nodiscard]] SnapshotPtr with(Definitions definitions) const;
    [[nodiscard]] SnapshotPtr with(Dependencies dependencies) const;

    ~Snapshot();
    Q_DISABLE_COPY_MOVE(Snapshot)

    [[nodiscard]] const Objects &objects() const { return *m_objects; }
    /// Empty before stage 2.
    [[nodiscard]] const Definitions &definitions() const { return *m_definitions; }
    /// Null until they were asked for.
    [[nodiscard]] const Dependencies *dependencies() const { return m_dependencies.get(); }
    [[nodiscard]] int serverVersion() const { return m_objects->serverVersion; }
    [[nodiscard]] size_t memoryBytes() const;

    // Strings.
    [[nodiscard]] QString text(Text value) const { return m_objects->texts.string(value); }
    [[nodiscard]] QByteArrayView utf8(Text value) const { return m_objects->texts.utf8(value); }
    /// "1 2 0" or "{1,2}": conkey, indkey, proargtypes …
    [[nodiscard]] QList<qint64> numbers(Text array) const;
    /// Elements of a text[] literal, unquoted.
    [[nodiscard]] QStringList strings(Text array) const;
    /// A text of stage 2; null when it was not read (yet).
    [[nodiscard]] QString definition(Definition what, Oid oid, qint16 number = 0) const;

    // Things by OID; nullptr when there is no such thing.
    [[nodiscard]] const Schema *schema(Oid oid) const;
    [[nodiscard]] const Relation *relation(Oid oid) const;
    [[nodiscard]] const Index *index(Oid oid) const;
    [[nodiscard]] const Constraint *constraint(Oid oid) const;
    [[nodiscard]] const Sequence *sequence(Oid relation) const;
    [[nodiscard]] const Partitioning *partitioning(Oid relation) const;
    [[nodiscard]] const Trigger *trigger(Oid oid) const;
    [[nodiscard]] const Rule *rule(Oid oid) const;
    [[nodiscard]] const Policy *policy(Oid oid) const;
    [[nodiscard]] const Function *function(Oid oid) const;
    [[nodiscard]] const Type *type(Oid oid) const;
    [[nodiscard]] const OperatorClassName *operatorClass(Oid oid) const;
    [[nodiscard]] const OtherObject *other(Kind kind, Oid oid) const;

    // Things by name, exactly as the catalog has it (no folding, no quotes).
    [[nodiscard]] const Schema *schema(QStringView name) const;
    [[nodiscard]] const Relation *relation(QStringView schema, QStringView name) const;
    [[nodiscard]] const Index *index(QStringView schema, QStringView name) const;
    [[nodiscard]] const Type *type(QStringView schema, QStringView name) const;
    /// All overloads.
    [[nodiscard]] QList<const Function *> functions(QStringView schema, QStringView name) const;
    [[nodiscard]] const Column *column(const Relation &relation, QStringView name) const;
    [[nodiscard]] const Column *column(const Relation &relation, qint16 number) const;
    [[nodiscard]] const Constraint *constraint(const Relation &relation, QStringView name) const;
    [[nodiscard]] const Trigger *trigger(const Relation &relation, QStringView name) const;
    [[nodiscard]] const OtherObject *other(Kind kind, QStringView name) const;

    // What belongs to something.
    [[nodiscard]] std::span<const Column> columns(const Relation &relation) const;
    [[nodiscard]] std::span<const Index> indexes(Oid relation) const;
    [[nodiscard]] std::span<const Constraint> constraints(Oid relation) const;
    [[nodiscard]] std::span<const Constraint> domainConstraints(Oid domain) const;
    /// Foreign keys of others that point at @p relation.
    [[nodiscard]] QList<const Constraint *> referencing(Oid relation) const;
    [[nodiscard]] std::span<const Trigger> triggers(Oid relation) const;
    [[nodiscard]] std::span<const Rule> rules(Oid relation) const;
    [[nodiscard]] std::span<const Policy> policies(Oid relation) const;
    [[nodiscard]] std::span<const EnumLabel> enumLabels(Oid type) const;
    [[nodiscard]] std::span<const OtherObject> others(Kind kind) const;
    /// Partitions or inheriting tables (or indexes), in the order of their OIDs.
    [[nodiscard]] QList<Oid> children(Oid parent) const;
    [[nodiscard]] std::span<const Inheritance> parents(Oid child) const;
    /// The sequences that belong to a column of @p table.
    [[nodiscard]] QList<const Sequence *> ownedSequences(Oid table) const;

    // Names.
    [[nodiscard]] QString typeName(Oid type, qint32 modifier = -1) const;
    [[nodiscard]] QString roleName(Oid role) const;
    [[nodiscard]] QString schemaName(Oid schema) const;
    [[nodiscard]] QString name(const ObjectId &id) const;
    /// "public.llm_metrics" as SQL wants it, quoted where needed; functions with their argument
    /// types.
    [[nodiscard]] QString sqlName(const ObjectId &id) const;
    [[nodiscard]] QString sqlName(const Relation &relation) const;
    [[nodiscard]] QString sqlName(const Function &function) const;
    /// "integer, text": what identifies a function among those of its name.
    [[nodiscard]] QString argumentTypes(const Function &function) const;
    /// Kind, schema and name in one string that stays the same when OIDs change; unique in a
    /// database.
    [[nodiscard]] QString stableKey(const ObjectId &id) const;
    /// Null when there is none.
    [[nodiscard]] QString comment(const ObjectId &id) const;
    [[nodiscard]] Oid schemaOf(const ObjectId &id) const;
    [[nodiscard]] Oid ownerOf(const ObjectId &id) const;
    [[nodiscard]] Text aclOf(const ObjectId &id) const;
    /// What initdb or an extension gave at the start; null when that is PostgreSQL's default.
    [[nodiscard]] Text initialAclOf(const ObjectId &id) const;
    /// The extension that @p id came with, 0 for none.
    [[nodiscard]] Oid extensionOf(const ObjectId &id) const;
    /// The extensions that take @p id along when they are dropped (DEPENDS ON EXTENSION).
    [[nodiscard]] std::span<const Membership> extensionUses(const ObjectId &id) const;
    /// Made by initdb, or inside pg_catalog, information_schema or pg_toast.
    [[nodiscard]] bool isSystem(const ObjectId &id) const;
    [[nodiscard]] bool isSystemSchema(Oid schema) const;
    /// Some other session held it exclusively when its texts were asked for.
    [[nodiscard]] bool isLocked(Oid relation) const;

    /// The object a row of a catalog stands for; a row type is its table, a default its column.
    [[nodiscard]] std::optional<ObjectId> resolve(Oid catalog, Oid oid, qint32 number) const;
    [[nodiscard]] static ObjectId idOf(const Relation &relation);
    [[nodiscard]] static ObjectId idOf(const Function &function);
    [[nodiscard]] static ObjectId idOf(const OtherObject &other)
    {
        return {.kind = other.kind, .oid = other.oid};
    }
    [[nodiscard]] static Oid catalogOf(Kind kind);

private:
    struct Lookup;
    Snapshot();

    std::shared_ptr<const Objects> m_objects;
    std::shared_ptr<const Lookup> m_lookup;
    std::shared_ptr<const Definitions> m_definitions;
    std::shared_ptr<const Dependencies> m_dependencies;
};

[[nodiscard]] Kind kindOf(const Relation &relation);
[[nodiscard]] Kind kindOf(const Function &function);

/// Elements of a PostgreSQL array literal of one dimension; an unquoted NULL is a null string.
[[nodiscard]] QStringList parseArray(QByteArrayView literal);

} // namespace howdah::catalog
