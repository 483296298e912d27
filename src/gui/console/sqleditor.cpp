#include "gui/console/sqleditor.h"

#include "gui/console/editcommands.h"
#include "sql/lexer.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::gui {

namespace {

constexpr auto markDelay = 120ms;
/// A bracket's partner is looked for so far; strings and comments between are stepped over.
constexpr int bracketReach = 100'000;

/// Turns ascending UTF-8 offsets of a text into UTF-16 ones, in one pass for all.
class Utf16Offsets final
{
public:
    explicit Utf16Offsets(QByteArrayView utf8)
        : m_utf8(utf8)
    {}

    int at(qsizetype byte)
    {
        for (; m_byte < byte; ++m_byte) {
            const auto c = static_cast<unsigned char>(m_utf8[m_byte]);
            if ((c & 0xC0) != 0x80)
                m_unit += c >= 0xF0 ? 2 : 1;
        }
        return m_unit;
    }

private:
    QByteArrayView m_utf8;
    qsizetype m_byte = 0;
    int m_unit = 0;
};

/// A name may hold line ends, which would break the line it is offered in.
QString plainLine(QString text)
{
    return text.replace(u'\n', u'\u23CE').replace(u'\r', u'\u240D');
}

} // namespace

SqlEditor::SqlEditor(const Theme &theme, QWidget *parent)
    : CodeEdit(theme, parent)
    , m_offers(new QStandardItemModel(this))
    , m_popup(new QCompleter(m_offers, this))
    , m_signatures(new QLabel(this, Qt::ToolTip))
{
    setObjectName(u"sqlEditor"_s);
    setAccessibleName(tr("SQL to run"));
    setPlaceholderText(tr("Type SQL. Ctrl+Enter runs the statement at the cursor."));
    setUndoRedoEnabled(true);
    m_popup->setWidget(this);
    m_popup->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_popup->setMaxVisibleItems(12);
    // It lies on the editor and would otherwise look like a part of its text.
    m_popup->popup()->setStyleSheet(
        u"QListView { border: 1px solid palette(mid); background: palette(button); }"_s);
    m_popup->popup()->setAccessibleName(tr("Completions"));
    connect(m_popup, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            &SqlEditor::insertCompletion);
    m_signatures->setTextFormat(Qt::PlainText);
    m_signatures->setObjectName(u"signatures"_s);
    m_signatures->setMargin(4);
    m_signatures->setStyleSheet(
        u"QLabel { border: 1px solid palette(mid); background: palette(button); color: palette(text); }"_s);
    m_markTimer.setSingleShot(true);
    m_markTimer.setInterval(markDelay);
    connect(&m_markTimer, &QTimer::timeout, this, &SqlEditor::markCurrent);
    connect(this, &QPlainTextEdit::cursorPositionChanged, &m_markTimer,
            qOverload<>(&QTimer::start));
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &SqlEditor::markBrackets);
    connect(this, &QPlainTextEdit::textChanged, &m_markTimer, qOverload<>(&QTimer::start));
}

