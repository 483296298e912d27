#include "gui/console/consolepage.h"

#include "base/format.h"
#include "base/whendone.h"
#include "gui/common/resultview.h"
#include "gui/console/findbar.h"
#include "gui/console/historypanel.h"
#include "gui/console/parameterbar.h"
#include "gui/console/planview.h"
#include "gui/console/questionbar.h"
#include "gui/console/resultpane.h"
#include "gui/shell/noticebar.h"
#include "sql/parameters.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QInputDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QTextBlock>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using howdah::pg::TransactionStatus;

namespace howdah::gui {

namespace {

/// While somebody types, the text is kept this often.
constexpr auto keepEvery = 500ms;
/// A question with more lines is not read.
constexpr qsizetype mostReasons = 4;

/// Whether a statement may have made, changed or dropped something that completion offers: as its
/// command tag says, and a DO block, a CALL or a SELECT INTO may do anything.
bool mayDefine(const data::StatementRun &statement)
{
    static const QStringList tags{u"CREATE"_s,  u"ALTER"_s, u"DROP"_s, u"COMMENT"_s, u"IMPORT"_s,
                                  u"REFRESH"_s, u"DO"_s,    u"CALL"_s, u"GRANT"_s,   u"REVOKE"_s};
    if (statement.state != data::StatementRun::State::Succeeded)
        return false;
    if (!statement.rows && statement.commandTag.startsWith("SELECT"_L1))
        return true;
    return tags.contains(statement.commandTag.section(u' ', 0, 0));
}

} // namespace

ConsolePage::ConsolePage(const Address &address, ConsoleServices services, const Theme &theme,
                         QWidget *parent)
    : Page(address, parent)
    , m_services(std::move(services))
    , m_theme(theme)
    , m_editor(new SqlEditor(theme, this))
    , m_findBar(new FindBar(theme, m_editor, this))
    , m_notices(new NoticeBar(theme, this))
    , m_question(new QuestionBar(theme, this))
    , m_parameters(new ParameterBar(this))
    , m_saveName(new QLineEdit(this))
    , m_results(new ResultPane(theme, gridService(), this))
    , m_historyPanel(
          new HistoryPanel(theme, m_services.history, m_services.saved, m_services.closed, this))
    , m_split(new QSplitter(Qt::Vertical, this))
{
    // Two consoles on two servers look alike; their tabs must not.
    setTitle(m_services.number.isEmpty()
                 ? tr("Console: %1").arg(m_services.connectionName)
                 : tr("Console %1: %2").arg(m_services.number, m_services.connectionName));
    setIconName(u"console"_s);
    buildActions();

    auto *upper = new QSplitter(Qt::Horizontal, this);
    upper->addWidget(m_editor);
    upper->addWidget(m_historyPanel);
    upper->setStretchFactor(0, 1);
    upper->setSizes({800, 320});
    upper->setChildrenCollapsible(false);
    auto *lower = new QWidget(this);
    auto *lowerLayout = new QVBoxLayout(lower);
    lowerLayout->setContentsMargins(0, 0, 0, 0);
    lowerLayout->setSpacing(0);
    lowerLayout->addWidget(m_question);
    lowerLayout->addWidget(m_parameters);
    lowerLayout->addWidget(m_results, 1);
    m_split->addWidget(upper);
    m_split->addWidget(lower);
    m_split->setSizes({320, 480});
    m_split->setChildrenCollapsible(false);
    m_saveName->setPlaceholderText(tr("Name for this query, then Enter"));
    m_saveName->setObjectName(u"saveNameEdit"_s);
    m_saveName->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildToolBar());
    layout->addWidget(m_notices);
    layout->addWidget(m_saveName);
    layout->addWidget(m_findBar);
    layout->addWidget(m_split, 1);
    setFocusProxy(m_editor);

