#include "gui/console/editcommands.h"
#include "gui/console/findbar.h"
#include "gui/console/sqleditor.h"
#include "support/stallwatch.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;
using Scope = SqlEditor::Scope;

class TestSqlEditor final : public QObject
{
    Q_OBJECT

    static void place(SqlEditor &editor, int position, int anchor = -1)
    {
        QTextCursor cursor = editor.textCursor();
        cursor.setPosition(anchor < 0 ? position : anchor);
        cursor.setPosition(position, QTextCursor::KeepAnchor);
        editor.setTextCursor(cursor);
    }

private slots:
    void findsWhatToRun()
    {
        Theme theme;
        SqlEditor editor(theme);
        const QString text = u"SELECT 'ä😀';\n\nSELECT 2;  SELECT 3"_s;
        editor.setPlainText(text);
        place(editor, int(text.indexOf(u"2"_s)));
        auto selected = editor.select(Scope::Selection);
        QCOMPARE(selected.statements.size(), 1);
        QCOMPARE(selected.statements.constFirst().text, u"SELECT 2"_s);
        QCOMPARE(selected.statements.constFirst().offset, text.indexOf(u"SELECT 2"_s));
        selected = editor.select(Scope::All);
        QCOMPARE(selected.statements.size(), 3);
        QCOMPARE(selected.statements.constLast().offset, text.indexOf(u"SELECT 3"_s));
        place(editor, int(text.size()), int(text.indexOf(u"SELECT 2"_s)));
        selected = editor.select(Scope::Selection);
        QCOMPARE(selected.statements.size(), 2);
        QCOMPARE(selected.statements.constLast().offset, text.indexOf(u"SELECT 3"_s));
    }

    void aPsqlCommandStopsOnlyWhatItIsPartOf()
    {
        Theme theme;
        SqlEditor editor(theme);
        editor.setPlainText(u"\\connect other\nSELECT 1;\nSELECT 2;"_s);
        place(editor, 30);
        QVERIFY(!editor.select(Scope::Selection).problem);
        QCOMPARE(editor.select(Scope::Selection).statements.size(), 1);
        const auto all = editor.select(Scope::All);
        QVERIFY(all.problem);
        QCOMPARE(all.problemOffset, 0);
    }

    void underlinesTheTokenTheServerMeant()
    {
        Theme theme;
        SqlEditor editor(theme);
        const QString statement = u"SELECT '😀', nowhere FROM t"_s;
        editor.setPlainText(u"-- x\n"_s + statement);
        // Code points, as the server counts: the emoji is one.
        editor.showError(5, statement, 13);
        QCOMPARE(editor.extraSelections().size(), 1);
        QCOMPARE(editor.extraSelections().constFirst().cursor.selectedText(), u"nowhere"_s);
    }

    void togglesComments()
    {
        Theme theme;
        SqlEditor editor(theme);
        editor.setPlainText(u"SELECT 1\nFROM t\n"_s);
        editor.selectAll();
        toggleComment(&editor);
        QCOMPARE(editor.toPlainText(), u"-- SELECT 1\n-- FROM t\n"_s);
        editor.selectAll();
        toggleComment(&editor);
        QCOMPARE(editor.toPlainText(), u"SELECT 1\nFROM t\n"_s);
    }

    void marksNothingWhereSomebodyHasTypedOn()
    {
        Theme theme;
        SqlEditor editor(theme);
        editor.setPlainText(u"-- typed meanwhile\nSELECT nowhere"_s);
        editor.showError(0, u"SELECT nowhere"_s, 8);
        QVERIFY(editor.extraSelections().isEmpty());
    }

