#include "gui/common/datapane.h"

#include "base/format.h"
#include "base/whendone.h"
#include "gui/common/cellviewer.h"
#include "gui/common/editableresult.h"
#include "gui/common/errortext.h"
#include "gui/common/plaintext.h"
#include "gui/common/querybar.h"
#include "gui/common/resultview.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QTime>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::gui {

namespace {

/// Soon enough for the first rows, and rare enough for the millionth.
constexpr auto quickPoll = 20ms;
constexpr auto calmPoll = 150ms;
constexpr qint64 manyRows = 50'000;
/// What is quicker needs no bar.
constexpr auto patience = 300ms;

} // namespace

DataPane::DataPane(const Theme &theme, GridService service, const DataOrigin &origin,
                   QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_service(std::move(service))
    , m_origin(origin)
    , m_bar(new QueryBar(origin.source, theme, this))
    , m_errorBar(new QFrame(this))
    , m_errorIcon(new QLabel(m_errorBar))
    , m_errorText(new QLabel(m_errorBar))
    , m_back(new QPushButton(tr("Back to What Is Shown"), m_errorBar))
    , m_progress(new QProgressBar(this))
    , m_result(new EditableResult(theme, m_service.editing, this))
    , m_view(m_result->view())
    , m_cell(new CellViewer(theme, this))
    , m_status(new QLabel(this))
    , m_stop(new QToolButton(this))
    , m_export(new QToolButton(this))
    , m_import(new QToolButton(this))
{
    buildTools();
    m_status->setObjectName(u"rowsStatus"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setProperty("look", u"secondary"_s);
    m_status->setContentsMargins(8, 2, 8, 4);
    m_progress->setObjectName(u"rowsProgress"_s);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(3);
    m_progress->hide();
    m_view->setObjectName(u"rowsView"_s);
    if (isOfStatement()) {
        m_bar->hide();
        m_status->hide();
    } else {
        m_view->allowQuerying();
    }
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_result);
    split->addWidget(m_cell);
    split->setStretchFactor(0, 1);
    split->setChildrenCollapsible(false);
    split->setSizes({900, 340});
    m_cell->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(buildErrorBar());
    layout->addWidget(m_progress);
    layout->addWidget(split, 1);
    layout->addWidget(m_status);

    m_poll.setInterval(quickPoll);
    connect(&m_poll, &QTimer::timeout, this, &DataPane::poll);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, m_progress, &QWidget::show);
    connect(m_bar, &QueryBar::queryChanged, this, &DataPane::askForOthers);
    connect(m_bar, &QueryBar::refreshRequested, this, &DataPane::askForOthers);
    const auto ask = [this](const auto &what) {
        if (!m_noSource.isEmpty()) {
            m_result->say(m_noSource, Role::Staging);
            return;
        }
        reveal();
        what();
    };
    connect(m_view, &ResultView::sortRequested, this,
            [this, ask](const QString &column, Qt::KeyboardModifiers modifiers) {
                ask([&] { m_bar->sortBy(column, modifiers); });
            });
    connect(
        m_view, &ResultView::filterRequested, this,
        [this, ask](const data::ColumnFilter &filter) { ask([&] { m_bar->addFilter(filter); }); });
    connect(m_view, &ResultView::filterEditRequested, this,
            [this, ask](const QString &column) { ask([&] { m_bar->openFilter(column); }); });
    connect(m_view, &ResultView::exportRequested, this, &DataPane::startExport);
    connect(m_view, &ResultView::refused, this,
            [this](const QString &why) { m_result->say(why, Role::Staging); });
    connect(m_view, &ResultView::currentCellChanged, this, [this](const QModelIndex &index) {
        if (m_cell->isVisible())
            showCell(index);
    });
    connect(m_view, &ResultView::cellActivated, this, [this](const QModelIndex &index) {
        m_cell->QWidget::show();
        showCell(index);
    });
    connect(m_result, &EditableResult::committed, this, [this] {
        // The statement is run again by whoever ran it, but not in the place of other rows.
        if (isOfStatement() && m_bar->isHidden())
            emit committed();
        else
            read();
    });
    connect(m_result, &EditableResult::pendingChanged, this, &DataPane::pendingChanged);
}

