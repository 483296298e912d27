#include "gui/console/editcommands.h"

#include "data/completionwords.h"
#include "sql/lexer.h"
#include "sql/quote.h"

#include <QPlainTextEdit>
#include <QSet>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr int columns = 4;

struct Lines
{
    int first = 0;
    int last = 0;
};

/// A selection that ends at the beginning of a line does not mean that line.
Lines selectedLines(const QPlainTextEdit *edit)
{
    const QTextCursor cursor = edit->textCursor();
    const QTextDocument *document = edit->document();
    Lines lines{.first = document->findBlock(cursor.selectionStart()).blockNumber(),
                .last = document->findBlock(cursor.selectionEnd()).blockNumber()};
    if (lines.last > lines.first &&
        document->findBlockByNumber(lines.last).position() == cursor.selectionEnd())
        --lines.last;
    return lines;
}

/// Calls @p change with each selected line, from the last to the first, as one step of undo.
template<typename Change>
void changeLines(QPlainTextEdit *edit, const Change &change)
{
    const Lines lines = selectedLines(edit);
    QTextCursor step = edit->textCursor();
    step.beginEditBlock();
    for (int number = lines.last; number >= lines.first; --number)
        change(edit->document()->findBlockByNumber(number));
    step.endEditBlock();
}

void moveLines(QPlainTextEdit *edit, int by)
{
    const Lines lines = selectedLines(edit);
    QTextDocument *document = edit->document();
    const QTextBlock other = document->findBlockByNumber(by < 0 ? lines.first - 1 : lines.last + 1);
    if (!other.isValid())
        return;
    QTextCursor kept = edit->textCursor();
    const int shift = by < 0 ? -other.length() : other.length();
    const int anchor = kept.anchor() + shift;
    const int position = kept.position() + shift;
    const QString text = other.text();
    QTextCursor step(document);
    step.beginEditBlock();
    if (by < 0) {
        step.setPosition(other.position());
        step.setPosition(other.position() + other.length(), QTextCursor::KeepAnchor);
        step.removeSelectedText();
        const QTextBlock end = document->findBlockByNumber(lines.last - 1);
        step.setPosition(end.position() + end.length() - 1);
        step.insertText(u'\n' + text);
    } else {
        // Its own line's end goes with it, or, for the last line, the one before.
        step.setPosition(other.position() - 1);
        step.setPosition(other.position() + other.length() - 1, QTextCursor::KeepAnchor);
        step.removeSelectedText();
        step.setPosition(document->findBlockByNumber(lines.first).position());
        step.insertText(text + u'\n');
    }
    step.endEditBlock();
    const int last = document->characterCount() - 1;
    kept.setPosition(std::clamp(anchor, 0, last));
    kept.setPosition(std::clamp(position, 0, last), QTextCursor::KeepAnchor);
    edit->setTextCursor(kept);
}

/// Unreserved words that hardly anybody calls a column by; "role", "type" or "name" stay.
bool isKeyword(const QString &lower)
{
    static const QSet<QString> unreserved{
        u"alter"_s,     u"begin"_s,     u"by"_s,      u"call"_s,      u"cascade"_s,
        u"commit"_s,    u"conflict"_s,  u"copy"_s,    u"delete"_s,    u"do"_s,
        u"drop"_s,      u"execute"_s,   u"explain"_s, u"extension"_s, u"filter"_s,
        u"function"_s,  u"if"_s,        u"index"_s,   u"insert"_s,    u"materialized"_s,
        u"merge"_s,     u"nothing"_s,   u"nulls"_s,   u"over"_s,      u"partition"_s,
        u"procedure"_s, u"recursive"_s, u"refresh"_s, u"reindex"_s,   u"replace"_s,
        u"reset"_s,     u"returns"_s,   u"revoke"_s,  u"rollback"_s,  u"savepoint"_s,
        u"schema"_s,    u"set"_s,       u"show"_s,    u"temporary"_s, u"trigger"_s,
        u"truncate"_s,  u"unlogged"_s,  u"update"_s,  u"vacuum"_s,    u"view"_s};
    // Types stay as they are: few write them in capitals.
    return unreserved.contains(lower) ||
           (sql::isReservedWord(lower) && !data::commonTypes().contains(lower));
}

} // namespace

