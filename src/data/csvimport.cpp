#include "data/csvimport.h"

#include "data/csvreader.h"
#include "sql/quote.h"

#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <span>
#include <vector>

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

constexpr qsizetype pieceBytes = 256 * 1024;
constexpr int rowsATime = 1000;
constexpr int mostBadRows = 50;
constexpr qsizetype longestQuotedRow = 200;

struct TypeRule
{
    const char *type;
    bool (*fits)(const QString &value);
};

bool matches(const char *pattern, const QString &value)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QString::fromLatin1(pattern)))
        .match(value)
        .hasMatch();
}

/// From the narrowest to the widest; text takes everything.
constexpr TypeRule typeRules[] = {
    {"boolean", [](const QString &v) { return matches("true|false|t|f|yes|no", v.toLower()); }},
    {"integer",
     [](const QString &v) {
         bool fits = false;
         v.toInt(&fits);
         // A leading zero belongs to a code, not to a number.
         return fits && (v == "0"_L1 || !matches("-?0\\d+", v));
     }},
    {"bigint",
     [](const QString &v) {
         bool fits = false;
         v.toLongLong(&fits);
         return fits && !matches("-?0\\d+", v);
     }},
    {"numeric",
     [](const QString &v) { return matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?", v); }},
    {"date", [](const QString &v) { return matches("\\d{4}-\\d{2}-\\d{2}", v); }},
    {"timestamptz",
     [](const QString &v) {
         return matches("\\d{4}-\\d{2}-\\d{2}[ "
                        "T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?\\s*(Z|[+-]\\d{2}(:?\\d{2})?)",
                        v);
     }},
    {"timestamp",
     [](const QString &v) {
         return matches("\\d{4}-\\d{2}-\\d{2}[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?", v);
     }},
    {"uuid",
     [](const QString &v) {
         return matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", v.toLower());
     }},
    {"jsonb",
     [](const QString &v) {
         return (v.startsWith(u'{') || v.startsWith(u'[')) &&
                !QJsonDocument::fromJson(v.toUtf8()).isNull();
     }},
};

QString guessedType(const QList<QStringList> &rows, qsizetype column)
{
    QStringList values;
    for (const QStringList &row : rows) {
        const QString value = row.value(column);
        if (!value.isNull())
            values += value;
    }
    if (values.isEmpty())
        return u"text"_s;
    for (const TypeRule &rule : typeRules) {
        if (std::all_of(values.begin(), values.end(), rule.fits))
            return QString::fromLatin1(rule.type);
    }
    return u"text"_s;
}

/// The one that cuts the first rows into equally many fields, and into most.
char guessedDelimiter(const QList<QByteArray> &records)
{
    char best = ',';
    qsizetype most = 1;
    for (const char candidate : {',', ';', '\t', '|'}) {
        CsvFormat format;
        format.delimiter = candidate;
        const qsizetype count = csvFields(records.constFirst(), format).size();
        const bool even =
            std::all_of(records.begin(), records.end(), [&](const QByteArray &record) {
                return csvFields(record, format).size() == count;
            });
        if (even && count > most) {
            best = candidate;
            most = count;
        }
    }
    return best;
}

/// A first row of words above a column of something else is a header; so is one whose words are all
/// different.
bool guessedHeader(const QStringList &first, const QList<QStringList> &rest)
{
    const bool words = std::all_of(first.begin(), first.end(), [](const QString &field) {
        return !field.isEmpty() && !matches("[-+]?[\\d.,]+", field);
    });
    if (!words)
        return false;
    QStringList unique = first;
    unique.removeDuplicates();
    if (rest.isEmpty() || unique.size() != first.size())
        return unique.size() == first.size();
    for (qsizetype i = 0; i < first.size(); ++i) {
        const QString type = guessedType(rest, i);
        if (type != "text"_L1 && guessedType({{first.at(i)}}, 0) == "text"_L1)
            return true;
    }
    return std::all_of(first.begin(), first.end(),
                       [](const QString &field) { return matches("\\w[\\w .-]{0,62}", field); });
}

QString copyStatement(const ImportRequest &request)
{
    QStringList columns;
    for (const QString &column : request.columns)
        columns += sql::quoteIdentifier(column);
    return u"COPY "_s + sql::qualifiedName(request.schema, request.table) +
           (columns.isEmpty() ? QString() : QString(u" ("_s + columns.join(u", "_s) + u')')) +
           u" FROM STDIN WITH (FORMAT csv, DELIMITER "_s +
           sql::quoteLiteral(QString(QLatin1Char(request.format.delimiter))) + u", QUOTE "_s +
           sql::quoteLiteral(QString(QLatin1Char(request.format.quote))) + u", ENCODING "_s +
           sql::quoteLiteral(request.format.encoding) + u')';
}

Result<void> createTable(pg::Connection &connection, const ImportRequest &request,
                         const pg::CallLimits &limits)
{
    QStringList columns;
    for (qsizetype i = 0; i < request.columns.size(); ++i)
        columns += sql::quoteIdentifier(request.columns.at(i)) + u' ' +
                   request.createWithTypes.value(i, u"text"_s);
    const auto made =
        connection.query(u"CREATE TABLE "_s + sql::qualifiedName(request.schema, request.table) +
                             u" ("_s + columns.join(u", "_s) + u')',
                         {}, limits);
    return made ? Result<void>() : Result<void>(made.error());
}

/// The refusal of a row, as against a lost connection or a missing table.
bool isAboutData(const Error &error)
{
    return error.sqlstate.startsWith("22"_L1) || error.sqlstate.startsWith("23"_L1);
}

/// Finds every row that the server refuses, by halving what it refuses.
class Culprits final
{
public:
    Culprits(pg::Connection &connection, QString copy, const pg::CallLimits &limits)
        : m_connection(connection)
        , m_copy(std::move(copy))
        , m_limits(limits)
    {}

    [[nodiscard]] Result<void> look(std::span<const CsvRecord> records)
    {
        if (records.empty() || isEnough())
            return {};
        if (const auto set = m_connection.query(u"SAVEPOINT rows"_s, {}, m_limits); !set)
            return set.error();
        size_t at = 0;
        const auto copied = m_connection.copyIn(
            m_copy,
            [&](QByteArray &buffer) -> Result<void> {
                while (at < records.size() && buffer.size() < pieceBytes)
                    buffer += withLineEnd(records[at++].bytes);
                return {};
            },
            m_limits);
        if (copied) {
            const auto released = m_connection.query(u"RELEASE SAVEPOINT rows"_s, {}, m_limits);
            return released ? Result<void>() : Result<void>(released.error());
        }
        if (!isAboutData(copied.error()))
            return copied.error();
        if (const auto back = m_connection.query(u"ROLLBACK TO SAVEPOINT rows"_s, {}, m_limits);
            !back)
            return back.error();
        if (records.size() == 1) {
            QString reason = copied.error().message;
            if (!copied.error().detail.isEmpty())
                reason += u": "_s + copied.error().detail;
            m_bad.append(
                {.line = records[0].line,
                 .reason = reason,
                 .text = QString::fromUtf8(records[0].bytes.left(longestQuotedRow)).trimmed()});
            return {};
        }
        const size_t half = records.size() / 2;
        if (const auto first = look(records.first(half)); !first)
            return first;
        return look(records.subspan(half));
    }

    [[nodiscard]] bool isEnough() const { return m_bad.size() >= mostBadRows; }
    [[nodiscard]] const QList<BadRow> &bad() const { return m_bad; }

private:
    /// The last line of a file may lack its end.
    static QByteArray withLineEnd(const QByteArray &bytes)
    {
        return bytes.endsWith('\n') ? bytes : bytes + '\n';
    }

    pg::Connection &m_connection;
    QString m_copy;
    const pg::CallLimits &m_limits;
    QList<BadRow> m_bad;
};

Error ioError(const QFile &file)
{
    return {.kind = Error::Kind::Io,
            .message = file.errorString(),
            .context = {u"read "_s + file.fileName()}};
}

/// Before PostgreSQL 18 a line of "\." alone ends the data, and everything behind it would be left
/// out without a word.
std::optional<BadRow> earlyEnd(const pg::Connection &connection, QFile &file)
{
    if (connection.serverVersion() >= 180000)
        return {};
    file.seek(0);
    for (qint64 number = 1; !file.atEnd(); ++number) {
        const QByteArray line = file.readLine();
        if (line.trimmed() == "\\.") {
            return BadRow{.line = number,
                          .reason = u"this server takes the line for the end of the file; put the "
                                    u"value into quotes"_s,
                          .text = u"\\."_s};
        }
    }
    return {};
}

/// @p doubtful says whether the file holds what could be taken for its end.
Result<qint64> copyWhole(pg::Connection &connection, const ImportRequest &request, QFile &file,
                         const ImportProgress &progress, const pg::CallLimits &limits,
                         bool *doubtful)
{
    CsvReader reader(file, request.format);
    if (request.format.header)
        (void)reader.next(); // an empty file has none, and no rows either
    const qint64 total = file.size();
    return connection.copyIn(
        copyStatement(request),
        [&](QByteArray &buffer) -> Result<void> {
            buffer = file.read(pieceBytes);
            if (buffer.isEmpty() && !file.atEnd())
                return ioError(file);
            *doubtful = *doubtful || buffer.contains("\\.") || buffer.endsWith('\\');
            if (progress)
                progress(ImportStage::Copying, file.pos(), total);
            return {};
        },
        limits);
}

Result<QList<BadRow>> findCulprits(pg::Connection &connection, const ImportRequest &request,
                                   QFile &file, const ImportProgress &progress,
                                   const pg::CallLimits &limits)
{
    file.seek(0);
    CsvReader reader(file, request.format);
    if (request.format.header)
        (void)reader.next(); // read once already
    Culprits culprits(connection, copyStatement(request), limits);
    bool more = true;
    while (more && !culprits.isEnough()) {
        std::vector<CsvRecord> records;
        while (records.size() < rowsATime) {
            auto record = reader.next();
            if (!record) {
                more = false;
                break;
            }
            records.push_back(*std::move(record));
        }
        if (const auto looked = culprits.look(records); !looked)
            return looked.error();
        if (progress)
            progress(ImportStage::LookingForBadRows, reader.position(), file.size());
    }
    return culprits.bad();
}

} // namespace

Result<CsvPreview> previewCsv(const QString &path, int rows)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return ioError(file);
    CsvReader reader(file, CsvFormat());
    QList<QByteArray> records;
    while (records.size() <= rows) {
        const auto record = reader.next();
        if (!record)
            break;
        records += record->bytes;
    }
    if (records.isEmpty())
        return Error::invalid(u"the file is empty"_s);
    CsvPreview preview;
    preview.format.delimiter = guessedDelimiter(records);
    // Whatever is no UTF-8 is most likely from an old spreadsheet.
    const QByteArray all = records.join();
    if (QString::fromUtf8(all).contains(QChar::ReplacementCharacter))
        preview.format.encoding = u"WIN1252"_s;
    for (const QByteArray &record : std::as_const(records))
        preview.rows += csvFields(record, preview.format);
    const QStringList first = preview.rows.constFirst();
    preview.format.header = guessedHeader(first, preview.rows.mid(1));
    if (preview.format.header)
        preview.rows.removeFirst();
    for (qsizetype i = 0; i < first.size(); ++i) {
        preview.columns += preview.format.header ? first.at(i) : u"column%1"_s.arg(i + 1);
        preview.types += guessedType(preview.rows, i);
    }
    return preview;
}

