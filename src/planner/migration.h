#pragma once

#include "change/finding.h"
#include "change/script.h"
#include "planner/checksum.h"

#include <QStringList>

namespace howdah::planner {

/// How a folder says what its files are.
enum class Format {
    Alembic,   ///< revision graph in .py files
    Versioned, ///< V1__x.sql, R__x.sql, U1__x.sql, B1__x.sql (Flyway's rules), init.sql first
    UpDown,    ///< 1_x.up.sql and 1_x.down.sql (golang-migrate)
    Numbered,  ///< 001_x.sql, init.sql first
};

/// "alembic", "versioned", "up-down", "numbered".
[[nodiscard]] QString formatName(Format format);

/// One migration as its files say it, whatever the database thinks of it.
struct Migration final
{
    enum class Kind {
        Init,       ///< init.sql: comes before everything, once
        Versioned,  ///< once, in order
        Repeatable, ///< after the versioned ones, again whenever it changed
        Baseline,   ///< instead of all versions up to its own, in an empty database
    };

    QString id; ///< what the tool's history calls it: "0031_metrics_learning", "001", "7"; a
                ///< repeatable's description
    QString description;
    Kind kind = Kind::Versioned;
    QString file; ///< relative to the folder
    QList<change::ScriptPtr> up;
    bool hasDown = false;
    QString downFile;
    QList<change::ScriptPtr> down;
    Checksums checksums; ///< of the up file

    QStringList parents;      ///< Alembic: down_revision
    QStringList dependencies; ///< Alembic: depends_on
    QStringList labels;       ///< Alembic: branch_labels

    QList<change::Finding> upFindings;   ///< found while reading; an Error blocks applying it
    QList<change::Finding> downFindings; ///< the same for rolling it back
};

/// A migration folder as read, in the order in which its migrations apply.
struct MigrationFolder final
{
    QString path;
    Format format = Format::Numbered;
    QList<Migration> migrations;
    QList<change::Finding> findings; ///< about the folder as a whole; an Error blocks everything
    QStringList heads;               ///< Alembic: revisions that no other builds on

    /// Index of the migration with that id, of any kind but Repeatable; -1 when there is none.
    [[nodiscard]] qsizetype indexOf(const QString &id) const;
};

} // namespace howdah::planner
