#pragma once

#include "catalog/textpool.h"

#include <compare>
#include <vector>

/// What a database contains, as plain structs: one a row of the catalog, small, trivially copyable
/// (they are written to files as they are), strings as Text of one pool. Letters are PostgreSQL's
/// own (relkind, contype …), given names where code compares them. Arrays (conkey, indkey,
/// proargtypes …) stay the text that the server sent; Snapshot::numbers() reads them.
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

struct Schema final
{
    Oid oid = 0;
    Oid owner = 0;
    Text name{};
    Text acl{};
};

/// A table, view, sequence, foreign table or composite type; what it holds is found by Snapshot.
struct Relation final
{
    Oid oid = 0;
    Oid schema = 0;
    Oid owner = 0;
    Oid rowType = 0;
    Oid ofType = 0; ///< CREATE TABLE … OF
    Oid accessMethod = 0;
    Oid tablespace = 0;
    Text name{};
    Text acl{};
    Text options{};         ///< reloptions
    Text toastOptions{};    ///< reloptions of its TOAST table
    qint32 pages = 0;       ///< of 8 KiB, as the last VACUUM or ANALYZE left it
    float tuples = -1;      ///< likewise; -1 never counted (0 may mean that before 14)
    char kind = 'r';        ///< r p v m S f c
    char persistence = 'p'; ///< p unlogged: u, temporary: t
    char replicaIdentity = 'd';
    bool isPartition = false;
    bool rowSecurity = false;
    bool forceRowSecurity = false;
    qint16 columnCount = 0;
    quint32 firstColumn = 0; ///< in Objects::columns

    [[nodiscard]] bool isTable() const { return kind == 'r' || kind == 'p'; }
    [[nodiscard]] bool isPartitioned() const { return kind == 'p'; }
};

struct Column final
{
    Oid relation = 0;
    Oid type = 0;
    Oid collation = 0;
    qint32 typeModifier = -1;
    Text name{};
    Text acl{};
    Text options{};
    Text foreignOptions{};
    qint16 number = 0;
    qint16 statisticsTarget = -1;
    qint16 inheritedCount = 0;
    char identity = '\0';    ///< a always, d by default, NUL none
    char generated = '\0';   ///< s stored, v virtual (18), NUL none
    char storage = 'p';      ///< p e m x
    char compression = '\0'; ///< p pglz, l lz4, NUL the server's default
    bool notNull = false;
    bool hasDefault = false; ///< or a generation expression; its text comes with the definitions
    bool isLocal = true;
};

struct Index final
{
    Oid oid = 0;
    Oid relation = 0;
    Oid schema = 0;
    Oid accessMethod = 0;
    Oid tablespace = 0;
    Text name{};
    Text options{};
    Text keys{};       ///< column numbers, 0 for an expression
    Text classes{};    ///< operator classes by OID
    Text collations{}; ///< by OID
    Text flags{};      ///< per column: 1 descending, 2 nulls first
    qint32 pages = 0;
    float tuples = -1;
    qint16 keyCount = 0; ///< the columns after these are INCLUDEd
    bool isUnique = false;
    bool isPrimary = false;
    bool isExclusion = false;
    bool isImmediate = true;
    bool isClustered = false;
    bool isValid = true;
    bool isReady = true;
    bool isReplicaIdentity = false;
    bool nullsNotDistinct = false;
    bool hasExpressions = false;
    bool hasPredicate = false;
    bool isPartitioned = false; ///< relkind I
};

