#include "data/gridedit.h"

#include "sql/quote.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

/// A larger value is not compared: it would be sent over the wire twice for every change of its
/// row.
constexpr qint64 largestCompared = 256 * 1024;

const auto relationSql =
    u"SELECT n.nspname, c.relname, c.relkind "
    u"FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    u"WHERE c.oid = $1"_s;
/// Deparsing a default looks at all columns of its table, so all defaults of a very wide one would
/// take seconds.
const auto columnsSql =
    u"SELECT a.attnum, a.attname, a.attgenerated <> '' OR a.attidentity = 'a', "
    u"CASE WHEN a.attidentity <> '' THEN 'identity' WHEN d.oid IS NULL THEN NULL "
    u"WHEN c.relnatts > 200 THEN 'default' ELSE pg_catalog.pg_get_expr(d.adbin, d.adrelid) END, "
    u"a.attnotnull FROM pg_catalog.pg_attribute a "
    u"JOIN pg_catalog.pg_class c ON c.oid = a.attrelid LEFT JOIN pg_catalog.pg_attrdef d "
    u"ON d.adrelid = a.attrelid AND d.adnum = a.attnum "
    u"WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped"_s;
/// The primary key first, then unique keys whose columns are all NOT NULL; no partial and no
/// expression indexes.
const auto keysSql = u"SELECT i.indkey::text FROM pg_catalog.pg_index i WHERE i.indrelid = $1 AND "
                     u"i.indisunique AND i.indisvalid "
                     u"AND i.indpred IS NULL AND i.indexprs IS NULL AND (i.indisprimary OR NOT "
                     u"EXISTS (SELECT 1 FROM "
                     u"pg_catalog.pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY "
                     u"(i.indkey) AND NOT a.attnotnull)) "
                     u"ORDER BY i.indisprimary DESC, i.indexrelid"_s;

/// Types that are compared as what they are. As text, some would never be equal to what was shown:
/// "t" is 'true' then, character(5) loses its blanks, an inet gains its "/32".
bool comparesAsItself(quint32 typeOid)
{
    constexpr std::array<quint32, 19> types{16,  17,  20,   21,   23,   26,   650,  700,  701, 774,
                                            829, 869, 1042, 1082, 1083, 1114, 1184, 1700, 2950};
    return std::find(types.begin(), types.end(), typeOid) != types.end();
}

Error unsupported(const QString &why)
{
    return {.kind = Error::Kind::Unsupported, .message = why};
}

Result<quint32> oneTable(const QList<Column> &columns)
{
    quint32 table = 0;
    for (const Column &column : columns) {
        if (column.tableOid == 0 || column.tableColumn <= 0)
            continue;
        if (table != 0 && column.tableOid != table)
            return unsupported(
                u"The rows come from several tables, so a change would have no one place to go."_s);
        table = column.tableOid;
    }
    if (table == 0)
        return unsupported(u"No column comes straight from a table."_s);
    return table;
}

/// Builds one statement twice over: with parameters to run, with literals to read.
class Writer final
{
public:
    void text(const QString &sql)
    {
        m_statement.sql += sql;
        m_statement.preview += sql;
    }
    void value(const QString &value, const QString &cast = {})
    {
        m_statement.parameters += value;
        m_statement.sql += u'$' + QString::number(m_statement.parameters.size()) + cast;
        m_statement.preview += sql::quoteLiteral(value);
    }
    [[nodiscard]] EditStatement finish(qint64 row, int newRow = -1)
    {
        m_statement.row = row;
        m_statement.newRow = newRow;
        return std::move(m_statement);
    }

private:
    EditStatement m_statement;
};

