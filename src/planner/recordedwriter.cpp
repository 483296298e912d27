#include "planner/historywriters.h"

#include "sql/quote.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

/// schema_migrations with whatever columns the folder gave it; the ones we know are filled in.
class RecordedWriter final : public HistoryWriter
{
public:
    explicit RecordedWriter(const History &history)
        : m_history(history)
        , m_table(sql::qualifiedName(history.schema, history.table))
    {}

    Result<void> createTable(pg::Connection &connection) override
    {
        return done(connection.query(u"CREATE TABLE IF NOT EXISTS "_s + m_table +
                                     u" (version text PRIMARY KEY, description text NOT NULL, "
                                     u"script text NOT NULL, checksum text NOT NULL, "
                                     u"execution_time_ms integer NOT NULL, "
                                     u"applied_by text NOT NULL DEFAULT session_user, "
                                     u"applied_at timestamptz NOT NULL DEFAULT now())"_s));
    }

    Result<void> recordUp(pg::Connection &connection, const Migration &migration,
                          std::chrono::microseconds took) override
    {
        const auto found = columns(connection);
        if (!found)
            return found.error();
        QStringList names;
        QStringList values;
        QList<QString> parameters;
        for (const HistoryColumn &column : *found) {
            const auto value = valueOf(column, migration, took);
            if (value.isNull())
                continue;
            names += sql::quoteIdentifier(column.name);
            parameters += value;
            const QString place = u"$%1"_s.arg(parameters.size());
            values += column.type == "interval"_L1 ? place + u"::interval"_s : place;
        }
        return exactlyOne(connection.query(u"INSERT INTO "_s + m_table + u" ("_s +
                                               names.join(u", "_s) + u") VALUES ("_s +
                                               values.join(u", "_s) + u')',
                                           parameters),
                          m_table);
    }

    Result<void> recordDown(pg::Connection &connection, const Migration &migration,
                            std::chrono::microseconds) override
    {
        return exactlyOne(
            connection.query(u"DELETE FROM "_s + m_table + u" WHERE version::text = $1"_s,
                             {migration.id}),
            m_table);
    }

private:
    /// A folder may create the table itself, in the very step that is being recorded.
    Result<QList<HistoryColumn>> columns(pg::Connection &connection)
    {
        if (m_columns.isEmpty()) {
            const auto tables = findHistories(connection);
            if (!tables)
                return tables.error();
            const auto table = std::ranges::find_if(*tables, [this](const HistoryTable &t) {
                return t.schema == m_history.schema && t.name == m_history.table;
            });
            if (table == tables->end() || table->kind != HistoryKind::Recorded) {
                return Error{.kind = Error::Kind::Conflict,
                             .message = u"%1 is not there in the expected shape."_s.arg(m_table)};
            }
            m_columns = table->columns;
        }
        return m_columns;
    }

    /// Null when the column is not ours to fill.
    static QString valueOf(const HistoryColumn &column, const Migration &migration,
                           std::chrono::microseconds took)
    {
        const QString &name = column.name;
        if (name == "version"_L1)
            return migration.id;
        if (name == "description"_L1 || name == "name"_L1)
            return migration.description;
        if (name == "script"_L1 || name == "filename"_L1 || name == "file"_L1)
            return migration.file.section(u'/', -1);
        if (name == "checksum"_L1 || name == "hash"_L1) {
            return column.type.contains("int"_L1) ? QString::number(migration.checksums.crc)
                                                  : QString::fromLatin1(migration.checksums.sha256);
        }
        if (name == "execution_time_ms"_L1)
            return milliseconds(took);
        if (name == "execution_time"_L1)
            return column.type == "interval"_L1 ? milliseconds(took) + u" milliseconds"_s
                                                : milliseconds(took);
        if (name == "success"_L1 && column.mandatory)
            return u"true"_s;
        return {};
    }

    const History &m_history;
    const QString m_table;
    QList<HistoryColumn> m_columns;
};

} // namespace

std::unique_ptr<HistoryWriter> makeRecordedWriter(const History &history)
{
    return std::make_unique<RecordedWriter>(history);
}

} // namespace howdah::planner
