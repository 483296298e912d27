#include "data/rowwriter.h"

#include "sql/quote.h"

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

constexpr qsizetype flushBytes = 64 * 1024;

struct FormatName
{
    ExportFormat format;
    const char *name;
    const char *suffix;
};

constexpr FormatName formatNames[] = {
    {ExportFormat::Csv, "csv", "csv"},          {ExportFormat::Tsv, "tsv", "tsv"},
    {ExportFormat::Json, "json", "json"},       {ExportFormat::Ndjson, "ndjson", "ndjson"},
    {ExportFormat::Xlsx, "xlsx", "xlsx"},       {ExportFormat::Sql, "sql", "sql"},
    {ExportFormat::Markdown, "markdown", "md"},
};

/// Gathers what a writer says and passes it on in large pieces.
class BufferedWriter : public RowWriter
{
public:
    explicit BufferedWriter(QIODevice &device)
        : m_device(device)
    {}

    [[nodiscard]] Result<void> end() override { return flush(); }

protected:
    [[nodiscard]] Result<void> flushIfLarge()
    {
        return m_buffer.size() < flushBytes ? Result<void>() : flush();
    }
    [[nodiscard]] Result<void> flush()
    {
        if (m_device.write(m_buffer) != m_buffer.size())
            return Error{.kind = Error::Kind::Io, .message = m_device.errorString()};
        m_buffer.clear();
        return {};
    }

    QByteArray m_buffer;

private:
    QIODevice &m_device;
};

/// Comma separated as COPY … (FORMAT csv, HEADER) writes it: NULL is nothing, an empty value is "".
class CsvWriter final : public BufferedWriter
{
public:
    using BufferedWriter::BufferedWriter;

    [[nodiscard]] Result<void> begin(const QList<Column> &columns) override
    {
        for (qsizetype i = 0; i < columns.size(); ++i) {
            if (i > 0)
                m_buffer += ',';
            field(columns.at(i).name.toUtf8());
        }
        m_buffer += '\n';
        return {};
    }

    [[nodiscard]] Result<void> row(std::span<const Value> values) override
    {
        for (size_t i = 0; i < values.size(); ++i) {
            if (i > 0)
                m_buffer += ',';
            if (values[i])
                field(*values[i]);
        }
        m_buffer += '\n';
        return flushIfLarge();
    }

private:
    void field(QByteArrayView text)
    {
        const bool quotes =
            text.isEmpty() || text == "\\." || std::any_of(text.begin(), text.end(), [](char c) {
                return c == ',' || c == '"' || c == '\n' || c == '\r';
            });
        if (!quotes) {
            m_buffer.append(text.data(), text.size());
            return;
        }
        m_buffer += '"';
        for (const char c : text) {
            if (c == '"')
                m_buffer += '"';
            m_buffer += c;
        }
        m_buffer += '"';
    }
};

/// Tab separated for spreadsheets and terminals: what would break a cell becomes a blank.
class TsvWriter final : public BufferedWriter
{
public:
    using BufferedWriter::BufferedWriter;

    [[nodiscard]] Result<void> begin(const QList<Column> &columns) override
    {
        for (qsizetype i = 0; i < columns.size(); ++i)
            field(i, columns.at(i).name.toUtf8());
        m_buffer += '\n';
        return {};
    }

    [[nodiscard]] Result<void> row(std::span<const Value> values) override
    {
        for (size_t i = 0; i < values.size(); ++i)
            field(qsizetype(i), values[i].value_or(QByteArrayView()));
        m_buffer += '\n';
        return flushIfLarge();
    }

private:
    void field(qsizetype index, QByteArrayView text)
    {
        if (index > 0)
            m_buffer += '\t';
        for (const char c : text)
            m_buffer += c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
    }
};

/// One object a row: an array of them (JSON) or one a line (NDJSON). Numbers, booleans and json
/// columns are what they are, everything else is the text that the server sent.
class JsonWriter final : public BufferedWriter
{
public:
    JsonWriter(QIODevice &device, bool lines)
        : BufferedWriter(device)
        , m_lines(lines)
    {}

    [[nodiscard]] Result<void> begin(const QList<Column> &columns) override
    {
        m_columns = columns;
        for (const Column &column : columns)
            m_names += jsonString(column.name.toUtf8());
        if (!m_lines)
            m_buffer += '[';
        return {};
    }

