#pragma once

#include <QtGlobal>

#include <compare>

/// What sorts of things a database contains, and how one of them is named for as long as it lives.
namespace howdah::catalog {

using Oid = quint32;

/// The first object identifier that belongs to people; everything below was made by initdb.
inline constexpr Oid firstUserOid = 16384;

/// Every kind of object Howdah shows, in the order in which a database is written out.
enum class Kind : quint8 {
    Database,
    Role,
    Tablespace,
    Schema,
    Extension,
    Language,
    AccessMethod,
    Type, ///< base, composite, enum, range, domain: see Type::kind
    Collation,
    Conversion,
    Function,
    Procedure,
    Aggregate,
    Operator,
    OperatorFamily,
    OperatorClass,
    Cast,
    Transform,
    TextSearchParser,
    TextSearchTemplate,
    TextSearchDictionary,
    TextSearchConfiguration,
    ForeignDataWrapper,
    ForeignServer,
    UserMapping,
    Sequence,
    Table,
    ForeignTable,
    Column,
    View,
    MaterializedView,
    Index,
    Constraint,
    Trigger,
    Rule,
    Policy,
    Statistics,
    EventTrigger,
    Publication,
    PublicationMember, ///< a table or schema in a publication
    Subscription,
    DefaultPrivileges,
    ParameterPrivileges,
    RoleMembership,
    RoleSetting,
    ReplicationSlot,
    LargeObject,
    AvailableExtension,
    KindCount
};

/// Names one object for as long as its database lives; a column or a default also has a number.
struct ObjectId final
{
    Kind kind = Kind::Database;
    Oid oid = 0;
    qint16 number = 0; ///< of a column, else 0

    friend auto operator<=>(const ObjectId &, const ObjectId &) = default;
};

[[nodiscard]] size_t qHash(const ObjectId &id, size_t seed = 0) noexcept;

/// Catalog tables by their fixed OIDs, as pg_depend and pg_description name them.
enum class Catalog : Oid {
    Type = 1247,
    Attribute = 1249,
    Proc = 1255,
    Class = 1259,
    AuthId = 1260,
    Tablespace = 1213,
    Database = 1262,
    ForeignServer = 1417,
    UserMapping = 1418,
    ForeignDataWrapper = 2328,
    AccessMethod = 2601,
    AccessMethodOperator = 2602,
    AccessMethodProcedure = 2603,
    AttributeDefault = 2604,
    Cast = 2605,
    Constraint = 2606,
    Conversion = 2607,
    Language = 2612,
    LargeObject = 2613,
    Schema = 2615,
    OperatorClass = 2616,
    Operator = 2617,
    Rewrite = 2618,
    Trigger = 2620,
    OperatorFamily = 2753,
    Extension = 3079,
    Policy = 3256,
    StatisticExt = 3381,
    Collation = 3456,
    EventTrigger = 3466,
    Transform = 3576,
    TextSearchDictionary = 3600,
    TextSearchParser = 3601,
    TextSearchConfiguration = 3602,
    TextSearchTemplate = 3764,
    Publication = 6104,
    Subscription = 6100,
    PublicationRelation = 6106,
    PublicationSchema = 6237,
    DefaultAcl = 826,
    ParameterAcl = 6243,
};

} // namespace howdah::catalog