struct Constraint final
{
    Oid oid = 0;
    Oid schema = 0;
    Oid relation = 0;   ///< or 0 for one of a domain
    Oid domain = 0;     ///< or 0 for one of a table
    Oid index = 0;      ///< of p u x; for f the referenced key's
    Oid parent = 0;     ///< the partitioned table's constraint it came from
    Oid referenced = 0; ///< f only
    Text name{};
    Text keys{};             ///< column numbers
    Text referencedKeys{};   ///< f only
    Text deleteSetColumns{}; ///< f only, 15 and later
    qint16 inheritedCount = 0;
    char type = 'c'; ///< c check, f foreign key, p primary key, u unique, x exclusion, n not null
    char updateAction = ' '; ///< a r c n d
    char deleteAction = ' ';
    char match = ' '; ///< f full, s simple
    bool isDeferrable = false;
    bool isDeferred = false;
    bool isValidated = true;
    bool isLocal = true;
    bool noInherit = false;
    bool isEnforced = true; ///< 18
    bool hasPeriod = false; ///< 18: WITHOUT OVERLAPS or PERIOD
};

struct Sequence final
{
    Oid relation = 0;
    Oid type = 0;
    Oid ownerTable = 0; ///< OWNED BY or the table of the identity column, 0 none
    qint64 start = 1;
    qint64 increment = 1;
    qint64 maximum = 0;
    qint64 minimum = 0;
    qint64 cache = 1;
    qint16 ownerColumn = 0;
    bool cycles = false;
    bool isIdentity = false;
};

struct Inheritance final
{
    Oid child = 0; ///< tables and indexes alike
    Oid parent = 0;
    qint32 number = 0;
    bool detachPending = false;
};

struct Partitioning final
{
    Oid relation = 0;
    Oid defaultPartition = 0;
    Text keys{};         ///< column numbers, 0 for an expression
    char strategy = 'r'; ///< r range, l list, h hash
};

struct Trigger final
{
    Oid oid = 0;
    Oid relation = 0;
    Oid function = 0;
    Oid parent = 0;
    Oid constraint = 0;
    Text name{};
    qint16 type =
        0; ///< bits: 1 row, 2 before, 4 insert, 8 delete, 16 update, 32 truncate, 64 instead
    char enabled = 'O'; ///< O D R A
    bool hasCondition = false;
};

struct Rule final
{
    Oid oid = 0;
    Oid relation = 0;
    Text name{};
    char event = '1';
    char enabled = 'O';
    bool isInstead = false;
    bool isView = false; ///< the _RETURN rule, which is the view
};

struct Policy final
{
    Oid oid = 0;
    Oid relation = 0;
    Text name{};
    Text roles{};       ///< role OIDs, 0 is PUBLIC
    char command = '*'; ///< * r a w d
    bool isPermissive = true;
    bool hasUsing = false;
    bool hasCheck = false;
};

struct Function final
{
    Oid oid = 0;
    Oid schema = 0;
    Oid owner = 0;
    Oid language = 0;
    Oid result = 0;
    Oid variadic = 0;
    Oid support = 0;
    Text name{};
    Text argumentTypes{};    ///< what identifies it: type OIDs of the input arguments
    Text allArgumentTypes{}; ///< with OUT and TABLE columns; null when there are none
    Text argumentModes{};
    Text argumentNames{};
    Text transformTypes{};
    Text source{}; ///< null for what initdb made
    Text binary{};
    Text configuration{};
    Text acl{};
    float cost = 1;
    float rows = 0;
    qint16 argumentCount = 0;
    qint16 defaultCount = 0;
    char kind = 'f';       ///< f p a w
    char volatility = 'v'; ///< i s v
    char parallel = 'u';   ///< s r u
    bool isStrict = false;
    bool isSecurityDefiner = false;
    bool isLeakproof = false;
    bool returnsSet = false;
    bool hasSqlBody = false;
};

struct Type final
{
    Oid oid = 0;
    Oid schema = 0;
    Oid owner = 0;
    Oid relation = 0; ///< of a composite type
    Oid element = 0;
    Oid array = 0;
    Oid base = 0; ///< of a domain
    Oid collation = 0;
    qint32 typeModifier = -1;
    qint32 dimensions = 0;
    Text name{};
    Text acl{};
    Text defaultText{};
    Text definition{}; ///< of base and range types: what stands inside CREATE TYPE … (…)
    qint16 length = -1;
    char kind = 'b'; ///< b c d e r m p
    char category = 'U';
    char storage = 'p';
    bool isNotNull = false;
    bool isDefined = true;
    bool byValue = false;
};