    [[nodiscard]] Result<void> row(std::span<const Value> values) override
    {
        if (!m_lines)
            m_buffer += m_first ? "\n" : ",\n";
        m_first = false;
        m_buffer += '{';
        for (size_t i = 0; i < values.size(); ++i) {
            if (i > 0)
                m_buffer += m_lines ? "," : ", ";
            m_buffer += m_names.at(qsizetype(i));
            m_buffer += m_lines ? ":" : ": ";
            value(m_columns.at(qsizetype(i)).kind, values[i]);
        }
        m_buffer += '}';
        if (m_lines)
            m_buffer += '\n';
        return flushIfLarge();
    }

    [[nodiscard]] Result<void> end() override
    {
        if (!m_lines)
            m_buffer += m_first ? "]\n" : "\n]\n";
        return flush();
    }

    [[nodiscard]] QString remark() const override { return m_mender.remark(); }

private:
    void value(ValueKind kind, const Value &text)
    {
        if (!text)
            m_buffer += "null";
        else if (kind == ValueKind::Number && isPlainNumber(*text))
            m_buffer.append(text->data(), text->size());
        else if (kind == ValueKind::Boolean)
            m_buffer += text->startsWith('t') ? "true" : "false";
        else if (kind == ValueKind::Json)
            json(m_mender.mend(*text));
        else
            m_buffer += jsonString(m_mender.mend(*text));
    }

    /// A json column may hold line breaks between its tokens, which would break a line of NDJSON;
    /// inside its strings there can be none.
    void json(QByteArrayView text)
    {
        for (const char c : text)
            m_buffer += m_lines && (c == '\n' || c == '\r') ? ' ' : c;
    }

    bool m_lines;
    bool m_first = true;
    Utf8Mender m_mender;
    QList<Column> m_columns;
    QList<QByteArray> m_names;
};

/// INSERT statements of up to a hundred rows each.
class SqlWriter final : public BufferedWriter
{
public:
    SqlWriter(QIODevice &device, const QString &table)
        : BufferedWriter(device)
        , m_table(table.isEmpty() ? u"rows"_s : table)
    {}

    [[nodiscard]] Result<void> begin(const QList<Column> &columns) override
    {
        m_columns = columns;
        QStringList names;
        for (const Column &column : columns)
            names += sql::quoteIdentifier(column.name);
        m_head =
            QString(u"INSERT INTO "_s + m_table + u" ("_s + names.join(u", "_s) + u") VALUES\n"_s)
                .toUtf8();
        return {};
    }

    [[nodiscard]] Result<void> row(std::span<const Value> values) override
    {
        m_buffer += m_inStatement == 0 ? m_head : QByteArray(",\n");
        m_buffer += "  (";
        for (size_t i = 0; i < values.size(); ++i) {
            if (i > 0)
                m_buffer += ", ";
            value(m_columns.at(qsizetype(i)).kind, values[i]);
        }
        m_buffer += ')';
        if (++m_inStatement == 100)
            close();
        return flushIfLarge();
    }

    [[nodiscard]] Result<void> end() override
    {
        if (m_inStatement > 0)
            close();
        return flush();
    }

    [[nodiscard]] QString remark() const override { return m_mender.remark(); }

private:
    void close()
    {
        m_buffer += ";\n";
        m_inStatement = 0;
    }

    void value(ValueKind kind, const Value &text)
    {
        if (!text)
            m_buffer += "NULL";
        else if (kind == ValueKind::Number && isPlainNumber(*text))
            m_buffer.append(text->data(), text->size());
        else if (kind == ValueKind::Boolean)
            m_buffer += text->startsWith('t') ? "true" : "false";
        else
            m_buffer +=
                sql::quoteLiteral(text->isEmpty() ? u""_s : QString::fromUtf8(m_mender.mend(*text)))
                    .toUtf8();
    }

    QString m_table;
    Utf8Mender m_mender;
    QByteArray m_head;
    QList<Column> m_columns;
    int m_inStatement = 0;
};

/// A table for README files and tickets.
class MarkdownWriter final : public BufferedWriter
{
public:
    using BufferedWriter::BufferedWriter;

