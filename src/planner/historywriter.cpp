#include "planner/historywriter.h"

#include "sql/quote.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

QString milliseconds(std::chrono::microseconds took)
{
    return QString::number(std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
}

Result<pg::Rows> write(pg::Connection &connection, const QString &sql,
                       const QList<QString> &parameters = {})
{
    return connection.query(sql, parameters);
}

Result<void> done(const Result<pg::Rows> &answer)
{
    if (!answer)
        return answer.error();
    return {};
}

/// The tool's own statement would have touched one row; anything else means that somebody was here
/// meanwhile.
Result<void> exactlyOne(const Result<pg::Rows> &answer, const QString &table)
{
    if (!answer)
        return answer.error();
    if (answer->affectedRows() != 1) {
        return Error{.kind = Error::Kind::Conflict,
                     .message = u"%1 was changed by somebody else meanwhile."_s.arg(table)};
    }
    return {};
}

class AlembicWriter final : public HistoryWriter
{
public:
    AlembicWriter(const MigrationFolder &folder, const History &history)
        : m_folder(folder)
        , m_table(sql::qualifiedName(history.schema, history.table))
    {}

    Result<void> createTable(pg::Connection &connection) override
    {
        return done(
            write(connection, u"CREATE TABLE IF NOT EXISTS "_s + m_table +
                                  u" (version_num VARCHAR(32) NOT NULL, "
                                  u"CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"_s));
    }

    Result<void> recordUp(pg::Connection &connection, const Migration &migration,
                          std::chrono::microseconds) override
    {
        return change(connection, [&](QStringList applied) { return applied << migration.id; });
    }

    Result<void> recordDown(pg::Connection &connection, const Migration &migration,
                            std::chrono::microseconds) override
    {
        return change(connection, [&](QStringList applied) {
            applied.removeAll(migration.id);
            return applied;
        });
    }

private:
    template<typename Apply>
    Result<void> change(pg::Connection &connection, Apply apply)
    {
        const auto rows =
            write(connection, u"SELECT version_num FROM "_s + m_table + u" FOR UPDATE"_s);
        if (!rows)
            return rows.error();
        QStringList before;
        for (int row = 0; row < rows->rowCount(); ++row)
            before += rows->text(row, 0);
        const QStringList after = alembicHeads(m_folder, apply(alembicApplied(m_folder, before)));
        QStringList gone;
        QStringList come;
        std::ranges::copy_if(before, std::back_inserter(gone),
                             [&](const QString &v) { return !after.contains(v); });
        std::ranges::copy_if(after, std::back_inserter(come),
                             [&](const QString &v) { return !before.contains(v); });
        if (gone.size() == 1 && come.size() == 1) {
            return exactlyOne(
                write(connection,
                      u"UPDATE "_s + m_table + u" SET version_num = $1 WHERE version_num = $2"_s,
                      {come.constFirst(), gone.constFirst()}),
                m_table);
        }
        for (const QString &version : std::as_const(gone)) {
            if (const auto removed = exactlyOne(
                    write(connection, u"DELETE FROM "_s + m_table + u" WHERE version_num = $1"_s,
                          {version}),
                    m_table);
                !removed)
                return removed;
        }
        for (const QString &version : std::as_const(come)) {
            if (const auto added = exactlyOne(
                    write(connection, u"INSERT INTO "_s + m_table + u" (version_num) VALUES ($1)"_s,
                          {version}),
                    m_table);
                !added)
                return added;
        }
        return {};
    }

    const MigrationFolder &m_folder;
    const QString m_table;
};

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
        const auto created = done(write(
            connection,
            u"CREATE TABLE IF NOT EXISTS "_s + m_table +
                u" (\"installed_rank\" INT NOT NULL, \"version\" VARCHAR(50), \"description\" "
                u"VARCHAR(200) NOT NULL, "
                u"\"type\" VARCHAR(20) NOT NULL, \"script\" VARCHAR(1000) NOT NULL, \"checksum\" "
                u"INTEGER, "
                u"\"installed_by\" VARCHAR(100) NOT NULL, \"installed_on\" TIMESTAMP NOT NULL "
                u"DEFAULT now(), "
                u"\"execution_time\" INTEGER NOT NULL, \"success\" BOOLEAN NOT NULL, CONSTRAINT "_s +
                sql::quoteIdentifier(m_name + u"_pk"_s) + u" PRIMARY KEY (\"installed_rank\"))"_s));
        if (!created)
            return created;
        return done(write(connection, u"CREATE INDEX IF NOT EXISTS "_s +
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
        return exactlyOne(write(connection,
                                u"INSERT INTO "_s + m_table +
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
        return done(write(connection,
                          u"CREATE TABLE IF NOT EXISTS "_s + m_table +
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
            if (const auto begun = done(write(connection, u"BEGIN"_s)); !begun)
                return begun;
        }
        auto result = done(write(connection, u"DELETE FROM "_s + m_table));
        if (result && !version.isEmpty()) {
            result = exactlyOne(
                write(connection,
                      u"INSERT INTO "_s + m_table + u" (version, dirty) VALUES ($1, $2)"_s,
                      {version, dirty ? u"true"_s : u"false"_s}),
                m_table);
        }
        if (own) {
            const auto ended = done(write(connection, result ? u"COMMIT"_s : u"ROLLBACK"_s));
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
        return done(write(connection, u"CREATE TABLE IF NOT EXISTS "_s + m_table +
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
        return exactlyOne(write(connection,
                                u"INSERT INTO "_s + m_table + u" ("_s + names.join(u", "_s) +
                                    u") VALUES ("_s + values.join(u", "_s) + u')',
                                parameters),
                          m_table);
    }

    Result<void> recordDown(pg::Connection &connection, const Migration &migration,
                            std::chrono::microseconds) override
    {
        return exactlyOne(write(connection,
                                u"DELETE FROM "_s + m_table + u" WHERE version::text = $1"_s,
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

/// What @p revision stands on in Alembic's eyes: its parents, and those dependencies that no
/// ancestor has too.
QStringList normalisedParents(const MigrationFolder &folder, const Migration &revision)
{
    QStringList dependencies = revision.dependencies;
    QStringList open = revision.parents;
    QSet<QString> seen;
    while (!open.isEmpty() && !dependencies.isEmpty()) {
        const QString id = open.takeLast();
        const qsizetype index = folder.indexOf(id);
        if (index < 0 || seen.contains(id))
            continue;
        seen.insert(id);
        const Migration &ancestor = folder.migrations.at(index);
        for (const QString &dependency : ancestor.dependencies)
            dependencies.removeAll(dependency);
        open += ancestor.parents;
    }
    return revision.parents + dependencies;
}

} // namespace

Result<void> HistoryWriter::announce(pg::Connection &, const Migration &, Direction)
{
    return {};
}

Result<void> HistoryWriter::recordFailure(pg::Connection &, const Migration &,
                                          std::chrono::microseconds)
{
    return {};
}

std::optional<qint64> HistoryWriter::lockKey(const QString &) const
{
    return {};
}

QStringList alembicApplied(const MigrationFolder &folder, const QStringList &heads)
{
    QStringList applied;
    QStringList open = heads;
    QSet<QString> seen;
    while (!open.isEmpty()) {
        const QString id = open.takeLast();
        if (seen.contains(id))
            continue;
        seen.insert(id);
        applied += id;
        if (const qsizetype index = folder.indexOf(id); index >= 0) {
            open += folder.migrations.at(index).parents;
            open += folder.migrations.at(index).dependencies;
        }
    }
    return applied;
}

QStringList alembicHeads(const MigrationFolder &folder, const QStringList &applied)
{
    QSet<QString> below;
    for (const QString &id : applied) {
        const qsizetype index = folder.indexOf(id);
        if (index < 0)
            continue;
        const auto parents = normalisedParents(folder, folder.migrations.at(index));
        for (const QString &parent : parents)
            below.insert(parent);
    }
    QStringList heads;
    std::ranges::copy_if(applied, std::back_inserter(heads),
                         [&](const QString &id) { return !below.contains(id); });
    return heads;
}

std::unique_ptr<HistoryWriter> makeHistoryWriter(const MigrationFolder &folder,
                                                 const History &history)
{
    switch (history.kind) {
    case HistoryKind::Alembic:
        return std::make_unique<AlembicWriter>(folder, history);
    case HistoryKind::Flyway:
        return std::make_unique<FlywayWriter>(history);
    case HistoryKind::GolangMigrate:
        return std::make_unique<GolangMigrateWriter>(folder, history);
    case HistoryKind::Recorded:
        return std::make_unique<RecordedWriter>(history);
    default:
        return {};
    }
}

} // namespace howdah::planner
