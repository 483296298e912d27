#include "gui/record/recordpage.h"

#include "base/format.h"
#include "base/whendone.h"
#include "gui/common/codeedit.h"
#include "gui/common/statepane.h"
#include "gui/record/executionmodel.h"

#include "ui_recordpage.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::gui {

namespace {
constexpr int pageSize = 500;
}

RecordPage::RecordPage(const Address &address, Search search, Export exportTo, jobs::JobList &jobs,
                       const Theme &theme, QWidget *parent)
    : Page(address, parent)
    , m_ui(std::make_unique<Ui::RecordPage>())
    , m_search(std::move(search))
    , m_export(std::move(exportTo))
    , m_jobs(jobs)
    , m_model(new ExecutionModel(this))
    , m_table(new QTableView)
    , m_detail(new CodeView(theme))
    , m_state(nullptr)
{
    m_ui->setupUi(this);
    setTitle(tr("Executed statements"));
    setIconName(u"history"_s);
    m_ui->outcomeComboBox->addItem(tr("Any outcome"));
    for (const auto outcome : {store::Outcome::Succeeded, store::Outcome::Failed,
                               store::Outcome::Cancelled, store::Outcome::Unknown})
        m_ui->outcomeComboBox->addItem(outcomeText(outcome), int(outcome));
    m_ui->periodComboBox->addItem(tr("Any time"), 0);
    m_ui->periodComboBox->addItem(tr("Last hour"), 3600);
    m_ui->periodComboBox->addItem(tr("Last 24 hours"), 86'400);
    m_ui->periodComboBox->addItem(tr("Last 7 days"), 7 * 86'400);
    m_ui->summaryLabel->setProperty("look", u"secondary"_s);

    m_table->setModel(m_model);
    m_table->setObjectName(u"executionTable"_s);
    m_table->setAccessibleName(tr("Executed statements"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_table->horizontalHeader()->setHighlightSections(false);
    const int widths[] = {190, 150, 120, 110, 80, 420, 140, 80, 80};
    for (int column = 0; column < ExecutionModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_table->horizontalHeader()->setSectionResizeMode(ExecutionModel::StatementColumn,
                                                      QHeaderView::Stretch);
    m_detail->setLineNumbersVisible(false);
    m_detail->setAccessibleName(tr("Statement"));
    auto *split = new QSplitter(Qt::Vertical);
    split->addWidget(m_table);
    split->addWidget(m_detail);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 1);
    m_state = new StatePane(theme, split);
    m_ui->layout->replaceWidget(m_ui->resultWidget, m_state);
    delete m_ui->resultWidget;
    m_ui->layout->setStretchFactor(m_state, 1);

    // Each keystroke would be a search of the whole file; a pause in typing is what is meant.
    m_typing.setSingleShot(true);
    m_typing.setInterval(200ms);
    connect(&m_typing, &QTimer::timeout, this, &RecordPage::refresh);
    connect(m_ui->searchEdit, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_ui->outcomeComboBox, &QComboBox::currentIndexChanged, this, &RecordPage::refresh);
    connect(m_ui->periodComboBox, &QComboBox::currentIndexChanged, this, &RecordPage::refresh);
    connect(m_ui->exportButton, &QPushButton::clicked, this, &RecordPage::chooseFile);
    connect(m_state, &StatePane::actionTriggered, this, &RecordPage::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &RecordPage::showDetail);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (m_more && !m_waiting && value >= m_table->verticalScrollBar()->maximum() - 20)
            load(true);
    });
    refresh();
}

RecordPage::~RecordPage() = default;

void RecordPage::refresh()
{
    m_typing.stop();
    load(false);
}

void RecordPage::find()
{
    m_ui->searchEdit->setFocus();
    m_ui->searchEdit->selectAll();
}

QString RecordPage::helpText() const
{
    return tr(
        "Everything Howdah executed on your behalf, on any connection: from the console, "
        "migrations, backups and every button. Passwords in statements are masked before they "
        "are written. The record is kept in your workspace file only.");
}

store::ExecutionFilter RecordPage::filter() const
{
    store::ExecutionFilter filter{.text = m_ui->searchEdit->text().trimmed(), .limit = pageSize};
    if (const auto outcome = m_ui->outcomeComboBox->currentData(); outcome.isValid())
        filter.outcome = store::Outcome(outcome.toInt());
    if (const int seconds = m_ui->periodComboBox->currentData().toInt(); seconds > 0)
        filter.from = QDateTime::currentDateTimeUtc().addSecs(-seconds);
    return filter;
}

void RecordPage::load(bool older)
{
    auto wanted = filter();
    if (older && m_model->rowCount() > 0)
        wanted.beforeId = m_model->at(m_model->rowCount() - 1).id;
    const quint64 request = ++m_request;
    m_waiting = true;
    m_state->showBusy(tr("Searching the record…"));
    whenDone(m_search(wanted), this,
             [this, request, older](const Result<QList<store::Execution>> &answer) {
                 // Only the last question counts; answers may overtake each other.
                 if (request == m_request)
                     show(answer, older);
             });
}

void RecordPage::show(const Result<QList<store::Execution>> &answer, bool older)
{
    m_waiting = false;
    if (!answer) {
        m_state->showError(answer.error());
        return;
    }
    m_more = answer->size() == pageSize;
    if (older)
        m_model->append(*answer);
    else
        m_model->setExecutions(*answer);
    const int rows = m_model->rowCount();
    m_ui->exportButton->setEnabled(rows > 0);
    m_ui->summaryLabel->setText(
        m_more ? tr("The newest %n statement(s); scroll for more", nullptr, rows)
               : tr("%n statement(s)", nullptr, rows));
    if (rows == 0) {
        const auto wanted = filter();
        const bool narrowed = !wanted.text.isEmpty() || wanted.outcome || wanted.from.isValid();
        m_state->showEmpty(u"history"_s,
                           narrowed ? tr("Nothing matches") : tr("Nothing was executed yet"),
                           narrowed ? tr("Widen the search above.")
                                    : tr("What Howdah runs on your databases is kept here, on this "
                                         "computer only."));
        return;
    }
    m_state->showContent();
    if (!older)
        m_table->selectRow(0);
}

void RecordPage::showDetail()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid()) {
        m_detail->setSql({});
        return;
    }
    const auto &execution = m_model->at(current.row());
    QString text = execution.statement;
    if (!execution.message.isEmpty()) {
        QString message = execution.message;
        text += u"\n\n-- "_s + message.replace(u'\n', u"\n-- "_s);
    }
    m_detail->setSql(text);
}

void RecordPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Export the record"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("CSV (*.csv)"), tr("JSON (*.json)")});
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &chosen) {
        dialog->setDefaultSuffix(chosen.contains("json"_L1) ? u"json"_s : u"csv"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        auto wanted = filter();
        wanted.limit = 0;
        const auto kind = file.endsWith(".json"_L1, Qt::CaseInsensitive)
                              ? store::ExecutionRecord::Format::Json
                              : store::ExecutionRecord::Format::Csv;
        m_jobs.start(
            tr("Export the record"), {},
            [exportTo = m_export, file, kind, wanted](jobs::JobControl &) -> Result<QString> {
                const auto count = exportTo(file, kind, wanted);
                if (!count)
                    return count.error();
                return RecordPage::tr("%1 statements in %2").arg(format::count(*count), file);
            });
    });
    dialog->open();
}

} // namespace howdah::gui
