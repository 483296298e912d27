#pragma once

#include "base/result.h"
#include "pg/connection.h"
#include "planner/migration.h"

#include <QDateTime>

#include <optional>

namespace howdah::planner {

/// Whose table it is. The first four are read and written; the others are recognised, so that
/// nobody mistakes them.
enum class HistoryKind {
    Alembic,       ///< alembic_version(version_num)
    Flyway,        ///< flyway_schema_history
    GolangMigrate, ///< schema_migrations(version, dirty)
    Recorded,      ///< schema_migrations(version, checksum, execution time …): a folder's own, or
                   ///< Howdah's
    VersionOnly,   ///< schema_migrations(version …): dbmate, Rails or Ecto
    Liquibase,
    Sqitch,
    Prisma,
    Atlas,
    Goose,
    Sqlx,
    Diesel,
    Supabase,
    Unknown,
};

/// "Alembic", "Flyway", "golang-migrate" …, for people.
[[nodiscard]] QString historyKindName(HistoryKind kind);

struct HistoryColumn final
{
    QString name;
    QString type;           ///< format_type(), e.g. "character varying(32)"
    bool mandatory = false; ///< NOT NULL without a default
};

/// A table that some tool keeps its history in.
struct HistoryTable final
{
    HistoryKind kind = HistoryKind::Unknown;
    QString schema;
    QString name;
    QList<HistoryColumn> columns;

    [[nodiscard]] bool hasColumn(QStringView column) const;
    /// Quoted for SQL.
    [[nodiscard]] QString qualifiedName() const;
};

/// One row, brought to a common form; what a tool does not keep stays empty.
struct HistoryRow final
{
    QString version; ///< empty for a repeatable
    QString description;
    QString type; ///< Flyway: SQL, BASELINE, UNDO_SQL, DELETE …
    QString script;
    QString checksum;
    QString appliedBy;
    QDateTime appliedAt;
    qint64 executionMs = -1;
    qint64 rank = 0; ///< order of application where the tool keeps one
    bool success = true;
    bool dirty = false; ///< golang-migrate: this version was begun and never ended

    friend bool operator==(const HistoryRow &, const HistoryRow &) = default;
};

struct History final
{
    HistoryKind kind = HistoryKind::Unknown;
    QString schema; ///< where the table is or will be
    QString table;
    bool exists = false;
    QList<HistoryColumn> columns;
    QList<HistoryRow> rows; ///< as applied, oldest first
};

/// Every history table of the database that the role may see, those of the current schema first.
[[nodiscard]] Result<QList<HistoryTable>> findHistories(pg::Connection &connection,
                                                        const pg::CallLimits &limits = {});

/// The rows of one of the first four kinds; Unsupported for others.
[[nodiscard]] Result<History> readHistory(pg::Connection &connection, const HistoryTable &table,
                                          const pg::CallLimits &limits = {});

/// What a table of these columns is; @p name decides between tools that share a shape.
[[nodiscard]] HistoryKind recogniseHistory(const QString &schema, const QString &name,
                                           const QList<HistoryColumn> &columns);

} // namespace howdah::planner
