#pragma once

#include "change/finding.h"
#include "change/script.h"
#include "sql/classify.h"

#include <optional>

namespace howdah::change {

/// One statement of a Change and where it comes from.
struct Statement final
{
    QString text; ///< without its semicolon
    ScriptPtr script;
    qsizetype begin = 0; ///< index of the first character in script->text
    sql::Classification classification;
    std::optional<QByteArray> copyData; ///< what follows COPY … FROM STDIN

    [[nodiscard]] QString file() const { return script->file; }
    /// Where its first character stands.
    [[nodiscard]] Place place() const { return script->map.at(begin); }
    /// Where the server's 1-based character @p position (Error::position, in code points) stands; 0
    /// is the start.
    [[nodiscard]] Place placeOf(int position) const;
    /// False when it must be, or was asked to be, outside a transaction block.
    [[nodiscard]] bool isTransactional() const;
};

/// SQL that changes a database, as one thing: it is in or it is not, as far as PostgreSQL allows
/// that.
struct Change final
{
    enum class Mode {
        OneTransaction,       ///< all statements and the record of it
        StatementByStatement, ///< each commits by itself; a failure leaves what ran before it
        AsWritten,            ///< the script has its own BEGIN and COMMIT in the middle
    };

    QString title; ///< "0031_metrics_learning", "V003"
    QList<Statement> statements;
    Mode mode = Mode::OneTransaction;
    QList<Finding> findings;
};

/// Splits and classifies @p scripts. What keeps a script from being run (a psql command, a string
/// that never ends) is an Error finding. BEGIN as the first and COMMIT as the last statement are
/// taken off: the change brings its own transaction, in which its record is written too.
[[nodiscard]] Change makeChange(const QString &title, const QList<ScriptPtr> &scripts);

} // namespace howdah::change