    m_editor->setCompleter(m_services.complete);
    if (m_services.loadText)
        m_editor->setPlainText(m_services.loadText());
    m_keepTimer.setSingleShot(true);
    m_keepTimer.setInterval(keepEvery);
    connect(&m_keepTimer, &QTimer::timeout, this, &ConsolePage::keepText);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        showLimits();
        if (!m_services.keepText)
            emit stateChanged();
        else if (!m_keepTimer.isActive())
            m_keepTimer.start();
    });
    connect(m_editor, &QPlainTextEdit::cursorPositionChanged, this, &Page::stateChanged);
    connect(m_mode, &QComboBox::currentIndexChanged, this, [this] {
        showState();
        emit stateChanged();
    });
    connect(m_question, &QuestionBar::accepted, this, &ConsolePage::execute);
    connect(m_question, &QuestionBar::rejected, m_editor, qOverload<>(&QWidget::setFocus));
    connect(m_parameters, &ParameterBar::accepted, this,
            [this](const QMap<QString, QString> &values) {
                m_values.insert(values);
                for (auto &statement : m_request.statements)
                    statement.values = values;
                emit stateChanged();
                askIfMeant();
            });
    connect(m_parameters, &ParameterBar::rejected, m_editor, qOverload<>(&QWidget::setFocus));
    connect(m_results, &ResultPane::finished, this, &ConsolePage::runFinished);
    connect(m_results, &ResultPane::progressed, this, &ConsolePage::showState);
    connect(m_results, &ResultPane::editsCommitted, this, [this](int offset) {
        // Reads the rows again, and only those.
        m_request.statements.removeIf([offset](const data::ConsoleStatement &statement) {
            return statement.offset != offset;
        });
        if (!m_request.statements.isEmpty() && !isBusy())
            execute();
    });
    connect(m_results, &ResultPane::statementChosen, m_editor, &SqlEditor::goTo);
    connect(m_historyPanel, &HistoryPanel::chosen, this, &ConsolePage::insertText);
    connect(m_saveName, &QLineEdit::returnPressed, this, &ConsolePage::saveQuery);
    m_clock.setInterval(1s);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        m_services.console->checkTransaction();
        showState();
    });
    m_clock.start();
    showLimits();
    showState();
}

ConsolePage::~ConsolePage()
{
    if (m_keepTimer.isActive())
        keepText();
    // Its grids stop what they read, and for that the console must still be there.
    delete m_results;
}

/// Grids read and write where the console stands: on its session, inside its open transaction.
GridService ConsolePage::gridService()
{
    GridService service;
    service.editing = {.findTarget =
                           [this](const QList<data::Column> &columns) {
                               return m_services.console->findEditTarget(columns);
                           },
                       .commit =
                           [this](const QList<data::EditStatement> &statements) {
                               m_services.console->setReadOnly(m_services.isReadOnly());
                               return m_services.console->commitEdits(statements);
                           },
                       .connectionName = m_services.connectionName,
                       .tableName = m_services.tableName};
    service.read = [this](const QString &sql) { return m_services.console->readRows(sql); };
    service.stop = [this] { m_services.console->stopReading(); };
    service.isReadOnly = m_services.isReadOnly;
    service.startExport = [this](const data::ExportRequest &request, qint64) {
        m_services.startExport(request);
    };
    return service;
}

void ConsolePage::insertText(const QString &text)
{
    const bool inLine = !m_editor->textCursor().block().text().trimmed().isEmpty();
    m_editor->insertPlainText(inLine ? u'\n' + text : text);
    m_editor->setFocus();
}

void ConsolePage::start(SqlEditor::Scope scope, Request::Explain explain)
{
    if (isBusy())
        return;
    if (m_results->pendingEdits() > 0) {
        m_results->showPending();
        return;
    }
    m_question->dismiss();
    m_parameters->dismiss();
    m_editor->setErrorRange(0, 0);
    const auto selected = m_editor->select(scope);
    if (selected.problem) {
        m_results->showProblem(selected.problem->toError());
        m_editor->setErrorRange(selected.problemOffset,
                                selected.problemOffset +
                                    std::max(1, int(selected.problem->text.size())));
        return;
    }
    if (selected.statements.isEmpty())
        return;
    m_request = {.statements = selected.statements, .explain = explain};
    if (explain != Request::Explain::No) {
        m_request.statements = {selected.statements.constFirst()};
        const QString head = explain == Request::Explain::Plan
                                 ? u"EXPLAIN (FORMAT JSON) "_s
                                 : u"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "_s;
        auto &statement = m_request.statements.first();
        statement.text.prepend(head);
        statement.offset -= int(head.size());
    }
    askForParameters();
}

void ConsolePage::askForParameters()
{
    QStringList names;
    for (const auto &statement : std::as_const(m_request.statements)) {
        const auto more = sql::namedParameters(statement.text);
        for (const QString &name : more) {
            if (!names.contains(name))
                names += name;
        }
    }
    if (names.isEmpty())
        askIfMeant();
    else
        m_parameters->ask(names, m_values);
}

