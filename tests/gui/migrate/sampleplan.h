#pragma once

#include "planner/plan.h"

#include <QString>

/// Plans made without a server, for the tests of the page and its models.
namespace howdah::test {

inline change::ScriptPtr script(const QString &file, const QString &text)
{
    return std::make_shared<const change::Script>(
        change::Script{.file = file, .text = text, .map = change::SourceMap::ofText(text)});
}

inline planner::Migration migration(const QString &id, const QString &description,
                                    const QString &sql)
{
    planner::Migration made;
    made.id = id;
    made.description = description;
    made.file = QStringLiteral("V") + id + QStringLiteral("__x.sql");
    made.up = {script(made.file, sql)};
    made.checksums = planner::checksumsOf(sql.toUtf8(), sql);
    return made;
}

inline planner::DatabaseFacts facts(const QList<planner::HistoryRow> &rows = {})
{
    planner::DatabaseFacts made;
    made.serverVersion = 150004;
    made.serverVersionText = QStringLiteral("15.4 (Debian)");
    made.database = QStringLiteral("app");
    made.user = QStringLiteral("owner");
    made.schema = QStringLiteral("public");
    made.superuser = true;
    made.mayCreateInSchema = true;
    made.mayCreateInDatabase = true;
    if (!rows.isEmpty()) {
        const QString table = QStringLiteral("flyway_schema_history");
        made.historyTables = {{.kind = planner::HistoryKind::Flyway,
                               .schema = made.schema,
                               .name = table,
                               .columns = {}}};
        made.histories = {{.kind = planner::HistoryKind::Flyway,
                           .schema = made.schema,
                           .table = table,
                           .exists = true,
                           .columns = {},
                           .rows = rows}};
    }
    return made;
}

inline planner::MigrationFolder folder(const QList<planner::Migration> &migrations)
{
    return {.path = QStringLiteral("/migrations"),
            .format = planner::Format::Versioned,
            .migrations = migrations,
            .findings = {},
            .heads = {}};
}

} // namespace howdah::test
