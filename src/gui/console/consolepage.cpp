#include "gui/console/consolepage.h"

#include "base/format.h"
#include "gui/common/resultview.h"
#include "gui/console/historypanel.h"
#include "gui/console/parameterbar.h"
#include "gui/console/planview.h"
#include "gui/console/questionbar.h"
#include "gui/console/resultpane.h"
#include "sql/parameters.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSplitter>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using howdah::pg::TransactionStatus;

namespace howdah::gui {

namespace {

QToolButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setAccessibleName(action->text());
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

ConsolePage::ConsolePage(const Address &address, ConsoleServices services, const Theme &theme,
                         QWidget *parent)
    : Page(address, parent)
    , m_services(std::move(services))
    , m_theme(theme)
    , m_editor(new SqlEditor(theme, this))
    , m_question(new QuestionBar(theme, this))
    , m_parameters(new ParameterBar(this))
    , m_saveName(new QLineEdit(this))
    , m_results(new ResultPane(theme,
                               {.findTarget =
                                    [this](const QList<data::Column> &columns) {
                                        return m_services.console->findEditTarget(columns);
                                    },
                                .commit =
                                    [this](const QList<data::EditStatement> &statements) {
                                        m_services.console->setReadOnly(m_services.isReadOnly());
                                        return m_services.console->commitEdits(statements);
                                    },
                                .connectionName = m_services.connectionName},
                               this))
    , m_historyPanel(new HistoryPanel(theme, m_services.history, m_services.saved, this))
    , m_split(new QSplitter(Qt::Vertical, this))
{
    // Two consoles on two servers look alike; their tabs must not.
    setTitle(tr("Console: %1").arg(m_services.connectionName));
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
    layout->addWidget(m_saveName);
    layout->addWidget(m_split, 1);
    setFocusProxy(m_editor);

    m_editor->setCompleter(m_services.complete);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &Page::stateChanged);
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
    connect(m_results, &ResultPane::exportRequested, this,
            [this](const QString &query, data::ExportFormat format) {
                auto *dialog = new QFileDialog(this, tr("Export Rows"));
                dialog->setAttribute(Qt::WA_DeleteOnClose);
                dialog->setAcceptMode(QFileDialog::AcceptSave);
                dialog->setDefaultSuffix(data::formatSuffix(format));
                connect(dialog, &QFileDialog::fileSelected, this,
                        [this, query, format](const QString &path) {
                            m_services.startExport(
                                {.query = query, .format = format, .path = path, .table = {}});
                        });
                dialog->open();
            });
    connect(m_historyPanel, &HistoryPanel::chosen, this, &ConsolePage::insertText);
    connect(m_saveName, &QLineEdit::returnPressed, this, &ConsolePage::saveQuery);
    m_clock.setInterval(1s);
    connect(&m_clock, &QTimer::timeout, this, &ConsolePage::showState);
    m_clock.start();
    showState();
}

ConsolePage::~ConsolePage() = default;

void ConsolePage::buildActions()
{
    const auto add = [this](const QString &icon, const QString &text, const QKeySequence &shortcut,
                            auto slot) {
        auto *action = new QAction(m_theme.icon(icon), text, this);
        action->setShortcut(shortcut);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        const QString keys = shortcut.toString(QKeySequence::NativeText);
        action->setToolTip(keys.isEmpty() ? text : tr("%1 (%2)").arg(text, keys));
        connect(action, &QAction::triggered, this, slot);
        connect(&m_theme, &Theme::changed, action,
                [this, action, icon] { action->setIcon(m_theme.icon(icon)); });
        addAction(action);
        return action;
    };
    using Explain = Request::Explain;
    m_run =
        add(u"play"_s, tr("Run Statement or Selection"), QKeySequence(Qt::CTRL | Qt::Key_Return),
            [this] { start(SqlEditor::Scope::Selection, Explain::No); });
    m_runAll =
        add(u"play-all"_s, tr("Run All"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return),
            [this] { start(SqlEditor::Scope::All, Explain::No); });
    m_stop = add(u"stop"_s, tr("Stop"), QKeySequence(Qt::ALT | Qt::Key_Pause), &ConsolePage::stop);
    m_explain = add(u"partition"_s, tr("Explain"), QKeySequence(Qt::CTRL | Qt::Key_E),
                    [this] { start(SqlEditor::Scope::Selection, Explain::Plan); });
    m_explainAnalyze = add(u"clock"_s, tr("Explain and Run (ANALYZE, BUFFERS)"),
                           QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
                           [this] { start(SqlEditor::Scope::Selection, Explain::Analyze); });
    m_commit = add(u"check"_s, tr("Commit"), {}, [this] { runControl(u"COMMIT"_s); });
    m_rollback = add(u"undo"_s, tr("Roll Back"), {}, [this] { runControl(u"ROLLBACK"_s); });
    m_save = add(u"star"_s, tr("Save Query"), QKeySequence(Qt::CTRL | Qt::Key_S), [this] {
        m_saveName->show();
        m_saveName->setFocus();
        m_saveName->selectAll();
    });
    m_history = add(u"history"_s, tr("History"), QKeySequence(Qt::CTRL | Qt::Key_H),
                    [this] { m_historyPanel->open(HistoryPanel::Tab::History); });
    m_import = add(u"import"_s, tr("Import CSV"), {}, [this] {
        auto *dialog = new QFileDialog(this, tr("Import CSV"), {},
                                       tr("Separated values (*.csv *.tsv *.txt);;All files (*)"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, this,
                [this](const QString &path) { m_services.startImport(path, this); });
        dialog->open();
    });
    m_readerRole = add(u"shield-check"_s, tr("SQL for a Role That Can Only Read"), {},
                       [this] { insertText(data::readOnlyRoleSql()); });
    add(u"star-filled"_s, tr("Saved Queries"), {},
        [this] { m_historyPanel->open(HistoryPanel::Tab::Saved); });
}

QWidget *ConsolePage::buildToolBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(4);
    auto *run = buttonFor(m_run, bar);
    run->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_run->setIconText(tr("Run"));
    run->setObjectName(u"runButton"_s);
    row->addWidget(run);
    for (QAction *action : {m_runAll, m_stop, m_explain, m_explainAnalyze})
        row->addWidget(buttonFor(action, bar));
    row->addSpacing(8);
    m_mode = new QComboBox(bar);
    m_mode->setObjectName(u"modeComboBox"_s);
    m_mode->addItem(tr("Auto-commit"));
    m_mode->addItem(tr("Transactions by hand"));
    m_mode->setAccessibleName(tr("How statements are committed"));
    m_mode->setToolTip(
        tr("Auto-commit: each statement counts at once. By hand: a transaction is opened before "
           "the first "
           "statement and stays open until you commit or roll back. It never changes by itself."));
    row->addWidget(m_mode);
    m_transaction = new QLabel(bar);
    m_transaction->setObjectName(u"transactionLabel"_s);
    m_transaction->setTextFormat(Qt::PlainText);
    row->addWidget(m_transaction);
    m_readerButton = buttonFor(m_readerRole, bar);
    row->addWidget(m_readerButton);
    for (QAction *action : {m_commit, m_rollback})
        row->addWidget(buttonFor(action, bar));
    row->addStretch(1);
    m_status = new QLabel(bar);
    m_status->setObjectName(u"statusLabel"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setProperty("look", u"secondary"_s);
    row->addWidget(m_status);
    row->addSpacing(8);
    for (QAction *action : {m_import, m_save, m_history})
        row->addWidget(buttonFor(action, bar));
    return bar;
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
    if (m_services.isReadOnly())
        return {}; // the server refuses anything that writes
    const bool production = m_services.isProduction();
    for (const auto &statement : m_request.statements) {
        const auto what = sql::classify(statement.text);
        const QString target = what.targets.isEmpty() ? QString() : what.targets.constFirst().name;
        if (what.touchesEveryRow) {
            return what.command == "TRUNCATE"_L1
                       ? tr("This empties %1 completely.").arg(target)
                       : tr("There is no WHERE: this touches every row of %1.").arg(target);
        }
        if (production && what.effect != sql::Classification::Effect::Reads) {
            return what.effect == sql::Classification::Effect::Opaque
                       ? tr("This is production, and nobody can tell from its text what this "
                            "statement does.")
                       : tr("This is production, and %1 changes it.").arg(what.command);
        }
        if (m_request.explain == Request::Explain::Analyze &&
            what.effect != sql::Classification::Effect::Reads)
            return tr("EXPLAIN ANALYZE really runs the statement, and it changes data.");
    }
    return {};
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
    const bool changed =
        std::any_of(statements.begin(), statements.end(), [](const data::StatementRun &statement) {
            return statement.state == data::StatementRun::State::Succeeded &&
                   sql::classify(statement.text).category == sql::Classification::Category::Ddl;
        });
    if (changed && m_services.catalogChanged)
        m_services.catalogChanged();
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

    const auto state = m_services.console->transaction();
    const bool open = state.status == TransactionStatus::InTransaction ||
                      state.status == TransactionStatus::InFailedTransaction;
    m_commit->setEnabled(!busy && state.status == TransactionStatus::InTransaction);
    m_rollback->setEnabled(!busy && open);
    Role role = Role::SecondaryText;
    QString words;
    QString explanation;
    if (readOnly && !open) {
        words = tr("Read-only");
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
    m_historyPanel->open(HistoryPanel::Tab::History);
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
        "Ctrl+H what was run before. What you type is kept, also when the program is killed.");
}

QJsonObject ConsolePage::saveState() const
{
    QJsonObject values;
    for (auto it = m_values.begin(); it != m_values.end(); ++it)
        values.insert(it.key(), it->isNull() ? QJsonValue() : QJsonValue(*it));
    return {{u"text"_s, m_editor->toPlainText()},
            {u"cursor"_s, m_editor->textCursor().position()},
            {u"manual"_s, m_mode->currentIndex() == 1},
            {u"values"_s, values},
            {u"split"_s, QString::fromLatin1(m_split->saveState().toBase64())}};
}

void ConsolePage::restoreState(const QJsonObject &state)
{
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
    if (status == TransactionStatus::InTransaction ||
        status == TransactionStatus::InFailedTransaction)
        return tr("a transaction is open; closing rolls it back");
    if (const qsizetype count = m_results->pendingEdits(); count > 0)
        return count == 1 ? tr("1 changed row is not committed")
                          : tr("%1 changed rows are not committed").arg(count);
    if (isBusy())
        return tr("a statement is running; closing stops it");
    return {};
}

} // namespace howdah::gui
