#pragma once

#include "sql/lexer.h"

#include <QList>
#include <QString>

/// A statement as the tokens that completion looks at.
namespace howdah::data {

/// A token that is neither white space nor a comment.
struct SqlPiece final
{
    sql::TokenKind kind = sql::TokenKind::Other;
    QString name;           ///< folded as SQL reads it; anything but a name as it stands
    QString upper;          ///< of an unquoted word, else empty
    int begin = 0;          ///< characters of the statement
    int end = 0;            ///< the same
    qsizetype partner = -1; ///< of a parenthesis: the index of the other one, -1 when it is missing

    [[nodiscard]] bool isName() const
    {
        return kind == sql::TokenKind::Word || kind == sql::TokenKind::QuotedIdentifier;
    }
};

struct SqlPieces final
{
    QList<SqlPiece> pieces;
    /// The cursor stands in a string, a comment or a number, where nothing is completed.
    bool quiet = false;
};

[[nodiscard]] SqlPieces readPieces(const QString &statement, int cursor);

/// The text of an identifier that was typed with its quotes, whether closed yet or not.
[[nodiscard]] QString unquotedIdentifier(QString text);

/// Words after which a table is expected.
[[nodiscard]] bool opensTables(const QString &upper);

} // namespace howdah::data
