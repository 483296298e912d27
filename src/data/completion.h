#pragma once

#include "catalog/snapshot.h"

#include <QList>
#include <QString>

namespace howdah::data {

/// One thing that could be typed next.
struct Completion final
{
    enum class Kind { Column, Alias, Table, View, Schema, Function, Keyword };

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
};

/// What fits at character @p cursor of @p statement (UTF-16): columns by alias, tables and views
/// where a table is expected, functions with their arguments, key words. Answers from @p snapshot
/// alone (null: key words only) and never asks the server. Objects of @p searchPath need no schema.
[[nodiscard]] CompletionList complete(const QString &statement, int cursor,
                                      const catalog::SnapshotPtr &snapshot,
                                      const QStringList &searchPath = {QStringLiteral("public")});

} // namespace howdah::data
