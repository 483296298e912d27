#include "gui/console/sqleditor.h"

#include <QTest>

using namespace Qt::StringLiterals;
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
        editor.toggleComment();
        QCOMPARE(editor.toPlainText(), u"-- SELECT 1\n-- FROM t\n"_s);
        editor.selectAll();
        editor.toggleComment();
        QCOMPARE(editor.toPlainText(), u"SELECT 1\nFROM t\n"_s);
    }
};

QTEST_MAIN(TestSqlEditor)
#include "tst_sqleditor.moc"
