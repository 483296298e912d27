#pragma once

#include "data/completionindex.h"

#include <QList>
#include <QStringList>

namespace howdah::data {

/// One thing that could be typed next.
struct Completion final
{
    enum class Kind {
        Column,
        Alias,
        Table,
        View,
        Schema,
        Function,
        Type,
        Keyword,
        Condition ///< of a join, from a foreign key
    };

    Kind kind = Kind::Keyword;
    QString text;   ///< what to insert, quoted where needed
    QString detail; ///< type, arguments, or where it comes from

    friend bool operator==(const Completion &, const Completion &) = default;
};

struct CompletionList final
{
    /// What is replaced: characters [replaceFrom, cursor) of the statement.
    int replaceFrom = 0;
    QList<Completion> items; ///< best first
    /// The functions among whose arguments the cursor stands, with their arguments.
    QStringList signatures;
};

/// What is known beside the statement itself.
struct CompletionContext final
{
    CompletionIndexPtr index; ///< null: key words, and what the statement says itself
    /// The session's, without "$user" and without quotes: objects of these schemas need none.
    QStringList searchPath{QStringLiteral("public")};
};

/// What fits at character @p cursor of @p statement (UTF-16): columns by alias, also those of
/// common table expressions and subqueries, tables where a table is expected, join conditions,
/// functions with their arguments, types, key words. Answers from memory and never asks the server.
[[nodiscard]] CompletionList complete(const QString &statement, int cursor,
                                      const CompletionContext &context);

} // namespace howdah::data
