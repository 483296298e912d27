#pragma once

#include "catalog/objects.h"

#include <QString>

#include <variant>

namespace howdah::catalog {

/// One column of a raw query: what to select and which member takes it.
template<typename T>
struct RawField final
{
    using Member = std::variant<Oid T::*, qint32 T::*, qint16 T::*, qint64 T::*, float T::*,
                                bool T::*, char T::*, Text T::*>;
    const char *expression;
    Member member;
};

/// One query of stage 1. Only plain catalog columns and functions that take no lock on what they
/// describe: a table held ACCESS EXCLUSIVE must not stop the tree.
template<typename T>
struct RawQuery final
{
    const char *catalog; ///< for messages: "pg_class"
    std::vector<RawField<T>> fields;
    QByteArray from; ///< everything after the select list

    /// SELECT …
    [[nodiscard]] QString sql() const
    {
        QByteArray text = "SELECT ";
        for (const RawField<T> &field : fields)
            text.append(&field == fields.data() ? "" : ", ").append(field.expression);
        return QString::fromUtf8(text + " FROM " + from);
    }
};

/// The same for OtherObject, whose columns are always those nine.
struct OtherQuery final
{
    Kind kind;
    const char *catalog;
    QByteArray sql; ///< oid, schema, owner, parent, name, identity, acl, definition, detail
};

/// The queries for a server of @p version (150004).
namespace raw {

[[nodiscard]] RawQuery<Schema> schemas();
[[nodiscard]] RawQuery<Relation> relations();
[[nodiscard]] RawQuery<Column> columns(int version);
[[nodiscard]] RawQuery<Index> indexes(int version);
[[nodiscard]] RawQuery<IndexColumn> indexColumns();
[[nodiscard]] RawQuery<Constraint> constraints(int version);
[[nodiscard]] RawQuery<Sequence> sequences();
[[nodiscard]] RawQuery<Inheritance> inheritance(int version);
[[nodiscard]] RawQuery<Partitioning> partitioning();
[[nodiscard]] RawQuery<Trigger> triggers();
[[nodiscard]] RawQuery<Rule> rules();
[[nodiscard]] RawQuery<Policy> policies();
[[nodiscard]] RawQuery<Function> functions(int version);
[[nodiscard]] RawQuery<Type> types(int version);
[[nodiscard]] RawQuery<EnumLabel> enumLabels();
[[nodiscard]] RawQuery<OperatorClassName> operatorClasses();
[[nodiscard]] RawQuery<Comment> comments();
[[nodiscard]] RawQuery<Comment> sharedComments();
[[nodiscard]] RawQuery<SecurityLabel> securityLabels();
[[nodiscard]] RawQuery<Membership> memberships();
[[nodiscard]] RawQuery<Membership> extensionUses();
[[nodiscard]] RawQuery<InitialPrivileges> initialPrivileges();
[[nodiscard]] RawQuery<Oddity> oddities();

/// Everything whose inside nothing computes with, in groups that are asked for together.
[[nodiscard]] std::vector<std::vector<OtherQuery>> others(int version);

} // namespace raw

} // namespace howdah::catalog
