#pragma once

#include "data/resultstore.h"
#include "pg/connection.h"

#include <QMap>

namespace howdah::data {

/// The table whose rows a result shows. Rows can always be added to it; changed and removed only
/// when they can be told apart.
struct EditTarget final
{
    struct Column
    {
        QString name; ///< in the table; empty for a column that comes from elsewhere
        bool isKey = false;
        bool isGenerated = false; ///< the server fills it, nobody else may
        /// What a new row gets that says nothing: "nextval(…)", "identity", the expression of a
        /// generated column; empty for NULL.
        QString whenLeftOut;
        bool isRequired = false; ///< NOT NULL and nothing to put there when left out
    };
    QString schema;
    QString table;
    QList<Column> columns; ///< as many as the result has
    /// Why its rows cannot be told apart, in English: no primary key and no unique NOT NULL key, or
    /// a key column that the result does not show. Empty when they can.
    QString noKey;

    /// Whether rows that are there may be changed and removed.
    [[nodiscard]] bool hasKey() const { return noKey.isEmpty(); }
    /// "schema.table" as SQL wants it written.
    [[nodiscard]] QString sqlName() const;
};

/// Finds the table behind @p columns. Unsupported with the reason when there is none: several
/// tables, a view, no plain column.
[[nodiscard]] Result<EditTarget> findEditTarget(pg::Connection &connection,
                                                const QList<Column> &columns,
                                                const pg::CallLimits &limits = {});

/// What somebody changed in a grid and has not committed: nothing of it is in the database.
class PendingChanges final
{
public:
    /// A null QString is NULL. The value that is there already takes the change back.
    void setValue(qint64 row, int column, const QString &value, const Cell &old);
    void removeRow(qint64 row);
    void keepRow(qint64 row) { m_removed.removeAll(row); }
    /// Answers which of the new rows it is.
    int addRow();
    void setNewValue(int newRow, int column, const QString &value)
    {
        m_added[newRow].insert(column, value);
    }
    /// Leaves it to the server again.
    void clearNewValue(int newRow, int column) { m_added[newRow].remove(column); }
    void dropNewRow(int newRow) { m_added.removeAt(newRow); }
    void discard() { *this = {}; }

    [[nodiscard]] bool isEmpty() const
    {
        return m_changed.isEmpty() && m_removed.isEmpty() && m_added.isEmpty();
    }
    [[nodiscard]] qsizetype count() const
    {
        return m_changed.size() + m_removed.size() + m_added.size();
    }
    /// Nothing when that cell is as it was.
    [[nodiscard]] std::optional<QString> value(qint64 row, int column) const;
    [[nodiscard]] bool isRemoved(qint64 row) const { return m_removed.contains(row); }

    [[nodiscard]] const QMap<qint64, QMap<int, QString>> &changed() const { return m_changed; }
    [[nodiscard]] const QList<qint64> &removed() const { return m_removed; }
    [[nodiscard]] const QList<QMap<int, QString>> &added() const { return m_added; }

private:
    QMap<qint64, QMap<int, QString>> m_changed;
    QList<qint64> m_removed;
    QList<QMap<int, QString>> m_added;
};

/// One change as a statement.
struct EditStatement final
{
    QString sql;               ///< with $1, $2 …
    QList<QString> parameters; ///< a null QString is NULL
    QString preview;           ///< the same with its values as literals, for people
    qint64 row = -1;           ///< of the result, -1 for a new one
    int newRow = -1;           ///< which of the added ones, -1 for one that was there
};

/// The statements of @p changes: first what goes, then what changes, then what comes. Each UPDATE
/// and DELETE names its row by the key and by the old value of every shown column of the table, so
/// that somebody else's change in between is noticed.
[[nodiscard]] QList<EditStatement>
editStatements(const EditTarget &target, const PendingChanges &changes, const ResultStore &rows);

/// Runs them in one transaction, or inside the open one under a savepoint: all or nothing. Conflict
/// when a row is no longer what the grid showed; an error's context names the row ("row 3", "new
/// row 1"). A connection that is lost at the very end leaves it unknown whether the server
/// committed, and the context says so ("commit").
[[nodiscard]] Result<void> commitEdits(pg::Connection &connection,
                                       const QList<EditStatement> &statements,
                                       const pg::CallLimits &limits = {});

} // namespace howdah::data
