#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace howdah::sql {

/// The names of ":name" placeholders of a statement, each once, in the order of their first use.
/// Casts (::), array slices ([1:n]), named arguments (:=) and quoted text hold none.
[[nodiscard]] QStringList namedParameters(const QString &statement);

/// A statement whose ":name" placeholders became $1, $2 …
struct BoundStatement final
{
    QString text;
    QStringList names; ///< names.at(0) is $1

    /// Where the 1-based character @p position of `text` stands in the original.
    [[nodiscard]] int originalPosition(int position) const;

    struct Change
    {
        int at = 0;         ///< 0-based character in `text`
        int difference = 0; ///< characters by which the original is longer there
    };
    QList<Change> changes;
};

[[nodiscard]] BoundStatement bindParameters(const QString &statement);

} // namespace howdah::sql