    [[nodiscard]] Result<void> begin(const QList<Column> &columns) override
    {
        m_buffer += '|';
        for (const Column &column : columns) {
            cell(column.name.toUtf8());
            m_buffer += '|';
        }
        m_buffer += "\n|";
        for (const Column &column : columns)
            m_buffer += column.kind == ValueKind::Number ? " ---: |" : " --- |";
        m_buffer += '\n';
        return {};
    }

    [[nodiscard]] Result<void> row(std::span<const Value> values) override
    {
        m_buffer += '|';
        for (const Value &value : values) {
            cell(value.value_or(QByteArrayView("NULL")));
            m_buffer += '|';
        }
        m_buffer += '\n';
        return flushIfLarge();
    }

private:
    void cell(QByteArrayView text)
    {
        m_buffer += ' ';
        for (const char c : text) {
            if (c == '|' || c == '\\')
                m_buffer += '\\';
            if (c == '\n')
                m_buffer += "<br>";
            else if (c == '<')
                m_buffer += "&lt;";
            else if (c == '&')
                m_buffer += "&amp;";
            else if (c != '\r')
                m_buffer += c;
        }
        m_buffer += ' ';
    }
};

} // namespace

QString formatName(ExportFormat format)
{
    for (const FormatName &entry : formatNames) {
        if (entry.format == format)
            return QString::fromLatin1(entry.name);
    }
    Q_UNREACHABLE();
}

QString formatSuffix(ExportFormat format)
{
    for (const FormatName &entry : formatNames) {
        if (entry.format == format)
            return QString::fromLatin1(entry.suffix);
    }
    Q_UNREACHABLE();
}

std::optional<ExportFormat> formatNamed(const QString &name)
{
    for (const FormatName &entry : formatNames) {
        if (name == QLatin1StringView(entry.name))
            return entry.format;
    }
    return {};
}

bool isPlainNumber(QByteArrayView text)
{
    qsizetype i = 0;
    const auto digits = [&] {
        const qsizetype from = i;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9')
            ++i;
        return i - from;
    };
    if (i < text.size() && text[i] == '-')
        ++i;
    const qsizetype first = i;
    const qsizetype whole = digits();
    // JSON knows no leading zeros.
    if (whole == 0 || (whole > 1 && text[first] == '0'))
        return false;
    if (i < text.size() && text[i] == '.') {
        ++i;
        if (digits() == 0)
            return false;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '+' || text[i] == '-'))
            ++i;
        if (digits() == 0)
            return false;
    }
    return i == text.size();
}

QByteArrayView Utf8Mender::mend(QByteArrayView text)
{
    if (text.isValidUtf8())
        return text;
    ++m_count;
    m_mended = QString::fromUtf8(text).toUtf8();
    return m_mended;
}

QString Utf8Mender::remark() const
{
    return m_count == 0
               ? QString()
               : u"%1 values were no UTF-8; what could not be read stands as \uFFFD"_s.arg(m_count);
}

QByteArray jsonString(QByteArrayView text)
{
    QByteArray quoted;
    quoted.reserve(text.size() + 2);
    quoted += '"';
    for (const char c : text) {
        switch (c) {
        case '"':
            quoted += "\\\"";
            break;
        case '\\':
            quoted += "\\\\";
            break;
        case '\n':
            quoted += "\\n";
            break;
        case '\r':
            quoted += "\\r";
            break;
        case '\t':
            quoted += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                quoted += "\\u00" + QByteArray::number(uint(c), 16).rightJustified(2, '0');
            else
                quoted += c;
        }
    }
    quoted += '"';
    return quoted;
}

std::unique_ptr<RowWriter> makeRowWriter(ExportFormat format, QIODevice &device,
                                         const QString &table)
{
    switch (format) {
    case ExportFormat::Csv:
        return std::make_unique<CsvWriter>(device);
    case ExportFormat::Tsv:
        return std::make_unique<TsvWriter>(device);
    case ExportFormat::Json:
        return std::make_unique<JsonWriter>(device, false);
    case ExportFormat::Ndjson:
        return std::make_unique<JsonWriter>(device, true);
    case ExportFormat::Sql:
        return std::make_unique<SqlWriter>(device, table);
    case ExportFormat::Markdown:
        return std::make_unique<MarkdownWriter>(device);
    case ExportFormat::Xlsx:
        break;
    }
    Q_ASSERT_X(false, "makeRowWriter", "XLSX has a writer of its own");
    return nullptr;
}

} // namespace howdah::data