QString ConsolePage::reasonToAsk() const
{
    using Effect = sql::Classification::Effect;
    if (m_services.isReadOnly())
        return {}; // the server refuses anything that writes
    QStringList reasons;
    QStringList changing;
    int opaque = 0;
    for (const auto &statement : m_request.statements) {
        const auto what = sql::classify(statement.text);
        const QString target = what.targets.isEmpty() ? QString() : what.targets.constFirst().name;
        if (what.touchesEveryRow && reasons.size() < mostReasons) {
            reasons += what.command == "TRUNCATE"_L1
                           ? tr("This empties %1 completely.").arg(target)
                           : tr("There is no WHERE: this touches every row of %1.").arg(target);
        }
        if (what.effect == Effect::Opaque)
            ++opaque;
        else if (what.effect == Effect::Writes && !changing.contains(what.command))
            changing += what.command;
    }
    if (m_services.isProduction()) {
        if (!changing.isEmpty())
            reasons += tr("This is production, and %1 changes it.").arg(changing.join(u", "_s));
        if (opaque > 0)
            reasons += tr("This is production, and nobody can tell from its text what "
                          "%n statement(s) do.",
                          nullptr, opaque);
    } else if (m_request.explain == Request::Explain::Analyze &&
               (!changing.isEmpty() || opaque > 0) && reasons.isEmpty()) {
        reasons += tr("EXPLAIN ANALYZE really runs the statement, and it changes data.");
    }
    return reasons.join(u'\n');
}

void ConsolePage::askIfMeant()
{
    const QString reason = reasonToAsk();
    if (reason.isEmpty())
        execute();
    else
        m_question->ask(reason, tr("Run It on %1").arg(m_services.connectionName));
}

void ConsolePage::execute()
{
    m_services.console->setReadOnly(m_services.isReadOnly());
    m_stopping = false;
    m_results->watch(m_services.console->run(m_request.statements, mode()));
    showState();
}

void ConsolePage::runControl(const QString &command)
{
    if (isBusy())
        return;
    m_request = {.statements = {{.text = command, .offset = 0, .copyData = {}, .values = {}}},
                 .explain = Request::Explain::No};
    execute();
}

void ConsolePage::stop()
{
    m_stopping = isBusy();
    m_services.console->cancel();
    showState();
}

void ConsolePage::runFinished()
{
    m_stopping = false;
    const auto statements = m_results->run()->statements();
    for (const auto &statement : statements) {
        if (statement.error && statement.state == data::StatementRun::State::Failed)
            m_editor->showError(statement.offset, statement.text, statement.error->position);
    }
    const auto &first = statements.constFirst();
    if (m_request.explain != Request::Explain::No &&
        first.state == data::StatementRun::State::Succeeded && first.rows) {
        const auto plan =
            data::parsePlan(first.rows->cell(0, 0, std::numeric_limits<qint64>::max()).bytes);
        if (plan)
            m_results->addTab(new PlanView(m_theme, *plan, m_results), tr("Plan"));
        else
            m_results->showProblem(plan.error());
    }
    m_catalogStale = m_catalogStale || std::any_of(statements.begin(), statements.end(), mayDefine);
    // What a transaction made is nobody else's before it is committed.
    const auto status = m_services.console->transaction().status;
    if (m_catalogStale && status != TransactionStatus::InTransaction &&
        status != TransactionStatus::InFailedTransaction) {
        m_catalogStale = false;
        if (m_services.catalogChanged)
            m_services.catalogChanged();
    }
    showSearchPath();
    m_historyPanel->refresh();
    showState();
}

void ConsolePage::showState()
{
    const bool busy = isBusy();
    const bool readOnly = m_services.isReadOnly();
    m_run->setEnabled(!busy);
    m_runAll->setEnabled(!busy);
    m_explain->setEnabled(!busy);
    m_explainAnalyze->setEnabled(!busy);
    m_stop->setEnabled(busy && !m_stopping);
    m_mode->setEnabled(!readOnly);
    m_readerButton->setVisible(readOnly);

    showTransaction();

    if (!m_results->run()) {
        m_status->clear();
        return;
    }
    if (m_stopping) {
        m_status->setText(tr("Cancelling\u2026"));
        return;
    }
    const auto statements = m_results->run()->statements();
    for (auto it = statements.rbegin(); it != statements.rend(); ++it) {
        if (it->state == data::StatementRun::State::Waiting)
            continue;
        const auto took = it->state == data::StatementRun::State::Running
                              ? std::chrono::microseconds(std::chrono::milliseconds(
                                    it->startedAt.msecsTo(QDateTime::currentDateTime())))
                              : it->duration;
        m_status->setText(outcomeText(*it).left(80) + u" \u00B7 "_s + format::duration(took));
        return;
    }
    m_status->setText(tr("Connecting\u2026"));
}

