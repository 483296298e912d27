#pragma once

#include "base/result.h"
#include "data/column.h"

#include <QStringList>

namespace howdah::data {

/// One key the server sorts by.
struct SortKey final
{
    QString column;
    bool descending = false;

    friend bool operator==(const SortKey &, const SortKey &) = default;
};

/// One thing that is asked of one column.
struct ColumnFilter final
{
    enum class Test {
        Equals,
        Differs,
        Contains, ///< in its text, whatever the case
        StartsWith,
        AtLeast,
        AtMost,
        Between, ///< both ends included; an empty one is open
        InList,
        IsNull,
        IsNotNull
    };

    QString column;
    quint32 typeOid = 0;
    Test test = Test::Equals;
    QStringList values; ///< as many as the test takes; a null QString is NULL

    /// The condition as SQL; empty when values are missing.
    [[nodiscard]] QString sql() const;

    friend bool operator==(const ColumnFilter &, const ColumnFilter &) = default;
};

/// What makes sense for a type: no "contains" for numbers, no "between" for JSON.
[[nodiscard]] QList<ColumnFilter::Test> testsFor(const Column &column);
/// How many values it takes: 0, 1, 2, or -1 for any number.
[[nodiscard]] int valuesOf(ColumnFilter::Test test);

/// Rows as a grid asks the server for them: all filtering and sorting happens there.
struct GridQuery final
{
    QString source; ///< what stands after FROM, as SQL wants it written: a table, or sourceOf()
    QList<ColumnFilter> filters;
    QString condition; ///< typed as SQL; checkCondition() first
    QList<SortKey> sort;
    qint64 limit = 0; ///< 0 for all rows

    [[nodiscard]] QString sql() const;
    [[nodiscard]] bool isFiltered() const
    {
        return !filters.isEmpty() || !condition.trimmed().isEmpty();
    }

    friend bool operator==(const GridQuery &, const GridQuery &) = default;
};

/// @p statement as a source: Unsupported with the reason when its rows cannot be asked again (it
/// writes, it is no SELECT, or two of its columns have one name).
[[nodiscard]] Result<QString> sourceOf(const QString &statement, const QList<Column> &columns);

/// Whether @p text is exactly one condition that can stand after WHERE: nothing that closes our
/// parenthesis and goes on, no second statement. InvalidInput with the grammar's words and the
/// 1-based character of @p text. An empty text is one, too.
[[nodiscard]] Result<void> checkCondition(const QString &text);

} // namespace howdah::data