/// WHERE for exactly the row that the grid shows, with the values it shows.
void writeCondition(Writer *writer, const EditTarget &target, const ResultStore &rows, qint64 row)
{
    const QList<Column> types = rows.columns();
    bool first = true;
    const auto next = [&] {
        writer->text(first ? u" WHERE "_s : u" AND "_s);
        first = false;
    };
    for (int column = 0; column < target.columns.size(); ++column) {
        if (!target.columns.at(column).isKey)
            continue;
        next();
        writer->text(sql::quoteIdentifier(target.columns.at(column).name) + u" = "_s);
        writer->value(rows.cell(row, column).text());
    }
    for (int column = 0; column < target.columns.size(); ++column) {
        const auto &there = target.columns.at(column);
        if (there.isKey || there.name.isEmpty())
            continue;
        const Cell old = rows.cell(row, column, largestCompared);
        if (old.isCut())
            continue;
        next();
        writer->text(sql::quoteIdentifier(there.name));
        if (old.null) {
            writer->text(u" IS NULL"_s);
        } else if (comparesAsItself(types.at(column).typeOid)) {
            writer->text(u" = "_s);
            writer->value(old.text());
        } else {
            // Not every type has an equality (json), and text is what was shown.
            writer->text(u"::text = "_s);
            writer->value(old.text(), u"::text"_s);
        }
    }
}

EditStatement updateOf(const EditTarget &target, const ResultStore &rows, qint64 row,
                       const QMap<int, QString> &values)
{
    Writer writer;
    writer.text(u"UPDATE "_s + target.sqlName() + u" SET "_s);
    bool first = true;
    for (auto it = values.begin(); it != values.end(); ++it) {
        writer.text((first ? QString() : u", "_s) +
                    sql::quoteIdentifier(target.columns.at(it.key()).name) + u" = "_s);
        writer.value(*it);
        first = false;
    }
    writeCondition(&writer, target, rows, row);
    return writer.finish(row);
}

EditStatement insertOf(const EditTarget &target, int newRow, const QMap<int, QString> &values)
{
    Writer writer;
    writer.text(u"INSERT INTO "_s + target.sqlName());
    if (values.isEmpty()) {
        writer.text(u" DEFAULT VALUES"_s);
        return writer.finish(-1, newRow);
    }
    QStringList names;
    for (auto it = values.begin(); it != values.end(); ++it)
        names += sql::quoteIdentifier(target.columns.at(it.key()).name);
    writer.text(u" ("_s + names.join(u", "_s) + u") VALUES ("_s);
    bool first = true;
    for (const QString &value : values) {
        if (!first)
            writer.text(u", "_s);
        writer.value(value);
        first = false;
    }
    writer.text(u")"_s);
    return writer.finish(-1, newRow);
}

} // namespace

QString EditTarget::sqlName() const
{
    return sql::qualifiedName(schema, table);
}

Result<EditTarget> findEditTarget(pg::Connection &connection, const QList<Column> &columns,
                                  const pg::CallLimits &limits)
{
    const auto table = oneTable(columns);
    if (!table)
        return table.error();
    const QString oid = QString::number(*table);
    const auto relation = connection.query(relationSql, {oid}, limits);
    if (!relation)
        return relation.error();
    if (relation->isEmpty())
        return Error{.kind = Error::Kind::NotFound, .message = u"The table is gone."_s};
    const QString kind = relation->text(0, 2);
    if (kind != "r"_L1 && kind != "p"_L1 && kind != "f"_L1)
        return unsupported(u"The rows come from a view; change its tables instead."_s);
    EditTarget target{
        .schema = relation->text(0, 0), .table = relation->text(0, 1), .columns = {}, .noKey = {}};

    const auto attributes = connection.query(columnsSql, {oid}, limits);
    if (!attributes)
        return attributes.error();
    QMap<int, EditTarget::Column> byNumber;
    for (int row = 0; row < attributes->rowCount(); ++row) {
        byNumber.insert(int(attributes->integer(row, 0)),
                        {.name = attributes->text(row, 1),
                         .isKey = false,
                         .isGenerated = attributes->boolean(row, 2),
                         .whenLeftOut = attributes->text(row, 3),
                         .isRequired = attributes->boolean(row, 4) && attributes->isNull(row, 3)});
    }
    QMap<int, int> shown; // table column number → result column
    for (int i = 0; i < columns.size(); ++i) {
        // The same column twice can be changed in the first place only.
        const int number =
            columns.at(i).tableOid == *table && !shown.contains(columns.at(i).tableColumn)
                ? columns.at(i).tableColumn
                : 0;
        target.columns += byNumber.value(number);
        if (number > 0)
            shown.insert(number, i);
    }

    const auto keys = connection.query(keysSql, {oid}, limits);
    if (!keys)
        return keys.error();
    if (keys->isEmpty()) {
        target.noKey =
            u"%1 has no primary key, so its rows cannot be told apart."_s.arg(target.table);
        return target;
    }
    for (int row = 0; row < keys->rowCount(); ++row) {
        const QStringList numbers = keys->text(row, 0).split(u' ');
        const bool complete =
            std::all_of(numbers.begin(), numbers.end(),
                        [&](const QString &number) { return shown.contains(number.toInt()); });
        if (!complete)
            continue;
        for (const QString &number : numbers)
            target.columns[shown.value(number.toInt())].isKey = true;
        return target;
    }
    target.noKey = u"The result does not show the whole key of %1."_s.arg(target.table);
    return target;
}