SqlEditor::Selected SqlEditor::select(Scope scope) const
{
    const QTextCursor cursor = textCursor();
    const bool selection = scope == Scope::Selection && cursor.hasSelection();
    const QString text = selection
                             ? toPlainText().mid(cursor.selectionStart(),
                                                 cursor.selectionEnd() - cursor.selectionStart())
                             : toPlainText();
    const int base = selection ? cursor.selectionStart() : 0;
    const auto script = sql::Script::split(text);
    QList<qsizetype> wanted;
    if (scope == Scope::All || selection) {
        for (qsizetype i = 0; i < script.statements().size(); ++i)
            wanted += i;
    } else if (const int at =
                   script.statementAt(QStringView(text).left(cursor.position()).toUtf8().size());
               at >= 0) {
        wanted += at;
    }

    Selected selected;
    const auto begin =
        wanted.isEmpty() ? 0 : script.statements().at(wanted.constFirst()).begin.offset;
    const auto end = wanted.isEmpty() ? 0 : script.statements().at(wanted.constLast()).end;
    for (const sql::Problem &problem : script.problems()) {
        // A psql command elsewhere in the text is in nobody's way when one statement is run.
        if (wanted.size() == 1 && scope != Scope::All && !selection &&
            (problem.position.offset < begin || problem.position.offset > end))
            continue;
        selected.problem = problem;
        selected.problemOffset = base + Utf16Offsets(script.utf8()).at(problem.position.offset);
        return selected;
    }
    Utf16Offsets offsets(script.utf8());
    for (const qsizetype index : std::as_const(wanted)) {
        const sql::Statement &statement = script.statements().at(index);
        selected.statements.append({.text = script.text(statement),
                                    .offset = base + offsets.at(statement.begin.offset),
                                    .copyData = script.copyData(statement).toByteArray(),
                                    .values = {}});
    }
    return selected;
}

void SqlEditor::showError(int offset, const QString &statement, int position)
{
    if (position <= 0)
        return;
    // Code points to UTF-16.
    qsizetype unit = 0;
    for (int left = position - 1; left > 0 && unit < statement.size(); --left)
        unit += statement.at(unit).isHighSurrogate() ? 2 : 1;
    const QByteArray rest = statement.mid(unit, 2000).toUtf8();
    const sql::Token token = sql::Lexer(rest).next();
    const auto length = std::max<qsizetype>(1, QString::fromUtf8(rest.left(token.end)).size());
    const int begin = offset + int(unit);
    // Somebody may have typed on while the statement ran; then the place is another one.
    QTextCursor place(document());
    place.setPosition(std::clamp(begin, 0, document()->characterCount() - 1));
    place.setPosition(std::clamp(begin + int(length), 0, document()->characterCount() - 1),
                      QTextCursor::KeepAnchor);
    const QString meant = statement.mid(unit, length);
    if (!meant.isEmpty() && place.selectedText().replace(QChar::ParagraphSeparator, u'\n') != meant)
        return;
    setErrorRange(begin, begin + int(length));
    goTo(begin);
}

void SqlEditor::goTo(int offset)
{
    QTextCursor cursor(document());
    cursor.setPosition(std::clamp(offset, 0, document()->characterCount() - 1));
    setTextCursor(cursor);
    ensureCursorVisible();
    setFocus();
}

void SqlEditor::goToLine(int line)
{
    goTo(document()->findBlockByNumber(std::clamp(line, 1, blockCount()) - 1).position());
    centerCursor();
}

void SqlEditor::offerCompletions()
{
    showOffers();
    if (m_popup->popup()->isVisible())
        m_popup->popup()->setCurrentIndex(m_popup->completionModel()->index(0, 0));
}

data::CompletionList SqlEditor::askCompleter(int *begin) const
{
    const QString text = toPlainText();
    const int cursor = textCursor().position();
    const auto script = sql::Script::split(text);
    const qsizetype byte = QStringView(text).left(cursor).toUtf8().size();
    *begin = 0;
    QString statement = text;
    if (const int at = script.statementAt(byte); at >= 0) {
        const sql::Statement &found = script.statements().at(at);
        // Behind a finished statement a new one begins.
        if (byte > found.end && found.terminated)
            *begin = cursor;
        else if (byte >= found.begin.offset)
            *begin = Utf16Offsets(script.utf8()).at(found.begin.offset);
        else
            *begin = cursor;
        statement =
            *begin == cursor
                ? QString()
                : text.mid(*begin, std::max<qsizetype>(script.text(found).size(), cursor - *begin));
    }
    return m_complete(statement, cursor - *begin);
}

