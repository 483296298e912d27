#pragma once

#include "base/result.h"

#include <QJsonObject>

/// What PostgreSQL 17's own grammar (libpg_query) makes of one statement. All functions may be
/// called from any thread.
namespace howdah::sql {

/// The parse tree of exactly one statement, as libpg_query's JSON.
struct ParseTree final
{
    QString node;       ///< "SelectStmt", "AlterTableStmt" …
    QJsonObject fields; ///< what that node holds; "location" fields are UTF-8 bytes from the
                        ///< statement's start
};

/// InvalidInput with SQLSTATE 42601 and the 1-based character where the grammar gave up; NotFound
/// for a text without any statement; Unsupported when it is nested beyond what can be represented,
/// or too large. Newer syntax than 17 fails here too: see newerSyntax().
[[nodiscard]] Result<ParseTree> parse(const QString &statement);

/// The statement with its constants replaced by $1, $2 …, as pg_stat_statements shows it.
[[nodiscard]] Result<QString> normalise(const QString &statement);

/// 16 hexadecimal digits, equal for statements that differ in constants, white space and case only.
[[nodiscard]] Result<QString> fingerprint(const QString &statement);

/// The statement written out again from its parse tree, on one line and without comments.
[[nodiscard]] Result<QString> deparse(const QString &statement);

/// Beyond this many bytes a statement is not given to the grammar: the tree takes hundreds of times
/// the text's memory, and what is so large is data (INSERT … VALUES) or a routine's body.
inline constexpr qsizetype largestParsedStatement = 8 * 1024 * 1024;

} // namespace howdah::sql
