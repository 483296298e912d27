#include "gui/charts/figuretile.h"
#include "gui/common/codeedit.h"
#include "gui/common/statepane.h"
#include "gui/health/healthpage.h"
#include "gui/health/stopsessiondialog.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPromise>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

class TestHealthPage final : public QObject
{
    Q_OBJECT

    using Answer = Result<activity::Overview>;

    Theme m_theme;
    QList<std::shared_ptr<QPromise<Answer>>> m_questions;
    QList<std::pair<activity::Stop, int>> m_stopped;
    Result<void> m_stopAnswer;

    HealthPage::Actions actions()
    {
        return {.overview =
                    [this] {
                        auto promise = std::make_shared<QPromise<Answer>>();
                        promise->start();
                        m_questions += promise;
                        return promise->future();
                    },
                .stop =
                    [this](activity::Stop what, int pid, const QDateTime &) {
                        m_stopped.append({what, pid});
                        QPromise<Result<void>> promise;
                        promise.start();
                        promise.addResult(m_stopAnswer);
                        promise.finish();
                        return promise.future();
                    }};
    }

    static activity::Overview overview()
    {
        activity::Overview overview;
        overview.takenAt = QDateTime::currentDateTimeUtc();
        overview.sessions = {{.pid = 11,
                              .backendType = u"client backend"_s,
                              .user = u"<b>mentor</b>"_s,
                              .client = u"local"_s,
                              .state = u"active"_s,
                              .startedAt = overview.takenAt.addSecs(-60),
                              .statementAt = overview.takenAt.addSecs(-9),
                              .statement = u"SELECT '<b>x</b>'"_s}};
        overview.figures = {.connections = 85, .maxConnections = 100, .blockedSessions = 0};
        return overview;
    }

    void answer(const Answer &answer)
    {
        QVERIFY(!m_questions.isEmpty());
        const auto promise = m_questions.takeFirst();
        promise->addResult(answer);
        promise->finish();
    }

private slots:
    void init()
    {
        m_questions.clear();
        m_stopped.clear();
        m_stopAnswer = {};
    }

    void asksOnlyWhileItIsSeenAndNeverTwiceAtOnce()
    {
        HealthPage page({.place = u"health"_s}, actions(), m_theme);
        QVERIFY(m_questions.isEmpty());
        page.show();
        QCOMPARE(m_questions.size(), 1);
        page.refresh();
        QCOMPARE(m_questions.size(), 1);
        QVERIFY(page.isBusy());
        answer(overview());
        QTRY_VERIFY(!page.isBusy());
        page.refresh();
        QCOMPARE(m_questions.size(), 1);
        answer(overview());
        page.hide();
        QTest::qWait(2300); // longer than the interval: nothing must be asked
        QVERIFY(m_questions.isEmpty());
        page.show();
        QCOMPARE(m_questions.size(), 1);
        answer(overview());
        QTRY_COMPARE_WITH_TIMEOUT(m_questions.size(), 1, 5000); // by itself
        page.findChild<QPushButton *>(u"pauseButton"_s)->click();
        answer(overview());
        QTest::qWait(2300);
        QVERIFY(m_questions.isEmpty());
    }

    void showsFiguresAndTheChosenStatement()
    {
        HealthPage page({.place = u"health"_s}, actions(), m_theme);
        page.show();
        answer(overview());
        auto *view = page.findChild<QTableView *>(u"sessionView"_s);
        QTRY_COMPARE(view->model()->rowCount(), 1);
        QCOMPARE(page.findChild<CodeView *>(u"statementView"_s)->sql(), u"SELECT '<b>x</b>'"_s);
        const auto tiles = page.findChildren<FigureTile *>();
        QCOMPARE(tiles.size(), 6);
        QCOMPARE(tiles.constFirst()->value(), u"85 of 100"_s);
        QCOMPARE(tiles.constFirst()->mark(), FigureTile::Mark::Warning);
        page.findChild<QLineEdit *>(u"filterEdit"_s)->setText(u"nobody"_s);
        QCOMPARE(view->model()->rowCount(), 0);
    }

    void stoppingShowsTheSqlAndNeedsAYes()
    {
        HealthPage page({.place = u"health"_s}, actions(), m_theme);
        page.show();
        answer(overview());
        auto *end = page.findChild<QPushButton *>(u"endButton"_s);
        QTRY_VERIFY(end->isEnabled());
        end->click();
        auto *dialog = page.findChild<StopSessionDialog *>();
        QVERIFY(dialog);
        const QString sql = dialog->findChild<CodeView *>(u"sqlView"_s)->sql();
        QVERIFY(sql.contains("pg_terminate_backend"_L1));
        QVERIFY(sql.contains("11"_L1));
        dialog->reject();
        QVERIFY(m_stopped.isEmpty());
        QTRY_VERIFY(!page.findChild<StopSessionDialog *>());
        m_stopAnswer = Error{.kind = Error::Kind::PermissionDenied,
                             .message = u"must be a superuser"_s,
                             .sqlstate = u"42501"_s};
        page.findChild<QPushButton *>(u"cancelButton"_s)->click();
        page.findChild<StopSessionDialog *>()->accept();
        QCOMPARE(m_stopped,
                 (QList<std::pair<activity::Stop, int>>{{activity::Stop::Statement, 11}}));
        auto *warning = page.findChild<QLabel *>(u"warningLabel"_s);
        QTRY_VERIFY(warning->isVisible());
        QVERIFY(warning->text().contains("42501"_L1));
        answer(overview()); // the next look must not wipe the warning away
        QTest::qWait(50);
        QVERIFY(warning->isVisible());
    }

    void anErrorAtFirstFillsThePageLaterItLeavesThePicture()
    {
        HealthPage page({.place = u"health"_s}, actions(), m_theme);
        page.show();
        const Error gone{.kind = Error::Kind::ConnectionLost, .message = u"server closed"_s};
        answer(gone);
        auto *state = page.findChild<StatePane *>();
        QTRY_VERIFY(!state->isShowingContent());
        page.refresh();
        answer(overview());
        QTRY_VERIFY(state->isShowingContent());
        page.refresh();
        answer(gone);
        auto *warning = page.findChild<QLabel *>(u"warningLabel"_s);
        QTRY_VERIFY(warning->isVisible());
        QVERIFY(warning->text().contains("server closed"_L1));
        QVERIFY(state->isShowingContent());
        QCOMPARE(page.findChild<QTableView *>(u"sessionView"_s)->model()->rowCount(), 1);
        page.refresh();
        answer(overview());
        QTRY_VERIFY(!warning->isVisible());
    }

    void mayGoBeforeTheAnswerComes()
    {
        {
            HealthPage page({.place = u"health"_s}, actions(), m_theme);
            page.show();
        }
        answer(overview());
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TestHealthPage)
#include "tst_healthpage.moc"
