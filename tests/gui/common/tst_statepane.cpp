#include "gui/common/errortext.h"
#include "gui/common/statepane.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using howdah::Error;
using namespace howdah::gui;

class TestStatePane final : public QObject
{
    Q_OBJECT

private slots:
    void everyKindHasWords()
    {
        for (int kind = 0; kind <= int(Error::Kind::Unavailable); ++kind) {
            const auto text = describe({.kind = Error::Kind(kind), .message = u"raw"_s});
            QVERIFY(!text.heading.isEmpty());
            QVERIFY(text.detail.contains(u"raw"_s));
        }
    }

    void anErrorShowsTheServersTextAsPlainText()
    {
        Theme theme;
        auto *content = new QLabel(u"content"_s);
        StatePane pane(theme, content);
        pane.show();
        QVERIFY(pane.isShowingContent());
        pane.showError({.kind = Error::Kind::Server,
                        .message = u"relation \"<b>x</b>\" does not exist"_s,
                        .sqlstate = u"42P01"_s,
                        .hint = u"create it"_s});
        const auto detail = pane.findChild<QPlainTextEdit *>(u"stateDetail"_s)->toPlainText();
        QVERIFY(detail.contains(u"<b>x</b>"_s));
        QVERIFY(detail.contains(u"42P01"_s));
        QVERIFY(detail.contains(u"create it"_s));
        QSignalSpy again(&pane, &StatePane::actionTriggered);
        pane.findChild<QPushButton *>(u"stateAction"_s)->click();
        QCOMPARE(again.size(), 1);
        pane.showContent();
        QVERIFY(content->isVisible());
    }

    void whatIsQuickDoesNotFlicker()
    {
        Theme theme;
        StatePane pane(theme, new QWidget);
        pane.show();
        pane.showBusy(u"Loading"_s);
        QVERIFY(pane.isShowingContent());
        pane.showContent();
        QTest::qWait(400);
        QVERIFY(pane.isShowingContent());
    }

    void whatTakesLongCanBeCancelled()
    {
        Theme theme;
        StatePane pane(theme, new QWidget);
        pane.show();
        pane.showBusy(u"Loading"_s);
        QTRY_VERIFY(!pane.isShowingContent());
        QSignalSpy cancel(&pane, &StatePane::cancelRequested);
        pane.findChild<QPushButton *>(u"stateCancel"_s)->click();
        QCOMPARE(cancel.size(), 1);
    }

    void anEmptyPlaceOffersTheFirstStep()
    {
        Theme theme;
        StatePane pane(theme, new QWidget);
        pane.show();
        pane.showEmpty(u"folder"_s, u"No migrations yet"_s, u"Choose a folder."_s, u"Choose…"_s);
        QVERIFY(pane.findChild<QPushButton *>(u"stateAction"_s)->isVisible());
        QVERIFY(!pane.findChild<QPlainTextEdit *>(u"stateDetail"_s)->isVisible());
    }
};

QTEST_MAIN(TestStatePane)
#include "tst_statepane.moc"