DataPane::~DataPane()
{
    // What the parts say while they go is for nobody.
    m_result->disconnect(this);
    m_view->disconnect(this);
    if (isReading())
        m_service.stop();
}

void DataPane::buildTools()
{
    m_stop->setObjectName(u"stopReadingButton"_s);
    m_stop->setToolTip(tr("Stop reading"));
    m_stop->setAccessibleName(tr("Stop reading"));
    m_stop->setEnabled(false);
    m_import->setObjectName(u"importButton"_s);
    m_import->setToolTip(tr("Import a file of separated values into this table"));
    m_import->setAccessibleName(tr("Import CSV"));
    m_import->setVisible(m_origin.isTable && m_service.startImport);
    m_export->setObjectName(u"exportButton"_s);
    m_export->setToolTip(tr("Write all rows of this query to a file"));
    m_export->setAccessibleName(tr("Export rows"));
    m_export->setPopupMode(QToolButton::InstantPopup);
    auto *formats = new QMenu(m_export);
    for (const auto format :
         {data::ExportFormat::Csv, data::ExportFormat::Json, data::ExportFormat::Ndjson,
          data::ExportFormat::Xlsx, data::ExportFormat::Sql, data::ExportFormat::Markdown}) {
        connect(formats->addAction(data::formatName(format).toUpper()), &QAction::triggered, this,
                [this, format] { startExport(format); });
    }
    m_export->setMenu(formats);
    for (QToolButton *button : {m_stop, m_import, m_export})
        m_bar->tools()->addWidget(button);
    connect(m_stop, &QToolButton::clicked, this, [this] { m_service.stop(); });
    connect(m_import, &QToolButton::clicked, this, &DataPane::startImport);
    const auto icons = [this] {
        m_stop->setIcon(m_theme.icon(u"stop"_s));
        m_import->setIcon(m_theme.icon(u"import"_s));
        m_export->setIcon(m_theme.icon(u"export"_s));
    };
    icons();
    connect(&m_theme, &Theme::changed, this, icons);
}

QWidget *DataPane::buildErrorBar()
{
    m_errorBar->setObjectName(u"rowsErrorBar"_s);
    m_errorBar->setProperty("look", u"notice"_s);
    m_errorText->setObjectName(u"rowsError"_s);
    m_errorText->setTextFormat(Qt::PlainText);
    m_errorText->setWordWrap(true);
    m_errorText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_back->setObjectName(u"backToShownButton"_s);
    m_back->setToolTip(tr("Forget the query that failed"));
    auto *again = new QPushButton(tr("Try Again"), m_errorBar);
    again->setObjectName(u"tryAgainButton"_s);
    auto *copy = new QToolButton(m_errorBar);
    copy->setIcon(m_theme.icon(u"copy"_s));
    copy->setToolTip(tr("Copy this message"));
    copy->setAccessibleName(tr("Copy this message"));
    auto *row = new QHBoxLayout(m_errorBar);
    row->setContentsMargins(8, 6, 8, 6);
    row->addWidget(m_errorIcon, 0, Qt::AlignTop);
    row->addWidget(m_errorText, 1);
    row->addWidget(copy);
    row->addWidget(again);
    row->addWidget(m_back);
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_errorText->text()); });
    connect(again, &QPushButton::clicked, this, &DataPane::askForOthers);
    connect(m_back, &QPushButton::clicked, this, [this] {
        m_errorBar->hide();
        m_bar->setQuery(m_shown);
    });
    m_errorBar->hide();
    return m_errorBar;
}

void DataPane::open()
{
    if (!m_hasRows && !isReading() && m_errorBar->isHidden())
        read();
}

void DataPane::adopt(std::shared_ptr<const data::ResultStore> rows)
{
    m_result->setStore(std::move(rows));
    m_hasRows = true;
}

void DataPane::refresh()
{
    m_view->refresh();
}