void SqlEditor::showOffers()
{
    m_popup->popup()->hide();
    if (!m_complete || document()->characterCount() > longestCompleted)
        return;
    int begin = 0;
    const auto list = askCompleter(&begin);
    showSignatures(list.signatures);
    m_offers->clear();
    if (list.items.isEmpty())
        return;
    m_replaceFrom = begin + list.replaceFrom;
    static const char *const icons[] = {"column",   "table", "table", "view", "schema",
                                        "function", "type",  "edit",  "key"};
    static_assert(std::size(icons) == size_t(data::Completion::Kind::Condition) + 1);
    for (const data::Completion &item : list.items) {
        auto *row = new QStandardItem(
            theme().icon(QString::fromLatin1(icons[int(item.kind)]), Role::SecondaryText),
            plainLine(item.detail.isEmpty() ? item.text : item.text + u"   "_s + item.detail));
        row->setData(item.text, Qt::UserRole);
        m_offers->appendRow(row);
    }
    QRect place = cursorRect();
    place.translate(viewport()->pos());
    place.setWidth(std::min(640, m_popup->popup()->sizeHintForColumn(0) + 40 +
                                     m_popup->popup()->verticalScrollBar()->sizeHint().width()));
    m_popup->complete(place);
}

void SqlEditor::showSignatures(const QStringList &signatures)
{
    if (signatures.isEmpty()) {
        m_signatures->hide();
        return;
    }
    m_signatures->setText(signatures.join(u'\n'));
    m_signatures->adjustSize();
    // Above the line: what is offered lies below it.
    const QPoint above = viewport()->mapToGlobal(cursorRect().topLeft());
    m_signatures->move(above.x(), above.y() - m_signatures->height() - 4);
    m_signatures->show();
}

void SqlEditor::focusOutEvent(QFocusEvent *event)
{
    // What is offered takes the focus for itself.
    if (event->reason() != Qt::PopupFocusReason)
        m_signatures->hide();
    CodeEdit::focusOutEvent(event);
}

void SqlEditor::insertCompletion(const QModelIndex &index)
{
    QTextCursor cursor = textCursor();
    const int end = cursor.position();
    cursor.setPosition(std::min(m_replaceFrom, end));
    cursor.setPosition(end, QTextCursor::KeepAnchor);
    cursor.insertText(index.data(Qt::UserRole).toString());
    setTextCursor(cursor);
}

