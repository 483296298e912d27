#include "planner/historywriters.h"

#include "sql/quote.h"

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

class GolangMigrateWriter final : public HistoryWriter
{
public:
    GolangMigrateWriter(const MigrationFolder &folder, const History &history)
        : m_folder(folder)
        , m_schema(history.schema)
        , m_name(history.table)
        , m_table(sql::qualifiedName(history.schema, history.table))
    {}

    Result<void> createTable(pg::Connection &connection) override
    {
        return done(
            connection.query(u"CREATE TABLE IF NOT EXISTS "_s + m_table +
                             u" (version bigint not null primary key, dirty boolean not null)"_s));
    }

    Result<void> announce(pg::Connection &connection, const Migration &migration,
                          Direction direction) override
    {
        if (direction == Direction::Up)
            return setVersion(connection, migration.id, true);
        // "Before the first version, and dirty" is -1 to the tool.
        const QString before = versionBefore(migration);
        return setVersion(connection, before.isEmpty() ? u"-1"_s : before, true);
    }

    Result<void> recordUp(pg::Connection &connection, const Migration &migration,
                          std::chrono::microseconds) override
    {
        return setVersion(connection, migration.id, false);
    }

    Result<void> recordDown(pg::Connection &connection, const Migration &migration,
                            std::chrono::microseconds) override
    {
        return setVersion(connection, versionBefore(migration), false);
    }

    std::optional<qint64> lockKey(const QString &database) const override
    {
        return golangMigrateLockKey(m_schema, m_name, database);
    }

private:
    QString versionBefore(const Migration &migration) const
    {
        const qsizetype index = m_folder.indexOf(migration.id);
        return index > 0 ? m_folder.migrations.at(index - 1).id : QString();
    }

    /// The table holds one row, or none before the first version.
    Result<void> setVersion(pg::Connection &connection, const QString &version, bool dirty)
    {
        // As the tool: emptied and filled in one transaction.
        const bool own = connection.transactionStatus() == pg::TransactionStatus::Idle;
        if (own) {
            if (const auto begun = done(connection.query(u"BEGIN"_s)); !begun)
                return begun;
        }
        auto result = done(connection.query(u"DELETE FROM "_s + m_table));
        if (result && !version.isEmpty()) {
            result = exactlyOne(connection.query(u"INSERT INTO "_s + m_table +
                                                     u" (version, dirty) VALUES ($1, $2)"_s,
                                                 {version, dirty ? u"true"_s : u"false"_s}),
                                m_table);
        }
        if (own) {
            const auto ended = done(connection.query(result ? u"COMMIT"_s : u"ROLLBACK"_s));
            if (result && !ended)
                return ended;
        }
        return result;
    }

    const MigrationFolder &m_folder;
    const QString m_schema;
    const QString m_name;
    const QString m_table;
};

} // namespace

std::unique_ptr<HistoryWriter> makeGolangMigrateWriter(const MigrationFolder &folder,
                                                       const History &history)
{
    return std::make_unique<GolangMigrateWriter>(folder, history);
}

} // namespace howdah::planner