/// A type with its modifier as format_type() writes it with an empty search_path.
struct TypeName final
{
    Oid type = 0;
    qint32 modifier = -1;
    Text name{};
};

struct EnumLabel final
{
    Oid type = 0;
    float order = 0;
    Text label{};
};

struct OperatorClassName final
{
    Oid oid = 0;
    Oid schema = 0;
    Oid accessMethod = 0;
    Oid inputType = 0;
    Text name{};
    bool isDefault = false;
};

/// An object that is shown, searched, commented and written out, but whose inside nothing computes
/// with: roles, casts, publications … `definition` is its CREATE statement (without owner, comment
/// and privileges), put together by the server's own quoting.
struct OtherObject final
{
    Oid oid = 0;
    Oid schema = 0; ///< 0: it belongs to the database or the cluster
    Oid owner = 0;
    Oid parent = 0;  ///< table, foreign server, role … it hangs on
    Text name{};     ///< as shown
    Text identity{}; ///< as COMMENT ON and ALTER … OWNER TO want it after the kind's key word
    Text acl{};
    Text definition{};
    Text detail{}; ///< one line for people
    Kind kind = Kind::Database;
};

struct Comment final
{
    Oid catalog = 0; ///< see Catalog
    Oid oid = 0;
    qint32 number = 0;
    Text text{};
};

struct SecurityLabel final
{
    Oid catalog = 0;
    Oid oid = 0;
    qint32 number = 0;
    Text provider{};
    Text label{};
};

/// Object @p oid of @p catalog belongs to an extension.
struct Membership final
{
    Oid catalog = 0;
    Oid oid = 0;
    Oid extension = 0;
};

/// What ALTER INDEX … ALTER COLUMN … SET set for one column of an index.
struct IndexColumn final
{
    Oid index = 0;
    Text options{}; ///< of the operator class
    qint16 number = 0;
    qint16 statisticsTarget = -1;
};

/// Everything that stage 1 reads. Sorted so that Snapshot finds things by bisection: by OID, or by
/// table and number.
struct Objects final
{
    TextPool texts;
    qint32 serverVersion = 0; ///< 150004
    Text database{};
    Text databaseEncoding{};
    Oid databaseOid = 0;
    qint64 loadedAtMs = 0;

    std::vector<Schema> schemas;
    std::vector<Relation> relations;
    std::vector<Column> columns;
    std::vector<Index> indexes;          ///< by relation
    std::vector<Constraint> constraints; ///< by relation, then domain
    std::vector<Sequence> sequences;
    std::vector<Inheritance> inheritance; ///< by child
    std::vector<Partitioning> partitioning;
    std::vector<Trigger> triggers; ///< by relation
    std::vector<Rule> rules;       ///< by relation
    std::vector<Policy> policies;  ///< by relation
    std::vector<Function> functions;
    std::vector<Type> types;
    std::vector<TypeName> typeNames;
    std::vector<EnumLabel> enumLabels;
    std::vector<OperatorClassName> operatorClasses;
    std::vector<OtherObject> others; ///< by kind
    std::vector<Comment> comments;
    std::vector<SecurityLabel> securityLabels;
    std::vector<Membership> memberships;
    std::vector<IndexColumn> indexColumns; ///< only those that differ from the default
    /// What could not be read and why, one line each ("pg_subscription: permission denied").
    std::vector<Text> unreadable;

    /// Brings all vectors into their order and drops what loading needed; the last thing a loader
    /// does.
    void finish();
    [[nodiscard]] size_t memoryBytes() const;
};

} // namespace howdah::catalog