Result<ImportReport> importCsv(pg::Connection &connection, const ImportRequest &request,
                               const ImportProgress &progress, const pg::CallLimits &limits)
{
    QFile file(request.path);
    if (!file.open(QIODevice::ReadOnly))
        return ioError(file);
    const auto begin = [&]() -> Result<void> {
        if (const auto begun = connection.query(u"BEGIN"_s, {}, limits); !begun)
            return begun.error();
        return request.createWithTypes.isEmpty() ? Result<void>()
                                                 : createTable(connection, request, limits);
    };
    // Ends the transaction also after a cancel, so without the limits that were cancelled.
    const auto rollBack = [&] { (void)connection.query(u"ROLLBACK"_s); };
    if (const auto begun = begin(); !begun) {
        rollBack();
        return begun.error();
    }
    bool doubtful = false;
    const auto copied = copyWhole(connection, request, file, progress, limits, &doubtful);
    const auto end = doubtful ? earlyEnd(connection, file) : std::nullopt;
    if (end) {
        rollBack();
        return ImportReport{.rows = 0, .bad = {*end}};
    }
    if (copied) {
        if (const auto committed = connection.query(u"COMMIT"_s, {}, limits); !committed)
            return committed.error();
        return ImportReport{.rows = *copied, .bad = {}};
    }
    rollBack();
    if (!isAboutData(copied.error()))
        return copied.error();
    if (const auto begun = begin(); !begun) {
        rollBack();
        return begun.error();
    }
    const auto bad = findCulprits(connection, request, file, progress, limits);
    rollBack();
    if (!bad)
        return bad.error();
    // What is refused only as a whole (a trigger on the statement) has no single row to blame.
    if (bad->isEmpty())
        return copied.error();
    return ImportReport{.rows = 0, .bad = *bad};
}

} // namespace howdah::data
