#pragma once

#include "pg/connection.h"

#include <QIODevice>
#include <QStringList>

#include <functional>

namespace howdah::data {

/// How a file of separated values is written.
struct CsvFormat final
{
    char delimiter = ',';
    char quote = '"';
    bool header = true;
    QString encoding = QStringLiteral("UTF8"); ///< PostgreSQL's name for it

    friend bool operator==(const CsvFormat &, const CsvFormat &) = default;
};

/// What a file looks like, from its first rows.
struct CsvPreview final
{
    CsvFormat format;
    QStringList columns;     ///< from the header, or "column1", "column2" …
    QStringList types;       ///< guessed: "bigint", "timestamptz", "jsonb", "text" …
    QList<QStringList> rows; ///< a null QString is NULL (an empty field without quotes)
};

/// Reads the beginning of a file and guesses delimiter (, ; tab |), header and types; Io or
/// InvalidInput.
[[nodiscard]] Result<CsvPreview> previewCsv(const QString &path, int rows = 200);

struct ImportRequest final
{
    QString path;
    CsvFormat format;
    QString schema;
    QString table;
    QStringList
        columns; ///< of the table, in the order of the file's; empty: all, in the table's order
    /// Makes the table first, with these types for `columns`; empty: it is there.
    QStringList createWithTypes;
};

/// A row that the server refused, with its own reason.
struct BadRow final
{
    qint64 line = 0; ///< of the file, from 1, where the row begins
    QString reason;
    QString text; ///< the row as it stands in the file, shortened
};

struct ImportReport final
{
    qint64 rows = 0;   ///< imported: all of the file, or none
    QList<BadRow> bad; ///< why none were; the first fifty
};

/// What an import is doing: copying the file, or, when rows were refused, going through it again to
/// find each of them.
enum class ImportStage { Copying, LookingForBadRows };

/// Called now and then with the number of bytes read so far.
using ImportProgress = std::function<void(ImportStage stage, qint64 bytes, qint64 total)>;

/// Copies a file into a table, all or nothing: one transaction, which must not be open yet. When
/// rows are refused the file is gone through again to find each of them, and nothing is kept.
[[nodiscard]] Result<ImportReport> importCsv(pg::Connection &connection,
                                             const ImportRequest &request,
                                             const ImportProgress &progress = {},
                                             const pg::CallLimits &limits = {});

} // namespace howdah::data
