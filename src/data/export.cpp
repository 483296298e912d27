#include "data/export.h"

#include "data/resultstore.h"
#include "sql/classify.h"
#include "sql/script.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

constexpr qint64 rowsBetweenReports = 5'000;

/// The one statement of a text, without what psql would not send.
Result<QString> oneStatement(const QString &text)
{
    const auto script = sql::Script::split(text);
    const auto statements = script.checkedStatements();
    if (!statements)
        return statements.error();
    if (statements->size() != 1) {
        return Error::invalid(statements->isEmpty()
                                  ? u"there is no statement to export"_s
                                  : u"only one statement can be exported at a time"_s);
    }
    return script.text(statements->constFirst());
}

/// COPY (…) takes queries and statements with RETURNING, but no SHOW, EXPLAIN, CALL or EXECUTE.
bool fitsIntoCopy(const QString &statement)
{
    const auto found = sql::classify(statement);
    if (!found.returnsRows || found.command == "WITH"_L1)
        return false;
    static const QStringList commands{u"SELECT"_s, u"VALUES"_s, u"TABLE"_s};
    return commands.contains(found.command);
}

Result<qint64> copyCsv(pg::Connection &connection, const QString &statement, QIODevice &device,
                       const ExportProgress &progress, const pg::CallLimits &limits)
{
    std::optional<Error> writing;
    qint64 rows = -1; // the header
    const auto sink = [&](QByteArrayView data) {
        if (device.write(data.data(), data.size()) != data.size()) {
            writing = Error{.kind = Error::Kind::Io, .message = device.errorString()};
            return false;
        }
        ++rows;
        if (rows > 0 && rows % rowsBetweenReports == 0 && progress)
            progress(rows);
        // The call itself looks at its limits only when it waits, and a fast server never lets it.
        return !limits.token.isCancelled();
    };
    // The line break ends a comment at the end of the statement.
    const auto copied = connection.copyOut(
        u"COPY ("_s + statement + u"\n) TO STDOUT WITH (FORMAT csv, HEADER true)"_s, sink, limits);
    if (writing)
        return *writing;
    return copied;
}

Result<qint64> streamRows(pg::Connection &connection, const QString &statement, RowWriter &writer,
                          const ExportProgress &progress, const pg::CallLimits &limits)
{
    std::optional<Error> writing;
    QList<Column> columns;
    qint64 rows = 0;
    std::vector<Value> values;
    const auto take = [&](const pg::Rows &batch) {
        if (columns.isEmpty() && batch.hasColumns()) {
            columns = columnsOf(batch);
            values.resize(size_t(columns.size()));
            if (const auto begun = writer.begin(columns); !begun)
                writing = begun.error();
        }
        const int count = batch.rowCount();
        for (int row = 0; row < count && !writing; ++row) {
            for (int column = 0; column < columns.size(); ++column) {
                auto &value = values[size_t(column)];
                if (batch.isNull(row, column))
                    value.reset();
                else
                    value = batch.bytes(row, column);
            }
            if (const auto written = writer.row(values); !written)
                writing = written.error();
            if (++rows % rowsBetweenReports == 0 && progress)
                progress(rows);
        }
        // The call itself looks at its limits only when it waits, and a fast server never lets it.
        return !writing && !limits.token.isCancelled();
    };
    const auto streamed = connection.stream(statement, {}, take, limits);
    if (writing)
        return *writing;
    if (!streamed)
        return streamed.error();
    if (columns.isEmpty())
        return Error::invalid(u"this statement returns no rows to export"_s);
    if (const auto ended = writer.end(); !ended)
        return ended.error();
    return rows;
}

Error ioError(const QFileDevice &file)
{
    return {.kind = file.error() == QFileDevice::ResourceError ? Error::Kind::DiskFull
                                                               : Error::Kind::Io,
            .message = file.errorString(),
            .context = {u"write "_s + file.fileName()}};
}

