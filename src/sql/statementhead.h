#pragma once

#include <QList>
#include <QString>

namespace howdah::sql {

/// The words of a statement outside of quotes and comments, as far as its beginning needs them.
struct HeadWord final
{
    QString upper;         ///< upper case; empty for what is no bare word
    QString text;          ///< the name it may be: folded to lower case, or unquoted
    bool afterDot = false; ///< "." stands right before it
    int depth = 0;         ///< in how many parentheses
};

/// The first @p limit words and quoted names.
[[nodiscard]] QList<HeadWord> headWords(const QString &statement, int limit);

/// What the beginning of a statement says without any grammar.
struct StatementHead final
{
    QString command;    ///< "CREATE TABLE", "SELECT" …; empty without a word
    QString objectKind; ///< "table", "materialized view" …; empty where the verb takes none
    QString schema;     ///< of the first name after the kind, empty when not given
    QString name;       ///< empty when none could be told
    bool concurrently = false;
};

[[nodiscard]] StatementHead statementHead(const QString &statement);

} // namespace howdah::sql
