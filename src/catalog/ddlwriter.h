#pragma once

#include "catalog/acl.h"
#include "catalog/snapshot.h"

#include <QHash>
#include <QSet>

namespace howdah::catalog {

/// Writes the statements that make objects again, from a Snapshot whose definitions are there.
/// Statements come without the final semicolon. What cannot be written (a secret that was never
/// read, a text that another session's lock kept away) is told by missing(), never left out in
/// silence.
class DdlWriter final
{
public:
    explicit DdlWriter(const Snapshot &snapshot);

    /// What of a table is written where: a whole database puts apart what may depend on later
    /// objects.
    struct TableParts final
    {
        QSet<qint16> laterDefaults; ///< columns whose default comes by its own statement
        QSet<Oid> laterConstraints; ///< checks that come by their own statement
    };

    /// The object alone: CREATE …, ALTER … that belongs to it (storage, replica identity), owner.
    [[nodiscard]] QStringList create(const ObjectId &id) const;
    [[nodiscard]] QStringList createTable(const Relation &relation, const TableParts &parts) const;
    /// ALTER … OWNER TO; null for what has no owner of its own.
    [[nodiscard]] QString owner(const ObjectId &id) const;
    /// ALTER TABLE … SET DEFAULT for one column.
    [[nodiscard]] QString setDefault(const Relation &relation, const Column &column) const;
    /// ALTER TABLE … ADD CONSTRAINT …; null for those that come with something else.
    [[nodiscard]] QString addConstraint(const Constraint &constraint) const;
    /// False for a partition's copy of a foreign key, which the parent's makes; one with a name of
    /// its own was there before the two met.
    [[nodiscard]] bool isForeignKeyOfItsOwn(const Constraint &constraint) const;
    /// "CHECK (cost >= 0)".
    [[nodiscard]] QString constraintText(const Constraint &constraint) const;
    /// ATTACH PARTITION of a table or an index; null when it is none.
    [[nodiscard]] QString attach(Oid relationOrIndex) const;
    /// A view with the same columns and no content, which others can refer to already.
    [[nodiscard]] QString viewStub(const Relation &view) const;
    [[nodiscard]] QString sequenceOwnedBy(const Sequence &sequence) const;
    /// CREATE TYPE name: what I/O functions refer to before the type is complete.
    [[nodiscard]] QString shellType(const Type &type) const;

    /// COMMENT ON … for the object and what has no page of its own (columns, constraints).
    [[nodiscard]] QStringList comments(const ObjectId &id) const;
    /// ALTER SCHEMA public OWNER TO; null when the schema is as in every empty database.
    [[nodiscard]] QString publicOwner() const;
    /// GRANT and REVOKE that lead from what an empty database (with the extension, if it came with
    /// one) gives to what is there, columns included.
    [[nodiscard]] QStringList grants(const ObjectId &id) const;
    [[nodiscard]] QStringList securityLabels(const ObjectId &id) const;

    /// Everything that makes @p id what it is, in working order: a table with its keys, indexes,
    /// triggers, policies, comments and privileges. Ends with a semicolon; for people and the
    /// clipboard.
    [[nodiscard]] QString text(const ObjectId &id) const;
    /// The same, statement by statement.
    [[nodiscard]] QStringList everything(const ObjectId &id) const;

    /// "TABLE public.t": how COMMENT ON, ALTER … OWNER TO and GRANT name it.
    [[nodiscard]] QString target(const ObjectId &id) const;
    [[nodiscard]] static QString keyword(const Snapshot &snapshot, const ObjectId &id);

    /// What could not be written so far, one line each.
    [[nodiscard]] const QStringList &missing() const { return m_missing; }

private:
    [[nodiscard]] QList<AclItem> firstAcl(const ObjectId &id) const;
    [[nodiscard]] QStringList extensionUses(const ObjectId &id) const;
    [[nodiscard]] QString definition(Definition what, Oid oid, qint16 number,
                                     const QString &of) const;
    [[nodiscard]] QString columnText(const Relation &relation, const Column &column,
                                     const TableParts &parts) const;
    [[nodiscard]] QStringList columnSettings(const Relation &relation) const;
    [[nodiscard]] QString options(Text literal, QLatin1StringView prefix = {}) const;
    [[nodiscard]] QString columnNames(const Relation &relation, Text numbers) const;
    [[nodiscard]] QString foreignOptions(Text literal) const;
    [[nodiscard]] QString collation(Oid oid) const;
    [[nodiscard]] Oid typeCollation(Oid type) const;
    [[nodiscard]] char typeStorage(Oid type) const;
    [[nodiscard]] QString sequenceOptions(const Sequence &sequence) const;
    [[nodiscard]] QStringList createIndex(const Index &index) const;
    [[nodiscard]] QStringList indexMarks(const Index &index) const;
    [[nodiscard]] QString indexColumn(const Index &index, const Relation &relation,
                                      qsizetype place) const;
    [[nodiscard]] QStringList createView(const Relation &relation) const;
    [[nodiscard]] QStringList createSequence(const Relation &relation) const;
    [[nodiscard]] QStringList createFunction(const Function &function) const;
    [[nodiscard]] QStringList createType(const Type &type) const;
    [[nodiscard]] QStringList createTrigger(const Trigger &trigger) const;
    [[nodiscard]] QString triggerState(const Trigger &trigger) const;
    [[nodiscard]] bool keepsOwnOrder(const Relation &relation) const;
    [[nodiscard]] QStringList createPolicy(const Policy &policy) const;
    [[nodiscard]] QStringList createOther(const OtherObject &object) const;
    [[nodiscard]] QStringList defaultPrivileges(const OtherObject &object) const;
    [[nodiscard]] QString tablespace(Oid oid) const;
    void miss(const QString &line) const;

    const Snapshot &m_s;
    QHash<Oid, Oid> m_elements; ///< array type → its element
    mutable QStringList m_missing;
};

} // namespace howdah::catalog
