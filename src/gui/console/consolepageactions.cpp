#include "gui/console/consolepage.h"
#include "gui/console/editcommands.h"
#include "gui/console/findbar.h"
#include "gui/console/historypanel.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;

/// What the page can do, and the tool bar for it.
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

void ConsolePage::buildActions()
{
    const auto add = [this](const QString &icon, const QString &text, const QKeySequence &shortcut,
                            std::function<void()> slot) {
        return addCommand(icon, text, shortcut, std::move(slot));
    };
    using Explain = Request::Explain;
    m_run =
        add(u"play"_s, tr("Run Statement or Selection"), QKeySequence(Qt::CTRL | Qt::Key_Return),
            [this] { start(SqlEditor::Scope::Selection, Explain::No); });
    m_runAll =
        add(u"play-all"_s, tr("Run All"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return),
            [this] { start(SqlEditor::Scope::All, Explain::No); });
    m_stop = add(u"stop"_s, tr("Stop"), QKeySequence(Qt::ALT | Qt::Key_Pause), [this] { stop(); });
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
    m_history = add(u"history"_s, tr("History"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H),
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
    if (m_services.closed) {
        add(u"history"_s, tr("Texts of Closed Consoles"), {},
            [this] { m_historyPanel->open(HistoryPanel::Tab::Closed); });
    }
    m_another = add(u"plus"_s, tr("New Console on This Connection"), {}, [this] {
        if (m_services.openAnother)
            m_services.openAnother();
    });
    m_another->setVisible(bool(m_services.openAnother));
    buildEditActions();
}

QAction *ConsolePage::addCommand(const QString &icon, const QString &text,
                                 const QKeySequence &shortcut, std::function<void()> slot)
{
    auto *action = new QAction(m_theme.icon(icon), text, this);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? text : tr("%1 (%2)").arg(text, keys));
    connect(action, &QAction::triggered, this, std::move(slot));
    connect(&m_theme, &Theme::changed, action,
            [this, action, icon] { action->setIcon(m_theme.icon(icon)); });
    addAction(action);
    return action;
}

/// What works on the text alone stands in one menu, so that the tool bar stays quiet.
void ConsolePage::buildEditActions()
{
    m_editMenu = new QMenu(tr("Text"), this);
    const auto add = [this](const QString &text, const QKeySequence &shortcut,
                            std::function<void()> slot, const QString &icon = u"edit"_s) {
        QAction *action = addCommand(icon, text, shortcut, std::move(slot));
        action->setIconVisibleInMenu(icon != "edit"_L1);
        m_editMenu->addAction(action);
    };
    const auto change = [this](void (*command)(QPlainTextEdit *)) {
        return [this, command] { command(m_editor); };
    };
    // Those whose keys are the window's or the editor's own only say them.
    const auto mention = [this](const QString &text, const QString &keys,
                                std::function<void()> slot) {
        connect(m_editMenu->addAction(text + u'\t' + keys), &QAction::triggered, this,
                std::move(slot));
    };
    mention(tr("Find in Text"), u"Ctrl+F"_s, [this] { find(); });
    add(tr("Find Next"), QKeySequence(Qt::Key_F3), [this] { m_findBar->findNext(); });
    add(tr("Find Previous"), QKeySequence(Qt::SHIFT | Qt::Key_F3),
        [this] { m_findBar->findPrevious(); });
    add(tr("Replace in Text"), QKeySequence(Qt::CTRL | Qt::Key_H),
        [this] { m_findBar->openReplace(); });
    add(tr("Go to Line"), QKeySequence(Qt::CTRL | Qt::Key_G), [this] { askForLine(); });
    m_editMenu->addSeparator();
    mention(tr("Complete"), u"Ctrl+Space"_s, [this] { m_editor->offerCompletions(); });
    add(tr("Comment Lines Out or In"), QKeySequence(Qt::CTRL | Qt::Key_Slash),
        change(toggleComment));
    mention(tr("Indent Lines"), u"Tab"_s, change(indentLines));
    mention(tr("Unindent Lines"), u"Shift+Tab"_s, change(unindentLines));
    add(tr("Duplicate Lines"), QKeySequence(Qt::CTRL | Qt::Key_D), change(duplicateLines));
    add(tr("Move Lines Up"), QKeySequence(Qt::ALT | Qt::Key_Up), change(moveLinesUp));
    add(tr("Move Lines Down"), QKeySequence(Qt::ALT | Qt::Key_Down), change(moveLinesDown));
    add(tr("Key Words in Capitals"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U),
        change(capitalizeKeywords));
    if (!m_services.readFile || !m_services.writeFile)
        return;
    m_editMenu->addSeparator();
    add(
        tr("Open SQL File"), QKeySequence(Qt::CTRL | Qt::Key_O), [this] { openFile(); },
        u"folder"_s);
    add(
        tr("Save Text to File"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
        [this] { saveFile(); }, u"save"_s);
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
    auto *reader = buttonFor(m_readerRole, bar);
    reader->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_readerRole->setIconText(tr("Reader Role"));
    m_readerButton = reader;
    row->addWidget(m_readerButton);
    for (QAction *action : {m_commit, m_rollback})
        row->addWidget(buttonFor(action, bar));
    m_status = new QLabel(bar);
    m_status->setObjectName(u"statusLabel"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setProperty("look", u"secondary"_s);
    // A long message is cut off; it must not make the window wider.
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_status->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addSpacing(8);
    row->addWidget(m_status, 1);
    row->addSpacing(8);
    for (QAction *action : {m_import, m_save, m_history})
        row->addWidget(buttonFor(action, bar));
    auto *edit = new QToolButton(bar);
    edit->setObjectName(u"textMenuButton"_s);
    edit->setIcon(m_theme.icon(u"menu"_s));
    edit->setToolTip(tr("Find, replace and other ways to change the text"));
    edit->setAccessibleName(tr("Text"));
    edit->setPopupMode(QToolButton::InstantPopup);
    edit->setFocusPolicy(Qt::TabFocus);
    edit->setMenu(m_editMenu);
    connect(&m_theme, &Theme::changed, edit,
            [this, edit] { edit->setIcon(m_theme.icon(u"menu"_s)); });
    row->addWidget(edit);
    if (m_services.openAnother)
        row->addWidget(buttonFor(m_another, bar));
    return bar;
}

} // namespace howdah::gui