void ConsolePage::showTransaction()
{
    const auto state = m_services.console->transaction();
    const bool open = state.status == TransactionStatus::InTransaction ||
                      state.status == TransactionStatus::InFailedTransaction;
    m_commit->setEnabled(!isBusy() && !state.isLost &&
                         state.status == TransactionStatus::InTransaction);
    m_rollback->setEnabled(!isBusy() && !state.isLost && open);
    Role role = Role::SecondaryText;
    QString words;
    QString explanation;
    if (state.isLost) {
        role = Role::Production;
        words = tr("Connection lost; the server rolled the open transaction back");
    } else if (m_services.isReadOnly() && !open) {
        words = tr("Read-only; no security boundary for superusers");
        explanation = tr("Each statement runs in a read-only transaction of its own. For a "
                         "superuser this is no security "
                         "boundary: server-side programs and file functions still work. A role "
                         "with SELECT rights only is one.");
    } else if (state.status == TransactionStatus::InFailedTransaction) {
        role = Role::Production;
        words = tr("Transaction failed; only Roll Back is possible (open since %1)")
                    .arg(QLocale().toString(state.since.time(), u"HH:mm:ss"_s));
    } else if (open) {
        role = Role::Staging;
        words = tr("Transaction open since %1 (%2)")
                    .arg(QLocale().toString(state.since.time(), u"HH:mm:ss"_s),
                         format::duration(std::chrono::seconds(
                             state.since.secsTo(QDateTime::currentDateTime()))));
    } else if (mode() == data::Console::Mode::Manual) {
        words = tr("No transaction open; the next statement opens one");
    } else {
        words = tr("Every statement counts at once");
    }
    m_transaction->setText(words);
    m_transaction->setToolTip(
        explanation.isEmpty() ? QString() : u"<qt>"_s + explanation.toHtmlEscaped() + u"</qt>"_s);
    QPalette colours = m_transaction->palette();
    colours.setColor(QPalette::WindowText, m_theme.color(role));
    m_transaction->setPalette(colours);
}

void ConsolePage::showSearchPath()
{
    const auto path = m_services.console->searchPath();
    if (path && path != m_searchPath && m_services.searchPathChanged)
        m_services.searchPathChanged(*path);
    m_searchPath = path;
}

void ConsolePage::showLimits()
{
    const int size = m_editor->document()->characterCount();
    const bool isLong = size > SqlEditor::longestCompleted;
    if (isLong == m_isLong)
        return;
    m_isLong = isLong;
    if (!isLong) {
        m_notices->settle(u"long"_s);
        return;
    }
    m_notices->show(
        u"long"_s,
        tr("This text is long. From %1 characters on nothing is completed, from %2 on the current "
           "statement is not marked, and from %3 on nothing is coloured, so that typing stays "
           "quick. Running works as ever.")
            .arg(format::count(SqlEditor::longestCompleted),
                 format::count(SqlEditor::longestMarked),
                 format::count(CodeEdit::longestColoured)));
}

void ConsolePage::keepText()
{
    m_keepTimer.stop();
    m_services.keepText(m_editor->toPlainText());
}

void ConsolePage::askForLine()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setWindowTitle(tr("Go to Line"));
    dialog->setLabelText(tr("Line (1 to %1)").arg(format::count(m_editor->blockCount())));
    dialog->setIntRange(1, m_editor->blockCount());
    dialog->setIntValue(m_editor->textCursor().blockNumber() + 1);
    connect(dialog, &QInputDialog::intValueSelected, m_editor, &SqlEditor::goToLine);
    dialog->open();
}

void ConsolePage::openFile()
{
    auto *dialog = new QFileDialog(this, tr("Open SQL File"), {},
                                   tr("SQL (*.sql *.psql *.ddl);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        whenDone(m_services.readFile(path), this, [this](const Result<QString> &text) {
            if (text)
                insertText(*text);
            else
                m_results->showProblem(text.error());
        });
    });
    dialog->open();
}

