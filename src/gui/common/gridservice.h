#pragma once

#include "data/export.h"
#include "data/gridedit.h"
#include "data/gridquery.h"
#include "data/rowsource.h"

#include <functional>

namespace howdah::gui {

/// What a grid needs to write: both answer later.
struct EditService final
{
    std::function<QFuture<Result<data::EditTarget>>(const QList<data::Column> &columns)> findTarget;
    std::function<QFuture<Result<void>>(const QList<data::EditStatement> &statements)> commit;
    QString connectionName;
    /// The table of this number as SQL wants it written, from memory; empty when it is not known.
    /// Copies as INSERT are addressed to it.
    std::function<QString(quint32 tableOid)> tableName = {};
};

/// What the grid of a table needs; made by app for each grid.
struct GridService final
{
    EditService editing;
    /// Runs a SELECT; stops the one before.
    std::function<data::RowReading(const QString &sql)> read;
    std::function<void()> stop;
    /// Nobody looks at the rows for now: the connection may be given back.
    std::function<void()> rest;
    /// Asked whenever something could be written, because production may have been unlocked.
    std::function<bool()> isReadOnly;
    /// Starts writing the rows of a query to a file, as a job; about so many are expected, -1 when
    /// nobody knows.
    std::function<void(const data::ExportRequest &request, qint64 expectedRows)> startExport;
    /// Lets somebody import the file at @p path into a table; opens a dialog over @p parent and
    /// calls @p done when rows have come in.
    std::function<void(const QString &path, const QString &schema, const QString &table,
                       QWidget *parent, const std::function<void()> &done)>
        startImport;
};

} // namespace howdah::gui