void PendingChanges::setValue(qint64 row, int column, const QString &value, const Cell &old)
{
    const bool same =
        value.isNull() == old.null && (old.null || (!old.isCut() && value == old.text()));
    if (!same) {
        m_changed[row].insert(column, value);
        return;
    }
    const auto found = m_changed.find(row);
    if (found == m_changed.end())
        return;
    found->remove(column);
    if (found->isEmpty())
        m_changed.erase(found);
}

void PendingChanges::removeRow(qint64 row)
{
    if (!m_removed.contains(row))
        m_removed += row;
}

int PendingChanges::addRow()
{
    m_added.append(QMap<int, QString>());
    return int(m_added.size()) - 1;
}

std::optional<QString> PendingChanges::value(qint64 row, int column) const
{
    const auto found = m_changed.find(row);
    if (found == m_changed.end() || !found->contains(column))
        return {};
    return found->value(column);
}

QList<EditStatement> editStatements(const EditTarget &target, const PendingChanges &changes,
                                    const ResultStore &rows)
{
    QList<EditStatement> statements;
    for (const qint64 row : changes.removed()) {
        Writer writer;
        writer.text(u"DELETE FROM "_s + target.sqlName());
        writeCondition(&writer, target, rows, row);
        statements += writer.finish(row);
    }
    for (auto it = changes.changed().begin(); it != changes.changed().end(); ++it) {
        if (!changes.isRemoved(it.key()))
            statements += updateOf(target, rows, it.key(), *it);
    }
    for (int i = 0; i < changes.added().size(); ++i)
        statements += insertOf(target, i, changes.added().at(i));
    return statements;
}

Result<void> commitEdits(pg::Connection &connection, const QList<EditStatement> &statements,
                         const pg::CallLimits &limits)
{
    const bool own = connection.transactionStatus() == pg::TransactionStatus::Idle;
    if (const auto begun =
            connection.query(own ? u"BEGIN"_s : u"SAVEPOINT howdah_edits"_s, {}, limits);
        !begun)
        return begun.error();
    // Also after a cancel, so without the limits that were cancelled.
    const auto undo = [&] {
        (void)connection.query(own ? u"ROLLBACK"_s : u"ROLLBACK TO SAVEPOINT howdah_edits"_s);
    };
    for (const EditStatement &statement : statements) {
        const QString where = statement.row < 0 ? u"new row %1"_s.arg(statement.newRow + 1)
                                                : u"row %1"_s.arg(statement.row + 1);
        const auto done = connection.query(statement.sql, statement.parameters, limits);
        if (!done) {
            undo();
            return done.error().within(where);
        }
        if (done->affectedRows() != 1) {
            undo();
            return Error{
                .kind = Error::Kind::Conflict,
                .message =
                    statement.row < 0
                        ? u"A trigger or rule kept this row away. Nothing was changed."_s
                        : u"Somebody else changed or removed this row meanwhile. Nothing was changed."_s,
                .context = {where}};
        }
    }
    const auto ended =
        connection.query(own ? u"COMMIT"_s : u"RELEASE SAVEPOINT howdah_edits"_s, {}, limits);
    return ended ? Result<void>() : Result<void>(ended.error().within(u"commit"_s));
}

} // namespace howdah::data