bool SqlEditor::popupTakes(QKeyEvent *event)
{
    if (!m_popup->popup()->isVisible())
        return false;
    switch (event->key()) {
    case Qt::Key_Tab:
        m_popup->popup()->hide();
        insertCompletion(m_popup->popup()->currentIndex().isValid()
                             ? m_popup->popup()->currentIndex()
                             : m_popup->completionModel()->index(0, 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // Somebody who just goes on typing wants a new line, not what happens to be offered.
        if (event->modifiers() == Qt::NoModifier && m_popup->popup()->currentIndex().isValid()) {
            event->ignore();
            return true;
        }
        m_popup->popup()->hide();
        return false;
    case Qt::Key_Escape:
        m_popup->popup()->hide();
        return true;
    default:
        return false;
    }
}

void SqlEditor::keyPressEvent(QKeyEvent *event)
{
    if (popupTakes(event))
        return;
    if (event->key() == Qt::Key_Escape && m_signatures->isVisible()) {
        m_signatures->hide();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        offerCompletions();
        return;
    }
    if (event->key() == Qt::Key_Return && event->modifiers() == Qt::NoModifier) {
        // The next line starts where this one did.
        const QString line = textCursor().block().text().left(textCursor().positionInBlock());
        QString indent;
        for (const QChar c : line) {
            if (c != u' ' && c != u'\t')
                break;
            indent += c;
        }
        textCursor().insertText(u'\n' + indent);
        ensureCursorVisible();
        return;
    }
    if (event->key() == Qt::Key_Backtab) {
        unindentLines(this);
        return;
    }
    if (event->key() == Qt::Key_Tab && event->modifiers() == Qt::NoModifier) {
        if (textCursor().hasSelection())
            indentLines(this);
        else
            textCursor().insertText(QString(4 - textCursor().positionInBlock() % 4, u' '));
        return;
    }
    CodeEdit::keyPressEvent(event);
    const QString typed = event->text();
    if (typed.isEmpty())
        return;
    const QChar last = typed.at(typed.size() - 1);
    const bool plain =
        !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const bool asks =
        last.isLetterOrNumber() || last == u'_' || last == u'.' || last == u'(' || last == u',';
    const bool goesOn = event->key() == Qt::Key_Backspace &&
                        (m_popup->popup()->isVisible() || m_signatures->isVisible());
    if (plain && ((typed.size() == 1 && asks) || goesOn)) {
        showOffers();
        return;
    }
    m_popup->popup()->hide();
    if (last == u')' || last == u';')
        m_signatures->hide();
}

void SqlEditor::markBrackets()
{
    const int cursor = textCursor().position();
    const auto at = [this](int position) {
        return position >= 0 ? document()->characterAt(position) : QChar();
    };
    const auto isBracket = [](QChar c) { return c == u'(' || c == u')' || c == u'[' || c == u']'; };
    // The one before the cursor counts first, as one has just typed it.
    const int here = isBracket(at(cursor - 1)) ? cursor - 1 : cursor;
    if (textCursor().hasSelection() || !isBracket(at(here))) {
        setMarks(Layer::Brackets, {});
        return;
    }
    // Read from the beginning of the text or of the reach, so that quotes count as such.
    const int from = std::max(0, here - bracketReach);
    QTextCursor piece(document());
    piece.setPosition(from);
    piece.setPosition(std::min(here + bracketReach, document()->characterCount() - 1),
                      QTextCursor::KeepAnchor);
    const QByteArray utf8 = piece.selectedText().replace(QChar::ParagraphSeparator, u'\n').toUtf8();
    sql::Lexer lexer(utf8);
    Utf16Offsets offsets(utf8);
    QList<std::pair<int, char>> open;
    QList<QTextEdit::ExtraSelection> marks;
    for (auto token = lexer.next(); token.kind != sql::TokenKind::End; token = lexer.next()) {
        const char c = utf8.at(token.begin);
        if (token.end - token.begin != 1 || !isBracket(QLatin1Char(c)))
            continue;
        const int place = from + offsets.at(token.begin);
        if (c == '(' || c == '[') {
            open.append({place, c});
            continue;
        }
        const bool fits = !open.isEmpty() && (open.constLast().second == '(') == (c == ')');
        const int partner = fits ? open.takeLast().first : -1;
        if (place != here && partner != here) {
            if (place > here && open.isEmpty())
                break;
            continue;
        }
        for (const int mark : {partner, place}) {
            if (mark < 0)
                continue;
            QTextEdit::ExtraSelection selection;
            selection.cursor = QTextCursor(document());
            selection.cursor.setPosition(mark);
            selection.cursor.setPosition(mark + 1, QTextCursor::KeepAnchor);
            selection.format.setBackground(theme().color(Role::Selection));
            selection.format.setForeground(
                theme().color(partner < 0 ? Role::Production : Role::Accent));
            selection.format.setFontWeight(QFont::Bold);
            marks += selection;
        }
        break;
    }
    setMarks(Layer::Brackets, marks);
}

void SqlEditor::markCurrent()
{
    if (document()->characterCount() > longestMarked) {
        setCurrentRange(0, 0);
        return;
    }
    const auto script = sql::Script::split(toPlainText());
    const int at = script.statementAt(toPlainText().left(textCursor().position()).toUtf8().size());
    if (at < 0) {
        setCurrentRange(0, 0);
        return;
    }
    const sql::Statement &statement = script.statements().at(at);
    Utf16Offsets offsets(script.utf8());
    const int begin = offsets.at(statement.begin.offset);
    setCurrentRange(begin, offsets.at(statement.end));
}

} // namespace howdah::gui
