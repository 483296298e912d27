#include "planner/historywriters.h"

#include "sql/quote.h"

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

class FlywayWriter final : public HistoryWriter
{
public:
    explicit FlywayWriter(const History &history)
        : m_schema(history.schema)
        , m_name(history.table)
        , m_table(sql::qualifiedName(history.schema, history.table))
    {}

    Result<void> createTable(pg::Connection &connection) override
    {
        // PostgreSQLDatabase.getRawCreateScript(), as Flyway writes it.
        static const QString columns =
            u"\"installed_rank\" INT NOT NULL, \"version\" VARCHAR(50), "
            u"\"description\" VARCHAR(200) NOT NULL, \"type\" VARCHAR(20) NOT NULL, "
            u"\"script\" VARCHAR(1000) NOT NULL, \"checksum\" INTEGER, "
            u"\"installed_by\" VARCHAR(100) NOT NULL, "
            u"\"installed_on\" TIMESTAMP NOT NULL DEFAULT now(), "
            u"\"execution_time\" INTEGER NOT NULL, \"success\" BOOLEAN NOT NULL"_s;
        const auto created = done(connection.query(
            u"CREATE TABLE IF NOT EXISTS "_s + m_table + u" ("_s + columns + u", CONSTRAINT "_s +
            sql::quoteIdentifier(m_name + u"_pk"_s) + u" PRIMARY KEY (\"installed_rank\"))"_s));
        if (!created)
            return created;
        return done(connection.query(u"CREATE INDEX IF NOT EXISTS "_s +
                                     sql::quoteIdentifier(m_name + u"_s_idx"_s) + u" ON "_s +
                                     m_table + u" (\"success\")"_s));
    }

    Result<void> recordUp(pg::Connection &connection, const Migration &migration,
                          std::chrono::microseconds took) override
    {
        if (migration.kind == Migration::Kind::Init) {
            // Flyway has no init.sql: to it the database is one that was there before, baselined at
            // version 0.
            return insert(connection, u"0"_s, migration.description, u"BASELINE"_s, migration, took,
                          true);
        }
        const bool baseline = migration.kind == Migration::Kind::Baseline;
        return insert(connection, versionOf(migration), migration.description,
                      baseline ? u"SQL_BASELINE"_s : u"SQL"_s, migration, took, true);
    }

    Result<void> recordDown(pg::Connection &connection, const Migration &migration,
                            std::chrono::microseconds took) override
    {
        // Undoing is a further row; none is taken away.
        Migration undo = migration;
        undo.file = migration.downFile;
        undo.checksums = {};
        return insert(connection, versionOf(migration), migration.description, u"UNDO_SQL"_s, undo,
                      took, true);
    }

    Result<void> recordFailure(pg::Connection &connection, const Migration &migration,
                               std::chrono::microseconds took) override
    {
        return insert(connection, versionOf(migration), migration.description, u"SQL"_s, migration,
                      took, false);
    }

    std::optional<qint64> lockKey(const QString &) const override
    {
        return flywayLockKey(m_schema, m_name);
    }

private:
    static QString versionOf(const Migration &migration)
    {
        return migration.kind == Migration::Kind::Repeatable ? QString() : migration.id;
    }

    Result<void> insert(pg::Connection &connection, const QString &version,
                        const QString &description, const QString &type, const Migration &migration,
                        std::chrono::microseconds took, bool success)
    {
        const bool summed = type == "SQL"_L1 || type == "SQL_BASELINE"_L1;
        return exactlyOne(
            connection.query(u"INSERT INTO "_s + m_table +
                                 u" (installed_rank, version, description, type, script, "
                                 u"checksum, installed_by, "
                                 u"execution_time, success) SELECT "
                                 u"coalesce(max(installed_rank), 0) + 1, $1::varchar, "
                                 u"$2::varchar, $3::varchar, $4::varchar, $5::integer, "
                                 u"current_user, $6::integer, $7::boolean "
                                 u"FROM "_s +
                                 m_table,
                             {version, description.left(200), type,
                              migration.file.section(u'/', -1).left(1000),
                              summed ? QString::number(migration.checksums.crc) : QString(),
                              milliseconds(took), success ? u"true"_s : u"false"_s}),
            m_table);
    }

    const QString m_schema;
    const QString m_name;
    const QString m_table;
};

} // namespace

std::unique_ptr<HistoryWriter> makeFlywayWriter(const History &history)
{
    return std::make_unique<FlywayWriter>(history);
}

} // namespace howdah::planner
