#pragma once

#include "catalog/objects.h"

namespace howdah::catalog {

/// What a text of stage 2 is the text of.
enum class Definition : quint8 {
    ViewQuery,         ///< by relation
    DefaultExpression, ///< by relation and column; the generation expression of a generated column
                       ///< too
    CheckExpression,   ///< by constraint; without CHECK and the outer parentheses
    ConstraintText,    ///< by constraint; exclusion constraints and those of domains, whole
    IndexText,         ///< by index; only where expressions, predicates or options stand in it
    TriggerText,       ///< by trigger; CREATE TRIGGER …
    RuleText,          ///< by rule; CREATE RULE …
    PolicyUsing,       ///< by policy
    PolicyCheck,       ///< by policy
    PartitionKey,      ///< by relation; RANGE (created_at)
    PartitionBound,    ///< by relation; FOR VALUES …
    StatisticsText,    ///< by extended statistics; CREATE STATISTICS …
    FunctionArguments, ///< by function; with names and defaults
    FunctionResult,    ///< by function; null for procedures
    FunctionBody,      ///< by function; BEGIN ATOMIC …
    PublicationFilter, ///< by member of a publication
    DomainDefault,     ///< by type
};

struct DefinitionText final
{
    Oid oid = 0;
    Text text{};
    qint16 number = 0;
    Definition what = Definition::ViewQuery;
};

/// What stage 2 read: texts that only the server can write, because it keeps them parsed.
struct Definitions final
{
    TextPool texts;
    std::vector<DefinitionText> items; ///< sorted by what, oid, number
    /// Tables and views that another session held exclusively (or waited to hold) whenever they
    /// were asked for.
    std::vector<Oid> locked;
    /// What vanished or failed while being read, one line each.
    std::vector<Text> failed;
    bool isComplete = false; ///< everything was read, apart from `locked` and `failed`

    void finish();
    [[nodiscard]] size_t memoryBytes() const;
};

/// One row of pg_depend: the first needs the second.
struct Dependency final
{
    Oid catalog = 0;
    Oid oid = 0;
    Oid neededCatalog = 0;
    Oid neededOid = 0;
    qint16 number = 0;
    qint16 neededNumber = 0;
    char type = 'n'; ///< n a i P S (e is Objects::memberships)

    friend auto operator<=>(const Dependency &, const Dependency &) = default;
};

/// pg_depend without what concerns initdb's objects only.
struct Dependencies final
{
    std::vector<Dependency> items; ///< sorted by what depends
    /// pg_attrdef and pg_amop/pg_amproc rows have OIDs of their own; where they stand.
    struct DefaultPlace final
    {
        Oid oid = 0;
        Oid relation = 0;
        qint16 number = 0;
    };
    std::vector<DefaultPlace> defaults; ///< sorted by oid

    void finish();
};

} // namespace howdah::catalog