void DataPane::offer(const Result<QString> &source)
{
    m_complete = true;
    m_view->allowQuerying();
    if (source) {
        m_bar->setColumns(m_view->resultModel()->columns());
        m_shown = {.source = *source, .filters = {}, .condition = {}, .sort = {}, .limit = 0};
        m_bar->setQuery(m_shown);
    } else {
        m_noSource = source.error().message;
    }
    m_result->offerEditing();
}

/// Of a statement: its own rows need no bar above them, others do.
void DataPane::reveal()
{
    m_bar->show();
    m_status->show();
}

void DataPane::find()
{
    m_bar->focusCondition();
}

qsizetype DataPane::pendingCount() const
{
    return m_result->pendingCount();
}

/// Other rows in the place of these would take the changes with them.
void DataPane::askForOthers()
{
    if (pendingCount() == 0) {
        read();
        return;
    }
    m_bar->setQuery(m_shown);
    m_result->say(tr("Commit or discard your changes first: other rows would take them away."),
                  Role::Staging);
}

void DataPane::read()
{
    m_wanted = m_bar->query();
    m_reading = m_service.read(m_wanted.sql());
    m_swapped = false;
    m_since.start();
    m_stop->setEnabled(true);
    m_errorBar->hide();
    m_patience.start();
    m_poll.start(quickPoll);
    showStatus(tr("Reading \u2026"));
    whenDone(m_reading.end, this, [this, request = ++m_request](const Result<data::RowsRead> &end) {
        if (request == m_request)
            finish(end);
    });
}

void DataPane::poll()
{
    if (!isReading()) {
        m_poll.stop();
        return;
    }
    // The rows from before stay until the first answer to the new question.
    if (!m_swapped && !m_reading.rows->columns().isEmpty())
        showRows();
    if (!m_swapped)
        return;
    m_view->refresh();
    const qint64 rows = m_reading.rows->rowCount();
    m_poll.setInterval(rows > manyRows ? calmPoll : quickPoll);
    showStatus(tr("%1 rows so far").arg(format::count(rows)));
}

void DataPane::showRows()
{
    m_swapped = true;
    m_hasRows = true;
    m_complete = false;
    m_shown = m_wanted;
    m_result->setStore(m_reading.rows);
    m_view->setSortKeys(m_shown.sort);
    m_bar->setColumns(m_reading.rows->columns());
    m_cell->clear();
}

void DataPane::finish(const Result<data::RowsRead> &end)
{
    poll();
    const bool swapped = m_swapped;
    m_reading = {};
    m_poll.stop();
    m_patience.stop();
    m_progress->hide();
    m_stop->setEnabled(false);
    const QString at = QLocale().toString(QTime::currentTime(), u"HH:mm:ss"_s);
    if (!end) {
        const QString count =
            m_view->resultModel() ? format::count(m_view->resultModel()->storedRows()) : u"0"_s;
        if (end.error().isCancelled()) {
            showStatus(swapped ? tr("Stopped after %1 rows, at %2.").arg(count, at)
                               : tr("Stopped before any row came."));
        } else {
            showStatus(swapped     ? tr("%1 rows had come when it failed.").arg(count)
                       : m_hasRows ? tr("%1 rows from before; nothing newer came.").arg(count)
                                   : QString());
            showError(end.error());
        }
        return;
    }
    m_complete = m_shown.limit == 0 || end->rows < m_shown.limit;
    const QString took = format::duration(end->duration);
    const QString rows = format::count(end->rows);
    if (!m_complete && m_origin.estimatedRows > end->rows && !m_shown.isFiltered()) {
        showStatus(tr("The first %1 of about %2 rows \u00B7 %3 \u00B7 as of %4")
                       .arg(rows, format::count(m_origin.estimatedRows), took, at));
    } else if (!m_complete) {
        showStatus(tr("The first %1 rows; there may be more \u00B7 %2 \u00B7 as of %3")
                       .arg(rows, took, at));
    } else if (m_shown.isFiltered()) {
        showStatus(tr("%1 rows fit \u00B7 %2 \u00B7 as of %3").arg(rows, took, at));
    } else {
        showStatus(tr("All %1 rows \u00B7 %2 \u00B7 as of %3").arg(rows, took, at));
    }
    if (isOfStatement())
        m_result->offerEditing();
    else if (!m_origin.isTable)
        m_result->refuseEditing(tr("Rows of a view cannot be changed here; change its tables."));
    else if (m_service.isReadOnly && m_service.isReadOnly())
        m_result->refuseEditing(tr("This connection is read-only: rows cannot be changed."));
    else
        m_result->startEditing();
}