void toggleComment(QPlainTextEdit *edit)
{
    const Lines lines = selectedLines(edit);
    bool commented = true;
    for (int number = lines.first; number <= lines.last; ++number) {
        const QString text = edit->document()->findBlockByNumber(number).text();
        commented = commented && (text.trimmed().isEmpty() || text.startsWith("--"_L1));
    }
    changeLines(edit, [commented](const QTextBlock &block) {
        QTextCursor line(block);
        if (!commented) {
            line.insertText(u"-- "_s);
        } else if (block.text().startsWith("--"_L1)) {
            line.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor,
                              block.text().startsWith("-- "_L1) ? 3 : 2);
            line.removeSelectedText();
        }
    });
}

void indentLines(QPlainTextEdit *edit)
{
    changeLines(edit, [](const QTextBlock &block) {
        if (!block.text().isEmpty())
            QTextCursor(block).insertText(QString(columns, u' '));
    });
}

void unindentLines(QPlainTextEdit *edit)
{
    changeLines(edit, [](const QTextBlock &block) {
        const QString text = block.text();
        int count = 0;
        while (count < columns && count < text.size() && text.at(count) == u' ')
            ++count;
        if (count == 0 && text.startsWith(u'\t'))
            count = 1;
        QTextCursor line(block);
        line.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor, count);
        line.removeSelectedText();
    });
}

void duplicateLines(QPlainTextEdit *edit)
{
    QTextCursor cursor = edit->textCursor();
    const bool within =
        cursor.hasSelection() && edit->document()->findBlock(cursor.selectionStart()) ==
                                     edit->document()->findBlock(cursor.selectionEnd());
    QTextCursor step = cursor;
    if (within) {
        step.setPosition(cursor.selectionEnd());
        const int end = step.position();
        step.insertText(cursor.selectedText());
        // The copy is selected, so that the next one goes behind it.
        cursor.setPosition(end);
        cursor.setPosition(step.position(), QTextCursor::KeepAnchor);
        edit->setTextCursor(cursor);
        return;
    }
    const Lines lines = selectedLines(edit);
    QStringList texts;
    for (int number = lines.first; number <= lines.last; ++number)
        texts += edit->document()->findBlockByNumber(number).text();
    const QTextBlock first = edit->document()->findBlockByNumber(lines.first);
    step.setPosition(first.position());
    step.insertText(texts.join(u'\n') + u'\n');
}

void moveLinesUp(QPlainTextEdit *edit)
{
    moveLines(edit, -1);
}

void moveLinesDown(QPlainTextEdit *edit)
{
    moveLines(edit, 1);
}

void capitalizeKeywords(QPlainTextEdit *edit)
{
    QTextCursor cursor = edit->textCursor();
    const bool some = cursor.hasSelection();
    const int from = some ? cursor.selectionStart() : 0;
    const QString whole = edit->toPlainText();
    const QString text = some ? whole.mid(from, cursor.selectionEnd() - from) : whole;
    const QByteArray utf8 = text.toUtf8();
    sql::Lexer lexer(utf8);
    QString written;
    bool afterDot = false;
    for (auto token = lexer.next(); token.kind != sql::TokenKind::End; token = lexer.next()) {
        const QString piece =
            QString::fromUtf8(QByteArrayView(utf8).sliced(token.begin, token.end - token.begin));
        const bool keyword =
            token.kind == sql::TokenKind::Word && !afterDot && isKeyword(piece.toLower());
        written += keyword ? piece.toUpper() : piece;
        afterDot = piece == "."_L1;
    }
    // "ß" and the like grow; a key word never does.
    if (written == text || written.size() != text.size())
        return;
    const int anchor = cursor.anchor();
    const int position = cursor.position();
    QTextCursor step(edit->document());
    step.beginEditBlock();
    step.setPosition(from);
    step.setPosition(from + int(text.size()), QTextCursor::KeepAnchor);
    step.insertText(written);
    step.endEditBlock();
    cursor.setPosition(anchor);
    cursor.setPosition(position, QTextCursor::KeepAnchor);
    edit->setTextCursor(cursor);
}

} // namespace howdah::gui
