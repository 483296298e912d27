#include "gui/common/csvimportdialog.h"

#include "base/format.h"
#include "base/whendone.h"
#include "gui/common/errortext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QFutureWatcher>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

const QStringList &offeredTypes()
{
    static const QStringList types{u"text"_s,   u"boolean"_s,   u"integer"_s,
                                   u"bigint"_s, u"numeric"_s,   u"double precision"_s,
                                   u"date"_s,   u"timestamp"_s, u"timestamptz"_s,
                                   u"uuid"_s,   u"jsonb"_s};
    return types;
}

QTableWidget *readOnlyTable(QWidget *parent)
{
    auto *table = new QTableWidget(parent);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setWordWrap(false);
    table->setFrameShape(QFrame::NoFrame);
    return table;
}

} // namespace

CsvImportDialog::CsvImportDialog(const Theme &theme, CsvImportService service, const QString &path,
                                 const QString &schema, const QString &table, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_service(std::move(service))
    , m_path(path)
    , m_schema(new QLineEdit(schema.isEmpty() ? u"public"_s : schema, this))
    , m_table(new QLineEdit(table.isEmpty() ? QFileInfo(path).completeBaseName() : table, this))
    , m_create(new QCheckBox(tr("Make this table"), this))
    , m_rows(readOnlyTable(this))
    , m_bad(readOnlyTable(this))
    , m_stack(new QStackedWidget(this))
    , m_message(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_import(new QPushButton(tr("Import on %1").arg(m_service.connectionName), this))
    , m_stop(new QPushButton(tr("Stop"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setWindowTitle(tr("Import CSV"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(880, 560);
    m_schema->setObjectName(u"importSchema"_s);
    m_table->setObjectName(u"importTable"_s);
    m_create->setObjectName(u"importCreate"_s);
    m_create->setChecked(table.isEmpty());
    m_rows->setObjectName(u"importRows"_s);
    m_rows->setAccessibleName(tr("First rows of the file"));
    m_bad->setObjectName(u"importBad"_s);
    m_bad->setAccessibleName(tr("Rows that were refused"));
    m_bad->setColumnCount(3);
    m_bad->setHorizontalHeaderLabels({tr("Line"), tr("Reason"), tr("Row")});
    m_bad->horizontalHeader()->setStretchLastSection(true);
    m_bad->setColumnWidth(1, 380);
    m_bad->verticalHeader()->hide();
    m_message->setObjectName(u"importMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_import->setObjectName(u"importButton"_s);
    m_import->setDefault(true);
    m_import->setEnabled(false);
    m_stop->setObjectName(u"importStop"_s);
    m_stop->hide();
    m_close->setObjectName(u"importClose"_s);
    m_progress->setObjectName(u"importProgress"_s);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("How much of the file is read"));
    m_progress->hide();
    auto *file = new QLabel(path, this);
    file->setTextFormat(Qt::PlainText);
    auto *form = new QFormLayout;
    form->addRow(tr("File"), file);
    form->addRow(tr("Schema"), m_schema);
    form->addRow(tr("Table"), m_table);
    form->addRow(QString(), m_create);
    m_stack->addWidget(m_rows);
    m_stack->addWidget(m_bad);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_message, 1);
    buttons->addWidget(m_import);
    buttons->addWidget(m_stop);
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_progress);
    layout->addLayout(buttons);
    connect(m_import, &QPushButton::clicked, this, &CsvImportDialog::start);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        m_stop->setEnabled(false);
        m_service.cancel();
    });
    connect(m_close, &QPushButton::clicked, this, &QWidget::close);
    say(tr("Reading the first rows\u2026"), Role::SecondaryText);
    whenDone(m_service.preview(path), this,
             [this](const Result<data::CsvPreview> &preview) { showPreview(preview); });
}

void CsvImportDialog::showPreview(const Result<data::CsvPreview> &preview)
{
    if (!preview) {
        say(describe(preview.error()).detail, Role::Production);
        return;
    }
    m_preview = *preview;
    const auto columns = int(m_preview.columns.size());
    m_rows->setColumnCount(columns);
    // The first row holds the types; they matter only for a new table.
    m_rows->setRowCount(int(m_preview.rows.size()) + 1);
    m_rows->setHorizontalHeaderLabels(m_preview.columns);
    QStringList numbers{tr("Type")};
    for (qsizetype i = 1; i <= m_preview.rows.size(); ++i)
        numbers += QString::number(i);
    m_rows->setVerticalHeaderLabels(numbers);
    m_types.clear();
    for (int column = 0; column < columns; ++column) {
        auto *type = new QComboBox(m_rows);
        type->addItems(offeredTypes());
        type->setCurrentText(m_preview.types.at(column));
        type->setEnabled(m_create->isChecked());
        type->setAccessibleName(tr("Type of %1").arg(m_preview.columns.at(column)));
        connect(m_create, &QCheckBox::toggled, type, &QWidget::setEnabled);
        m_rows->setCellWidget(0, column, type);
        m_types += type;
        for (int row = 0; row < m_preview.rows.size(); ++row) {
            const QString value = m_preview.rows.at(row).value(column);
            auto *item = new QTableWidgetItem(value.isNull() ? u"NULL"_s : value);
            if (value.isNull())
                item->setForeground(m_theme.color(Role::DisabledText));
            m_rows->setItem(row + 1, column, item);
        }
    }
    m_import->setEnabled(true);
    say(m_preview.format.header
            ? tr("The first row names the columns. All rows are imported, or none.")
            : tr("The file names no columns. All rows are imported, or none."),
        Role::SecondaryText);
}

void CsvImportDialog::start()
{
    data::ImportRequest request{.path = m_path,
                                .format = m_preview.format,
                                .schema = m_schema->text().trimmed(),
                                .table = m_table->text(),
                                .columns = m_preview.columns,
                                .createWithTypes = {}};
    // Without names the file's columns are the table's, in its order.
    if (!m_create->isChecked() && !m_preview.format.header)
        request.columns.clear();
    if (m_create->isChecked()) {
        for (const QComboBox *type : std::as_const(m_types))
            request.createWithTypes += type->currentText();
    }
    m_import->setEnabled(false);
    m_stop->setEnabled(true);
    m_stop->show();
    m_close->setText(tr("Go On in the Background"));
    m_stack->setCurrentWidget(m_rows);
    say(tr("Importing\u2026"), Role::SecondaryText);
    watch(m_service.importFile(request));
}

void CsvImportDialog::watch(const QFuture<Result<data::ImportReport>> &report)
{
    m_progress->setRange(0, 0);
    m_progress->show();
    auto *watcher = new QFutureWatcher<Result<data::ImportReport>>(this);
    connect(watcher, &QFutureWatcherBase::progressRangeChanged, m_progress,
            &QProgressBar::setRange);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, m_progress,
            &QProgressBar::setValue);
    connect(watcher, &QFutureWatcherBase::progressTextChanged, this,
            [this](const QString &text) { say(text, Role::SecondaryText); });
    connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    watcher->setFuture(report);
    whenDone(report, this, [this](const Result<data::ImportReport> &done) { showReport(done); });
}

void CsvImportDialog::showReport(const Result<data::ImportReport> &report)
{
    m_import->setEnabled(true);
    m_progress->hide();
    m_stop->hide();
    m_close->setText(tr("Close"));
    if (!report) {
        say(report.error().isCancelled() ? tr("Stopped. Nothing was imported.")
                                         : describe(report.error()).detail,
            report.error().isCancelled() ? Role::SecondaryText : Role::Production);
        return;
    }
    if (report->bad.isEmpty()) {
        say(tr("%1 rows are in %2.").arg(format::count(report->rows), m_table->text()),
            Role::Development);
        m_import->setEnabled(false);
        emit imported(report->rows, m_schema->text().trimmed(), m_table->text());
        return;
    }
    m_bad->setRowCount(int(report->bad.size()));
    for (int row = 0; row < report->bad.size(); ++row) {
        const data::BadRow &bad = report->bad.at(row);
        m_bad->setItem(row, 0, new QTableWidgetItem(QLocale().toString(bad.line)));
        m_bad->setItem(row, 1, new QTableWidgetItem(bad.reason));
        m_bad->setItem(row, 2, new QTableWidgetItem(bad.text.simplified()));
    }
    m_stack->setCurrentWidget(m_bad);
    say(tr("The server refused these rows, so nothing was imported. Correct the file, or choose "
           "other types."),
        Role::Production);
}

void CsvImportDialog::say(const QString &text, Role role)
{
    m_message->setText(text);
    QPalette colours = m_message->palette();
    colours.setColor(QPalette::WindowText, m_theme.color(role));
    m_message->setPalette(colours);
}

} // namespace howdah::gui
