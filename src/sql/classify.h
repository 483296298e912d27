#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace howdah::sql {

/// A name as written: empty schema when none was given, so that search_path decides.
struct ObjectName final
{
    QString schema;
    QString name;

    friend bool operator==(const ObjectName &, const ObjectName &) = default;
};

/// What one statement is and does, as far as its text can tell.
struct Classification final
{
    enum class Category {
        Query,       ///< SELECT, VALUES, TABLE, SHOW, EXPLAIN
        Dml,         ///< INSERT, UPDATE, DELETE, MERGE, COPY, SELECT … INTO never
        Ddl,         ///< CREATE, ALTER, DROP, GRANT, COMMENT, TRUNCATE …
        Transaction, ///< BEGIN, COMMIT, ROLLBACK, SAVEPOINT …
        Utility,     ///< VACUUM, SET, LISTEN, LOCK …
        Unknown,     ///< nothing we can read
    };
    /// Opaque: a DO block, CALL, EXECUTE or a text we cannot read may do anything.
    enum class Effect { Reads, Writes, Opaque };
    /// Whether it can stand inside a transaction block.
    enum class InTransaction { Allowed, Forbidden, Unknown };

    Category category = Category::Unknown;
    Effect effect = Effect::Opaque;
    InTransaction inTransaction = InTransaction::Unknown;
    QString
        command; ///< "SELECT", "CREATE TABLE", "ALTER TABLE", "DROP INDEX" …; empty when unknown
    QString objectKind;           ///< "table", "index", "view" …; empty where there is none
    QList<ObjectName> targets;    ///< what is created, changed or dropped; tables written to
    bool returnsRows = false;     ///< may send a result set
    bool touchesEveryRow = false; ///< DELETE or UPDATE without WHERE, or TRUNCATE
    /// The PostgreSQL 18 form that keeps the grammar of 17 from reading it ("NOT ENFORCED"), empty
    /// otherwise.
    QString newerSyntax;
    /// The grammar's complaint, when it had one and no newer syntax explains it.
    QString syntaxError;
};

/// Classifies one statement. What the grammar cannot read (newer syntax, too large, faulty) is
/// classified by its first words, and its effect is Opaque unless they leave no doubt.
[[nodiscard]] Classification classify(const QString &statement);

/// The first form of PostgreSQL 18 found in a statement that the grammar of 17 refused: "VIRTUAL",
/// "NOT ENFORCED", "WITHOUT OVERLAPS", "PERIOD", "RETURNING WITH (OLD/NEW …)", "NOT NULL
/// constraint", "ONLY in VACUUM/ANALYZE", "LARGE OBJECTS in default privileges". Nothing when there
/// is none.
[[nodiscard]] std::optional<QString> newerSyntax(const QString &statement);

} // namespace howdah::sql
