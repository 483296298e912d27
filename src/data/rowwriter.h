#pragma once

#include "base/result.h"
#include "data/column.h"

#include <QIODevice>

#include <memory>
#include <optional>
#include <span>

namespace howdah::data {

enum class ExportFormat { Csv, Tsv, Json, Ndjson, Xlsx, Sql, Markdown };

/// "csv", "tsv", "json", "ndjson", "xlsx", "sql", "markdown".
[[nodiscard]] QString formatName(ExportFormat format);
[[nodiscard]] std::optional<ExportFormat> formatNamed(const QString &name);
/// The usual ending of a file's name, without the dot.
[[nodiscard]] QString formatSuffix(ExportFormat format);

/// A value on its way out; nothing is SQL NULL.
using Value = std::optional<QByteArrayView>;

/// Writes rows in one format, one after the other, in memory that does not grow with their number.
class RowWriter
{
public:
    virtual ~RowWriter() = default;

    [[nodiscard]] virtual Result<void> begin(const QList<Column> &columns) = 0;
    [[nodiscard]] virtual Result<void> row(std::span<const Value> values) = 0;
    [[nodiscard]] virtual Result<void> end() = 0;
    /// What the format could not hold, in English; empty when all went in.
    [[nodiscard]] virtual QString remark() const { return {}; }
};

/// A writer for every format but XLSX, which needs a file of its own (makeXlsxWriter). @p table is
/// the target of the INSERT statements, as SQL wants it written; "rows" when empty.
[[nodiscard]] std::unique_ptr<RowWriter> makeRowWriter(ExportFormat format, QIODevice &device,
                                                       const QString &table = {});
/// A workbook at @p path; beyond 1,048,576 rows it goes on on further sheets.
[[nodiscard]] std::unique_ptr<RowWriter> makeXlsxWriter(const QString &path);

/// A number that JSON and SQL can hold bare: no NaN, no Infinity.
[[nodiscard]] bool isPlainNumber(QByteArrayView text);
/// Counts and mends what is no UTF-8: rows of an SQL_ASCII database can hold any bytes, and some
/// formats no others than UTF-8.
class Utf8Mender final
{
public:
    /// @p text itself, or with U+FFFD in the place of what cannot be read; valid until the next
    /// call.
    [[nodiscard]] QByteArrayView mend(QByteArrayView text);
    /// In English; empty when there was nothing to mend.
    [[nodiscard]] QString remark() const;

private:
    QByteArray m_mended;
    qint64 m_count = 0;
};

/// @p text as a JSON string with its quotes.
[[nodiscard]] QByteArray jsonString(QByteArrayView text);

} // namespace howdah::data