Result<Exported> exportXlsx(pg::Connection &connection, const ExportRequest &request,
                            const QString &statement, const ExportProgress &progress,
                            const pg::CallLimits &limits)
{
    const QString partial = request.path + u".partial"_s;
    QString remark;
    Result<qint64> rows = Error::cancelled();
    {
        const auto writer = makeXlsxWriter(partial);
        rows = streamRows(connection, statement, *writer, progress, limits);
        remark = writer->remark();
    }
    if (!rows) {
        QFile::remove(partial);
        return rows.error();
    }
    QFile::remove(request.path);
    if (!QFile::rename(partial, request.path))
        return Error{.kind = Error::Kind::Io,
                     .message = u"%1 cannot be replaced"_s.arg(request.path)};
    return Exported{.rows = *rows, .bytes = QFileInfo(request.path).size(), .remark = remark};
}

} // namespace

Result<Exported> exportQuery(pg::Connection &connection, const ExportRequest &request,
                             QIODevice &device, const ExportProgress &progress,
                             const pg::CallLimits &limits)
{
    const auto statement = oneStatement(request.query);
    if (!statement)
        return statement.error();
    if (request.format == ExportFormat::Xlsx) {
        return Error{.kind = Error::Kind::Unsupported,
                     .message = u"a workbook can only be written to a file"_s};
    }
    Result<qint64> rows = 0;
    QString remark;
    if (request.format == ExportFormat::Csv && fitsIntoCopy(*statement)) {
        rows = copyCsv(connection, *statement, device, progress, limits);
    } else {
        const auto writer = makeRowWriter(request.format, device, request.table);
        rows = streamRows(connection, *statement, *writer, progress, limits);
        remark = writer->remark();
    }
    if (!rows)
        return rows.error();
    return Exported{
        .rows = *rows, .bytes = device.isSequential() ? 0 : device.pos(), .remark = remark};
}

Result<Exported> exportQuery(pg::Connection &connection, const ExportRequest &request,
                             const ExportProgress &progress, const pg::CallLimits &limits)
{
    if (request.format == ExportFormat::Xlsx) {
        const auto statement = oneStatement(request.query);
        if (!statement)
            return statement.error();
        return exportXlsx(connection, request, *statement, progress, limits);
    }
    QSaveFile file(request.path);
    if (!file.open(QIODevice::WriteOnly))
        return ioError(file);
    auto exported = exportQuery(connection, request, file, progress, limits);
    if (!exported)
        return exported;
    if (!file.commit())
        return ioError(file);
    exported->bytes = QFileInfo(request.path).size();
    return exported;
}

Result<QString> copyAs(ExportFormat format, const ResultStore &rows,
                       const QList<qint64> &rowNumbers, const QList<int> &columns,
                       const QString &table, qint64 mostBytes)
{
    const Error tooLarge{.kind = Error::Kind::Unsupported,
                         .message = u"this is more than %1 bytes"_s.arg(mostBytes)};
    const QList<Column> all = rows.columns();
    QList<int> chosen = columns;
    if (chosen.isEmpty()) {
        for (int i = 0; i < all.size(); ++i)
            chosen += i;
    }
    QList<Column> header;
    for (const int column : std::as_const(chosen))
        header += all.at(column);
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto writer = makeRowWriter(format, buffer, table);
    if (const auto begun = writer->begin(header); !begun)
        return begun.error();
    const qint64 count = rowNumbers.isEmpty() ? rows.rowCount() : rowNumbers.size();
    std::vector<Cell> cells(size_t(chosen.size()));
    std::vector<Value> values(size_t(chosen.size()));
    for (qint64 i = 0; i < count; ++i) {
        const qint64 row = rowNumbers.isEmpty() ? i : rowNumbers.at(i);
        for (size_t column = 0; column < cells.size(); ++column) {
            cells[column] = rows.cell(row, chosen.at(qsizetype(column)), mostBytes);
            if (cells[column].isCut())
                return tooLarge;
            if (cells[column].null)
                values[column].reset();
            else
                values[column] = QByteArrayView(cells[column].bytes);
        }
        if (const auto written = writer->row(values); !written)
            return written.error();
        if (buffer.size() > mostBytes)
            return tooLarge;
    }
    if (const auto ended = writer->end(); !ended)
        return ended.error();
    return QString::fromUtf8(buffer.data());
}

} // namespace howdah::data
