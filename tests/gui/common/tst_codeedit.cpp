#include "gui/common/codeedit.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>

using namespace Qt::StringLiterals;
using namespace howdah::gui;

namespace {

/// Colour of the character at @p position.
QColor colorAt(const QPlainTextEdit &edit, int position)
{
    const QTextBlock block = edit.document()->findBlock(position);
    for (const auto &range : block.layout()->formats()) {
        const int at = position - block.position();
        if (at >= range.start && at < range.start + range.length)
            return range.format.foreground().color();
    }
    return {};
}

} // namespace

class TestCodeEdit final : public QObject
{
    Q_OBJECT

private slots:
    void coloursInTheThemesColours()
    {
        Theme theme;
        theme.setMode(Theme::Mode::Light);
        CodeView view(theme);
        view.setSql(u"SELECT 'text' -- why"_s);
        QTRY_COMPARE(colorAt(view, 0), theme.color(Role::Accent));
        QCOMPARE(colorAt(view, 9), theme.color(Role::Development));
        QCOMPARE(colorAt(view, 16), theme.color(Role::SecondaryText));
        theme.setMode(Theme::Mode::Dark);
        QTRY_COMPARE(colorAt(view, 0), theme.color(Role::Accent));
    }

    void takesWhateverItIsGivenAsPlainText()
    {
        Theme theme;
        CodeView view(theme);
        const QString sql = u"SELECT '<b>x</b>&amp;' AS \"<img>\""_s;
        view.setSql(sql);
        QCOMPARE(view.sql(), sql);
        QVERIFY(view.isReadOnly());
    }

    void aVeryLongTextIsShownAtOnce()
    {
        Theme theme;
        CodeView view(theme);
        QElapsedTimer timer;
        timer.start();
        view.setSql(u"SELECT 'a' FROM t;\n"_s.repeated(5'000'000 / 19));
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(!colorAt(view, 0).isValid());
    }

    void typingOverAFaultClearsItsMark()
    {
        Theme theme;
        CodeEdit edit(theme);
        edit.setPlainText(u"SELECT x FROM t"_s);
        edit.setErrorRange(7, 8);
        QCOMPARE(edit.extraSelections().size(), 1);
        QCOMPARE(edit.extraSelections().constFirst().cursor.selectedText(), u"x"_s);
        edit.moveCursor(QTextCursor::End);
        QTest::keyClicks(&edit, u"u"_s);
        QCOMPARE(edit.extraSelections().size(), 1);
        auto cursor = edit.textCursor();
        cursor.setPosition(7);
        edit.setTextCursor(cursor);
        QTest::keyClicks(&edit, u"y"_s);
        QVERIFY(edit.extraSelections().isEmpty());
    }
};

QTEST_MAIN(TestCodeEdit)
#include "tst_codeedit.moc"