void DataPane::showError(const Error &error)
{
    const ErrorText words = describe(error);
    QStringList lines{words.heading + u": "_s + words.detail};
    if (error.kind == Error::Kind::DiskFull) {
        lines = {tr("There is no room for more rows: %1").arg(words.detail),
                 tr("Those that came can be scrolled and copied. An export has no such limit; "
                    "neither has a narrower question.")};
    } else if (m_hasRows && !m_swapped) {
        lines += tr("The rows below are from before.");
    }
    if (!words.next.isEmpty() && error.kind != Error::Kind::DiskFull)
        lines += words.next;
    m_errorIcon->setPixmap(m_theme.icon(u"error"_s, Role::Production).pixmap(16, 16));
    m_errorText->setText(lines.join(u'\n'));
    m_back->setVisible(m_hasRows && m_shown != m_wanted);
    m_errorBar->show();
}

void DataPane::showStatus(const QString &text)
{
    m_status->setText(text);
}

void DataPane::showCell(const QModelIndex &index)
{
    const auto *model = m_view->resultModel();
    if (!model || !index.isValid()) {
        m_cell->clear();
        return;
    }
    const data::Column column = model->columns().at(index.column());
    // What was typed is what one wants to look at.
    if (index.row() >= model->storedRows() || index.data(ResultModel::ChangedRole).toBool()) {
        const QByteArray text = index.data(Qt::EditRole).toString().toUtf8();
        const bool null = index.data(ResultModel::NullRole).toBool() ||
                          index.data(ResultModel::DefaultRole).toBool();
        m_cell->show(column, {.bytes = text, .size = text.size(), .null = null});
        return;
    }
    m_cell->show(column, model->store().cell(index.row(), index.column(), CellViewer::mostBytes),
                 [store = model->sharedStore(), row = index.row(), at = index.column()](
                     qint64 mostBytes) { return store->cell(row, at, mostBytes); });
}

qint64 DataPane::expectedRows() const
{
    if (m_complete && m_view->resultModel())
        return m_view->resultModel()->storedRows();
    return m_shown.isFiltered() ? -1 : m_origin.estimatedRows;
}

void DataPane::startExport(data::ExportFormat format)
{
    // All rows of what is shown, however many were read.
    auto query = m_hasRows ? m_shown : m_bar->query();
    query.limit = 0;
    const bool plain = isOfStatement() && !query.isFiltered() && query.sort.isEmpty();
    const QString statement = plain ? m_origin.statement : query.sql();
    auto *dialog = new QFileDialog(this, tr("Export Rows"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(data::formatSuffix(format));
    dialog->selectFile((isOfStatement() ? tr("result", "name of a file") : m_origin.table) + u'.' +
                       data::formatSuffix(format));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, statement, format](const QString &path) {
                m_service.startExport(
                    {.query = statement,
                     .format = format,
                     .path = path,
                     .table = isOfStatement() ? m_view->tableName() : m_origin.source},
                    expectedRows());
            });
    dialog->open();
}

void DataPane::startImport()
{
    auto *dialog = new QFileDialog(this, tr("Import CSV"), {},
                                   tr("Separated values (*.csv *.tsv *.txt);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_service.startImport(path, m_origin.schema, m_origin.table, this,
                              [pane = QPointer<DataPane>(this)] {
                                  if (pane && pane->pendingCount() == 0)
                                      pane->read();
                              });
    });
    dialog->open();
}

void DataPane::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    // Minimising the window is no leaving.
    if (!event->spontaneous() && !isReading() && m_service.rest)
        m_service.rest();
}

} // namespace howdah::gui