    void changesLines_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("before"); // "[" and "]" are the ends of the selection
        QTest::addColumn<QString>("after");
        QTest::newRow("indent") << u"indent"_s << u"[a\n\nb]\nc"_s << u"    a\n\n    b\nc"_s;
        QTest::newRow("indent, line not meant") << u"indent"_s << u"[a\n]b"_s << u"    a\nb"_s;
        QTest::newRow("unindent") << u"unindent"_s << u"[      a\n\tb\n c]"_s << u"  a\nb\nc"_s;
        QTest::newRow("duplicate") << u"duplicate"_s << u"a[]\nb"_s << u"a\na\nb"_s;
        QTest::newRow("duplicate two") << u"duplicate"_s << u"[a\nb]"_s << u"a\nb\na\nb"_s;
        QTest::newRow("duplicate within") << u"duplicate"_s << u"x[ab]y"_s << u"xababy"_s;
        QTest::newRow("up") << u"up"_s << u"a\n[b\nc]\nd"_s << u"b\nc\na\nd"_s;
        QTest::newRow("up, last") << u"up"_s << u"a\nb[]"_s << u"b\na"_s;
        QTest::newRow("up, first") << u"up"_s << u"a[]\nb"_s << u"a\nb"_s;
        QTest::newRow("down") << u"down"_s << u"[a\nb]\nc\nd"_s << u"c\na\nb\nd"_s;
        QTest::newRow("down, to the end") << u"down"_s << u"a[]\nb"_s << u"b\na"_s;
        QTest::newRow("down, last") << u"down"_s << u"a\nb[]"_s << u"a\nb"_s;
        QTest::newRow("capitals")
            << u"capitals"_s
            << u"select m.select, \"from\", 'where' -- order by\nfrom role where id::text is not null"_s
            << u"SELECT m.select, \"from\", 'where' -- order by\nFROM role WHERE id::text IS NOT NULL"_s;
        QTest::newRow("capitals, some")
            << u"capitals"_s << u"select [1 from] t where"_s << u"select 1 FROM t where"_s;
    }
    void changesLines()
    {
        QFETCH(QString, command);
        QFETCH(QString, before);
        QFETCH(QString, after);
        Theme theme;
        SqlEditor editor(theme);
        const int begin = int(before.indexOf(u'['));
        const int end = int(before.indexOf(u']')) - 1;
        const QString text = QString(before).remove(u'[').remove(u']');
        editor.setPlainText(text);
        if (begin >= 0)
            place(editor, end, begin);
        static const QHash<QString, void (*)(QPlainTextEdit *)> commands{
            {u"indent"_s, indentLines},       {u"unindent"_s, unindentLines},
            {u"duplicate"_s, duplicateLines}, {u"up"_s, moveLinesUp},
            {u"down"_s, moveLinesDown},       {u"capitals"_s, capitalizeKeywords}};
        commands.value(command)(&editor);
        QCOMPARE(editor.toPlainText(), after);
        // One step back, whatever it was.
        if (after != text) {
            editor.undo();
            QCOMPARE(editor.toPlainText(), text);
        }
    }

    void goesToALine()
    {
        Theme theme;
        SqlEditor editor(theme);
        editor.setPlainText(u"a\nb\nc"_s);
        editor.goToLine(2);
        QCOMPARE(editor.textCursor().blockNumber(), 1);
        editor.goToLine(99);
        QCOMPARE(editor.textCursor().blockNumber(), 2);
    }

    void marksBracketsThatBelongTogether_data()
    {
        QTest::addColumn<QString>("text"); // "|" is the cursor
        QTest::addColumn<QList<int>>("marked");
        QTest::newRow("before") << u"f((a), b)|"_s << QList<int>{1, 8};
        QTest::newRow("behind") << u"f|((a), b)"_s << QList<int>{1, 8};
        QTest::newRow("inner") << u"f((|a), b)"_s << QList<int>{2, 4};
        QTest::newRow("text") << u"f(|')', a[1])"_s << QList<int>{1, 11};
        QTest::newRow("comment") << u"(|-- )\n)"_s << QList<int>{0, 6};
        QTest::newRow("emoji") << u"('😀😀')|"_s << QList<int>{0, 7};
        QTest::newRow("alone") << u"a)|"_s << QList<int>{1};
        QTest::newRow("none") << u"a|b"_s << QList<int>{};
    }
    void marksBracketsThatBelongTogether()
    {
        QFETCH(QString, text);
        QFETCH(QList<int>, marked);
        Theme theme;
        SqlEditor editor(theme);
        const int cursor = int(text.indexOf(u'|'));
        editor.setPlainText(QString(text).remove(u'|'));
        place(editor, cursor);
        QList<int> found;
        for (const auto &mark : editor.extraSelections())
            found += mark.cursor.selectionStart();
        QCOMPARE(found, marked);
    }

    void findsAndReplaces()
    {
        Theme theme;
        QWidget window;
        SqlEditor editor(theme, &window);
        FindBar bar(theme, &editor, &window);
        window.show();
        editor.setPlainText(u"SELECT id FROM ids;\nselect ID2, 'id'"_s);
        auto *find = bar.findChild<QLineEdit *>(u"findEdit"_s);
        auto *count = bar.findChild<QLabel *>(u"findCount"_s);
        bar.openFind();
        find->setText(u"id"_s);
        QTRY_COMPARE(count->text(), u"4 found"_s);
        QCOMPARE(editor.extraSelections().size(), 4);
        bar.findNext();
        QCOMPARE(editor.textCursor().selectionStart(), 7);
        QTRY_COMPARE(count->text(), u"1 of 4"_s);
        bar.findPrevious(); // around the beginning
        QTRY_COMPARE(count->text(), u"4 of 4"_s);
        bar.findChild<QToolButton *>(u"findCaseButton"_s)->click();
        QTRY_VERIFY(count->text().endsWith(u"3"_s));
        bar.findChild<QToolButton *>(u"findWordsButton"_s)->click();
        QTRY_VERIFY(count->text().endsWith(u"2"_s));

        bar.openReplace();
        find->setText(u"id"_s);
        auto *replace = bar.findChild<QLineEdit *>(u"replaceEdit"_s);
        replace->setText(u"\\1x"_s); // no expression, so no group
        place(editor, 0);
        bar.findNext();
        bar.findChild<QPushButton *>(u"replaceButton"_s)->click();
        QCOMPARE(editor.toPlainText(), u"SELECT \\1x FROM ids;\nselect ID2, 'id'"_s);
        editor.undo();
        bar.findChild<QToolButton *>(u"findCaseButton"_s)->click();
        bar.findChild<QToolButton *>(u"findWordsButton"_s)->click();
        bar.findChild<QToolButton *>(u"findExpressionButton"_s)->click();
        find->setText(u"(i)(d)"_s);
        replace->setText(u"\\2\\1"_s);
        bar.findChild<QPushButton *>(u"replaceAllButton"_s)->click();
        QCOMPARE(editor.toPlainText(), u"SELECT di FROM dis;\nselect DI2, 'di'"_s);
        QCOMPARE(count->text(), u"4 replaced"_s);
        editor.undo();
        QCOMPARE(editor.toPlainText(), u"SELECT id FROM ids;\nselect ID2, 'id'"_s);
        find->setText(u"(i"_s);
        QTRY_VERIFY(count->text().startsWith(u"No regular expression"_s));
        QTest::keyClick(find, Qt::Key_Escape);
        QVERIFY(bar.isHidden());
        QVERIFY(editor.extraSelections().isEmpty());
    }

    void hostileNamesAreOfferedInOneLine()
    {
        Theme theme;
        SqlEditor editor(theme);
        editor.setCompleter([](const QString &, int cursor) {
            data::CompletionList list{.replaceFrom = cursor};
            list.items.append({.kind = data::Completion::Kind::Table,
                               .text = u"\"a\nb<b>\""_s,
                               .detail = u"pub\nlic"_s});
            return list;
        });
        editor.show();
        editor.offerCompletions();
        auto *popup = editor.findChild<QCompleter *>()->popup();
        QVERIFY(popup->isVisible());
        const QString shown = popup->model()->index(0, 0).data().toString();
        QVERIFY(!shown.contains(u'\n'));
        QVERIFY(shown.contains(u"<b>"_s));
        QTest::keyClick(popup, Qt::Key_Tab);
        QCOMPARE(editor.toPlainText(), u"\"a\nb<b>\""_s);
    }

    void argumentsAreShownWhileTheyAreTyped()
    {
        Theme theme;
        SqlEditor editor(theme);
        editor.setCompleter([](const QString &statement, int cursor) {
            data::CompletionList list{.replaceFrom = cursor};
            if (statement.contains(u'('))
                list.signatures += u"f(a integer)"_s;
            return list;
        });
        editor.show();
        QVERIFY(QTest::qWaitForWindowExposed(&editor));
        auto *signatures = editor.findChild<QLabel *>(u"signatures"_s);
        QTest::keyClicks(&editor, u"f("_s);
        QVERIFY(signatures->isVisible());
        QCOMPARE(signatures->text(), u"f(a integer)"_s);
        QTest::keyClicks(&editor, u"1)"_s);
        QVERIFY(!signatures->isVisible());
    }

    void aLongTextStallsNobody_data()
    {
        QTest::addColumn<QString>("text");
        const QString line = u"  v := v + 1; -- it's counted, 'quoted' and \"named\"\n"_s;
        QTest::newRow("300 kB, coloured")
            << QString(u"CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\n"_s +
                       line.repeated(300'000 / line.size()) + u"$$;"_s);
        QTest::newRow("5 MB") << QString(
            u"CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\n"_s +
            line.repeated(5'000'000 / line.size()) + u"$$;"_s);
        QTest::newRow("one line") << QString(u"SELECT '"_s + u"x'' "_s.repeated(10'000) + u"'"_s);
    }
    void aLongTextStallsNobody()
    {
        QFETCH(QString, text);
        Theme theme;
        SqlEditor editor(theme);
        editor.resize(800, 600);
        editor.show();
        QVERIFY(QTest::qWaitForWindowExposed(&editor));
        editor.setPlainText(text);
        // Laid out and marked; what follows is typing, which must stay quick while the rest is
        // coloured.
        QTest::qWait(400);
        const support::StallWatch watch;
        editor.moveCursor(QTextCursor::Start);
        QTest::keyClicks(&editor, u"/*"_s); // all of it becomes a comment
        QTest::qWait(600);
        QTest::keyClick(&editor, Qt::Key_Backspace);
        QTest::qWait(600);
        qInfo("longest stall %lld ms", static_cast<long long>(watch.longest().count()));
        // Several times what a person feels, because machines that test are busy with others.
        QVERIFY(watch.longest() < std::chrono::milliseconds(400));
    }
};

QTEST_MAIN(TestSqlEditor)
#include "tst_sqleditor.moc"
