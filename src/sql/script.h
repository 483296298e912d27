#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace howdah::sql {

/// A place in a script, for people and for tools.
struct Position final
{
    int line = 1;         ///< from 1, counted by "\n"
    int column = 1;       ///< from 1, in characters (code points), as the server counts them
    qsizetype offset = 0; ///< from 0, in UTF-8 bytes

    friend bool operator==(const Position &, const Position &) = default;
};

/// One statement of a script: bytes [begin.offset, end), from its first token to its last, the
/// semicolon not included. Comments before it belong to nothing, comments inside stay in.
struct Statement final
{
    Position begin;
    qsizetype end = 0;
    bool terminated = false; ///< a semicolon follows
    /// The lines between COPY … FROM STDIN and "\.", as bytes [first, second).
    std::optional<std::pair<qsizetype, qsizetype>> copyData;

    friend bool operator==(const Statement &, const Statement &) = default;
};

/// Something in a script that keeps it from being run as it stands.
struct Problem final
{
    enum class Kind {
        MetaCommand, ///< "\connect", "\i" … : psql's own, refused
        UnterminatedString,
        UnterminatedIdentifier,
        UnterminatedComment,
        UnterminatedCopyData, ///< COPY … FROM STDIN without "\."
        TextAfterCopy, ///< more SQL on the line of COPY … FROM STDIN; psql would run it after the
                       ///< data
        NulByte,
        InvalidUtf8,
    };

    Kind kind = Kind::MetaCommand;
    Position position;
    QString text; ///< the command for MetaCommand, otherwise empty

    /// InvalidInput with "line 12, column 1" as its context.
    [[nodiscard]] Error toError() const;

    friend bool operator==(const Problem &, const Problem &) = default;
};

/// A text of SQL cut into statements where psql would cut it: dollar quotes, nested comments, BEGIN
/// ATOMIC bodies, rules with several commands in parentheses, COPY data. psql variables (:name) are
/// left alone. Any input is accepted, in time linear in its size; `problems` says what must not be
/// run.
class Script final
{
public:
    Script() = default;
    /// @p utf8 may start with a byte order mark.
    [[nodiscard]] static Script split(const QByteArray &utf8);
    [[nodiscard]] static Script split(const QString &text) { return split(text.toUtf8()); }

    [[nodiscard]] const QByteArray &utf8() const { return m_utf8; }
    [[nodiscard]] const QList<Statement> &statements() const { return m_statements; }
    [[nodiscard]] const QList<Problem> &problems() const { return m_problems; }
    /// The statements, or the first problem as an error.
    [[nodiscard]] Result<QList<Statement>> checkedStatements() const;

    [[nodiscard]] QByteArrayView bytes(const Statement &statement) const;
    [[nodiscard]] QString text(const Statement &statement) const;
    /// The lines after COPY … FROM STDIN; empty for others.
    [[nodiscard]] QByteArrayView copyData(const Statement &statement) const;

    /// Index of the statement that byte @p offset belongs to: the one it lies in or right behind on
    /// the same line, else the next one, else the last; -1 in a script without statements.
    [[nodiscard]] int statementAt(qsizetype offset) const;
    /// Where the 1-based character @p character of @p statement stands (Error::position); 0 is its
    /// beginning.
    [[nodiscard]] Position positionIn(const Statement &statement, int character) const;

private:
    friend class Splitter;

    QByteArray m_utf8;
    QList<Statement> m_statements;
    QList<Problem> m_problems;
};

} // namespace howdah::sql
