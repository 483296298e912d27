#pragma once

#include "data/rowwriter.h"
#include "pg/connection.h"

#include <functional>

namespace howdah::data {

class ResultStore;

/// What an export brought.
struct Exported final
{
    qint64 rows = 0;
    qint64 bytes = 0; ///< size of the file
    QString remark;   ///< what the format could not hold; usually empty
};

struct ExportRequest final
{
    QString query; ///< exactly one statement that returns rows
    ExportFormat format = ExportFormat::Csv;
    QString path;  ///< replaced only when everything went well
    QString table; ///< for INSERT statements, as SQL wants it written
};

/// Called now and then with the number of rows so far, on the thread that exports.
using ExportProgress = std::function<void(qint64 rows)>;

/// Runs a query and writes its rows to a file, in constant memory. CSV comes from the server's own
/// COPY where the statement allows it. A cancelled or failed export leaves what was at the path
/// before.
[[nodiscard]] Result<Exported> exportQuery(pg::Connection &connection, const ExportRequest &request,
                                           const ExportProgress &progress = {},
                                           const pg::CallLimits &limits = {});

/// The same to an open device (standard output); XLSX is Unsupported there.
[[nodiscard]] Result<Exported> exportQuery(pg::Connection &connection, const ExportRequest &request,
                                           QIODevice &device, const ExportProgress &progress = {},
                                           const pg::CallLimits &limits = {});

/// Rows and columns of a result as text for the clipboard; empty lists mean all. Unsupported when
/// it would be more than @p mostBytes.
[[nodiscard]] Result<QString> copyAs(ExportFormat format, const ResultStore &rows,
                                     const QList<qint64> &rowNumbers, const QList<int> &columns,
                                     const QString &table = {},
                                     qint64 mostBytes = 256 * 1024 * 1024);

} // namespace howdah::data
