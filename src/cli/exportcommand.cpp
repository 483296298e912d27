#include "cli/exportcommand.h"

#include "base/format.h"
#include "data/export.h"

#include <QBuffer>
#include <QFile>

using namespace Qt::StringLiterals;

namespace howdah::cli {

namespace {

Result<QString> queryOf(const QCommandLineParser &parser)
{
    if (parser.isSet(u"query"_s) == parser.isSet(u"query-file"_s))
        return Error::invalid(u"Which rows? Give either --query SQL or --query-file FILE."_s);
    if (parser.isSet(u"query"_s))
        return parser.value(u"query"_s);
    QFile file(parser.value(u"query-file"_s));
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{.kind = Error::Kind::Io,
                     .message = file.errorString(),
                     .context = {u"read "_s + file.fileName()}};
    }
    return QString::fromUtf8(file.readAll());
}

} // namespace

QString ExportCommand::summary() const
{
    return u"Write the rows of a query as CSV, JSON, NDJSON, XLSX, SQL or Markdown."_s;
}

QStringList ExportCommand::formats() const
{
    return {u"csv"_s, u"tsv"_s, u"json"_s, u"ndjson"_s, u"xlsx"_s, u"sql"_s, u"markdown"_s};
}

void ExportCommand::describe(QCommandLineParser &parser) const
{
    parser.addOptions({
        {u"query"_s, u"One statement that returns rows. It runs read-only."_s, u"sql"_s},
        {u"query-file"_s, u"A file that holds the statement."_s, u"file"_s},
        {{u"o"_s, u"output"_s},
         u"Where to write; an existing file is replaced when everything went well. Standard output "
         u"when left out "
         u"(not for xlsx)."_s,
         u"file"_s},
        {u"table"_s, u"Target of the INSERT statements of --format sql, as SQL wants it written."_s,
         u"name"_s},
    });
}

ExitCode ExportCommand::run(const QCommandLineParser &parser, Context &context)
{
    const auto query = queryOf(parser);
    if (!query)
        return context.fail(query.error());
    const data::ExportRequest request{.query = *query,
                                      .format = *data::formatNamed(context.formatName),
                                      .path = parser.value(u"output"_s),
                                      .table = parser.value(u"table"_s)};
    if (request.format == data::ExportFormat::Xlsx && request.path.isEmpty())
        return context.fail(Error::invalid(u"A workbook needs a file: give -o FILE."_s));
    auto connection = context.connect(parser, Context::Access::ReadOnly);
    if (!connection)
        return context.fail(connection.error());
    const pg::CallLimits limits{.token = context.token};
    if (request.path.isEmpty()) {
        context.out.flush();
        QIODevice *device = context.out.device();
        QBuffer buffer;
        if (!device) {
            buffer.open(QIODevice::WriteOnly);
            device = &buffer;
        }
        const auto exported = data::exportQuery(*connection, request, *device, {}, limits);
        context.out << QString::fromUtf8(buffer.data());
        return exported ? ExitCode::Fine
                        : context.fail(exported.error(), u"Rows are missing at the end."_s);
    }
    const auto exported = data::exportQuery(*connection, request, data::ExportProgress(), limits);
    if (!exported)
        return context.fail(exported.error(), request.path + u" is as it was before."_s);
    context.err << u"%1 rows, %2, in %3\n"_s.arg(format::count(exported->rows),
                                                 format::bytes(exported->bytes), request.path);
    if (!exported->remark.isEmpty())
        context.err << exported->remark << u'\n';
    return ExitCode::Fine;
}

} // namespace howdah::cli