void ConsolePage::saveFile()
{
    auto *dialog = new QFileDialog(this, tr("Save Text to File"), {}, tr("SQL (*.sql)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"sql"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        whenDone(m_services.writeFile(path, m_editor->toPlainText()), this,
                 [this](const Result<void> &written) {
                     if (!written)
                         m_results->showProblem(written.error());
                 });
    });
    dialog->open();
}

void ConsolePage::saveQuery()
{
    const QString name = m_saveName->text().trimmed();
    if (name.isEmpty())
        return;
    const QTextCursor cursor = m_editor->textCursor();
    const QString text = cursor.hasSelection()
                             ? cursor.selectedText().replace(QChar::ParagraphSeparator, u'\n')
                             : m_editor->toPlainText();
    m_services.saved->save({.name = name, .text = text});
    m_saveName->hide();
    m_historyPanel->refresh();
    m_editor->setFocus();
}

data::Console::Mode ConsolePage::mode() const
{
    return m_mode->currentIndex() == 1 ? data::Console::Mode::Manual
                                       : data::Console::Mode::AutoCommit;
}

void ConsolePage::find()
{
    m_findBar->openFind();
}

QString ConsolePage::helpText() const
{
    return tr(
        "Ctrl+Enter runs the selection, or the statement at the cursor (marked by a bar at the "
        "left); "
        "Ctrl+Shift+Enter runs everything, up to the first error. Alt+Pause stops.\n\n"
        "In auto-commit every statement counts at once. By hand, a transaction is opened before "
        "the first statement and "
        "stays open, in sight, until you commit or roll back. :name asks for a value. Ctrl+E shows "
        "the plan, "
        "Ctrl+Shift+H what was run before. Ctrl+F finds and Ctrl+H replaces in the text. What you "
        "type is kept, also when the program is killed.");
}

QJsonObject ConsolePage::saveState() const
{
    QJsonObject values;
    for (auto it = m_values.begin(); it != m_values.end(); ++it)
        values.insert(it.key(), it->isNull() ? QJsonValue() : QJsonValue(*it));
    QJsonObject state{{u"cursor"_s, m_editor->textCursor().position()},
                      {u"manual"_s, m_mode->currentIndex() == 1},
                      {u"values"_s, values},
                      {u"split"_s, QString::fromLatin1(m_split->saveState().toBase64())}};
    // A long text would make the state of all tabs long.
    if (!m_services.keepText)
        state.insert(u"text"_s, m_editor->toPlainText());
    return state;
}

QJsonObject ConsolePage::stateToReopen() const
{
    // The text kept while the page was open counts as closed from now on.
    QJsonObject state = saveState();
    state.insert(u"text"_s, m_editor->toPlainText());
    return state;
}

void ConsolePage::restoreState(const QJsonObject &state)
{
    if (state.contains(u"text"_s) && m_editor->document()->isEmpty())
        m_editor->setPlainText(state.value(u"text"_s).toString());
    QTextCursor cursor = m_editor->textCursor();
    cursor.setPosition(std::clamp(state.value(u"cursor"_s).toInt(), 0,
                                  m_editor->document()->characterCount() - 1));
    m_editor->setTextCursor(cursor);
    m_mode->setCurrentIndex(state.value(u"manual"_s).toBool() ? 1 : 0);
    const QJsonObject values = state.value(u"values"_s).toObject();
    for (auto it = values.begin(); it != values.end(); ++it)
        m_values.insert(it.key(), it->isNull() ? QString() : it->toString() + u""_s);
    m_split->restoreState(QByteArray::fromBase64(state.value(u"split"_s).toString().toLatin1()));
}

bool ConsolePage::isBusy() const
{
    return m_results->isRunning();
}

QString ConsolePage::unsavedWork() const
{
    const auto status = m_services.console->transaction().status;
    if (!m_services.console->transaction().isLost &&
        (status == TransactionStatus::InTransaction ||
         status == TransactionStatus::InFailedTransaction))
        return tr("a transaction is open; closing rolls it back");
    if (const qsizetype count = m_results->pendingEdits(); count > 0)
        return count == 1 ? tr("1 changed row is not committed")
                          : tr("%1 changed rows are not committed").arg(count);
    if (isBusy())
        return tr("a statement is running; closing stops it");
    return {};
}

} // namespace howdah::gui
