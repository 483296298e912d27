#pragma once

#include "data/sqlpieces.h"

/// What one statement says about its own names, also while it is being typed: which tables, common
/// table expressions and subqueries can be seen from a place in it, under which alias, and which
/// columns those have that no catalog knows.
namespace howdah::data {

struct ScopeColumn final
{
    QString name;
    QString detail; ///< its type where that is known

    friend bool operator==(const ScopeColumn &, const ScopeColumn &) = default;
};

/// One thing in a FROM list, or the table that a statement changes.
struct ScopeSource final
{
    QString schema; ///< as written, folded; empty where none was
    QString table;  ///< empty for a subquery
    QString alias;  ///< what its columns are qualified with
    QList<ScopeColumn> columns;
    int begin = 0; ///< where it is named
};

/// A common table expression.
struct ScopeTable final
{
    QString name;
    QList<ScopeColumn> columns;
};

/// What can be seen from the cursor.
struct SqlScope final
{
    QList<QList<ScopeSource>> levels; ///< the innermost query first
    QList<ScopeTable> tables;         ///< the nearest last
};

/// What the catalog knows and the statement does not.
class ScopeCatalog
{
public:
    virtual ~ScopeCatalog() = default;
    /// An empty @p schema means: as search_path decides. Empty when there is no such thing.
    [[nodiscard]] virtual QList<ScopeColumn> columnsOf(const QString &schema,
                                                       const QString &table) const = 0;
    /// The columns that a function of this name returns; empty for a plain value.
    [[nodiscard]] virtual QList<ScopeColumn> resultOf(const QString &schema,
                                                      const QString &function) const = 0;
};

/// Reads the statement as far as @p cursor needs; any text is accepted.
[[nodiscard]] SqlScope scopeAt(const QList<SqlPiece> &pieces, int cursor,
                               const ScopeCatalog &catalog);

} // namespace howdah::data
