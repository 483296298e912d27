#include "data/rowwriter.h"

#include <xlsxwriter.h>

#include <QFile>

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

constexpr lxw_row_t rowsPerSheet = LXW_ROW_MAX;
constexpr qsizetype largestText = 32'767; ///< characters a cell can hold
constexpr qsizetype exactDigits = 15;     ///< beyond these a spreadsheet would round

class XlsxWriter final : public RowWriter
{
public:
    explicit XlsxWriter(const QString &path)
        : m_path(path)
    {}
    ~XlsxWriter() override
    {
        if (m_book)
            workbook_close(m_book);
    }
    Q_DISABLE_COPY_MOVE(XlsxWriter)

    [[nodiscard]] Result<void> begin(const QList<Column> &columns) override
    {
        if (columns.size() > LXW_COL_MAX) {
            return Error{.kind = Error::Kind::Unsupported,
                         .message = u"a sheet holds at most %1 columns"_s.arg(LXW_COL_MAX)};
        }
        m_columns = columns;
        // Rows go to disk as they come; without this a workbook is built in memory.
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        m_book = workbook_new_opt(QFile::encodeName(m_path).constData(), &options);
        if (!m_book)
            return Error{.kind = Error::Kind::Io, .message = u"the workbook cannot be made"_s};
        m_bold = workbook_add_format(m_book);
        format_set_bold(m_bold);
        return addSheet();
    }

    [[nodiscard]] Result<void> row(std::span<const Value> values) override
    {
        if (m_row == rowsPerSheet) {
            if (const auto added = addSheet(); !added)
                return added;
        }
        for (size_t i = 0; i < values.size(); ++i) {
            if (!values[i])
                continue;
            if (const auto written = cell(lxw_col_t(i), *values[i]); written != LXW_NO_ERROR)
                return Error{.kind = Error::Kind::Io,
                             .message = QString::fromUtf8(lxw_strerror(written))};
        }
        ++m_row;
        return {};
    }

    [[nodiscard]] Result<void> end() override
    {
        const lxw_error error = workbook_close(std::exchange(m_book, nullptr));
        if (error != LXW_NO_ERROR)
            return Error{.kind = Error::Kind::Io,
                         .message = QString::fromUtf8(lxw_strerror(error))};
        return {};
    }

    [[nodiscard]] QString remark() const override
    {
        const QString cut =
            m_cut == 0
                ? QString()
                : u"%1 values were longer than the 32,767 characters that a cell can hold and were cut"_s
                      .arg(m_cut);
        QStringList remarks{cut, m_mender.remark()};
        remarks.removeAll(QString());
        return remarks.join(u"; "_s);
    }

private:
    [[nodiscard]] Result<void> addSheet()
    {
        m_sheet = workbook_add_worksheet(m_book, nullptr);
        if (!m_sheet)
            return Error{.kind = Error::Kind::Io, .message = u"a sheet cannot be added"_s};
        for (qsizetype i = 0; i < m_columns.size(); ++i)
            worksheet_write_string(m_sheet, 0, lxw_col_t(i),
                                   m_columns.at(i).name.toUtf8().constData(), m_bold);
        worksheet_freeze_panes(m_sheet, 1, 0);
        m_row = 1;
        return {};
    }

    lxw_error cell(lxw_col_t column, QByteArrayView value)
    {
        const ValueKind kind = m_columns.at(column).kind;
        const QByteArray text = m_mender.mend(value).toByteArray();
        if (kind == ValueKind::Boolean)
            return worksheet_write_boolean(m_sheet, m_row, column, text.startsWith('t') ? 1 : 0,
                                           nullptr);
        if (kind == ValueKind::Number && isPlainNumber(text) && text.size() <= exactDigits)
            return worksheet_write_number(m_sheet, m_row, column, text.toDouble(), nullptr);
        if (text.size() > largestText) {
            const QString whole = QString::fromUtf8(text);
            if (whole.size() > largestText) {
                ++m_cut;
                return worksheet_write_string(m_sheet, m_row, column,
                                              whole.left(largestText - 1).toUtf8().constData(),
                                              nullptr);
            }
        }
        return worksheet_write_string(m_sheet, m_row, column, text.constData(), nullptr);
    }

    QString m_path;
    QList<Column> m_columns;
    lxw_workbook *m_book = nullptr;
    lxw_worksheet *m_sheet = nullptr;
    lxw_format *m_bold = nullptr;
    lxw_row_t m_row = 0;
    qint64 m_cut = 0;
    Utf8Mender m_mender;
};

} // namespace

std::unique_ptr<RowWriter> makeXlsxWriter(const QString &path)
{
    return std::make_unique<XlsxWriter>(path);
}

} // namespace howdah::data
