#pragma once

#include "catalog/kinds.h"
#include "catalog/textpool.h"

#include <vector>

/// What a database contains, as plain structs: one a row of the catalog, small, trivially copyable
/// (they are written to files as they are), strings as Text of one pool. Letters are PostgreSQL's
/// own (relkind, contype …), given names where code compares them. Arrays (conkey, indkey,
/// proargtypes …) stay the text that the server sent; Snapshot::numbers() reads them.
namespace howdah::catalog {

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

/// Object @p oid of @p catalog belongs to an extension, or goes when it does (DEPENDS ON
/// EXTENSION).
struct Membership final
{
    Oid catalog = 0;
    Oid oid = 0;
    Oid extension = 0;
};

/// The privileges that initdb or an extension's script gave: what people changed is the difference.
struct InitialPrivileges final
{
    Oid catalog = 0;
    Oid oid = 0;
    qint32 number = 0; ///< of a column, else 0
    Text acl{};
};

/// A state that no statement brings back, and so nobody may think it was written.
struct Oddity final
{
    Oid catalog = 0;
    Oid oid = 0;
    Text what{}; ///< "2 triggers of foreign keys are switched off"
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
    std::vector<Membership> extensionUses; ///< DEPENDS ON EXTENSION
    std::vector<InitialPrivileges> initialPrivileges;
    std::vector<Oddity> oddities;
    std::vector<IndexColumn> indexColumns; ///< only those that differ from the default
    /// What could not be read and why, one line each ("pg_subscription: permission denied").
    std::vector<Text> unreadable;

    /// Brings all vectors into their order and drops what loading needed; the last thing a loader
    /// does.
    void finish();
    [[nodiscard]] size_t memoryBytes() const;
};

} // namespace howdah::catalog
